"""From an empty machine to the first logged call, in a real terminal, as somebody who has read nothing."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from core.ticket.codes import State
from core.ticket.numbers import numbers_in
from storage.store import SqlStore
from tests.tui.pty_desk import PtyDesk
from tui import i18n
from tui.i18n import _

PROGRAM = str(Path(sys.executable).with_name("dutydesk"))
ENTER, F2, F5 = "\r", "\x1bOQ", "\x1b[15~"
MOST_KEYS = 60

CALLS = {
    "en": ("Riverside", "Chen Jing", "3-2-1201 leak"),
    "zh_CN": ("金辉花园", "陈静", "3-2-1201 水管漏水"),
}
"""The names somebody gives, and the words of the first call."""


@pytest.mark.parametrize("language", CALLS)
def test_from_an_empty_machine_to_the_first_call(own_home: Path, language: str) -> None:
    i18n.use_language(language)
    site, name, words = CALLS[language]
    keys = 0
    command = [PROGRAM, "--database", str(own_home / "desk.db"), "--lang", language]
    with PtyDesk(command, {"HOME": str(own_home), "LOGNAME": "login"}) as desk:
        desk.until(_("Set up dutydesk"))
        for said, keystrokes in ((ENTER, 1), (site + ENTER, 1), (ENTER, 1), (name + ENTER, 1)):
            desk.type(said)
            desk.read(0.1)  # text and Enter of several fields in one go would be a paste
            keys += keystrokes
        for said in ("7531" + ENTER, "7531" + ENTER, ENTER):
            desk.type(said)
            desk.read(0.1)
            keys += len(said)
        desk.until(lambda text: site in text.splitlines()[0] and name in text.splitlines()[0])
        for said in (F2, words, F5):
            desk.type(said)
            keys += len(said) if said == words else 1
        desk.until(lambda text: "-001" in text and words[-4:] in text and _("Set up dutydesk") not in text)
        assert keys <= MOST_KEYS
    store = SqlStore(str(own_home / "desk.db"))
    with store.reading() as look:
        (number,) = numbers_in(look.events.changed_since(0).streams)
        ticket = look.tickets.get(number)
        people = look.people.directory().people
    store.close()
    assert (ticket.operator, ticket.state, ticket.unit) == (name, State.LOGGED, "3-2-1201")
    assert [(one.name, one.role) for one in people] == [(name, "supervisor")]


def test_the_language_is_chosen_first_and_nothing_lands_in_another_field(own_home: Path) -> None:
    with PtyDesk([PROGRAM], {"HOME": str(own_home), "LANG": "C.UTF-8", "LOGNAME": "login"}) as desk:
        desk.until("Set up dutydesk")
        desk.type(ENTER.join(("\x1b[B", "翠湖花园", "", "陈静", "7531", "7531", "")))
        text = desk.until(lambda text: "语言" in text and "陈静" in text and "••••" in text)
        assert "翠湖花园" in text and "7531" not in text
        desk.until("导入房号或人员名单")  # the list of what to begin with is whole, and in the new language
        assert "F2" not in text.splitlines()[-1]
        desk.type(ENTER)
        desk.until(lambda text: "翠湖花园" in text.splitlines()[0] and "陈静" in text.splitlines()[0])
