"""The training of the reader of callers' words, on a part of its lines."""

import gzip

from core.intake.recognition.features import features
from core.intake.recognition.model import EMERGENCY, LinearModel
from core.intake.recognition.reader import shipped_vocabulary
from tools.train_reader import MOST_BYTES, labelled_lines, trained

PART = 6
"""One line in so many: enough to learn from in a few seconds, too few to read as the shipped model does."""


def test_a_model_of_some_lines_reads_others() -> None:
    lines = labelled_lines()
    table = trained(lines[::PART])
    assert len(table) <= MOST_BYTES
    model = LinearModel(gzip.decompress(table).decode())
    others = lines[1 :: PART * 5]
    read = [(row, model.scores(features(row[-1], shipped_vocabulary())).by_class) for row in others]
    alarms = sum((scores[EMERGENCY] >= 0.5) is (row[2] != "no") for row, scores in read)
    categories = sum(
        row[0] == max((one for one in scores if one != EMERGENCY), key=lambda one: scores[one])
        for row, scores in read
    )
    assert alarms / len(read) > 0.8
    assert categories / len(read) > 0.55


def test_the_same_lines_give_the_same_table() -> None:
    lines = labelled_lines()[:: PART * 4]
    assert trained(lines) == trained(lines)
