"""Pastes that the terminal does not mark: never commands, one line in a field; a few keys stay keys."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from core.ticket.codes import State
from tests.tui.app.test_dialog_fields import after, opened, rest, shown, with_ticket
from tests.tui.app.test_keys_in_flight import CALLS, F4, desk_of, logged, prepared
from tests.tui.app.test_paste import draft
from tests.tui.pty_desk import PtyDesk
from tui import i18n
from tui.i18n import _

ENTER, F5, ESCAPE = "\r", "\x1b[15~", "\x1b"
SENTENCES = (
    "王女士 3栋402 漏水 请尽快\n",
    "door broken, rd 402\r",
    "rrcXd\rn",
    "漏水\r",
    "\r\rdone at 3-1-0801\r\nn2-1-1002 hinge\r",
    "aunt lives next door\rrcd\r",
)


def unused() -> str:
    """The beginning of the notice about text that was not used."""
    return _("Pasted text was not used. Press {key} first to log a call.").format(key="F2")[:8]


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_a_text_is_no_commands_on_the_board_or_a_ticket(own_home: Path, language: str) -> None:
    i18n.use_language(language)
    with with_ticket(own_home, language) as desk:
        for number, text in enumerate(SENTENCES[: None if language == "en" else 2]):
            desk.type(text)
            desk.until(unused())
            board = desk.text()
            desk.type("\x0c")
            desk.until(lambda _text: "3-2-1201" in desk.text())
            assert board.splitlines()[0][:20] == desk.text().splitlines()[0][:20], number
            desk.until(lambda text: unused() not in text)
        desk.type(ENTER)
        rest(desk, 0.5)
        desk.type(SENTENCES[1])
        desk.until(unused())
        assert len(shown(own_home)["events"]) == 1  # type: ignore[arg-type]


def test_a_text_typed_faster_than_a_hand_is_no_commands(own_home: Path) -> None:
    """A scanner, or a program that types: one key after another, a few milliseconds apart."""
    with with_ticket(own_home, "en") as desk:
        for key in "door broken, rd 402\r":
            desk.type(key)
            time.sleep(0.002)
        desk.until(unused())
        assert len(shown(own_home)["events"]) == 1  # type: ignore[arg-type]


def test_a_few_commands_in_one_go_are_commands(own_home: Path) -> None:
    with with_ticket(own_home, "en") as desk:
        opened(desk, "m", "Add a note")
        desk.type(ESCAPE)
        desk.until(lambda text: "Add a note" not in text)
        desk.type("jjjjjkkkkm")
        desk.until(lambda text: "F5 Save" in text.splitlines()[-1])
        desk.type("seal replaced\r")
        assert len(after(desk, own_home, steps=2)["events"]) == 2  # type: ignore[arg-type]


@pytest.mark.parametrize("whole", [False, True])
def test_calls_that_end_with_enter_are_tickets_each(own_home: Path, whole: bool) -> None:
    """Key by key, and each call in one go; with all calls in one go a busy machine may split a run."""
    database = prepared(own_home)
    with desk_of(own_home, database) as terminal:
        calls = [f"n{call}{ENTER}" for call in CALLS]
        for part in calls if whole else "".join(calls):
            terminal.type(part)
            time.sleep(0.1 if whole else 0.005)
        found = logged(terminal, database, len(CALLS))
    assert [line for line, _state, _steps in found] == sorted(CALLS)


@pytest.mark.parametrize("lines", [1, 3])
def test_lines_become_one_in_the_line_of_a_call(own_home: Path, lines: int) -> None:
    """All in one read, and line by line as some terminals send them."""
    text = ("3-2-1201 kitchen pipe leaking\r", "\ncall before six\r\n", "n/a for the rest, ring twice")
    with desk_of(own_home, prepared(own_home)) as desk:
        desk.type("n")
        desk.until("New call")
        for part in text if lines > 1 else ("".join(text),):
            desk.type(part)
        one_line = "3-2-1201 kitchen pipe leaking call before six n/a for the rest, ring twice"
        assert draft(own_home, "ring twice") == one_line
        desk.until("New call")


def test_lines_become_one_in_a_dialog(own_home: Path) -> None:
    with with_ticket(own_home, "en") as desk:
        opened(desk, "m", "Add a note")
        desk.type("\rseal\rreplaced")
        desk.until("seal replaced")
        assert len(shown(own_home)["events"]) == 1  # type: ignore[arg-type]


def test_a_text_that_begins_like_the_key_of_a_call_is_not_saved(own_home: Path) -> None:
    with desk_of(own_home, prepared(own_home)) as desk:
        desk.type("no water since noon\rneighbour too\r")
        desk.until("o water since noon neighbour too")
        rest(desk, 0.5)
        assert "New call" in desk.text()


def test_a_slow_database_changes_nothing(own_home: Path) -> None:
    database = prepared(own_home)
    with desk_of(own_home, database) as terminal:
        terminal.type(f"n{CALLS[0]}")
        terminal.until(CALLS[0])
        _behind_a_slow_save(terminal, database, "door broken, rd 402\r")
        terminal.until(unused())
        assert [steps for _line, _state, steps in logged(terminal, database, 1)] == [2]
        terminal.type(f"n{CALLS[1]}")
        terminal.until(CALLS[1])
        _behind_a_slow_save(terminal, database, f"n{CALLS[2]}\rsince noon")
        terminal.until(f"{CALLS[2]} since noon")
        terminal.type(F4)
        found = logged(terminal, database, 3)
    lines = (CALLS[0], CALLS[1], f"{CALLS[2]} since noon")
    assert found == [(line, State.ASSIGNED, 2) for line in sorted(lines)]


def _behind_a_slow_save(terminal: PtyDesk, database: Path, text: str) -> None:
    """Save, and type while the database is held by another program."""
    with closing(sqlite3.connect(database, check_same_thread=False, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        terminal.type(F4)
        terminal.read(0.1)
        terminal.type(text)
        terminal.read(0.5)
        other.execute("ROLLBACK")
