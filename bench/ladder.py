"""Opening the list of people to tell, against the board; one told rung, against one note."""

import gc
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial

from bench.estate import OPERATOR, call, scratch
from bench.ratio import Ratio, in_turn, percentile
from core.base.clock import system_clock
from core.base.text import Clean
from core.desk.desk import Desk
from core.desk.unit_of_work import Within
from core.intake.model import cleaned
from core.people.directory import Person
from core.people.units import Unit
from core.ticket.acts.note import AddNote
from core.ticket.acts.tell import Tell
from screens.board.screen import FIRST_LINES
from screens.to_tell.lines import Page
from screens.to_tell.screen import FIRST
from storage.store import SqlStore

OPEN = 2_000
"""Open tickets; those of the last three days, a quarter of each category, of which about half are due."""
CATEGORIES = ("pipe_leak", "minor_repair", "suggestion", "complaint")
OPENED, TOLD = 1.5, 1.2
"""Bounds."""
STAFF = (
    Person("1", OPERATOR, "desk", role="operator"),
    Person("2", "Chen Jing", "admin", role="supervisor"),
    Person("3", "Liu Jianguo", "admin", role="director"),
)


def measure(quick: bool) -> list[Ratio]:
    """Measure the first screenful of the list, which is shown before the rest is read, and single acts."""
    with scratch() as folder:
        store = SqlStore(str(folder / "desk.db"))
        try:
            _fill(store)
            desk = Desk(store, OPERATOR)
            return [*_opened(desk, 15 if quick else 60), _told(desk, 40 if quick else 200)]
        finally:
            store.close()


def _fill(store: SqlStore) -> None:
    now = system_clock()
    with store.writing() as work:
        work.people.save_units([Unit("3-2-1201")])
        work.people.save_people(STAFF)
        desk = Desk(Within(work), OPERATOR)
        for place in range(OPEN):
            at = now - timedelta(hours=place * 72 / OPEN)
            category = CATEGORIES[place % len(CATEGORIES)]
            desk.tickets.log(cleaned(replace(call(place % 300), category=category, reported_at=at)))


def _opened(desk: Desk, rounds: int) -> list[Ratio]:
    reads: dict[str, Callable[[], object]] = {
        "list": lambda: _lines(desk, FIRST),
        "board": lambda: desk.queries.board(limit=FIRST_LINES),
        "all due": lambda: _lines(desk, None),
        "all open": lambda: desk.queries.board(),
    }
    runs = {name: partial(_spent, read) for name, read in reads.items()}
    in_turn(3, runs)
    found = {name: percentile(each, 50) for name, each in in_turn(rounds, runs).items()}
    return [
        Ratio("to-tell list opened : board, 2,000 open", found["list"], found["board"], "ms", OPENED),
        Ratio("whole list, half of them due : all open", found["all due"], found["all open"], "ms", None),
    ]


def _lines(desk: Desk, first: int | None) -> object:
    """Return the lines of the list; the board draws only those in sight."""
    return Page(desk.ladder.to_tell(first), system_clock(), 120).rows()


def _spent(read: Callable[[], object]) -> float:
    start = time.perf_counter()
    read()
    return (time.perf_counter() - start) * 1000


def _told(desk: Desk, rounds: int) -> Ratio:
    owed = (one for call in desk.ladder.to_tell() for one in call.owed)
    due = iter([one.ticket.number for one in owed if one.rung.role == "supervisor"])
    runs = {"told": partial(_tell, desk, due), "note": partial(_note, desk, due)}
    in_turn(10, runs)
    gc.freeze()  # like the desk once it is loaded
    samples = in_turn(rounds, runs)
    gc.unfreeze()
    ours, note = (percentile(samples[name], 50) for name in ("told", "note"))
    return Ratio("one told rung : one note", ours, note, "ms", TOLD)


def _tell(desk: Desk, numbers: Iterator[str]) -> float:
    number = next(numbers)
    start = time.perf_counter()
    desk.ladder.tell([number], Tell(Clean("Chen Jing")))
    return (time.perf_counter() - start) * 1000


def _note(desk: Desk, numbers: Iterator[str]) -> float:
    number = next(numbers)
    start = time.perf_counter()
    desk.tickets.do(number, AddNote(Clean("the supervisor asked how it stands")))
    return (time.perf_counter() - start) * 1000
