"""Audit: nothing falls through on a sound desk, and every planted fault is found."""

import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from core.desk.desk import Desk
from storage.store import SqlStore
from tests.cli.program import Cli
from tui import demo


@pytest.fixture(scope="module")
def estate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample estate as of two days ago: by now rungs, callbacks and checks are due."""
    return demo.build(tmp_path_factory.mktemp("audit"), "en", datetime.now(UTC) - timedelta(days=2))


@pytest.fixture
def file(estate: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copy(estate, tmp_path / "desk.db"))


def _ahead(store: SqlStore, days: int) -> Desk:
    then = datetime.now(UTC) + timedelta(days=days)
    return Desk(store, "ann", lambda: then)


def test_on_a_sound_desk_nothing_fell_through(cli: Cli, file: Path) -> None:
    assert cli("--database", str(file), "doctor", "--audit", "--json").json == {
        "ok": True,
        "fell_through": [],
    }
    assert "nothing fell through (17 tickets)" in cli("--database", str(file), "doctor", "--audit").out
    store = SqlStore(str(file))
    for days in (0, 1, 9, 40, 400):
        assert _ahead(store, days).audit.look().ok
    store.close()


_TOLD = "(SELECT id FROM ticket WHERE closed_at IS NULL AND tell_at < 9e15 ORDER BY tell_at LIMIT 1)"
_HANDLED = "(SELECT id FROM ticket WHERE closed_at IS NULL AND state = 'handled' ORDER BY id LIMIT 1)"
_DEFERRED = "(SELECT id FROM ticket WHERE closed_at IS NULL AND state = 'deferred' ORDER BY id LIMIT 1)"
_OPEN = "(SELECT id FROM ticket WHERE closed_at IS NULL AND state = 'assigned' ORDER BY id LIMIT 1)"
_FINAL = "DROP TRIGGER event_unchanged; DROP TRIGGER event_kept;"


def _ticket(change: str, which: str) -> str:
    return f"UPDATE ticket SET {change} WHERE id = {which}"


def _event(change: str, which: str, seq: int) -> str:
    return f"{_FINAL} UPDATE event SET {change} WHERE kind = 'ticket' AND number = {which} AND seq = {seq}"


FAULTS = {
    "the mark of the ladder is far away": _ticket("tell_at = 253370764800000000", _TOLD),
    "the mark of the ladder is late": _ticket("tell_at = tell_at + 864000000000", _TOLD),
    "a ticket with a rung counts as closed": _ticket("closed_at = 1", _TOLD),
    "the row of a ticket with a rung is gone": f"DELETE FROM ticket WHERE id = {_TOLD}",
    "a snapshot lacks its rounds": _ticket("body = replace(body, 'rounds', 'roundz')", _TOLD),
    "a snapshot is cut": _ticket("body = substr(body, 1, 40)", _TOLD),
    "a snapshot is another one's": _ticket(f"body = (SELECT body FROM ticket WHERE id = {_HANDLED})", _TOLD),
    "a callback is in another state": _ticket("state = 'closed'", _HANDLED),
    "a callback counts as closed": _ticket("closed_at = 1", _HANDLED),
    "the row of a callback is gone": f"DELETE FROM ticket WHERE id = {_HANDLED}",
    "a callback has lost its snapshot": _ticket("body = ''", _HANDLED),
    "a callback has another deadline": _ticket("due_at = due_at + 1", _HANDLED),
    "a deferral is in another state": _ticket("state = 'void'", _DEFERRED),
    "a deferral counts as closed": _ticket("closed_at = 1", _DEFERRED),
    "a deferral has lost its review": _ticket("body = replace(body, 'deferral', 'deferred_')", _DEFERRED),
    "an open ticket is in another state": _ticket("state = 'merged'", _OPEN),
    "an open ticket is under another number": _ticket("number = '250101-001'", _OPEN),
    "an event is gone": f"{_FINAL} DELETE FROM event WHERE kind = 'ticket' AND number = {_TOLD} AND seq = 1",
    "an event is another": _event("type = 'urged'", _OPEN, 2),
    "an event was moved": _event("at = at + 1", _HANDLED, 1),
    "the words of an event are others": _event("personal = replace(personal, 'salt', 'pepper')", _OPEN, 1),
    "the clock is another": _ticket("warn_at = 0", _OPEN),
    "when it was last written is another": _ticket("changed_at = changed_at - 1", _OPEN),
    "when it was first known is another": _ticket("known_at = 0", _OPEN),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found(cli: Cli, file: Path, fault: str) -> None:
    with closing(sqlite3.connect(file)) as connection:
        before = connection.total_changes
        connection.executescript(FAULTS[fault])
        connection.commit()
        assert connection.total_changes > before, fault
    said = cli("--database", str(file), "doctor", "--audit", "--json", ok=False)
    assert said.code == 1
    assert not said.json["ok"]
    assert said.json["fell_through"]


def test_a_rung_that_no_list_has_is_named(cli: Cli, file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(FAULTS["the mark of the ladder is far away"])
    found = cli("--database", str(file), "doctor", "--audit", "--json", ok=False).json["fell_through"]
    assert {"rung", "damage"} == {one["kind"] for one in found}
    assert any("on no list of people to tell" in one["what"] for one in found)


@pytest.fixture
def dead_man() -> Iterator[tuple[str, Callable[[], int]]]:
    """A server that counts its calls."""
    calls: list[str] = []

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            calls.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *words: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/secret", lambda: len(calls)
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_dead_man_is_called_only_after_an_audit_that_passed(
    cli: Cli, file: Path, dead_man: tuple[str, Callable[[], int]]
) -> None:
    url, calls = dead_man
    watch = ("--database", str(file), "doctor", "--watch", "--dead-man", url, "--every", "1")
    said = cli(*watch, "--times", "2")
    assert calls() == 2
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(FAULTS["the row of a callback is gone"])
    failed = cli(*watch, "--times", "1", ok=False)
    assert (failed.code, calls()) == (1, 2)
    assert "secret" not in said.out + said.err + failed.out + failed.err


def test_a_dead_man_that_does_not_answer_is_told_without_its_secret(cli: Cli, file: Path) -> None:
    words = ("--database", str(file), "doctor", "--watch", "--times", "1")
    said = cli(*words, "--dead-man", "http://127.0.0.1:9/secret", ok=False)
    assert (said.code, "127.0.0.1 could not be called" in said.err, "secret" in said.err) == (1, True, False)
    assert cli(*words, "--dead-man", "file:///etc/passwd", ok=False).code == 1


def test_the_watch_logs_expired_notices_once_and_an_audit_writes_nothing(cli: Cli) -> None:
    then = f"{datetime.now(UTC) - timedelta(days=3):%Y-%m-%d}"
    said = ("--title", "Water", "--text", "Off.", "--until", then, "--boards", "lobby 3-1")
    cli("bulletin", "new", *said, "--at", f"{then} 12:00")
    cli("doctor", "--audit")
    assert cli("list", "--json").json == []
    assert "(1 ticket)" in cli("doctor", "--watch", "--every", "1", "--times", "2").out
    (ticket,) = cli("list", "--json").json
    assert (ticket["category"], ticket["channel"]) == ("notice_board", "bulletin")
    assert (ticket["place"], ticket["operator"]) == ("lobby 3-1", "dutydesk")
