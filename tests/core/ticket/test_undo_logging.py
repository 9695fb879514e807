"""Undo of the logging itself, which leaves a void ticket, and of an answer, which is asked again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.base.errors import NotAllowed
from core.base.text import Clean
from core.desk.desk import Desk
from core.intake.model import Intake, cleaned
from core.people.directory import Person
from core.policy.urgency import Urgency
from core.ticket.acts.answer import AnswerEmergency, EmergencyAnswer
from core.ticket.acts.assign import Assign
from core.ticket.acts.isolate import Isolate
from core.ticket.acts.undo import MISTAKE, Undo
from core.ticket.acts.work import Arrive
from core.ticket.codes import CloseKind, Measure, State
from core.ticket.model import Ticket
from core.ticket.reading import Alarm, Certainty, Reading
from storage.store import SqlStore

STAFF = (
    Person("1", "Anna", "desk", role="operator"),
    Person("2", "Ben", "desk", role="operator"),
    Person("3", "Chen", "desk", role="supervisor"),
    Person("4", "Li", "engineering"),
)
LEAK = Intake(description="leak", category="pipe_leak", unit="3-2-1201")


class Office:
    """Desks of one office, and its clock."""

    def __init__(self, store: SqlStore) -> None:
        self.store, self.now = store, datetime(2026, 3, 10, 1, 0, tzinfo=UTC)
        with store.writing() as work:
            work.people.save_people(STAFF)

    def desk(self, name: str = "Anna") -> Desk:
        return Desk(self.store, name, lambda: self.now)

    def logged(self, **more: object) -> str:
        return self.desk().tickets.log(cleaned(replace(LEAK, **more))).number  # type: ignore[arg-type]

    def undone(self, number: str, name: str = "Anna") -> Ticket:
        return self.desk(name).tickets.do(number, Undo())


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with closing(SqlStore(str(tmp_path / "desk.db"))) as store:
        yield Office(store)


@pytest.mark.parametrize("more", [{}, {"assign_to": "Li"}, {"outcome": "told how"}])
def test_a_ticket_just_logged_is_void_however_it_was_logged(office: Office, more: dict[str, str]) -> None:
    number = office.logged(**more)
    ticket = office.undone(number)
    assert (ticket.state, ticket.close_kind) == (State.VOID, CloseKind.VOID)
    fact = office.desk().queries.card(number).history[-1].fact
    assert (fact.type, getattr(fact, "reason", "")) == ("voided", MISTAKE)
    assert office.logged() != number


def test_the_steps_go_one_by_one_down_to_the_logging(office: Office) -> None:
    number = office.logged(assign_to="Li")
    office.desk().tickets.do(number, Arrive())
    assert office.undone(number).state is State.ASSIGNED
    assert office.undone(number).state is State.VOID
    # and the undo itself is a step that can be undone
    assert office.undone(number).state is State.ASSIGNED


def test_ten_minutes_later_it_is_a_supervisors_to_void(office: Office) -> None:
    number = office.logged()
    office.now += timedelta(minutes=10)
    assert office.undone(number).state is State.VOID
    number = office.logged()
    office.now += timedelta(minutes=10, seconds=1)
    for name in ("Anna", "Chen"):
        with pytest.raises(NotAllowed, match="void it; if it is assigned, return it first"):
            office.undone(number, name)


def test_another_persons_ticket_is_not_undone(office: Office) -> None:
    number = office.logged()
    with pytest.raises(NotAllowed, match="nothing to undo"):
        office.undone(number, "Ben")


def test_what_was_told_or_isolated_when_it_was_logged_stays(office: Office) -> None:
    taped = office.logged(measure=Measure.TAPE)
    with pytest.raises(NotAllowed, match="still isolated"):
        office.undone(taped)
    told = office.logged(first_responder="Deng", employer="Jieya", manager_told=True)
    with pytest.raises(NotAllowed, match="site manager was told"):
        office.undone(told)
    later = office.logged()
    office.desk().tickets.do(later, Isolate(Measure.TAPE))
    assert office.undone(later).state is State.LOGGED
    assert office.undone(later).state is State.VOID


def test_an_answer_to_the_question_is_asked_again_once_it_is_undone(office: Office) -> None:
    asked = Reading(Certainty.GUESS, Alarm.ASK, ("smell",), "fire", "nuisance")
    number = office.logged(category="enquiry", reading=asked)
    office.desk().tickets.do(number, Assign(Clean("desk")))
    before = office.desk().queries.card(number).ticket
    for answer in EmergencyAnswer:
        ticket = office.desk().tickets.do(number, AnswerEmergency(answer))
        assert (ticket.urgency is Urgency.EMERGENCY) == (answer is EmergencyAnswer.YES)
        assert ticket.reading.emergency is Alarm.NO
        ticket = office.undone(number)
        assert ticket.reading.emergency is Alarm.ASK
        assert replace(ticket, seq=0, version=0, changed_at=office.now) == replace(
            before, seq=0, version=0, changed_at=office.now
        )
