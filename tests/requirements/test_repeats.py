"""The same matter twice: what the desk shows before a call is saved, and who hears of a repeat (§9)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.base.text import Clean
from core.desk.desk import Desk
from core.desk.queries import Card
from core.intake.model import Intake, cleaned
from core.ticket.acts.callback import RecordCallback
from core.ticket.acts.handle import Handle
from core.ticket.acts.urge import Urge
from core.ticket.acts.work import Arrive
from core.ticket.codes import Result, State
from core.ticket.ladder import Rung
from core.ticket.model import Caller
from storage.store import SqlStore

DAY = timedelta(days=1)
START = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
LEAK = cleaned(
    Intake(
        line="3-2-1201 厨房水管漏水 13800138000 @engineering",
        unit="3-2-1201",
        description="厨房水管漏水",
        category="pipe_leak",
        caller=Caller("赵女士", "13800138000"),
        assign_to="engineering",
    )
)


class Shift:
    """One desk whose clock is set by hand."""

    def __init__(self, store: SqlStore) -> None:
        self.now = START
        self.desk = Desk(store, "anna", lambda: self.now)

    def mended(self, number: str) -> None:
        """The work is done and somebody else rings back."""
        self.desk.tickets.do(number, Arrive())
        self.desk.tickets.do(number, Handle(Clean("pipe replaced"), no_arrival=Clean("by phone")))
        Desk(self.desk.session.store, "bea", lambda: self.now).tickets.do(
            number, RecordCallback(Result.SATISFIED)
        )

    def card(self, number: str) -> Card:
        return self.desk.queries.card(number)


@pytest.fixture
def shift(tmp_path: Path) -> Iterator[Shift]:
    """A desk with nothing on it."""
    store = SqlStore(str(tmp_path / "desk.db"))
    yield Shift(store)
    store.close()


def told_of_repeat(card: Card) -> list[Rung]:
    return [rung for rung in card.rungs if rung.reason == "repeat"]


def test_r056_the_earlier_report_is_shown_before_the_next_is_saved(shift: Shift) -> None:
    """A call of the same unit or number and category shows what was reported in the last 30 days."""
    first = shift.desk.tickets.log(LEAK)
    shift.mended(first.number)
    shift.now += 30 * DAY
    for call in (
        replace(LEAK, caller=Caller()),
        replace(LEAK, unit="", caller=Caller(phone="+86 138-0013-8000")),
    ):
        (shown,) = shift.desk.callers.earlier(call)
        assert (shown.number, shown.state, shown.repeat_no) == (first.number, State.CLOSED, 2)
        assert shown.choices[:2] == ("repeat", "unrelated")
    shift.now += DAY
    assert shift.desk.callers.earlier(LEAK) == []


def test_r056_the_second_report_is_told_to_the_supervisor_the_third_to_the_director(shift: Shift) -> None:
    """A repeat carries its place in the chain, and is told at once; nobody waits for the ladder."""
    first = shift.desk.tickets.log(LEAK)
    assert told_of_repeat(shift.card(first.number)) == []
    for place, role in ((2, "supervisor"), (3, "director"), (4, "director")):
        shift.now += 20 * DAY
        latest = shift.desk.callers.earlier(LEAK)[0]
        again = shift.desk.tickets.log(replace(LEAK, repeat_of=latest.number))
        (rung,) = told_of_repeat(shift.card(again.number))
        assert (again.repeat_of, again.repeat_no, rung.role) == (first.number, place, role)
        assert (rung.due_at, rung.status) == (shift.now, "due")


def test_r056_an_open_matter_is_urged_not_logged_again(shift: Shift) -> None:
    """The caller who rings again about an open ticket urges it; the third time a supervisor hears of it."""
    first = shift.desk.tickets.log(LEAK)
    shift.now += timedelta(minutes=5)
    for _turn in range(3):
        (shown,) = shift.desk.callers.earlier(LEAK)
        assert shown.choices[0] == "urge"
        assert shown.saying is not None
        assert shown.saying.time == START + timedelta(minutes=15)
        shift.desk.tickets.do(shown.number, Urge(Clean("赵女士")), seen=shown.version)
    card = shift.card(first.number)
    assert [rung.role for rung in card.rungs if rung.reason == "urged"] == ["supervisor"]
    assert len(shift.desk.queries.board("all").rows) == 1


def test_r056_one_fault_with_many_callers_is_one_ticket(shift: Shift) -> None:
    """A neighbour's call about the same open fault is kept with the main ticket and hears of its end."""
    main = shift.desk.tickets.log(LEAK)
    neighbour = replace(LEAK, unit="3-2-1101", caller=Caller("李先生", "13911112222"))
    (shown,) = shift.desk.callers.earlier(neighbour)
    assert (shown.why, shown.choices) == (("building",), ("one_of_many",))
    assert shown.saying is None, "another home's leak is no news for this one"
    attached = shift.desk.tickets.attach(shown.number, cleaned(neighbour))
    assert [caller.name for caller in attached.contacts] == ["李先生"]
    assert len(shift.desk.queries.board("all").rows) == 1
    # and now he is known: his next call urges the same ticket
    (known,) = shift.desk.callers.earlier(replace(neighbour, unit=""))
    assert (known.number, known.why, known.choices[0]) == (main.number, ("phone",), "urge")


def test_r056_two_matters_that_look_alike_are_told_apart_with_a_reason(shift: Shift) -> None:
    """Unrelated takes a reason of the short list and is kept; it starts no chain."""
    first = shift.desk.tickets.log(LEAK)
    other = shift.desk.tickets.log(replace(LEAK, unrelated_to=first.number, unrelated_because="other_spot"))
    assert (other.repeat_of, other.repeat_no) == ("", 1)
    created = shift.card(other.number).history[0].fact
    assert (created.unrelated_to, created.unrelated_because) == (first.number, "other_spot")  # type: ignore[attr-defined]
