"""Signing in at the running desk: whoever comes, a wrong PIN, the lock, the next operator."""

from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import pytest
from textual.events import Key
from textual.keys import _character_to_key

from core.base.errors import Unavailable
from core.base.text import Clean
from core.desk import sign_in
from core.desk.desk import Desk
from core.desk.facts import SignedIn, SignedOut, WrongPin
from core.desk.ports import Store
from core.people.directory import Person
from storage.store import SqlStore
from tests.screens.conftest import NOW, Opened, Running

PHONE = "13800138000"


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashes that cost little."""
    monkeypatch.setattr(sign_in, "TIME", 1)
    monkeypatch.setattr(sign_in, "MEMORY", 8)


STAFF = (
    Person("001", "Wang Min", role="operator"),
    Person("002", "Chen Jing", role="supervisor"),
    Person("003", "He Guang", role="operator"),
)


@pytest.fixture
def guarded(tmp_path: Path) -> Path:
    """A desk with one ticket, where everybody but one has a PIN."""
    store = SqlStore(str(tmp_path / "desk.db"))
    with store.writing() as work:
        work.people.save_people(STAFF)
    chief = Desk(store, "Chen Jing", lambda: NOW)
    chief.people.set_pin("002", "8642")
    chief.people.set_pin("001", "7531", own="8642")
    chief.tickets.log(chief.tickets.read_line("3-2-1201 kitchen pipe leaking"))
    store.close()
    return tmp_path


async def signed_in(running: Running, who: str = "001", pin: str = "7531") -> None:
    """Somebody sits down: all keys in one go, as a slow line delivers them."""
    for character in f"{who}\r{pin}\r":
        key = "enter" if character == "\r" else _character_to_key(character)
        running.app.post_message(Key(key, character))
    await running.settle()


def acts(running: Running) -> list[tuple[str, str]]:
    """Return who signed in or out or gave a wrong PIN, as the log has it."""
    with running.store.reading() as look:
        entries = look.events.entries(SignedIn, SignedOut, WrongPin)
    return [(entry.event.actor, entry.event.fact.type) for entry in entries]


class Silent(Store):
    """A storage that is away."""

    def reading(self) -> NoReturn:
        """Not now."""
        raise Unavailable("It does not answer.")

    writing = reading


async def test_nothing_is_seen_before_somebody_signs_in(desk: Opened, guarded: Path) -> None:
    async with desk(empty=True) as running:
        text = await running.until("No. or name")
        assert "kitchen" not in text
        await running.do("app.new_ticket", "app.board")
        assert "kitchen" not in running.text
        assert "New call" not in running.text
        await signed_in(running)
        await running.until("kitchen")
        assert running.app.identity.operator == "Wang Min"
        await running.do("app.operator", "sign_in.sign_out")
        assert "kitchen" not in await running.until("Sign in")
        assert acts(running) == [("Wang Min", "signed_in"), ("Wang Min", "signed_out")]


async def test_a_wrong_pin_waits_by_the_clock(desk: Opened, guarded: Path) -> None:
    async with desk(empty=True) as running:
        await signed_in(running, pin="0000")
        await running.until("Wrong PIN. Try again in 1s")
        await running.type("7531")
        await running.pilot.press("enter")
        await running.until("Try again in 1s")
        await running.tick(seconds=1)
        assert "wait" not in running.text
        await running.type("7531")
        await running.pilot.press("enter")
        await running.until("kitchen")
        assert [kind for _who, kind in acts(running)] == ["wrong_pin", "signed_in"]
        assert "7531" not in running.text


async def test_a_desk_that_nobody_touches_locks_and_still_rings(
    desk: Opened, guarded: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rung: list[str] = []
    monkeypatch.setattr("tui.app.app.DeskApp.bell", lambda self: rung.append("bell"))
    titles: list[str] = []
    monkeypatch.setattr("tui.app.app.DeskApp.show_title", lambda self, title: titles.append(title))
    async with desk(empty=True) as running:
        await signed_in(running)
        await running.until("kitchen")
        await running.do("app.new_ticket")
        await running.type(f"A-1 lamp {PHONE}")
        await running.tick(minutes=14)
        assert "A-1 lamp" in running.text
        await running.pilot.press("space")
        await running.tick(minutes=14)
        await running.tick(minutes=1)
        text = await running.until("Locked: Wang Min")
        assert not any(word in text for word in ("kitchen", "lamp", "PIN   "))
        shown = len(titles)
        other = Desk(running.store, "hook", running.clock)
        other.tickets.log(other.tickets.read_line("3-2-1202 smoke 急"))
        other.phone.ring(PHONE, Clean("hotline"))
        text = await running.until("CALL")
        assert "138****8000" in text
        assert not any(word in text for word in ("kitchen", "no open ticket", "not listed", "answers"))
        assert rung
        for _turn in range(100):
            if len(titles) > shown:
                break
            await running.pilot.pause(0.02)
        assert ["!!" in title and "002" not in title for title in titles[shown:]] == [True]
        await running.do("app.answer")
        assert "lamp" not in await running.until("No. or name")
        await running.type("7531")
        await running.pilot.press("enter")
        await running.until(f"A-1 lamp {PHONE}")


async def test_another_operator_takes_over_a_locked_desk(desk: Opened, guarded: Path) -> None:
    async with desk(empty=True) as running:
        await signed_in(running)
        await running.until("kitchen")
        await running.do("app.new_ticket")
        await running.type("A-1 lamp")
        await running.tick(minutes=15)
        await running.until("Locked: Wang Min")
        await running.pilot.press("x")
        await running.do("sign_in.other")
        await signed_in(running, "002", "8642")
        text = await running.until("kitchen")
        assert "New call" not in text
        assert running.app.identity.operator == "Chen Jing"
        assert running.app.identity.drafts.pending() == []
        await running.do("board.open", "app.operator")
        await signed_in(running, "Wang Min", "7531")
        await running.until("parked 1: 10:17 A-1 lamp")
        await running.do("app.parked")
        await running.until("A-1 lamp")
        whole = ["signed_in", "signed_out", "signed_in", "signed_out", "signed_in"]
        assert sorted(kind for _who, kind in acts(running)) == sorted(whole)


async def test_nothing_takes_the_cover_away(desk: Opened, guarded: Path) -> None:
    async with desk(empty=True) as running:
        await signed_in(running)
        await running.until("kitchen")
        await running.do("app.lock")
        await running.until("Locked")
        await running.do("app.undo", "app.board", "sign_in.cancel", "app.operator", "board.open")
        assert "kitchen" not in running.text
        running.app.pop_screen()
        assert "kitchen" not in await running.until("Locked")
        running.app.tell("001 kitchen")
        await running.do("app.quit", "app.quit")
        assert "kitchen" not in await running.until("Sign in first")
        await running.tick(seconds=1)
        await running.type("7531")
        await running.pilot.press("enter")
        await running.until("001 kitchen")


async def test_who_has_no_pin_cannot_lock_until_he_sets_one(desk: Opened, guarded: Path) -> None:
    async with desk(empty=True) as running:
        await signed_in(running, "003", "")
        await running.until("kitchen")
        await running.do("app.lock")
        await running.until("need a PIN")
        await running.tick(minutes=15)
        assert "kitchen" in running.text
        await running.do("app.pin", "form.next_field")
        await running.type("9753")
        await running.do("form.next_field")
        await running.type("9753")
        await running.do("form.save")
        await running.until("has a new PIN")
        await running.do("app.lock")
        await running.until("Locked: He Guang")


async def test_the_first_pin_of_a_desk_locks_it_too(desk: Opened) -> None:
    """Nobody had to sign in: whoever sets the PIN they act under is who unlocks."""
    async with desk() as running:
        await running.until("kitchen")
        await running.do("app.pin", "form.next_field")
        await running.type("9753")
        await running.do("form.next_field")
        await running.type("9753")
        await running.do("form.save")
        await running.until("has a new PIN")
        await running.do("app.lock")
        assert "kitchen" not in await running.until("Locked: Wang Min")
        await running.pilot.press("x")
        await running.type("9753")
        await running.do("sign_in.enter")
        await running.until("kitchen")
        assert running.app.identity.operator == "Wang Min"


async def test_a_storage_that_does_not_answer_ends_no_desk(desk: Opened, guarded: Path) -> None:
    async with desk(empty=True) as running:
        await signed_in(running)
        await running.until("kitchen")
        there = running.store
        assert running.app.desk.desk
        running.app.desk.desk.session.store = Silent()
        await running.do("app.lock")
        await running.until("It does not answer.")
        running.app.desk.desk.session.store = there
        await running.do("app.lock")
        await running.until("Locked: Wang Min")


async def test_the_login_of_a_person_is_in_at_once(desk: Opened, guarded: Path) -> None:
    store = SqlStore(str(guarded / "desk.db"))
    with store.writing() as work:
        work.people.save_people([replace(STAFF[0], account="wang")])
    store.close()
    async with desk(empty=True, login="wang") as running:
        await running.until("kitchen")
        assert running.app.identity.operator == "Wang Min"
        await running.do("app.lock")
        await running.until("Locked")


async def test_what_was_typed_before_anybody_signed_in_is_the_first_ones(
    desk: Opened, tmp_path: Path
) -> None:
    store = SqlStore(str(tmp_path / "desk.db"))
    with store.writing() as work:
        work.people.save_people(STAFF)
    store.close()
    async with desk(empty=True) as running:
        await running.do("app.new_ticket")
        await running.type("A-1 lamp")
        await running.do("intake.park", "app.operator")
        await signed_in(running, "003", "")
        await running.until("parked 1")
        assert running.app.identity.operator == "He Guang"
