"""The weekly summary of callbacks: two people sign it, and it stays as the first one saw it (R169)."""

import pytest

from core.base.errors import NotAllowed
from core.base.text import Clean
from core.intake.model import Intake, cleaned
from core.people.directory import Person
from core.ticket.acts.assign import Assign
from core.ticket.acts.callback import RecordCallback
from core.ticket.acts.handle import Handle
from core.ticket.codes import Result
from core.ticket.model import Caller
from storage.doctor import examine
from tests.core.office import NOW, Office


def ring(office: Office, result: Result, name: str = "Mrs Zhao") -> None:
    desk = office.desk("Anna")
    said = Intake(description="leak", category="pipe_leak", caller=Caller(name, "13800138000"))
    number = desk.tickets.log(cleaned(said)).number
    desk.tickets.do(number, Assign(Clean("Li"), reason=Clean("near")))
    desk.tickets.do(number, Handle(Clean("seal"), no_arrival=Clean("phone")))
    desk.tickets.do(number, RecordCallback(result, Clean("fine"), Clean("fine")))


def test_r169_the_supervisor_then_the_director_sign_and_it_is_frozen(office: Office) -> None:
    """Each signature has person and time; what the first one froze is what the second one signs."""
    with office.store.writing() as work:
        work.people.save_people([Person("9", "Dong", role="director")])
    day = NOW.date()
    ring(office, Result.SATISFIED)
    chief = office.desk("陈静").callback_weeks
    with pytest.raises(NotAllowed, match="not over"):
        chief.sign(day)
    office.later(days=7)
    with pytest.raises(NotAllowed, match="needs a supervisor"):
        office.desk("Anna").callback_weeks.sign(day)
    first = chief.sign(day)
    assert (len(first.week.lines), first.week.reached, first.is_sound) == (1, 1, True)
    with pytest.raises(NotAllowed, match="needs a director"):
        office.desk("Anna").callback_weeks.sign(day)
    office.later(hours=1)
    both = office.desk("Dong").callback_weeks.sign(day)
    assert [(one.name, one.at) for one in both.signatures] == [
        ("陈静", first.signatures[0].at), ("Dong", office.now),
    ]  # fmt: skip
    assert (both.text, both.hash) == (first.text, first.hash)
    with pytest.raises(NotAllowed, match="Both signatures"):
        office.desk("Dong").callback_weeks.sign(day)
    assert "13800138000" not in both.text


def test_one_person_does_not_sign_twice_and_weeks_are_chained(office: Office) -> None:
    with office.store.writing() as work:
        work.people.save_people([Person("9", "Dong", role="director")])
    dong, day = office.desk("Dong").callback_weeks, NOW.date()
    office.later(days=14)
    first = dong.sign(day)
    with pytest.raises(NotAllowed, match="signed it already"):
        dong.sign(day)
    second = dong.sign(office.now.date().replace(day=17))
    assert second.week.previous == first.hash and first.week.previous == ""
    assert dong.week(office.now.date()).signatures == ()
    assert [finding.message for finding in examine(office.store.database)] == []
