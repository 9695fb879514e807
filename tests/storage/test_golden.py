"""A database of the version before is carried along: nothing that it showed is lost, no hash changes."""

import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from core.base.errors import NotFound
from core.desk.desk import Desk
from core.desk.facts import DESK
from core.handover.drawing import newest_watch
from core.handover.watch import stream_of
from storage.codec import START, hash_of
from storage.doctor import examine
from storage.store import SqlStore
from tests.cli.conftest import cli
from tests.cli.program import Cli
from tests.storage.conftest import BOTH, emptied
from tests.storage.old_database import golden_file, pour, rows_of, said
from tui.cli import commands
from tui.cli.context import Here

__all__ = ["cli"]

ROOT = Path(__file__).parents[2]
KEPT = "id, seq, step, type, at, recorded_at, actor, data, personal, digest, hash"


@pytest.fixture(params=BOTH)
def golden(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of the golden database, as the old program left it."""
    file = golden_file(tmp_path / "golden.db")
    if request.param == "sqlite":
        return str(file)
    url = emptied(request.getfixturevalue("server_url"))
    pour(file, url)
    return url


@pytest.fixture
def migrated(golden: str) -> Iterator[SqlStore]:
    store = SqlStore(golden)
    yield store
    store.close()


@pytest.fixture
def before(tmp_path: Path) -> Callable[[str], list[tuple[Any, ...]]]:
    """Ask the golden database as it was."""
    return partial(rows_of, golden_file(tmp_path / "before.db"))


def events_of(store: SqlStore, where: str = "true") -> list[dict[str, Any]]:
    with store.database.reading() as connection:
        return [
            dict(row)
            for row in connection.execute(text(f"SELECT * FROM event WHERE {where} ORDER BY id")).mappings()
        ]


def test_the_doctor_finds_nothing(migrated: SqlStore) -> None:
    assert examine(migrated.database) == []


def test_every_event_of_a_ticket_is_as_it_was(
    migrated: SqlStore, before: Callable[[str], list[tuple[Any, ...]]]
) -> None:
    found = before(f"SELECT ticket, {KEPT} FROM event ORDER BY id")
    names = ["number", *KEPT.split(", ")]
    assert [tuple(row[name] for name in names) for row in events_of(migrated, "kind = 'ticket'")] == found
    assert len(found) > 90


def test_every_hash_covers_its_event_and_the_one_before(migrated: SqlStore) -> None:
    previous = START
    for place, row in enumerate(events_of(migrated), 1):
        assert (row["id"], row["hash"]) == (place, hash_of(row, previous))
        previous = row["hash"]


def test_the_journal_goes_on_in_the_chain(
    migrated: SqlStore, before: Callable[[str], list[tuple[Any, ...]]]
) -> None:
    journal = before("SELECT id, at, watch, actor, type FROM journal ORDER BY id")
    carried = events_of(migrated, "kind <> 'ticket'")
    assert [(row["at"], row["actor"], row["type"]) for row in carried] == [
        (at, actor, type_) for _, at, _, actor, type_ in journal
    ]
    watches = {
        ident: watch or ident for ident, _, watch, _, type_ in journal if watch or type_ == "watch_began"
    }
    assert {row["seq"]: row["number"] for row in carried if row["kind"] == "watch"} == watches
    desk = [row["seq"] for row in carried if row["kind"] == "desk"]
    assert desk == [*range(1, len(desk) + 1)]
    with migrated.reading() as look:
        assert len(look.events.of(DESK)) == len(desk)
        newest = newest_watch(look.events)
        assert newest == max(watches.values())
        assert look.events.of(stream_of(newest))[0].seq == newest


def test_what_may_name_a_person_in_the_journal_can_be_erased(migrated: SqlStore) -> None:
    for row in events_of(migrated, "type IN ('note_written', 'handed_over', 'sheet_corrected')"):
        assert row["personal"] and row["digest"]
    for row in events_of(migrated, "kind <> 'ticket'"):
        assert not re.search(r"盯住车库|误报|现场没有交代清楚|身体不适", row["data"])
    with migrated.database.writing() as connection:
        connection.execute(text("UPDATE event SET personal = NULL WHERE kind = 'watch'"))
    assert examine(migrated.database) == []
    desk = Desk(migrated, "赵建国")
    with pytest.raises(NotFound, match="were erased"):
        desk.handover.signed_sheet(desk.handover.handovers()[-1].id)


_OTHER_RULES = {"never", "waiting", "on_time_percent"}
"""Figures of arrivals, which were counted by other rules then."""


def kept_of(shown: Any, said: Any, *, signed: bool = True) -> Any:
    """Return what is shown without the keys that no document had then; a new datum adds one.

    A number of eight digits showed seven of them then.  Which lines are red is kept of a signed sheet only:
    on one that is not `signed` yet, a ticket is red once, and only if it is an emergency, late or promised,
    and the people to be told are those of handled tickets too.
    """
    if isinstance(shown, dict) and isinstance(said, dict):
        signed = signed and said.get("hash", "") is not None
        if not signed and "rungs" in said:
            told = {(line["number"], line["kind"]) for line in shown["rungs"]}
            assert told >= {(line["number"], line["kind"]) for line in said["rungs"]}
            shown = {**shown, "rungs": said["rungs"]}
        as_then = _OTHER_RULES if signed else {*_OTHER_RULES, "red"}
        return {
            key: said[key] if key in as_then else kept_of(value, said[key], signed=signed)
            for key, value in shown.items()
            if key in said
        }
    if isinstance(shown, list) and isinstance(said, list) and len(shown) == len(said):
        return [kept_of(one, before, signed=signed) for one, before in zip(shown, said, strict=True)]
    if isinstance(said, str) and re.fullmatch(r"\d{3}\*\d{4}", said):
        return said if shown == f"****{said[-4:]}" else shown
    return shown


def test_every_board_ticket_sheet_and_paper_is_as_it_was(
    golden: str, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = said()
    now = datetime.fromisoformat(kept["now"])
    monkeypatch.setattr(commands, "Here", partial(Here, clock=lambda: now))
    for answer in kept["answers"]:
        found = cli("--database", golden, "--lang", "en", *answer["words"], ok=False)
        assert found.code == answer["code"], (answer["words"], found.err)
        if not found.code:
            shown = found.json if found.out.startswith(("{", "[")) else found.out
            assert kept_of(shown, answer["said"]) == answer["said"], answer["words"]


KILLED = """
import os, signal, sys
from storage.store import SqlStore

def progress(part, done, total):
    if part == sys.argv[2]:
        os.kill(os.getpid(), signal.SIGKILL)

SqlStore(sys.argv[1], progress)
"""
"""A program that is killed in the middle of bringing a database up to date."""


def test_a_copy_of_events_that_was_killed_is_done_again(tmp_path: Path) -> None:
    test_a_migration_that_was_killed_is_done_again(str(golden_file(tmp_path / "desk.db")), "events")


@pytest.mark.parametrize("part", ["journal", "tickets"])
def test_a_migration_that_was_killed_is_done_again(golden: str, part: str) -> None:
    killed = subprocess.run([sys.executable, "-c", KILLED, golden, part], cwd=ROOT, check=False)
    assert killed.returncode == -signal.SIGKILL
    store = SqlStore(golden)
    assert examine(store.database) == []
    assert len(events_of(store)) == 195
    store.close()


def test_a_copy_that_was_cut_off_is_made_again(tmp_path: Path) -> None:
    file = golden_file(tmp_path / "desk.db")
    whole = file.read_bytes()
    kept = tmp_path / "desk.db.before-0004"
    for name in (kept, tmp_path / "desk.db.before-0004.part"):
        name.write_bytes(whole[: len(whole) // 2])
    SqlStore(str(file)).close()
    assert rows_of(kept, "PRAGMA integrity_check") == [("ok",)]
    assert rows_of(kept, "SELECT count(*) FROM journal") == [(101,)]


def test_work_goes_on_where_it_was(migrated: SqlStore) -> None:
    """The sheet under review can be signed, and the next watch has the next number."""
    now = datetime.fromisoformat(said()["now"])
    desk = Desk(migrated, "王敏", lambda: now)
    before = desk.handover.watch()
    assert before and before.state == "reviewing"
    desk.handover.see(*(one.id for one in desk.handover.sheet().red))
    after = desk.handover.sign_in_watch("王敏", "")
    assert (after.id, after.operator) == (before.id + 1, "王敏")
    assert examine(migrated.database) == []
