"""Fields of the dialogs in a real terminal: Enter chooses and goes on, and no key wipes what was written."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.tui.pty_desk import PATIENCE, PtyDesk
from tui import i18n
from tui.i18n import _

PROGRAM = str(Path(sys.executable).with_name("dutydesk"))
ENTER, DOWN, F5, ESCAPE = "\r", "\x1b[B", "\x1b[15~", "\x1b"
LANGUAGES = ("en", "zh_CN")


@pytest.fixture(autouse=True, params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    i18n.use_language(request.param)
    return str(request.param)


def run(home: Path, *command: str) -> str:
    """What a command prints."""
    line = [PROGRAM, "--database", str(home / "desk.db"), "--as", "wang", *command]
    return subprocess.run(line, env={"HOME": str(home)}, capture_output=True, text=True, check=True).stdout


def shown(home: Path) -> dict[str, object]:
    """The only ticket."""
    (ticket,) = json.loads(run(home, "list", "--view", "all", "--json"))
    return json.loads(run(home, "show", ticket["number"], "--json"))  # type: ignore[no-any-return]


def rest(desk: PtyDesk, seconds: float) -> None:
    """Read for so long; the clock on the screen never rests."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        desk.read(0.02)


def opened(desk: PtyDesk, key: str, title: str) -> None:
    """Open a dialog, again if the database was not open yet."""
    too_early = _("Opening the database…")
    desk.type(key)
    while title not in desk.until(lambda text: title in text or too_early in text):
        desk.until(lambda text: too_early not in text)
        desk.type(key)


def after(desk: PtyDesk, home: Path, steps: int) -> dict[str, object]:
    """The only ticket, as soon as so many steps were written."""
    end = time.monotonic() + PATIENCE
    while len((ticket := shown(home))["events"]) < steps and time.monotonic() < end:  # type: ignore[arg-type]
        rest(desk, 0.2)
    return ticket


def with_ticket(home: Path, language: str, *, log: bool = True) -> PtyDesk:
    """A desk with one ticket, at its board."""
    if log:
        run(home, "log", "3-2-1201 kitchen pipe leaking")
    command = [PROGRAM, "--database", str(home / "desk.db"), "--lang", language, "--as", "wang"]
    desk = PtyDesk(command, {"HOME": str(home), "LOGNAME": "wang"})
    desk.until("3-2-1201")
    return desk


@pytest.mark.parametrize("burst", [True, False])
def test_a_choice_goes_on_to_the_next_field(own_home: Path, language: str, burst: bool) -> None:
    """The words of the next field are not glued to the category."""
    with with_ticket(own_home, language) as desk:
        opened(desk, "l", _("Change the category"))
        keys = [DOWN, ENTER, "heard it wrong", F5]
        for key in ["".join(keys)] if burst else keys:
            desk.type(key)
            rest(desk, 0.3)
            assert _("“{field}” is still empty.").format(field=_("Reason")) not in desk.text()
        last = after(desk, own_home, steps=2)["events"][-1]  # type: ignore[index]
    assert (last["type"], "heard it wrong" in str(last)) == ("reclassified", True), last


def test_the_clocks_behind_a_dialog_go_on(own_home: Path, language: str) -> None:
    """Time of day and time left, behind the dialog of a ticket."""

    def clocks(text: str) -> tuple[str, str]:
        lines = text.splitlines()
        return lines[0][-8:], next(line for line in lines if line.lstrip().startswith(_("dispatch")))[:30]

    with with_ticket(own_home, language) as desk:
        opened(desk, "X", _("Void"))
        for now, left in (clocks(desk.text()), clocks(desk.until(_("Void")))):

            def go_on(text: str, now: str = now, left: str = left) -> bool:
                return now != clocks(text)[0] and left != clocks(text)[1]

            desk.until(go_on)


def test_the_clock_behind_the_first_questions_goes_on(own_home: Path, language: str) -> None:
    with PtyDesk([PROGRAM, "--lang", language], {"HOME": str(own_home)}) as desk:
        before = desk.until(_("Set up dutydesk")).splitlines()[0][-8:]
        desk.until(lambda text: text.splitlines()[0][-8:] > before)
