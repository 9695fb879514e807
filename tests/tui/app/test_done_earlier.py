"""A step that a key does at once, recorded with the time at which it happened."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.tui.app.test_dialog_fields import ENTER, LANGUAGES, after, opened, rest, run, with_ticket
from tui import i18n
from tui.i18n import _


@pytest.fixture(autouse=True, params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    i18n.use_language(request.param)
    return str(request.param)


def test_an_arrival_reported_later_keeps_its_time(own_home: Path, language: str) -> None:
    number = run(own_home, "log", "--at", "-1h", "3-2-1201 kitchen pipe leaking").split()[0]
    run(own_home, "assign", number, "engineering", "--at", "-50m")
    with with_ticket(own_home, language, log=False) as desk:
        opened(desk, "@", _("Done earlier"))
        desk.type(ENTER)
        rest(desk, 0.3)
        desk.type("-70m")
        desk.until("-70m")
        rest(desk, 0.3)
        desk.type(ENTER)
        desk.until(_("That time is before the ticket was reported."))
        desk.type("\x01\x0b-20m")
        desk.until("-20m")
        rest(desk, 0.3)
        desk.type(ENTER)
        arrived = after(desk, own_home, steps=3)["events"][-1]  # type: ignore[index]
    assert arrived["type"] == "arrived"
    at, recorded = (datetime.fromisoformat(arrived[name]) for name in ("at", "recorded_at"))
    assert timedelta(minutes=19) < recorded - at < timedelta(minutes=22)
