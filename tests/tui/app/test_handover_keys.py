"""The keys that a handover takes, counted in a real terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from core.base.text import Clean
from core.desk import sign_in as signing
from core.desk.desk import Desk
from core.duty.roster import Duty
from core.intake.model import Intake, cleaned
from core.people.directory import Person
from core.ticket.acts.assign import Assign
from core.ticket.acts.work import Arrive
from core.ticket.model import Particulars
from storage.store import SqlStore
from tests.core.play import site
from tests.tui.pty_desk import PtyDesk
from tui.i18n import _, use_language

WANG, LINA, HE = "王敏", "李娜", "何军"
PINS = {"001": "7531", "002": "8642"}
BEGAN, CALLS, NOW = site("2026-03-10 00:01"), site("2026-03-10 01:00"), site("2026-03-10 07:46")
EMERGENCIES = (("大堂冒烟", "fire"), ("电梯困人", "lift_trapped"), ("燃气味", "burst_gas"))


@pytest.fixture(params=["en", "zh_CN"])
def language(request: pytest.FixtureRequest) -> str:
    use_language(request.param)
    return str(request.param)


@pytest.fixture
def store(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SqlStore]:
    """A night with 14 open tickets, 3 of them emergencies; the next operator is on the roster."""
    monkeypatch.setattr(signing, "TIME", 1)
    monkeypatch.setattr(signing, "MEMORY", 8)
    store = SqlStore(str(own_home / "desk.db"))
    with store.writing() as work:
        work.people.save_people(
            [
                Person("001", WANG, "desk", role="operator"),
                Person("002", LINA, "desk", role="operator"),
                Person("010", HE, "engineering"),
            ]
        )
        day = date(2026, 3, 10)
        work.roster.save_duties([Duty(day, "00:00", "08:00", "001"), Duty(day, "08:00", "16:00", "002")])
    for no, pin in PINS.items():
        Desk(store, no, lambda: BEGAN).people.set_pin(no, pin)
    Desk(store, WANG, lambda: BEGAN).handover.begin_watch()
    yield store
    store.close()


def log_calls(store: SqlStore, *, late: int, promised: int) -> list[str]:
    """Log the 14 calls: the emergencies with their notes, and of the others so many late and promised."""
    desk = Desk(store, WANG, lambda: CALLS)
    numbers = []
    for matter, category in EMERGENCIES:
        number = desk.tickets.log(cleaned(Intake(description=matter, category=category))).number
        desk.handover.note_emergency(number, Clean("已派人"))
        numbers.append(number)
    for count in range(11):
        said = Particulars(promised_at=NOW + timedelta(hours=2)) if late <= count < late + promised else None
        call = Intake(
            unit=f"1-1-{count:02d}01", description="厨房漏水", category="pipe_leak",
            particulars=said or Particulars(),
        )  # fmt: skip
        number = desk.tickets.log(cleaned(call)).number
        if count >= late:
            desk.tickets.do(number, Assign(Clean(HE)))
            desk.tickets.do(number, Arrive())
        numbers.append(number)
    return numbers


class Hands:
    """One terminal, and every key pressed in it."""

    def __init__(self, desk: PtyDesk) -> None:
        self.desk = desk
        self.keys: list[str] = []

    def press(self, *keys: str, seen: str) -> None:
        for key in keys:
            self.desk.type(key)
        self.keys += keys
        self.desk.until(seen)


F5, ENTER, TAB = "\x1b[15~", "\r", "\t"


@pytest.fixture
def hands(own_home: Path, store: SqlStore, language: str) -> Iterator[Hands]:
    (own_home / "hands").write_text(NOW.isoformat())
    command = [sys.executable, "-m", "tests.tui.night_desk", str(own_home / "desk.db"), language]
    env = {"HOME": str(own_home), "HANDS": str(own_home / "hands"), "LOGNAME": "desk"}
    with PtyDesk(command, env) as desk:
        desk.until(_("No. or name"))
        yield Hands(desk)


def outgoing_signs(hands: Hands) -> None:
    """The outgoing operator signs in, opens the report and signs it."""
    hands.press("001", TAB, PINS["001"], ENTER, seen=WANG)
    hands.press("K", seen=_("Must-read items"))
    hands.press(F5, seen=_("PIN"))
    hands.press(PINS["001"], ENTER, seen="07:46")
    hands.keys.clear()


def acknowledged(count: int) -> str:
    return _("{noted} of {count} acknowledged").format(noted=0, count=count)


def in_charge(store: SqlStore) -> str:
    watch = Desk(store, LINA, lambda: NOW).handover.watch()
    assert watch is not None
    return watch.operator


def test_of_14_tickets_with_3_emergencies_the_incoming_operator_takes_the_desk_with_12_keys(
    store: SqlStore, hands: Hands
) -> None:
    """F5, the name that is proposed, each emergency, the other eleven together, F5 and the PIN."""
    log_calls(store, late=0, promised=0)
    outgoing_signs(hands)
    hands.press(F5, seen=_("Incoming operator's review"))
    hands.press(ENTER, seen=acknowledged(3))
    hands.press(" ", " ", " ", seen=" ok ")
    hands.press(" ", F5, seen=_("PIN"))
    hands.press(*PINS["002"], ENTER, seen=_("Status"))
    assert len(hands.keys) <= 12
    assert in_charge(store) == LINA


def test_a_pin_typed_in_one_burst_with_the_key_of_the_signature_signs(store: SqlStore, hands: Hands) -> None:
    """A slow line delivers F5 and the PIN at once: nothing of it is a command of the report."""
    log_calls(store, late=0, promised=0)
    hands.press("001", TAB, PINS["001"], ENTER, seen=WANG)
    hands.press("K", seen=_("Must-read items"))
    hands.press(F5 + PINS["001"] + ENTER, seen="07:46")
    hands.press(F5 + ENTER, seen=acknowledged(3))
    hands.press("    " + F5 + PINS["002"] + ENTER, seen=_("Status"))
    assert in_charge(store) == LINA


def test_late_and_promised_ones_take_no_more_keys_where_the_operator_wants_it(
    store: SqlStore, hands: Hands
) -> None:
    """Eight late, two promised: the emergencies one by one, then one key for all others."""
    log_calls(store, late=8, promised=2)
    outgoing_signs(hands)
    hands.press(F5, seen=_("Incoming operator's review"))
    hands.press(ENTER, seen=acknowledged(13))
    hands.press(
        " ",
        " ",
        " ",
        "s",
        seen=_("{name} has acknowledged everything and can sign ({sign}).").format(name=LINA, sign="F5"),
    )
    hands.press(F5, seen=_("PIN"))
    hands.press(*PINS["002"], ENTER, seen=_("Status"))
    assert len(hands.keys) <= 12
    assert in_charge(store) == LINA
