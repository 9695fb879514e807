"""Linear model over the features of a text: weights of each feature for the categories and the emergency.

`weights.gz` is written by `tools/train_reader.py` from labelled lines: a line with the classes, their biases
and units, the features, an empty line, and the weights of each feature: two signs each, a class and a number.
"""

import gzip
import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import cache
from math import exp, sqrt
from pathlib import Path

from core.base.dataclass import dataclass
from core.intake.recognition.features import Features, kind_weight

WEIGHTS = Path(__file__).with_name("weights.gz")
EMERGENCY = "emergency"
DAMPING = 15.0
"""Added to the length of a text, so that a few words weigh less than a sentence."""

FIRST_CLASS = ord("A")
ZERO = ord("O")
"""Sign of the number 0; numbers run from -46 (`!`) to 47 (`~`)."""

_LANE = 24
"""Bits of a class in the one integer that holds all weights of a feature: thousands of them can be added."""

_SHIFT = 128
"""Added to every number, so that none is negative."""

_MASK = (1 << _LANE) - 1


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores of the classes for a text; that of the emergency is a probability."""

    model: "LinearModel"
    found: Features
    length: float
    by_class: Mapping[str, float]

    def support(self, name: str) -> float:
        """Return how much the words that speak for a class weigh together, whatever speaks against it."""
        weights = self.model.weights(name)
        weight = sum(kind_weight(feature) * max(0, weights(feature)) for feature in self.found)
        return self.model.unit(name) * weight / self.length

    def why(self, name: str, most: int = 3) -> tuple[str, ...]:
        """Return the words that weighed most for a class, the heaviest first."""
        weighed: dict[str, float] = {}
        weights = self.model.weights(name)
        for feature, word in self.found.items():
            if word and (weight := weights(feature)):
                weighed[word] = weighed.get(word, 0.0) + weight * kind_weight(feature)
        told: list[str] = []
        for word in sorted(weighed, key=lambda word: (-weighed[word], word)):
            if weighed[word] > 0 and not any(word in other or other in word for other in told):
                told.append(word)
        return tuple(told[:most])


class LinearModel:
    """Weights by feature; those of a feature are lanes of one integer, so that adding them is quick."""

    def __init__(self, text: str) -> None:
        head, _, table = text.partition("\n")
        names, _, rows = table.partition("\n\n")
        classes = [re.split("[=:]", one) for one in head.split()]
        self._classes = {name: place for place, (name, _bias, _unit) in enumerate(classes)}
        self._bias = [float(bias) for _name, bias, _unit in classes]
        self._unit = [float(unit) for _name, _bias, unit in classes]
        self._rows = dict(zip(names.split("\n"), rows.split("\n"), strict=True))
        self._lanes: dict[str, int] = {}
        self._level = sum(_SHIFT << (_LANE * place) for place in range(len(classes)))

    def scores(self, found: Features) -> Scores:
        """Return the scores of a text with these features."""
        known, read = self._lanes, self._read
        sums: defaultdict[float, list[int]] = defaultdict(list)
        for feature in found:
            lanes = known.get(feature)
            if lanes is None:
                lanes = read(feature)
            if lanes:
                sums[kind_weight(feature)].append(lanes)
        length = sqrt(DAMPING + sum(kind * kind * len(lanes) for kind, lanes in sums.items()))
        total = [(kind / length, sum(lanes), _SHIFT * len(lanes)) for kind, lanes in sums.items()]
        by_class = {
            name: self._bias[place]
            + self._unit[place]
            * sum(share * ((lanes >> (_LANE * place) & _MASK) - shift) for share, lanes, shift in total)
            for name, place in self._classes.items()
        }
        by_class[EMERGENCY] = 1 / (1 + exp(-by_class[EMERGENCY]))
        return Scores(self, found, length, by_class)

    def unit(self, name: str) -> float:
        """Return what a weight of 1 is worth in the score of a class."""
        return self._unit[self._classes[name]]

    def weights(self, name: str) -> Callable[[str], int]:
        """Return the function that gives the weight of a known feature for a class; 0 for any other."""
        known, shift = self._lanes, _LANE * self._classes[name]

        def weight(feature: str) -> int:
            lanes = known.get(feature)
            return (lanes >> shift & _MASK) - _SHIFT if lanes else 0

        return weight

    def _read(self, feature: str) -> int:
        row = self._rows.get(feature)
        if row is None:
            return 0
        numbers = (
            (ord(row[place + 1]) - ZERO) << (_LANE * (ord(row[place]) - FIRST_CLASS))
            for place in range(0, len(row), 2)
        )
        lanes = self._lanes[feature] = self._level + sum(numbers)
        return lanes


@cache
def shipped_model() -> LinearModel:
    """Return the model of the program, read when the first text is."""
    return LinearModel(gzip.decompress(WEIGHTS.read_bytes()).decode())
