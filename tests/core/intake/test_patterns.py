"""What the words say: ordered patterns of the policy, and how mistakes in them are named."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.base.errors import Misconfigured
from core.intake.recognition.patterns import fits
from core.intake.recognition.reader import recognise
from core.policy.model import DEFAULT_POLICY, Pattern, default_policy, parse_policy

POLICY = default_policy()
TEXT = DEFAULT_POLICY.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("漏水", "厨房漏水了", True), ("电梯*困", "电梯里困了两个人", True), ("电梯*困", "困在电梯里", False),
        ("电梯*困", "电梯修好了。有人困了", False), ("leak", "it leaks", True), ("leak", "leakage", False),
        ("leak*", "leakage", True), ("leak", "oleak", False), ("*leak", "oleak", True),
        ("no * water", "no hot water", True), ("no * water", "no water", True),
        ("no*water", "no hot water", True),
        ("no * water", "know hot water", False), ("a*b*c", "b c a", False),
        ("fire door", "fire door broken", True), ("c*c", "c", False), ("灯*不亮", "灯，还是不亮", True),
    ],
)  # fmt: skip
def test_pieces_stand_in_their_order_within_a_sentence(pattern, text, expected):
    assert fits(pattern, text) is expected


def test_a_pattern_of_the_centre_decides_before_the_model_the_first_that_fits():
    own = Pattern("enquiry", ("厨房*漏水*吗",)), Pattern("complaint", ("厨房*漏水",))
    first, turned = (replace(POLICY, patterns=rules, text="") for rules in (own, own[::-1]))
    assert recognise("厨房是不是漏水了吗", first)[0].code == "enquiry"
    assert recognise("厨房是不是漏水了吗", turned)[0].code == "complaint"
    assert recognise("厨房漏水", POLICY)[0].code == "pipe_leak"
    assert recognise("", POLICY)[0].code == "service_request"


@given(st.text(alphabet="a*水 ", min_size=1, max_size=100), st.text(alphabet="a水 b", max_size=200))
def test_a_pattern_that_fits_has_all_its_pieces_in_the_text(pattern, text):
    pieces = [piece.strip() for piece in pattern.split("*")]
    assert not fits(pattern, text) or all(piece in text for piece in pieces)


def test_a_hostile_pattern_on_a_hostile_text_ends():
    assert not fits("a*" * 49 + "b", "a" * 2000)


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ('category = "pipe_leek"\nwords = ["x"]', "pipe_leak"),
        ('category = "pipe_leak"', "words: is missing"),
        ('category = "pipe_leak"\nwords = []', "words"),
        ('category = "pipe_leak"\nwords = ["**"]', "words"),
        ('category = "pipe_leak"\nwords = "x"', "words"),
        ('category = "pipe_leak"\nword = ["x"]', "did you mean words?"),
    ],
)
def test_a_mistake_in_a_pattern_is_named(wrong, named):
    with pytest.raises(Misconfigured) as failure:
        parse_policy(f"{TEXT}\n[[pattern]]\n{wrong}\n")
    assert named in str(failure.value.values["problems"])
    assert "pattern[" in str(failure.value.values["problems"])


def test_a_policy_without_patterns_is_valid_still():
    before, _, rest = TEXT.partition("# ---- what the words say")
    plain = parse_policy(before + rest[rest.index("# ---- categories") :])
    assert plain.patterns == ()


def test_every_default_pattern_is_of_use():
    """No pattern stands behind one that takes all its words."""
    for place, pattern in enumerate(POLICY.patterns):
        for words in pattern.words:
            said = words.replace("*", " 某 ")
            first = next(p for p in POLICY.patterns if any(fits(w, said.casefold()) for w in p.words))
            assert POLICY.patterns.index(first) == place, (words, first.category)
