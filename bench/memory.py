"""Peak memory of the desk with its board shown, against a bare app with a table."""

from functools import partial
from pathlib import Path

from bench.estate import scratch, shift
from bench.ratio import Ratio, in_turn, percentile
from bench.terminal import Terminal, bare, desk

BOUND = 1.95
SETTLE = 5.0
"""Seconds until the program is loaded."""


def measure(quick: bool) -> list[Ratio]:
    """Measure the kernel's high-water mark of the resident memory of each process."""
    with scratch() as folder:
        shift(folder / "desk.db")
        runs = {
            "desk": partial(_peak, desk(folder / "desk.db"), folder),
            "bare": partial(_peak, bare("table"), folder),
        }
        samples = in_turn(1 if quick else 3, runs)
    ours, baseline = (percentile(samples[name], 50) for name in ("desk", "bare"))
    return [Ratio("memory : bare app's", ours, baseline, "MiB", BOUND)]


def _peak(command: list[str], folder: Path) -> float:
    with Terminal(command, folder) as terminal:
        terminal.listen(SETTLE)
        return terminal.memory()
