"""Train the reader of callers' words from labelled lines, and write its table of weights.

    python tools/train_reader.py

The lines are in `tools/reader/*.tsv`: category, urgency, emergency (yes, ask or no) and the line, divided by
tabs.  They are written apart from the reader and from the lines of its tests.  The result is the same on
every run; `core/intake/recognition/weights.gz` is read by the program.
"""

import gzip
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy
from scipy.sparse import csr_matrix, diags
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from core.intake.recognition.features import Features, features, kind_weight
from core.intake.recognition.model import DAMPING, EMERGENCY, FIRST_CLASS, WEIGHTS, ZERO
from core.intake.recognition.reader import shipped_vocabulary
from core.policy.model import Policy, default_policy

LINES = Path(__file__).with_name("reader")
SEEN_AT_LEAST = 4
TEXTBOOK_TIMES = 4
"""Weight of the policy's own words against a line of a caller."""

LARGEST = 23
CLIPPED = 99.99
"""Percentile of the weights that is the largest number."""
MOST_BYTES = 400_000
STEP = 0.1
"""Steps in which the least number that is kept grows until the table is small enough."""

Row = Sequence[str]

_NUMBERS = re.compile(r"\+?\d[\d -]{5,}\d")


def main() -> None:
    """Train on all lines, and write the weights."""
    rows = labelled_lines()
    WEIGHTS.write_bytes(trained([*rows, *[*_textbook(default_policy())] * TEXTBOOK_TIMES]))
    print(f"{len(rows)} lines")


def labelled_lines() -> list[Row]:
    """Return the labelled lines: category, urgency, emergency, and what was said."""
    return [row.split("\t") for file in sorted(LINES.glob("*.tsv")) for row in _lines(file)]


def trained(rows: Sequence[Row]) -> bytes:
    """Train both models on the lines, and return the packed table of the weights that matter."""
    found = [features(_NUMBERS.sub(" ", line), shipped_vocabulary()) for *_labels, line in rows]
    counted = Counter(feature for one in found for feature in one)
    names = sorted(feature for feature, count in counted.items() if count >= SEEN_AT_LEAST)
    # what is rare tells more; the weights take this in, so that the reader need not know it
    counts = numpy.array([counted[name] for name in names])
    rarity = numpy.log(len(rows) / counts)
    rarity /= numpy.sqrt(numpy.average(rarity**2, weights=counts))
    matrix = _matrix(found, {name: place for place, name in enumerate(names)}) @ diags(rarity)
    category = LinearSVC(C=1.0, random_state=0).fit(matrix, [row[0] for row in rows])
    emergency = LogisticRegression(C=20, max_iter=600).fit(matrix, [row[2] != "no" for row in rows])
    weights = numpy.vstack([category.coef_, emergency.coef_]) * rarity
    biases = [*category.intercept_, *emergency.intercept_]
    return _table(names, [*category.classes_, EMERGENCY], weights, biases)


def _textbook(policy: Policy) -> Iterator[Row]:
    """Yield the words of the policy as lines: its own names must be understood whatever people say."""
    for category in policy.categories.values():
        emergency = "yes" if category.kind == EMERGENCY else "no"
        for words in (category.name, category.name_en, *category.words):
            yield [category.code, category.urgency, emergency, words]
    for pattern in policy.patterns:
        category = policy.categories[pattern.category]
        emergency = "yes" if category.kind == EMERGENCY else "no"
        for words in pattern.words:
            plain = words.replace("*", " " if words.isascii() else "").strip()
            yield [category.code, category.urgency, emergency, plain]


def _lines(file: Path) -> Sequence[str]:
    return [row for row in file.read_text(encoding="utf-8").splitlines() if row.count("\t") == 3]


def _matrix(found: Sequence[Features], places: dict[str, int]) -> csr_matrix:
    rows, columns, values = [], [], []
    for row, one in enumerate(found):
        known = [(places[feature], kind_weight(feature)) for feature in one if feature in places]
        length = (DAMPING + sum(weight * weight for _place, weight in known)) ** 0.5
        rows += [row] * len(known)
        columns += [place for place, _weight in known]
        values += [weight / length for _place, weight in known]
    return csr_matrix((values, (rows, columns)), shape=(len(found), len(places)))


def _table(
    names: Sequence[str], classes: Sequence[str], weights: numpy.ndarray, biases: Sequence[float]
) -> bytes:
    """Return the weights as whole numbers; drop the smallest until the table is small enough."""
    # the emergency's weights come from another model, on a scale of their own
    units = numpy.percentile(numpy.abs(weights), CLIPPED, axis=1) / LARGEST
    units[:-1] = units[:-1].mean()
    exact = weights / units[:, None]
    numbers = numpy.clip(numpy.rint(exact), -LARGEST, LARGEST).astype(int)
    head = " ".join(
        f"{name}={bias:.6f}:{unit:.6f}" for name, bias, unit in zip(classes, biases, units, strict=True)
    )
    for least in numpy.arange(0.5, LARGEST, STEP):
        rows = {}
        for place, name in enumerate(names):
            kept = [
                chr(FIRST_CLASS + index) + chr(ZERO + number)
                for index, number in enumerate(numbers[:, place])
                if abs(exact[index, place]) >= least
            ]
            if kept:
                rows[name] = "".join(kept)
        text = "\n".join([head, *rows, "", *rows.values()])
        packed = gzip.compress(text.encode(), 9, mtime=0)
        if len(packed) <= MOST_BYTES:
            print(f"weights from {least:.1f} on: {len(rows)} features, {len(packed)} bytes")
            return packed
    raise ValueError("the table cannot be made small enough")


if __name__ == "__main__":
    main()
