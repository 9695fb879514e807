"""Time from the program's start to its first frame and to the tickets, against a bare app with a table."""

import re
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from bench.estate import SHIFT, scratch, shift
from bench.ratio import Ratio, in_turn, percentile
from bench.terminal import Terminal, bare, desk

FIRST_BOUND = 1.2
TICKETS_BOUND = 1.2
_NUMBER = re.compile(r"(?<!\d)(?:\d{6}-|\d{4}-)?\d{3}(?= )")
"""Pattern of a ticket's number, short or long, in its column."""


class Start(NamedTuple):
    """Milliseconds from the start to the first text on the screen, and to the last of the tickets."""

    frame: float
    tickets: float


def measure(quick: bool) -> list[Ratio]:
    """Measure real processes in real pseudo-terminals of the same size, in turn."""
    with scratch() as folder:
        database = folder / "desk.db"
        shift(database, SHIFT)
        runs = {
            "desk": partial(started, desk(database), folder),
            "bare": partial(started, bare("table"), folder),
        }
        in_turn(1, runs)  # compiles the modules, warms the disk
        samples = in_turn(5 if quick else 20, runs)
    return [
        ratio("first frame : bare app's", samples["desk"], samples["bare"], lambda s: s.frame, FIRST_BOUND),
        ratio(
            "board with 40 tickets : bare app's",
            samples["desk"],
            samples["bare"],
            lambda s: s.tickets,
            TICKETS_BOUND,
        ),
    ]


def ratio(
    name: str, ours: Iterable[Start], baseline: Iterable[Start], what: Callable[[Start], float], bound: float
) -> Ratio:
    """Return the ratio of the medians of one of the two instants."""
    return Ratio(name, _median(ours, what), _median(baseline, what), "ms", bound)


def _median(starts: Iterable[Start], what: Callable[[Start], float]) -> float:
    return percentile([what(start) for start in starts], 50)


def started(command: list[str], folder: Path) -> Start:
    """Start the program once, and return the times from the frames it sent."""
    with Terminal(command, folder) as terminal:
        terminal.listen_until_silent(0.6)
        wanted = numbers(terminal.text().splitlines())
        if len(wanted) < 10:
            raise AssertionError(f"no tickets on the screen:\n{terminal.text()}")
        frames = [(instant - terminal.started, lines) for instant, lines in terminal.frames()]
    first = next(instant for instant, lines in frames if any(line.strip() for line in lines))
    last = 0.0
    for instant, lines in frames:
        if wanted & (fresh := numbers(lines)):
            last, wanted = instant, wanted - fresh
    return Start(first * 1000, last * 1000)


def numbers(lines: Iterable[str]) -> set[str]:
    """Return the ticket numbers in these lines of the screen."""
    return {found[0] for line in lines if (found := _NUMBER.search(line[:20]))}
