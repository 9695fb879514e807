"""Several calls at once in a real terminal: parked, taken up in turn, whole after a kill, never another's."""

from __future__ import annotations

import json
import signal
import sqlite3
import time
from pathlib import Path

from tests.tui.app.test_desk_ends import started
from tests.tui.pty_desk import PtyDesk

F2, F5, F6, ESCAPE = "\x1bOQ", "\x1b[15~", "\x1b[17~", "\x1b"
CALLS = ["3-2-1201 kitchen pipe leaking", "A-1508 王强 says 电梯停运", "lobby lift 2 stands still [/x] 🔥"]


def write(desk: PtyDesk, text: str) -> None:
    """Type a call into the empty form that is open."""
    desk.until("New call")
    desk.type(text)
    desk.until(text.split()[-2])


def open_calls(home: Path) -> int:
    """How many tickets there are."""
    connection = sqlite3.connect(home / "desk.db")
    try:
        return int(connection.execute("SELECT count(*) FROM ticket").fetchone()[0])
    finally:
        connection.close()


def kept(home: Path) -> list[str]:
    """What the kept drafts say, as soon as there are three: the last one is brought to disk unasked."""
    for _turn in range(200):
        texts = [path.read_text() for path in sorted(home.rglob("draft-*.json"))]
        if sum("line" in text for text in texts) == 3:
            break
        time.sleep(0.02)
    return texts


def test_three_calls_are_whole_after_a_kill(own_home: Path) -> None:
    with started(own_home, size=(120, 40)) as desk:
        desk.until("Nothing is open")
        for text in CALLS:
            desk.type(F2)
            write(desk, text)
        desk.until("parked 2:")
        assert len(kept(own_home)) == 3
        desk.kill(signal.SIGKILL)
        desk.ended()
    with started(own_home, size=(120, 40)) as desk:
        desk.until("parked 3:")
        assert open_calls(own_home) == 0
        for text in CALLS:
            desk.type(F6)
            desk.until(text.split(" [")[0])
        desk.until("parked 2:")
        for left in (2, 1):
            desk.type(F5)
            desk.until("Nothing is open" if left == 3 else f"parked {left}:")
            desk.type(F6)
        desk.type(F5)
        desk.until("open 3")
        assert "parked" not in desk.text()
        assert open_calls(own_home) == 3
    assert list(own_home.rglob("draft-*.json")) == []


def test_a_lost_connection_loses_no_parked_call(own_home: Path) -> None:
    with started(own_home) as desk:
        desk.until("Nothing is open")
        for text in CALLS[:2]:
            desk.type(F2)
            write(desk, text)
        desk.kill(signal.SIGHUP)
        desk.ended()
    with started(own_home) as desk:
        assert "3-2-1201" in desk.until("parked 2:")


def test_a_burst_of_keys_is_told_apart(own_home: Path) -> None:
    """A slow line delivers at once what was typed meanwhile: every letter is in its own call."""
    with started(own_home) as desk:
        desk.until("Nothing is open")
        wrong = "\x7f" * 4
        desk.type("".join(f"{F2}oops{wrong}{text}" for text in CALLS))
        desk.until("parked 2:")
        lines = {json.loads(text)["fields"]["line"] for text in kept(own_home)}
        assert lines == set(CALLS)


def test_two_desks_and_two_operators_do_not_see_each_others_calls(own_home: Path) -> None:
    with started(own_home) as desk, started(own_home) as beside, started(own_home, LOGNAME="li") as other:
        for one in (desk, beside, other):
            one.until("Nothing is open")
        desk.type(F2)
        write(desk, CALLS[0])
        desk.type(ESCAPE)
        desk.until("parked 1:")
        for one in (beside, other):
            one.type(F6)
            one.until("No call is parked.")
        desk.kill(signal.SIGKILL)
        desk.ended()
        other.type(F6)
        other.until("No call is parked.")
        beside.type(F6)
        beside.until("kitchen pipe leaking")
        with started(own_home) as again:
            again.until("Nothing is open")
            assert "parked" not in again.text()
