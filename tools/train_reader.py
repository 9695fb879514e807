"""Train the reader of callers' words from labelled lines, and write its table of weights.

    python tools/train_reader.py

The lines are in `tools/reader/*.tsv`: category, urgency, emergency (yes, ask or no) and the line, divided by
tabs.  They are written apart from the reader and from the lines of its tests.  The result is the same on
every run; `core/intake/recognition/weights.txt` is read by the program.
"""

import gzip
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy
from scipy.sparse import csr_matrix
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

LARGEST = 46
CLIPPED = 99.99
"""Percentile of the weights that is the largest number."""
MOST_BYTES = 400_000
_NUMBERS = re.compile(r"\+?\d[\d -]{5,}\d")


def main() -> None:
    """Train both models, keep the weights that matter, and write them."""
    rows = [row.split("\t") for file in sorted(LINES.glob("*.tsv")) for row in _lines(file)]
    rows += [*_textbook(default_policy())] * TEXTBOOK_TIMES
    found = [features(_NUMBERS.sub(" ", line), shipped_vocabulary()) for *_labels, line in rows]
    counted = Counter(feature for one in found for feature in one)
    names = sorted(feature for feature, count in counted.items() if count >= SEEN_AT_LEAST)
    matrix = _matrix(found, {name: place for place, name in enumerate(names)})
    category = LinearSVC(C=1.0).fit(matrix, [row[0] for row in rows])
    emergency = LogisticRegression(C=20, max_iter=600).fit(matrix, [row[2] != "no" for row in rows])
    weights = numpy.vstack([category.coef_, emergency.coef_])
    biases = [*category.intercept_, *emergency.intercept_]
    classes = [*category.classes_, EMERGENCY]
    print(f"{len(rows)} lines")
    WEIGHTS.write_bytes(_table(names, classes, weights, biases))


def _textbook(policy: Policy) -> Iterator[list[str]]:
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
    numbers = numpy.clip(numpy.rint(weights / units[:, None]), -LARGEST, LARGEST).astype(int)
    head = " ".join(
        f"{name}={bias:.6f}:{unit:.6f}" for name, bias, unit in zip(classes, biases, units, strict=True)
    )
    for least in range(1, LARGEST):
        rows = {}
        for place, name in enumerate(names):
            kept = [
                chr(FIRST_CLASS + index) + chr(ZERO + number)
                for index, number in enumerate(numbers[:, place])
                if abs(number) >= least
            ]
            if kept:
                rows[name] = "".join(kept)
        text = "\n".join([head, *rows, "", *rows.values()])
        packed = gzip.compress(text.encode(), 9, mtime=0)
        if len(packed) <= MOST_BYTES:
            print(f"weights from {least} on: {len(rows)} features, {len(packed)} bytes")
            return packed
    raise ValueError("the table cannot be made small enough")


if __name__ == "__main__":
    main()
