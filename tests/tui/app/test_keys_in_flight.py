"""Keys that arrive while a call is being saved, in a real terminal: none is lost, none acts on a ticket."""

from __future__ import annotations

import sqlite3
import sys
import time
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from core.base.clock import system_clock
from core.desk.desk import Desk
from core.intake.model import Intake, cleaned
from core.people.units import Unit
from core.ticket.acts.created import Created
from core.ticket.codes import State
from storage.store import SqlStore
from tests.tui.pty_desk import PATIENCE, PtyDesk

PROGRAM = str(Path(sys.executable).with_name("dutydesk"))
F4 = "\x1bOS"
CALLS = (
    "1-1-1001 tap drips",
    "2-1-1002 broken hinge rd",
    "2-1-1003 door will not close",
    "2-1-1004 dirty carpet in hall",
    "3-1-1005 hinge squeaks",
    "3-1-1006 lamp out in kitchen",
)


def desk_of(home: Path, database: Path, shows: str = "Nothing is open") -> PtyDesk:
    """A desk of an empty estate, at its board."""
    command = [PROGRAM, "--database", str(database), "--lang", "en", "--as", "wang"]
    terminal = PtyDesk(command, {"HOME": str(home), "LOGNAME": "wang"})
    terminal.until(shows)
    return terminal


def logged(terminal: PtyDesk, database: Path, count: int) -> list[tuple[str, State, int]]:
    """Line, state and number of steps of the tickets, as soon as there are so many and the desk rests."""
    deadline = time.monotonic() + PATIENCE
    with closing(SqlStore(str(database))) as store:
        queries = Desk(store, "wang", system_clock).queries
        while time.monotonic() < deadline:
            rests = not terminal.read(0.5)
            cards = [queries.card(row.number) for row in queries.board("all").rows]
            if (len(cards) >= count and rests) or len(cards) > count:
                break
    firsts = [card.history[0].fact for card in cards]
    return sorted(
        (first.line, card.ticket.state, len(card.history))
        for first, card in zip(firsts, cards, strict=True)
        if isinstance(first, Created)
    )


def prepared(home: Path) -> Path:
    """A database with a unit in it, so that the first run does not ask."""
    database = home / "desk.db"
    with closing(SqlStore(str(database))) as store, store.writing() as work:
        work.people.save_units([Unit("9-9-999")])
    return database


@pytest.mark.parametrize("gap", [0.0, 0.005, 0.02, 0.05])
def test_calls_sent_back_to_back_are_tickets_each(own_home: Path, gap: float) -> None:
    database = prepared(own_home)
    calls = CALLS[:3] if gap else CALLS
    keys = [key for call in calls for key in ("n", *call, F4)]
    with desk_of(own_home, database) as terminal:
        if gap:
            for key in keys:
                terminal.type(key)
                time.sleep(gap)
                terminal.read(0)
        else:
            terminal.type("".join(keys))
        found = logged(terminal, database, len(calls))
    assert found == [(call, State.ASSIGNED, 2) for call in sorted(calls)]


def test_keys_behind_a_save_wait_for_a_slow_database(own_home: Path) -> None:
    database = prepared(own_home)
    with desk_of(own_home, database) as terminal:
        terminal.type(f"n{CALLS[0]}")
        terminal.until(CALLS[0])
        with closing(sqlite3.connect(database, check_same_thread=False, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            terminal.type(F4)
            for key in f"n{CALLS[1]}":
                terminal.type(key)
                time.sleep(0.03)
            terminal.read(0.5)
            other.execute("ROLLBACK")
        terminal.until(CALLS[1])
        terminal.type(F4)
        found = logged(terminal, database, 2)
    assert [(line, steps) for line, _state, steps in found] == [(call, 2) for call in CALLS[:2]]


def test_a_burst_does_not_answer_a_dialog_that_came_up_by_itself(own_home: Path) -> None:
    database = prepared(own_home)
    with desk_of(own_home, database) as terminal:
        terminal.type(f"n{CALLS[0]}{F4}")
        logged(terminal, database, 1)
        # the same matter again: the desk asks what it has to do with the first
        terminal.type(f"n{CALLS[0]}{F4}n2-1-1002 3 chairs for the hall")
        terminal.until("Esc")
        terminal.read(1)
        assert len(logged(terminal, database, 1)) == 1
        terminal.type("2")
        terminal.until("2-1-1002 3 chairs for the hall")
        terminal.type(F4)
        found = logged(terminal, database, 3)
    assert [steps for _line, _state, steps in found] == [2, 2, 2]


def test_an_act_behind_a_search_waits_for_the_whole_answer(own_home: Path) -> None:
    database = prepared(own_home)
    with closing(SqlStore(str(database))) as store:
        office = Desk(store, "wang", system_clock)
        closed = office.tickets.log(
            cleaned(Intake(description="when does the office open", category="enquiry", outcome="at eight"))
        ).number
        lamp = office.tickets.log(
            cleaned(Intake(description="lamp 001 is out", category="street_light", unit="2-1-1002"))
        ).number
    command = [PROGRAM, "--database", str(database), "--lang", "en", "--as", "wang"]
    with PtyDesk(command, {"HOME": str(own_home), "LOGNAME": "wang"}) as terminal:
        terminal.until("No supervisor yet")
        # the open view alone would answer with the lamp
        for key in "/001\rm":
            terminal.type(key)
            time.sleep(0.03)
        terminal.until("Add a note")
        terminal.type("called back\r")
        logged(terminal, database, 2)
        with closing(SqlStore(str(database))) as store:
            queries = Desk(store, "wang", system_clock).queries
            notes = {number: queries.card(number).ticket.notes for number in (closed, lamp)}
    assert notes == {closed: ("called back",), lamp: ()}


@pytest.mark.parametrize("gap", [0.0, 0.005, 0.02, 0.05])
def test_an_act_behind_the_key_of_a_view_acts_on_a_ticket_of_that_view(own_home: Path, gap: float) -> None:
    database = prepared(own_home)
    with closing(SqlStore(str(database))) as store:
        office = Desk(store, "wang", system_clock)
        done = office.tickets.log(
            cleaned(Intake(description="when does the office open", category="enquiry", outcome="at eight"))
        ).number
        lamp = office.tickets.log(
            cleaned(Intake(description="lamp out", category="street_light", unit="2-1-1002"))
        ).number
    with desk_of(own_home, database, "No supervisor yet") as terminal:
        for _turn in range(3):
            for key in "18m":
                terminal.type(key)
                time.sleep(gap)
                terminal.read(0)
            terminal.until("Add a note")
            terminal.read(0.3)
            terminal.type("called back\r")
            terminal.until(lambda text: "Add a note" not in text)
        logged(terminal, database, 2)
        with closing(SqlStore(str(database))) as store:
            queries = Desk(store, "wang", system_clock).queries
            notes = {number: len(queries.card(number).ticket.notes) for number in (done, lamp)}
    assert notes == {done: 3, lamp: 0}


@pytest.mark.parametrize("gap", [0.0, 0.005, 0.02, 0.05])
def test_letters_behind_the_key_of_a_dialog_are_typed_into_it(own_home: Path, gap: float) -> None:
    database = prepared(own_home)
    with closing(SqlStore(str(database))) as store:
        Desk(store, "wang", system_clock).tickets.log(
            cleaned(Intake(description="lamp out", category="enquiry"))
        )
    with desk_of(own_home, database, "No supervisor yet") as terminal:
        for key in "mab":
            terminal.type(key)
            time.sleep(gap)
            terminal.read(0)
        terminal.until("Add a note")
        terminal.until(" ab")
        assert "Assign" not in terminal.text().split("Add a note")[1].split("ab")[0]


def _is_below(terminal: PtyDesk, line: int, _text: str) -> bool:
    return bool(terminal.screen.cursor.y != line)


@pytest.mark.parametrize("gap", [0.02, 0.05])
def test_what_is_typed_into_a_field_stays_when_it_is_left_at_once(own_home: Path, gap: float) -> None:
    with desk_of(own_home, prepared(own_home), "No supervisor yet") as terminal:
        terminal.type("n")
        terminal.until("Urgency")
        terminal.type("2-1-1002 window screen torn")
        terminal.until("normal")
        for _field in range(4):
            line = terminal.screen.cursor.y
            terminal.type("\t")
            terminal.until(partial(_is_below, terminal, line))
        for keys in ("emergency", "\t"):
            terminal.type(keys)
            time.sleep(gap)
        terminal.until("Say: on site by")
        terminal.read(0.5)
        assert "emergency" in next(line for line in terminal.text().splitlines() if "Urgency" in line)
