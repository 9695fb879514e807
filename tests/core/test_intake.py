"""The one-line grammar, on lines as operators type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.directory import Contact, Directory, Person, Unit
from core.intake import parts, read_line, unit_code
from core.policy import default_policy
from core.text import clean, digits, initials, mask_phone

POLICY = default_policy()
KNOWN = Directory(
    {
        "3-2-1201": Unit("3-2-1201", contacts=(Contact("Zhao", "138 0013 8000"),)),
        "lobby": Unit("lobby", "大堂"),
    },
    (
        Person("1001", "王强", "engineering", phone="13900000001", initials="wq"),
        Person("1002", "Ann", employer="Kone"),
    ),
)


@pytest.mark.parametrize(
    ("line", "unit", "description", "category", "assign", "urgency"),
    [
        ("3-2-1201 水管漏水 急 @王强", "3-2-1201", "水管漏水", "pipe_leak", "王强", "urgent"),
        ("@王强 急 水管漏水 3-2-1201", "3-2-1201", "水管漏水", "pipe_leak", "王强", "urgent"),
        ("3-2-1201 kitchen pipe leaking", "3-2-1201", "kitchen pipe leaking", "pipe_leak", "", ""),
        ("3栋2单元1201水管漏水", "3-2-1201", "水管漏水", "pipe_leak", "", ""),
        ("3#2-1201 gas leak !", "3-2-1201", "gas leak", "burst_gas", "", "urgent"),
        ("1-1-1 pipe leaking", "1-1-1", "pipe leaking", "pipe_leak", "", ""),
        ("invoice of 2026-03-10 wrong", "", "invoice of 2026-03-10 wrong", "service_request", "", ""),
        ("大堂 电梯困人", "lobby", "电梯困人", "lift_trapped", "", ""),
        ("rude guard at the gate", "", "rude guard at the gate", "complaint", "", ""),
        ('"3-2-1201 @x" 有点怪', "", "3-2-1201 @x 有点怪", "service_request", "", ""),
        ("[/x] [B12] \x1b]0;PWNED\x07", "", "[/x] [B12] ]0;PWNED", "service_request", "", ""),
    ],
)
def test_a_line_fills_in_the_form(line, unit, description, category, assign, urgency):
    found = read_line(line, KNOWN, POLICY)
    assert (found.unit, found.description, found.category) == (unit, description, category)
    assert (found.assign_to, found.urgency) == (assign, urgency)


def test_phone_reporter_and_the_line_itself_are_kept():
    found = read_line("3-2-1201 no water +86 138-0013-8000 ~Ann", KNOWN, POLICY)
    assert (found.caller.phone, found.first_responder) == ("13800138000", "Ann")
    assert found.line == "3-2-1201 no water +86 138-0013-8000 ~Ann"


@given(st.text(max_size=80) | st.text(alphabet='3-2栋单元@~!急"“”#座A 0123456789\x1b[]/x', max_size=60))
def test_no_line_of_any_kind_raises_and_every_word_is_recognised_or_described(line):
    found = read_line(line, KNOWN, POLICY)
    kept = clean(line)
    covered = "".join(kept[part.start : part.end] for part in parts(kept, KNOWN))
    for character in kept:
        assert character.isspace() or character in covered or character in found.description


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("3栋2单元1201", "3-2-1201"),
        ("3－2－1201", "3-2-1201"),
        ("31栋103", "31-103"),
        ("3#2-1201室", "3-2-1201"),
    ],
)
def test_units_have_one_usual_form(written, code):
    assert unit_code(written) == code


def test_the_directory_finds_by_name_number_initials_and_phone():
    assert KNOWN.person("wq") == KNOWN.person("1001") == KNOWN.person("王强")
    assert KNOWN.who("工程部", POLICY).department == "engineering"
    assert KNOWN.who("Ann", POLICY, POLICY.departments["desk"]).employer == "Kone"
    assert not KNOWN.who("Nobody", POLICY).known
    assert [unit.code for unit in KNOWN.units_with_phone("+86 138 0013 8000")] == ["3-2-1201"]
    assert list(KNOWN.units_with_phone("8000")) == []


def test_text_from_people_is_cleaned_and_masked():
    assert clean("a\x1b[31mb\x07\u202ec\r\nd") == "a [31mb c d"
    assert clean("e\u0301") == "é"
    assert clean("\udce9x") == "\ufffdx"
    assert len(clean("x" * 5000)) == 2000
    assert mask_phone("+86 138 0013 8000") == "138****8000"
    assert mask_phone("12345") == "*****"
    assert digits("０１０－8888 7777") == "01088887777"
    assert initials("王强 B") == "wqb"
    assert initials("Ann") == ""
