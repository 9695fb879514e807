"""A backup is one sound file; a restore brings all of it back and keeps what it replaces."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from core.base.errors import InvalidInput, NotFound, Unavailable
from core.people.directory import Person
from core.people.units import Contact, Unit
from core.ticket.acts.assign import Assigned
from core.ticket.acts.urge import Urged
from core.ticket.model import Ticket
from storage import doctor, sqlite
from storage.backup import backup, restore
from storage.store import SqlStore
from tests.storage.conftest import emptied
from tests.storage.examples import NOW, go_on, log, numbers, view

KEPT = "replaced-20260302T090000Z"


def fill(store: SqlStore) -> Ticket:
    """One ticket with two steps, one unit, one person, a second policy."""
    with store.writing() as work:
        ticket = go_on(work, log(work, "key"), Assigned(department="engineering"))
        work.people.save_units([Unit("B1-7", contacts=(Contact("王芳", "13800138000"),))])
        work.people.save_people([Person("1", "Anna")])
        work.policies.save(work.policies.in_force().text, NOW, "anna")
    return ticket


def tickets(url: str) -> list[str]:
    store = SqlStore(url)
    with store.reading() as look:
        found = sorted(numbers(look.tickets.rows(view("all"))))
    store.close()
    return found


def shown(file: Path) -> set[str]:
    return {path.name for path in file.parent.iterdir() if path.name != "home"}


@pytest.fixture
def saved(store: SqlStore, tmp_path: Path) -> Path:
    """The backup of a store with one ticket in it."""
    folder = tmp_path / "backups"
    file = folder / "monday.db"
    fill(store)
    backup(store.database, file)
    return file


def test_a_backup_is_one_private_file(saved: Path) -> None:
    assert shown(saved) == {"monday.db"}
    assert saved.stat().st_mode & 0o777 == 0o600
    with closing(sqlite.driver().connect(str(saved))) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_restore_brings_back_everything(store: SqlStore, url: str, saved: Path) -> None:
    with store.reading() as look:
        before = look.tickets.get("260302-001")
    with store.writing() as work:
        go_on(work, before, Urged())
        log(work)
        work.people.save_people([Person("2", "Bea")])
    kept = restore(saved, url, NOW)
    with store.reading() as look:
        assert numbers(look.tickets.rows(view("all"))) == ["260302-001"]
        assert look.tickets.get("260302-001") == before
        assert [event.fact.type for event in look.tickets.history("260302-001")] == ["created", "assigned"]
        assert look.tickets.number_for_key("key") == "260302-001"
        assert look.people.directory().people == (Person("1", "Anna"),)
        assert look.people.directory().units["B1-7"].contacts == (Contact("王芳", "13800138000"),)
        assert [policy.version for policy in look.policies.all()] == [1, 2]
        assert look.tickets.position() == 2
    assert doctor.examine(store.database) == []
    assert kept is not None
    assert kept.name.endswith(KEPT)
    assert kept.stat().st_mode & 0o777 == 0o600
    assert tickets(str(kept)) == ["260302-001", "260302-002"]
    with store.writing() as work:
        assert log(work).number == "260302-002"


def test_a_backup_of_one_database_is_restored_to_the_other(
    saved: Path, store: SqlStore, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    if store.database.file:
        other = emptied(request.getfixturevalue("server_url"))
    else:
        other = str(tmp_path / "moved" / "desk.db")
    kept = restore(saved, other, NOW)
    assert tickets(other) == ["260302-001"]
    assert (kept is None) is (store.database.file is None)


def test_a_newer_backup_is_refused(saved: Path, store: SqlStore, url: str) -> None:
    with closing(sqlite.driver().connect(str(saved))) as connection:
        connection.execute("PRAGMA user_version=99")
    refused(saved, store, url, "made by a newer dutydesk")


def flip_a_byte(file: Path) -> None:
    content = bytearray(file.read_bytes())
    place = content.index(b'"category":"pipe_leak"') + 13
    content[place : place + 4] = b"gas_"
    file.write_bytes(bytes(content))


def cut_the_end(file: Path) -> None:
    with file.open("r+b") as half:
        half.truncate(file.stat().st_size // 2)


def write_nonsense(file: Path) -> None:
    file.write_text("Dear diary, " * 1000)


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (flip_a_byte, r"(Event 1|Ticket 260302-001) .*\. The backup .* is damaged; nothing was changed"),
        (cut_the_end, "damaged"),
        (write_nonsense, "damaged or not a database"),
    ],
)
def test_a_damaged_backup_is_refused(
    saved: Path, store: SqlStore, url: str, damage: Callable[[Path], None], sentence: str
) -> None:
    damage(saved)
    refused(saved, store, url, sentence)


def refused(saved: Path, store: SqlStore, url: str, sentence: str) -> None:
    """The restore says why, and neither the database nor its folder has changed."""
    with store.writing() as work:
        log(work)
    before = shown(saved)
    with pytest.raises(Unavailable, match=sentence) as error:
        restore(saved, url, NOW)
    assert saved.name in str(error.value)
    assert ".part" not in str(error.value)
    assert shown(saved) == before
    with store.reading() as look:
        assert sorted(numbers(look.tickets.rows(view("all")))) == ["260302-001", "260302-002"]


def test_a_backup_that_is_not_sound_replaces_no_older_one(saved: Path, store: SqlStore) -> None:
    before = saved.read_bytes()
    with store.database.writing() as connection:
        connection.exec_driver_sql("UPDATE ticket SET version = 9")
    with pytest.raises(Unavailable, match="differs from its events in: version"):
        backup(store.database, saved)
    assert saved.read_bytes() == before
    assert shown(saved) == {"monday.db"}


def test_a_damaged_database_is_put_aside_whole(file: Path, tmp_path: Path) -> None:
    store = SqlStore(str(file))
    fill(store)
    saved = tmp_path / "monday.db"
    backup(store.database, saved)
    store.close()
    write_nonsense(file)
    nonsense = file.read_bytes()
    kept = restore(saved, str(file), NOW)
    assert kept == tmp_path / f"desk.db.{KEPT}"
    assert kept.read_bytes() == nonsense
    assert tickets(str(file)) == ["260302-001"]


def test_neither_way_takes_the_database_for_its_own_backup(file: Path) -> None:
    store = SqlStore(str(file))
    with pytest.raises(InvalidInput):
        backup(store.database, file)
    with pytest.raises(InvalidInput):
        restore(file, str(file), NOW)
    with pytest.raises(NotFound):
        restore(file.with_name("none.db"), str(file), NOW)
    store.close()
