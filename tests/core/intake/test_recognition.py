"""Lines of callers, labelled by hand, read by the reader that nobody tuned to them."""

import json
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from core.base.clock import system_clock
from core.intake.line.reading import read_line
from core.intake.model import Intake
from core.intake.recognition.reader import recognise, urgency_of
from core.people.directory import Directory
from core.policy.model import VocabularyWords, default_policy
from core.ticket.reading import Alarm, Certainty

POLICY = default_policy()
LINES = sorted(Path(__file__).with_name("lines").glob("*.jsonl"))
Labelled = list[tuple[dict[str, Any], Intake]]


@pytest.fixture(scope="module")
def labelled() -> Labelled:
    """Each labelled line with what the desk reads in it, without a register."""
    nobody, now = Directory(), system_clock()
    rows = [json.loads(row) for file in LINES for row in file.read_text(encoding="utf-8").splitlines()]
    return [(row, read_line(row["line"], nobody, POLICY, now)) for row in rows]


def _share(part: int, whole: int) -> float:
    return 100 * part / whole


def test_emergencies_are_taken_or_asked_about(labelled: Labelled) -> None:
    emergencies = [read for row, read in labelled if row["emergency"]]
    heard = sum(read.reading.emergency is not Alarm.NO for read in emergencies)
    assert len(labelled) >= 600
    assert _share(heard, len(emergencies)) >= 98


def test_what_is_no_emergency_is_hardly_taken_for_one(labelled: Labelled) -> None:
    others = [(row, read) for row, read in labelled if not row["emergency"]]
    taken = [
        row["line"]
        for row, read in others
        if read.reading.emergency is Alarm.CERTAIN and "emergency" not in row["urgency"]
    ]
    asked = [row["line"] for row, read in others if read.reading.emergency is Alarm.ASK and not row["ask_ok"]]
    assert _share(len(taken), len(others)) <= 1, taken
    assert _share(len(asked), len(others)) <= 13, asked


@pytest.mark.parametrize(("language", "least"), [("zh", 91), ("en", 82)])
def test_the_category_is_among_the_acceptable_ones(labelled: Labelled, language: str, least: float) -> None:
    rows = [(row, read) for row, read in labelled if row["lang"] == language]
    confused = Counter(
        (row["categories"][0], read.category) for row, read in rows if read.category not in row["categories"]
    )
    right = len(rows) - confused.total()
    told = [f"{count:3} {wanted} read as {found}" for (wanted, found), count in confused.most_common(20)]
    sys.stdout.write(f"\n{language}: {_share(right, len(rows)):.1f} %, confused:\n" + "\n".join(told) + "\n")
    assert _share(right, len(rows)) >= least


def test_the_urgency_is_acceptable(labelled: Labelled) -> None:
    right = sum(
        (read.urgency or urgency_of(POLICY.category(read.category), read.reading)) in row["urgency"]
        for row, read in labelled
    )
    assert _share(right, len(labelled)) >= 92


def test_a_certain_category_is_right(labelled: Labelled) -> None:
    certain = [(row, read) for row, read in labelled if read.reading.category is Certainty.CERTAIN]
    right = sum(read.category in row["categories"] for row, read in certain)
    assert len(certain) > len(labelled) / 2
    assert _share(right, len(certain)) >= 95


@pytest.mark.parametrize(
    ("words", "alarm"),
    [
        ("厨房着火了", Alarm.CERTAIN), ("kitchen is on fire", Alarm.CERTAIN),
        ("gas leak", Alarm.CERTAIN), ("有人晕倒了", Alarm.CERTAIN),
        ("家里跑水了", Alarm.ASK), ("lift 2 stopped on floor 9", Alarm.ASK),
        ("燃气费怎么交", Alarm.NO), ("多媒体会议室投影坏", Alarm.NO), ("没有受伤", Alarm.NO),
        ("fire door broken", Alarm.NO), ("kitchen tap drips", Alarm.NO),
    ],
)  # fmt: skip
def test_alarming_words_count_as_they_are_meant(words: str, alarm: Alarm) -> None:
    _category, reading = recognise(words, POLICY)
    assert reading.emergency is alarm
    assert bool(reading.suspected) is (alarm is Alarm.ASK)


def test_words_without_a_meaning_are_called_not_recognised() -> None:
    category, reading = recognise("呃嗯", POLICY)
    assert (category.code, reading.category) == ("service_request", Certainty.FALLBACK)


def test_the_reading_names_words_of_the_line() -> None:
    words = "bathroom ceiling dripping badly"
    _category, reading = recognise(words, POLICY)
    assert reading.why
    assert all(word in words for word in reading.why)


def test_a_centre_adds_words_to_a_group() -> None:
    own = replace(POLICY, vocabulary=(VocabularyWords("leak", ("swoosh",)),))
    assert recognise("bathroom swoosh", own)[0].code == "pipe_leak"
    assert recognise("bathroom swoosh", POLICY)[0].code != "pipe_leak"


def test_what_is_asked_about_has_a_category_for_either_answer() -> None:
    category, reading = recognise("家里跑水了", POLICY)
    assert POLICY.categories[reading.suspected].kind == "emergency"
    assert POLICY.categories[reading.otherwise].kind != "emergency"
    assert category.code in (reading.suspected, reading.otherwise)
