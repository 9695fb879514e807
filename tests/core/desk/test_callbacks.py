"""The queue of callbacks: one household, one call, one claim, a grade for each ticket."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.base.errors import DeskError, InvalidInput, NotAllowed
from core.base.text import Clean
from core.intake.model import Intake, cleaned
from core.people.directory import Person
from core.people.units import Contact, Unit
from core.ticket.acts.callback import RecordCallback
from core.ticket.acts.handle import Handle
from core.ticket.codes import Result, State
from core.ticket.model import Caller, Ticket
from storage.store import SqlStore
from tests.core.office import Office

MOBILE = "13800138000"


@pytest.fixture
def office(database: str) -> Iterator[Office]:
    store = SqlStore(database)
    built = Office(store)
    with store.writing() as work:
        work.people.save_people([Person("4", "Li", "engineering"), Person("5", "Dong", role="director")])
        work.people.save_units(
            [Unit("3-1-802", "Zhao family", contacts=(Contact("Mrs Zhao", MOBILE),), specialist="Ben")]
        )
    yield built
    store.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return str(tmp_path / "desk.db")
    return str(request.getfixturevalue("postgresql_url"))


def done(office: Office, matter: str = "leak", **more: object) -> Ticket:
    """A handled ticket whose callback is owed."""
    desk = office.desk("Anna")
    said = {"category": "pipe_leak", "unit": "3-1-802", "caller": Caller("Mrs Zhao", MOBILE), **more}
    number = desk.tickets.log(cleaned(Intake(description=matter, assign_to="Li", **said))).number  # type: ignore[arg-type]
    return desk.tickets.do(number, Handle(Clean("new seal"), no_arrival=Clean("by phone")))


def state(office: Office, number: str) -> State:
    return office.desk("Anna").queries.card(number).ticket.state


def test_the_queue_has_a_household_together_with_who_should_call(office: Office) -> None:
    first = done(office)
    office.later(minutes=5)
    other = done(office, "lamp", unit="", place="gate", caller=Caller("Mr Hu", "13911112222"))
    office.later(minutes=5)
    third = done(office, "door", unit="", place="lift", caller=Caller("", MOBILE))
    fire = done(office, "smoke", category="fire", unit="9-9-901", caller=Caller("Qian", "13700000000"))
    queue = office.desk("Anna").callbacks.queue()
    assert [one.ticket.number for one in queue.pending] == [
        first.number, third.number, other.number, fire.number,
    ]  # fmt: skip
    assert [one.household for one in queue.pending] == ["3-1-802", "3-1-802", "13911112222", "9-9-901"]
    assert [(*one.assignee, one.mode) for one in queue.pending] == [
        ("Ben", "desk", "phone"), ("", "desk", "phone"), ("", "desk", "phone"),
        ("陈静", "supervisor", "on_site"),
    ]  # fmt: skip
    assert [one.phone for one in queue.pending][:2] == [MOBILE, MOBILE]
    assert queue.opens == office.now


def test_two_desks_ring_one_household_and_the_second_sees_the_claim(office: Office) -> None:
    tickets = [done(office), done(office, "tap"), done(office, "drain", unit="", caller=Caller("", MOBILE))]
    office.desk("Anna").callbacks.claim(tickets[0].number)
    with pytest.raises(NotAllowed, match="Anna has been calling this household"):
        office.desk("Ben").callbacks.claim(tickets[2].number)
    assert {one.claim.by for one in office.desk("Ben").callbacks.queue().pending if one.claim} == {"Anna"}
    office.later(minutes=3)
    assert not any(one.claim for one in office.desk("Ben").callbacks.queue().pending)
    assert len(office.desk("Ben").callbacks.claim(tickets[2].number)) == 3


def test_one_call_grades_three_tickets_in_one_unit_of_work(office: Office) -> None:
    tickets = [done(office), done(office, "tap"), done(office, "drain")]
    numbers = [one.number for one in tickets]
    desk = office.desk("Ben")
    assert [one.ticket.number for one in desk.callbacks.household(numbers[1])] == [
        numbers[1], numbers[0], numbers[2],
    ]  # fmt: skip
    with pytest.raises(InvalidInput):
        desk.callbacks.grade({
            numbers[0]: RecordCallback(Result.SATISFIED), numbers[1]: RecordCallback(Result.NEUTRAL),
        })  # fmt: skip
    assert [state(office, number) for number in numbers] == [State.HANDLED] * 3
    desk.callbacks.grade({
        numbers[0]: RecordCallback(Result.SATISFIED),
        numbers[1]: RecordCallback(Result.NEUTRAL, Clean("so so")),
        numbers[2]: RecordCallback(Result.DISSATISFIED, reason=Clean("not handled")),
    })  # fmt: skip
    assert [state(office, number) for number in numbers] == [State.CLOSED, State.CLOSED, State.ASSIGNED]
    assert office.desk("Anna").callbacks.queue().pending == ()


def test_a_household_is_claimed_without_the_work_of_the_person_who_calls(office: Office) -> None:
    own = done(office)
    desk = office.desk("Anna")
    number = desk.tickets.log(
        cleaned(Intake(description="tap", category="pipe_leak", unit="3-1-802", assign_to="Ben"))
    ).number
    desk.tickets.do(number, Handle(Clean("done"), no_arrival=Clean("by phone")))
    assert [one.number for one in office.desk("Ben").callbacks.claim(own.number)] == [own.number]
    with pytest.raises(NotAllowed, match="who did the work"):
        office.desk("Ben").callbacks.claim(number)


def test_what_is_verified_on_the_spot_is_the_first_responders_and_makes_no_household(office: Office) -> None:
    desk = office.desk("Anna")
    numbers = []
    for matter in ("lamp dark", "lamp broken"):
        said = Intake(
            description=matter, category="street_light", place="gate", found=True, first_responder="Ben"
        )
        numbers.append(desk.tickets.log(cleaned(said)).number)
        desk.tickets.do(numbers[-1], _sent())
        desk.tickets.do(numbers[-1], Handle(Clean("new bulb"), no_arrival=Clean("seen")))
    pending = desk.callbacks.queue().pending
    assert [(one.household, one.assignee.person, one.mode) for one in pending] == [
        (number, "Ben", "patrol") for number in numbers
    ]


def _sent():
    from core.ticket.acts.assign import Assign

    return Assign(Clean("Li"))


def test_an_unknown_number_is_refused(office: Office) -> None:
    with pytest.raises(DeskError):
        office.desk("Anna").callbacks.claim("260310-999")
    assert office.now == datetime(2026, 3, 10, 1, 0, tzinfo=UTC)
