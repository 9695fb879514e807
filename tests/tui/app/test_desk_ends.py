"""The real desk in a real terminal: a connection that goes takes nothing with it that was typed."""

import signal
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from core.people.units import Unit
from storage.store import SqlStore
from tests.tui.pty_desk import PtyDesk

PROGRAM = str(Path(sys.executable).with_name("dutydesk"))


def started(home: Path, *options: str, size: tuple[int, int] = (80, 24), **env: str) -> PtyDesk:
    """The program as it is installed, with a home of its own; its database is not asked about any more."""
    if not (home / "desk.db").exists():
        with closing(SqlStore(str(home / "desk.db"))) as store, store.writing() as work:
            work.people.save_units([Unit("3-2-1201")])
    command = [PROGRAM, "--database", str(home / "desk.db"), "--lang", "en", *options]
    return PtyDesk(command, {"HOME": str(home), "LOGNAME": "wang", **env}, size)


@pytest.mark.parametrize("end", [signal.SIGHUP, signal.SIGTERM])
def test_what_was_typed_is_offered_at_the_next_start(own_home: Path, end: signal.Signals) -> None:
    with started(own_home) as desk:
        before = desk.attributes()
        desk.until("Nothing is open")
        desk.type("n")
        desk.until("New call")
        desk.type("3-2-1201 kitchen pipe leaking")
        desk.until("kitchen pipe leaking")
        desk.kill(end)
        assert desk.ended() == 128 + end
        assert desk.attributes() == before
    with started(own_home) as desk:
        desk.until("parked 1:")
        desk.type("\x1b[17~")
        desk.until("New call")
        desk.until("3-2-1201 kitchen pipe leaking")
        desk.type("\x1b[15~")
        desk.until("unassigned")


def test_a_newer_database_is_refused_with_its_code(own_home: Path) -> None:
    file = own_home / "desk.db"
    with started(own_home) as desk:
        desk.until("Nothing is open")
        desk.type("\x11")
        assert desk.ended() == 0
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA user_version=999")
    connection.close()
    with started(own_home) as desk:
        assert desk.ended() == 3
        assert "was made by a newer dutydesk" in desk.text().replace("\n", "")


def test_a_wrong_setting_is_named_before_the_desk_opens(own_home: Path) -> None:
    config = own_home / "config"
    config.mkdir()
    (config / "config.toml").write_text('theme = "pink"\n')
    with started(own_home, "--config", str(config)) as desk:
        assert desk.ended() == 2
        assert "theme = 'pink'" in desk.text()


def test_a_latin_1_byte_and_hostile_keys_do_no_harm(own_home: Path) -> None:
    with started(own_home) as desk:
        desk.until("Nothing is open")
        desk.type(b"\xe9\x1b[9999999999u\x1b[65;5:9u")
        desk.read(0.5)
        desk.type("n")
        desk.until("New call")
        desk.type(b"A-1 caf\xe9 \xf0\x9f\x94\xa5 [/x]")
        desk.until("[/x]")
        desk.type("\x1b[15~")
        assert "[/x]" in desk.until("open 1")
        desk.type("\x11")
        assert desk.ended() == 0


def test_nothing_is_readable_by_others(own_home: Path) -> None:
    with started(own_home) as desk:
        desk.until("Nothing is open")
        desk.type("n")
        desk.until("New call")
        desk.type("a draft\x1bOR")
        desk.until("parked")
        desk.type("\x11")
        assert desk.ended() == 0
    made = [path for path in own_home.rglob("*") if "desk" in str(path)]
    assert made
    assert [path for path in made if path.stat().st_mode & 0o077] == []


def test_the_demo_shows_the_side_of_the_supervisor_by_a_surname(own_home: Path) -> None:
    with PtyDesk([PROGRAM, "demo"], {"HOME": str(own_home), "LANG": "C.UTF-8"}) as desk:
        desk.until("To be the supervisor: Z, Chen Jing, no PIN.")
        desk.type("f")
        desk.until("~ asks for approval.")
        desk.type("Z")
        desk.until("No. or name")
        desk.type("Chen\t\r")
        desk.until("you: Chen Jing")


def test_the_demo_starts_with_nothing_set_up(own_home: Path) -> None:
    with PtyDesk([PROGRAM, "demo"], {"HOME": str(own_home), "LANG": "zh_CN.UTF-8"}, (120, 40)) as desk:
        desk.until("金辉花园")
        desk.until("厨房")
        desk.until("要以主管身份查看：按 Z，输入陈静，无密码。")
        desk.type("\x11")
        assert desk.ended() == 0
