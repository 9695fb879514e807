"""Calls that rang, on both databases: kept whole, noticed by every desk, taken by one."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Barrier

import pytest

from core.base.errors import NotAllowed, NotFound
from core.base.text import Clean
from core.desk.desk import Desk
from core.intake.model import Intake, cleaned
from core.people.directory import Person
from core.people.units import Contact, Unit
from core.phone.rings import RINGS_FOR, Ring
from core.ticket.model import Caller
from storage.backup import backup
from storage.store import SqlStore

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
PHONE = "13800138000"
MISSED = NOW + RINGS_FOR


class At:
    """A clock that shows what it is told."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def at() -> At:
    return At()


@pytest.fixture
def desk_of(store: SqlStore, at: At) -> Callable[[str], Desk]:
    return lambda name: Desk(store, name, at)


def test_a_call_is_kept_whole(store: SqlStore) -> None:
    ring = Ring(1, PHONE, "hotline", NOW, 2, "Li Na", NOW, "answered", "260302-001", MISSED)
    with store.writing() as work:
        work.phone.save_ring(Ring(1, PHONE, "", NOW))
        work.phone.save_ring(ring)
        assert work.phone.new_ring() == 2
    with store.reading() as look:
        assert look.phone.ring(1) == ring
        assert look.phone.rings(MISSED) == [ring]
        assert look.phone.rings(MISSED + timedelta(seconds=1)) == []
        with pytest.raises(NotFound):
            look.phone.ring(2)


def test_the_pulse_tells_that_something_was_written(store: SqlStore, desk_of: Callable[[str], Desk]) -> None:
    def pulse() -> tuple[object, ...]:
        with store.reading() as look:
            return look.pulse()

    before = pulse()
    assert pulse() == before
    desk_of("anna").phone.ring(PHONE)
    rung = pulse()
    assert rung != before
    desk_of("anna").tickets.log(cleaned(Intake(category="pipe_leak", description="lamp")))
    assert pulse()[-1] == 1
    with store.writing() as work:
        work.people.save_units([Unit("3-2-1201")])
    assert pulse()[0] != rung[0]


def test_a_call_shows_who_it_is_and_what_is_open(store: SqlStore, desk_of: Callable[[str], Desk]) -> None:
    with store.writing() as work:
        work.people.save_units([Unit("3-2-1201", contacts=(Contact("王芳", "138 0013 8000", "owner"),))])
        work.people.save_people([Person("e1", "陈静", phone="+86 13800138000")])
    desk = desk_of("anna")
    by_phone = desk.tickets.log(
        cleaned(Intake(category="pipe_leak", description="lamp", caller=Caller(phone="+86 13800138000")))
    )
    by_unit = desk.tickets.log(cleaned(Intake(category="pipe_leak", description="door", unit="3-2-1201")))
    desk.tickets.log(
        cleaned(Intake(category="pipe_leak", description="gate", caller=Caller(phone="13800138001")))
    )
    desk.tickets.log(
        cleaned(
            Intake(
                category="pipe_leak",
                description="13800138000 is on the wall",
                caller=Caller(phone="13900139000"),
            )
        )
    )
    desk.phone.ring(PHONE, Clean("hotline"))
    (call,) = desk_of("bea").phone.rings()
    assert (call.ring.phone, call.ring.line) == (PHONE, "hotline")
    assert [listed.contact.name for listed in call.known.callers] == ["王芳"]
    assert [row.number for row in call.known.open] == [by_phone.number, by_unit.number]
    assert [person.name for person in call.staff] == ["陈静"]


def test_it_is_answered_once(at: At, desk_of: Callable[[str], Desk]) -> None:
    ring = desk_of("hook").phone.ring(PHONE)
    desk_of("anna").phone.claim(ring.id)
    with pytest.raises(NotAllowed, match="anna has already taken this call"):
        desk_of("bea").phone.claim(ring.id)
    (call,) = desk_of("bea").phone.rings()
    assert (call.ring.claimed_by, call.ring.outcome) == ("anna", "answered")
    at.now = MISSED + timedelta(seconds=1)
    assert desk_of("bea").phone.rings() == []


def test_of_many_who_answer_at_once_one_wins(desk_of: Callable[[str], Desk]) -> None:
    names = ["anna", "bea", "carl", "dora"]
    for _turn in range(5):
        ring = desk_of("hook").phone.ring(f"1380013800{_turn}")
        start = Barrier(len(names))

        def answer(name: str, start: Barrier = start, ident: int = ring.id) -> str:
            start.wait(timeout=20)
            try:
                return desk_of(name).phone.claim(ident).claimed_by
            except NotAllowed as refused:
                return f"not {refused.values['who']}"

        with ThreadPoolExecutor(len(names)) as pool:
            said = list(pool.map(answer, names))
        (winner,) = [name for name in said if name in names]
        assert sorted(said) == sorted([winner, *[f"not {winner}"] * 3])


def test_a_missed_call_stays_until_somebody_rang_back(at: At, desk_of: Callable[[str], Desk]) -> None:
    anna, bea = desk_of("anna"), desk_of("bea")
    ring = anna.phone.ring(PHONE)
    assert anna.phone.ring(PHONE) == replace(ring, times=2)
    at.now = MISSED + timedelta(days=3)
    assert [call.ring.state(at.now) for call in bea.phone.rings()] == ["missed"]
    anna.phone.claim(ring.id)
    with pytest.raises(NotAllowed, match="anna"):
        bea.phone.claim(ring.id)
    anna.phone.returned(ring.id)
    bea.phone.claim(ring.id)
    bea.phone.returned(ring.id, "called_back")
    assert bea.phone.returned(ring.id, "nothing").outcome == "called_back"
    at.now += RINGS_FOR + timedelta(seconds=1)
    assert anna.phone.rings() == []


def test_a_caller_who_hangs_up_is_to_be_rung_back(desk_of: Callable[[str], Desk]) -> None:
    desk = desk_of("anna")
    desk.phone.ring(PHONE)
    assert [ring.state(NOW) for ring in desk.phone.hung_up(PHONE)] == ["missed"]
    assert desk.phone.hung_up(PHONE) == []
    assert [ring.times for ring in (desk.phone.ring(PHONE), desk.phone.ring("withheld"))] == [2, 1]


def test_the_ticket_of_a_call_is_noted_on_it(at: At, desk_of: Callable[[str], Desk]) -> None:
    anna = desk_of("anna")
    answered, withheld, missed = (
        anna.phone.ring(PHONE),
        anna.phone.ring(""),
        desk_of("hook").phone.ring("13900139000"),
    )
    for ring in (answered, withheld):
        anna.phone.claim(ring.id)
    at.now = MISSED
    first = anna.tickets.log(
        cleaned(Intake(category="pipe_leak", description="lamp", caller=Caller(phone=PHONE)))
    )
    second = anna.tickets.log(cleaned(Intake(category="pipe_leak", description="door")), key=withheld.key)
    third = desk_of("bea").tickets.log(
        cleaned(Intake(category="pipe_leak", description="gate", caller=Caller(phone="+86 139 0013 9000")))
    )
    settled = [desk_of(name).phone.settle_rings(ticket.number) for name, ticket in
               (("anna", first), ("anna", second), ("bea", third))]  # fmt: skip
    assert [[(ring.id, ring.ticket, ring.outcome) for ring in rings] for rings in settled] == [
        [(ring.id, ticket.number, "logged")]
        for ring, ticket in ((answered, first), (withheld, second), (missed, third))
    ]
    assert anna.phone.settle_rings(first.number) == []


def test_a_backup_keeps_the_calls(store: SqlStore, desk_of: Callable[[str], Desk], tmp_path: Path) -> None:
    desk_of("anna").phone.ring(PHONE)
    copy = tmp_path / "copy.db"
    backup(store.database, copy)
    kept = SqlStore(str(copy))
    assert [call.ring.phone for call in Desk(kept, "bea", lambda: NOW).phone.rings()] == [PHONE]
    kept.close()
