"""Two real desks call one household: the second sees the claim, which outlives its desk by three minutes."""

from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest

from core.base.clock import system_clock
from core.base.errors import NotAllowed
from core.base.text import Clean
from core.desk.desk import Desk
from core.intake.model import Intake, cleaned
from core.people.units import Contact, Unit
from core.ticket.acts.assign import Assign
from core.ticket.acts.callback import RecordCallback
from core.ticket.acts.handle import Handle
from core.ticket.codes import Result, State
from core.ticket.model import Caller
from storage.store import SqlStore
from tests.tui.app.test_ring_desks import PHONE, opened, url

__all__ = ["url"]

MATTERS = ("kitchen pipe leaking", "tap drips", "lamp dark")


def estate(url: str) -> tuple[SqlStore, list[str]]:
    """One household with three matters that are done; their numbers."""
    store = SqlStore(url)
    with store.writing() as work:
        work.people.save_units([Unit("3-2-1201", contacts=(Contact("Wang Fang", PHONE, "owner"),))])
    desk, numbers = Desk(store, "Wang Min"), []
    for matter in MATTERS:
        said = Intake(
            description=matter, category="pipe_leak", unit="3-2-1201", caller=Caller("Wang Fang", PHONE)
        )
        numbers.append(desk.tickets.log(cleaned(said)).number)
        desk.tickets.do(numbers[-1], Assign(Clean("Li"), reason=Clean("near")))
        desk.tickets.do(numbers[-1], Handle(Clean("done"), no_arrival=Clean("by phone")))
    return store, numbers


def states(store: SqlStore, numbers: list[str]) -> list[State]:
    desk = Desk(store, "Wang Min")
    return [desk.queries.card(number).ticket.state for number in numbers]


def test_the_second_desk_sees_the_claim_and_a_killed_desk_frees_it_after_three_minutes(
    own_home: Path, url: str
) -> None:
    store, numbers = estate(url)
    with ExitStack() as stack:
        anna, bea = (stack.enter_context(opened(own_home, url, name)) for name in ("Anna", "Bea"))
        for desk in (anna, bea):
            desk.until(lambda text: "F2" in text)
            desk.read(0.3)
            desk.type("%")
            desk.until("owed 3")
        anna.type("\r")
        anna.until("a grade for each of these tickets")
        bea.until("Anna")
        bea.type("\r")
        bea.until("Anna has been calling this household")
        bea.type("2")
        bea.until("It is free again at")
        assert states(store, numbers) == [State.HANDLED] * 3
        claimed = Desk(store, "Bea").callbacks.queue().pending[0].claim
        assert claimed and claimed.by == "Anna"
        anna.process.kill()
        anna.process.wait()
    early = claimed.at + timedelta(minutes=2, seconds=59)
    with pytest.raises(NotAllowed, match="Anna has been calling"):
        Desk(store, "Bea", lambda: max(early, system_clock())).callbacks.claim(numbers[1])
    free = Desk(store, "Bea", lambda: claimed.at + timedelta(minutes=3))
    assert len(free.callbacks.claim(numbers[1])) == 3
    free.callbacks.grade({number: RecordCallback(Result.SATISFIED) for number in numbers})
    assert states(store, numbers) == [State.CLOSED] * 3
    store.close()


def test_a_satisfied_callback_costs_three_keys_and_a_household_one_more_for_each_ticket(
    own_home: Path, url: str
) -> None:
    store, numbers = estate(url)
    with opened(own_home, url, "Anna") as anna:
        anna.until(lambda text: "F2" in text)
        anna.read(0.3)
        anna.type("%")
        anna.until("owed 3")
        anna.type("\r")
        anna.until("a grade for each of these tickets")
        for grade in ("2", "1", "2"):
            anna.read(0.3)
            anna.type(grade)
        anna.until("Tickets recorded in one call: 3")
        anna.until("No callback is owed")
    assert states(store, numbers) == [State.CLOSED] * 3
    store.close()


def test_a_single_satisfied_callback_costs_three_keys(own_home: Path, url: str) -> None:
    store, numbers = estate(url)
    Desk(store, "Bea").callbacks.grade({number: RecordCallback(Result.SATISFIED) for number in numbers[1:]})
    with opened(own_home, url, "Anna") as anna:
        anna.until(lambda text: "F2" in text)
        anna.read(0.3)
        for key, seen in (("%", "owed 1"), ("\r", "Say"), ("2", "No callback is owed")):
            anna.type(key)
            anna.until(seen)
            anna.read(0.3)
    assert states(store, numbers) == [State.CLOSED] * 3
    store.close()
