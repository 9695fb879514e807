"""Cost of a second of an idle board with forty timers, against forty ticking labels."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from bench.estate import RUSH, SHIFT, Ages, scratch, shift
from bench.ratio import Ratio, in_turn, percentile
from bench.terminal import Terminal, bare, desk

BYTES_BOUND = 0.15
CPU_BOUND = 0.5
SETTLE = 5.0
"""Seconds after the start until the program is loaded and drawn."""
WINDOW = 20.0
"""Seconds that are counted."""


class Cost(NamedTuple):
    """Cost of one second: bytes to the terminal, milliseconds of processor time."""

    sent: float
    cpu: float


def measure(quick: bool) -> list[Ratio]:
    """Measure windows of twenty seconds in turn: a realistic shift, the hardest case, the labels."""
    runs: dict[str, Callable[[], Cost]] = {
        "a shift": lambda: _board(SHIFT),
        "all show seconds": lambda: _board(RUSH),
        "labels": _labels,
    }
    samples = in_turn(1 if quick else 3, runs)
    baseline = samples.pop("labels")
    return [
        Ratio(
            f"idle {what}, {name} : 40 labels",
            percentile([cost[index] for cost in costs], 50),
            percentile([cost[index] for cost in baseline], 50),
            unit,
            bound,
        )
        for name, costs in samples.items()
        for index, (what, unit, bound) in enumerate(
            (("bytes", "B/s", BYTES_BOUND), ("CPU", "ms/s", CPU_BOUND))
        )
    ]


def _board(ages: Ages) -> Cost:
    with scratch() as folder:
        shift(folder / "desk.db", ages)
        return _cost(desk(folder / "desk.db"), folder)


def _labels() -> Cost:
    with scratch() as folder:
        return _cost(bare("labels"), folder)


def _cost(command: list[str], folder: Path) -> Cost:
    with Terminal(command, folder) as terminal:
        terminal.listen(SETTLE)
        start, used = time.perf_counter(), terminal.cpu()
        terminal.listen(WINDOW)
        seconds = time.perf_counter() - start
        return Cost(terminal.bytes_since(start) / seconds, (terminal.cpu() - used) * 1000 / seconds)
