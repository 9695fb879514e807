"""What is typed into a dialog is there again: after Esc, after a lost line, and after a power cut."""

from __future__ import annotations

import signal
import time
from pathlib import Path

import pytest

from tests.tui.app.test_desk_ends import started
from tests.tui.app.test_dialog_fields import ESCAPE, F5, after, opened, rest, with_ticket
from tui import i18n
from tui.i18n import _

OUTCOME = "seal replaced 换了密封圈"


@pytest.fixture(autouse=True)
def language() -> str:
    """One language: what is kept does not depend on it, and each test starts several desks."""
    i18n.use_language("zh_CN")
    return "zh_CN"


def test_escape_keeps_it_for_the_same_act_on_the_same_ticket(own_home: Path, language: str) -> None:
    with with_ticket(own_home, language) as desk:
        opened(desk, "m", _("Add a note"))
        desk.type(OUTCOME)
        desk.until(OUTCOME)
        desk.type(ESCAPE)
        desk.until(lambda text: _("Add a note") not in text)
        opened(desk, "X", _("Reason"))
        assert OUTCOME not in desk.text()
        desk.type(ESCAPE)
        desk.until(lambda text: _("Reason") not in text)
        opened(desk, "m", _("Add a note"))
        desk.until(OUTCOME)
        desk.type(F5)
        ticket = after(desk, own_home, steps=2)
        assert OUTCOME in str(ticket["events"])
        assert list(own_home.rglob("draft-*.json")) == []


@pytest.mark.parametrize("end", [signal.SIGHUP, signal.SIGTERM, signal.SIGKILL])
def test_it_survives_every_end(own_home: Path, language: str, end: signal.Signals) -> None:
    with with_ticket(own_home, language) as desk:
        opened(desk, "m", _("Add a note"))
        desk.type(OUTCOME)
        if end is signal.SIGKILL:
            on_disk(own_home, "seal replaced")
        else:
            desk.until(OUTCOME)
        desk.kill(end)
        desk.ended()
    with with_ticket(own_home, language, log=False) as desk:
        opened(desk, "m", _("Add a note"))
        desk.until(OUTCOME)


def test_a_line_is_on_the_disk_a_third_of_a_second_after_its_last_key(own_home: Path, language: str) -> None:
    with started(own_home) as desk:
        desk.until("Nothing is open")
        desk.type("n")
        desk.until("New call")
        desk.type("3-2-1201 kitchen pipe leaking")
        desk.until("kitchen pipe leaking")
        seen = time.monotonic()
        on_disk(own_home, "kitchen pipe leaking")
        assert time.monotonic() - seen < 3  # 0.3 s on a machine that does nothing else
        desk.kill(signal.SIGKILL)
        desk.ended()


def test_a_pin_is_never_on_the_disk(own_home: Path, language: str) -> None:
    with with_ticket(own_home, language) as desk:
        opened(desk, "*", _("Set a PIN"))
        desk.type("\t7531\t7531")
        rest(desk, 1)
        assert [path for path in own_home.rglob("draft-*") if "7531" in path.read_text()] == []


def on_disk(home: Path, text: str) -> None:
    """Return once a draft with this text is on the disk."""
    for _turn in range(400):
        if any(text in path.read_text() for path in home.rglob("draft-*.json")):
            return
        time.sleep(0.01)
    raise AssertionError(f"never on disk: {text}")
