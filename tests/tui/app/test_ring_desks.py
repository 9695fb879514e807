"""Two real desks on one database: a call is on both, and only one takes it."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from core.desk.desk import Desk
from core.people.units import Contact, Unit
from core.phone.rings import Ring
from storage.store import SqlStore
from tests.cli.program import PROGRAM, finished, process
from tests.tui.pty_desk import PtyDesk

PHONE = "13800138000"
ANSWER = "\x1b[24~"


def opened(home: Path, url: str, person: str) -> PtyDesk:
    """A desk of that person, with a home of its own."""
    (home / person).mkdir()
    command = [*PROGRAM, "--database", url, "--lang", "en", "--as", person]
    return PtyDesk(command, {"HOME": str(home / person), "LOGNAME": "duty"}, (100, 24))


def estate(url: str) -> SqlStore:
    """One household, and what is open for it."""
    store = SqlStore(url)
    with store.writing() as work:
        work.people.save_units([Unit("3-2-1201", contacts=(Contact("Wang Fang", PHONE, "owner"),))])
    desk = Desk(store, "Wang Min")
    desk.tickets.log(desk.tickets.read_line(f"3-2-1201 kitchen pipe leaking {PHONE}"))
    return store


def ring(url: str, *words: str) -> None:
    """Let it ring, as a telephone system would."""
    said = finished(process("--database", url, "ring", PHONE, "--line", "hotline", *words))
    assert (said.code, said.out) == (0, "1\n"), said


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return str(tmp_path / "desk.db")
    return str(request.getfixturevalue("postgresql_url"))


@pytest.fixture
def desks(own_home: Path, url: str) -> Iterator[list[PtyDesk]]:
    estate(url).close()
    with ExitStack() as stack:
        two = [stack.enter_context(opened(own_home, url, name)) for name in ("Anna", "Bea")]
        for desk in two:
            desk.until("kitchen pipe")
            desk.until(lambda text: "1/1" in text)
            desk.read(0.2)
        yield two


def ring_of(url: str) -> Ring:
    store = SqlStore(url)
    with store.reading() as look:
        found = look.phone.ring(1)
    store.close()
    return found


def test_a_call_is_on_both_desks_and_one_takes_it(desks: list[PtyDesk], url: str) -> None:
    anna, bea = desks
    ring(url)
    for desk in desks:
        head = "\n".join(desk.until("CALL").splitlines()[:2])
        for word in ("3-2-1201", "Wang Fang", "138****8000", "hotline", "001", "kitchen pipe leaking"):
            assert word in head, desk.text()
        assert PHONE.encode() not in desk.raw
    anna.type(ANSWER)
    anna.until("New call")
    anna.until(PHONE)
    assert "CALL" not in bea.until("Anna has answered")
    bea.type(ANSWER)
    bea.until("No call is ringing")
    taken = ring_of(url)
    assert (taken.claimed_by, taken.outcome) == ("Anna", "answered")


def test_of_two_keys_at_once_one_wins(desks: list[PtyDesk], url: str) -> None:
    ring(url)
    for desk in desks:
        desk.until("CALL")
    for desk in desks:
        desk.type(ANSWER)
    for desk in desks:
        desk.until(lambda text: "New call" in text or " has " in text)
    loser, winner = sorted(desks, key=lambda desk: "New call" in desk.text())
    assert "New call" in winner.text()
    assert "New call" not in loser.text()
    loser.until(f"{ring_of(url).claimed_by} has")


def test_a_call_that_nobody_took_waits_on_both(desks: list[PtyDesk], url: str) -> None:
    anna, bea = desks
    ring(url)
    ring(url, "--ended")
    for desk in desks:
        assert "CALL" not in desk.until("1 missed call")
    bea.type("+")
    bea.until("New call")
    anna.until("Bea is calling back")
