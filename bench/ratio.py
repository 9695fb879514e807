"""Measured pair as a ratio with its bound, and the statistics of samples."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import TypeVar

Name = TypeVar("Name")
Sample = TypeVar("Sample")


@dataclass(frozen=True, slots=True)
class Ratio:
    """Line of the result: ours against the baseline, both in `unit`; without a `bound` it is only printed."""

    name: str
    ours: float
    baseline: float
    unit: str
    bound: float | None

    @property
    def value(self) -> float:
        """Return ours as a multiple of the baseline."""
        return self.ours / self.baseline

    @property
    def holds(self) -> bool:
        """Return True if the bound is kept."""
        return self.bound is None or self.value <= self.bound


def percentile(samples: Sequence[float], percent: float) -> float:
    """Return the smallest sample that at least `percent` of them do not exceed; 50 is the median."""
    ordered = sorted(samples)
    return ordered[max(0, ceil(len(ordered) * percent / 100) - 1)]


def in_turn(rounds: int, runs: Mapping[Name, Callable[[], Sample]]) -> dict[Name, list[Sample]]:
    """Return the samples of each run, taken A B A B …; the order turns each round, so that drift hits all."""
    samples: dict[Name, list[Sample]] = {name: [] for name in runs}
    for turn in range(rounds):
        names = list(runs)[:: -1 if turn % 2 else 1]
        for name in names:
            samples[name].append(runs[name]())
    return samples
