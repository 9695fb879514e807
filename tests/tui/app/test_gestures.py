"""Twenty calls typed in a real terminal as an operator types them, and what each costs beyond its words."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from core.base.clock import site_time
from core.desk.desk import Desk
from core.desk.queries import Card
from core.ticket.acts.created import Created
from core.ticket.codes import State
from core.ticket.numbers import numbers_in
from storage.store import SqlStore
from tests.tui.pty_desk import PATIENCE, PtyDesk
from tests.tui.spoken_calls import CHINESE, ENGLISH, PEOPLE, UNITS, Say, Spoken

PROGRAM = str(Path(sys.executable).with_name("dutydesk"))
TABLE = Path(__file__).resolve().parents[3] / "docs" / "gestures.md"
MOST = 4
"""Gestures beyond the words that a call may cost, from the board to logged and assigned."""

FUNCTION_KEYS = {"F4": "\x1bOS", "^B": "\x02"}
"""What the terminal sends for a gesture that is no letter."""

ON_SIGHT = {"^B": "^B ", "2": "   2  ", "4": "   4  "}
"""Keys that are pressed because the screen offers them, and how it does."""

HEAD = """# What a call costs

Keys beyond the words of the call itself, from the board to logged and assigned: counted by
`tests/tui/app/test_gestures.py`, which types these calls in a real terminal and looks at the tickets they
become. A mark in the line counts like a key. The bound is four.

| call | language | words | keys beyond | count |
|---|---|---|---|---|
"""


def estate(file: Path) -> SqlStore:
    """A small estate, entered."""
    store = SqlStore(str(file))
    with store.writing() as work:
        work.people.save_units(UNITS)
        work.people.save_people(PEOPLE)
    return store


@pytest.mark.parametrize(("language", "calls"), [("zh_CN", CHINESE), ("en", ENGLISH)])
def test_a_call_costs_four_gestures_beyond_its_words(
    own_home: Path, language: str, calls: Sequence[Spoken]
) -> None:
    store = estate(own_home / "desk.db")
    command = [PROGRAM, "--database", str(own_home / "desk.db"), "--lang", language]
    with PtyDesk(command, {"HOME": str(own_home), "LOGNAME": "wang"}) as terminal:
        terminal.until("F2")
        for call in calls:
            assert len(call.gestures) <= MOST, call.title
            before = _position(store)
            _type(terminal, call)
            card = _changed(store, before, call, terminal)
            first = card.history[0].fact
            assert isinstance(first, Created)
            assert call.joins or first.line == call.typed, call.title
            assert card.ticket.state is State.ASSIGNED, call.title
            assert {name: _fact(card, name) for name in call.ticket} == call.ticket, call.title
    store.close()


def test_the_table_of_counts_is_fresh(request: pytest.FixtureRequest) -> None:
    table = HEAD + "".join(
        f"| {call.title} | {language} | {call.words} | {' '.join(call.gestures)} | {len(call.gestures)} |\n"
        for language, calls in (("zh_CN", CHINESE), ("en", ENGLISH))
        for call in calls
    )
    if request.config.option.update_snapshots:
        TABLE.write_text(table, encoding="utf-8")
    assert TABLE.read_text(encoding="utf-8") == table, (
        "pytest tests/tui/app/test_gestures.py --snapshot-update"
    )


def _type(terminal: PtyDesk, call: Spoken) -> None:
    """One word after the other, as a slow connection delivers what a quick typist types."""
    for step in call.steps:
        text = step.text if isinstance(step, Say) else FUNCTION_KEYS.get(step, step)
        if step in ON_SIGHT:
            terminal.until(ON_SIGHT[step])
            # a key that comes faster than a glance is no answer to a dialog
            terminal.read(0.3)
        for word in re.findall(r"\x1b.*|\S+\s*", text):
            terminal.type(word)
            terminal.read(0.01)
        # an operator looks before he presses the next key
        terminal.read(0.2)


def _position(store: SqlStore) -> int:
    with store.reading() as look:
        return look.events.place()


def _changed(store: SqlStore, before: int, call: Spoken, terminal: PtyDesk) -> Card:
    """The one ticket that the call became or joined."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        with store.reading() as look:
            numbers = numbers_in(look.events.changed_since(before).streams)
        if numbers:
            (number,) = numbers
            return Desk(store, "wang").queries.card(number)
        terminal.read(0.05)
    raise AssertionError(f"never logged: {call.title}\n{terminal.text()}")


def _fact(card: Card, name: str) -> Any:
    """What the ticket says under that name."""
    ticket = card.ticket
    relay, booking = ticket.particulars.relay, ticket.round.booking
    special = {
        "kind": lambda: card.policy.category(ticket.category).kind,
        "phone": lambda: ticket.caller.phone,
        "anonymous": lambda: ticket.caller.anonymous,
        "relay": lambda: relay.kind if relay else "",
        "appointment": lambda: f"{site_time(booking.at, card.policy.site.zone):%H:%M}" if booking else "",
        "contact": lambda: ticket.contacts[-1].phone if ticket.contacts else "",
    }
    return special[name]() if name in special else getattr(ticket, name)
