"""Reading of the first board from a million tickets, against the same from a thousand."""

import time
from functools import partial
from pathlib import Path

from bench.estate import OPERATOR, scratch
from bench.history import history
from bench.ratio import Ratio, in_turn, percentile
from bench.start import started
from bench.terminal import desk
from core.base.clock import system_clock
from core.desk.desk import Desk
from screens.board.screen import FIRST_LINES
from storage.fast.first_board import first_board
from storage.store import SqlStore

BOUND = 1.2
FULL = (1_000, 1_000)
"""Numbers of tickets and of open ones: a thousand cannot include two thousand open ones."""
OPEN = (2_000, 2_000)
LARGE = ((100_000, 2_000), (1_000_000, 2_000))

Size = tuple[int, int]


def measure(quick: bool) -> list[Ratio]:
    """Measure the plain statements, the store, and the time from start to the tickets on the screen.

    The reads are held to the bound with the same two thousand open tickets and ever more closed
    ones; the start with a million tickets is held to it against the start with a thousand.
    """
    files = {size: history(*size) for size in (FULL, OPEN, *LARGE)}
    rounds = 20 if quick else 200
    plain = in_turn(rounds, {size: partial(_plain, file) for size, file in files.items()})
    desks = {size: Desk(SqlStore(str(file)), OPERATOR) for size, file in files.items()}
    stored = in_turn(rounds, {size: partial(_stored, desk) for size, desk in desks.items()})
    with scratch() as home:
        runs = {size: partial(_seen, files[size], home) for size in (FULL, LARGE[-1])}
        in_turn(1, runs)
        seen = in_turn(3 if quick else 15, runs)
    reads = {"first board, plain read": plain, "board through the store": stored}
    return [
        *(_ratio(name, samples, size, OPEN, BOUND) for name, samples in reads.items() for size in LARGE),
        *(_ratio(name, samples, LARGE[-1], FULL, None) for name, samples in reads.items()),
        _ratio("start to tickets", seen, LARGE[-1], FULL, BOUND),
    ]


def _ratio(
    name: str, samples: dict[Size, list[float]], ours: Size, baseline: Size, bound: float | None
) -> Ratio:
    sizes = " : ".join(f"{tickets:,} ({still_open:,} open)" for tickets, still_open in (ours, baseline))
    return Ratio(
        f"{name}, {sizes}", percentile(samples[ours], 50), percentile(samples[baseline], 50), "ms", bound
    )


def _plain(file: Path) -> float:
    start = time.perf_counter()
    found = first_board(str(file), system_clock(), FIRST_LINES)
    spent = (time.perf_counter() - start) * 1000
    if found is None or not found.rows:
        raise AssertionError(f"nothing was read from {file}")
    return spent


def _stored(desk: Desk) -> float:
    start = time.perf_counter()
    desk.queries.board(limit=FIRST_LINES)
    return (time.perf_counter() - start) * 1000


def _seen(file: Path, home: Path) -> float:
    return started(desk(file), home).tickets
