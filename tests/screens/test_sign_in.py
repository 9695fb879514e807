"""Signing in at the running desk: whoever comes, a wrong PIN, the lock, the next operator."""

from pathlib import Path

import pytest

from core import signing
from core.desk import Desk
from core.directory import Person
from storage.store import SqlStore
from tests.screens.conftest import NOW, Opened, Running

PHONE = "13800138000"


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashes that cost little."""
    monkeypatch.setattr(signing, "TIME", 1)
    monkeypatch.setattr(signing, "MEMORY", 8)


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
        work.save_people(STAFF)
    chief = Desk(store, "Chen Jing", lambda: NOW)
    chief.set_pin("002", "8642")
    chief.set_pin("001", "7531", own="8642")
    chief.log(chief.read_line("3-2-1201 kitchen pipe leaking"))
    store.close()
    return tmp_path


async def signed_in(running: Running, who: str = "001", pin: str = "7531") -> None:
    """Somebody sits down."""
    await running.type(who)
    await running.pilot.press("enter")
    await running.type(pin)
    await running.pilot.press("enter")


def acts(running: Running) -> list[tuple[str, str]]:
    """What the journal says, and who did it."""
    with running.store.reading() as look:
        entries = look.journal("signed_in", "signed_out", "wrong_pin")
    return [(entry.actor, entry.act.type) for entry in entries]


async def test_nothing_is_seen_before_somebody_signs_in(desk: Opened, guarded: Path) -> None:
    async with desk(empty=True) as running:
        text = await running.until("No. or name")
        assert "kitchen" not in text
        await running.do("app.new_ticket", "app.board")
        assert "kitchen" not in running.text
        assert "New call" not in running.text
        await signed_in(running)
        assert "kitchen" in await running.until("kitchen")
        assert running.app.operator == "Wang Min"
        assert acts(running) == [("Wang Min", "signed_in")]
