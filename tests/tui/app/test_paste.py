"""Pastes, and the terminal's own cursor, in a real terminal."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from tests.tui.app.test_desk_ends import started
from tests.tui.app.test_dialog_fields import opened, rest, shown, with_ticket
from tests.tui.pty_desk import PtyDesk
from tui import i18n
from tui.i18n import _

LINES = "3-2-1201 kitchen pipe leaking\r\n\tcall before six\r\nring twice\r\n"
ONE_LINE = "3-2-1201 kitchen pipe leaking call before six ring twice"


def pasted(text: str) -> str:
    """The text as a terminal sends a paste."""
    return f"\x1b[200~{text}\x1b[201~"


def draft(home: Path, text: str) -> str:
    """The line of the draft, once it has this text."""
    for _turn in range(400):
        lines = [json.loads(path.read_text())["fields"]["line"] for path in home.rglob("draft-*.json")]
        if lines and text in lines[0]:
            return str(lines[0])
        time.sleep(0.02)
    raise AssertionError(f"never kept: {text}")


def test_pasted_lines_become_one(own_home: Path) -> None:
    with started(own_home) as desk:
        desk.until("Nothing is open")
        desk.type("n")
        desk.until("New call")
        desk.type(pasted(LINES))
        assert draft(own_home, "ring twice") == ONE_LINE


@pytest.mark.parametrize("words", [500, 5000])
def test_a_paste_longer_than_the_line_says_how_much_it_took(own_home: Path, words: int) -> None:
    """Of all that was pasted, also of what never reaches the line."""
    with started(own_home) as desk:
        desk.until("Nothing is open")
        desk.type("n")
        desk.until("New call")
        desk.type(pasted("water " * words))
        desk.until(f"2000 of {6 * words}")
        assert len(draft(own_home, "water")) == 2000


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_pasted_lines_are_one_text_in_a_dialog_and_no_commands_on_the_board(
    own_home: Path, language: str
) -> None:
    i18n.use_language(language)
    with with_ticket(own_home, language) as desk:
        opened(desk, "m", _("Add a note"))
        desk.type(pasted("seal\nreplaced"))
        desk.until("seal replaced")
        desk.type("\x1b")
        desk.until(lambda text: _("Add a note") not in text)
        desk.type(pasted("rrcXd\r\nn"))
        desk.until(_("Pasted text was not used. Press {key} first to log a call.").format(key="F2")[:8])
        assert len(shown(own_home)["events"]) == 1  # type: ignore[arg-type]


def test_the_terminals_cursor_is_where_the_line_has_its_own(own_home: Path) -> None:
    """Fields that are filled from the line do not draw the window of an input method to them."""

    def there(desk: PtyDesk) -> bool:
        row = desk.text().splitlines()[desk.screen.cursor.y]
        return desk.screen.cursor.x > 8 and "3-2-1201" in row and desk.screen.cursor.y < 4

    with started(own_home) as desk:
        desk.until("Nothing is open")
        desk.type("n")
        desk.until("New call")
        for word in ("3-2-1201 ", "漏水 ", "13812345678 ", "王女士"):
            desk.type(word)
            rest(desk, 0.7)
            assert there(desk), desk.text()
