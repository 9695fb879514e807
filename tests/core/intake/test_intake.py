"""The directory and the text that people give."""

import pytest

from core.base.text import clean, digits, initials, mask_phone, mask_phones
from core.people.directory import Directory, Person
from core.people.numbering import unit_code
from core.people.units import Contact, Unit
from core.policy.model import default_policy

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
    assert mask_phone("2220001") == "***0001"
    assert mask_phone("8888 7777 转 12") == "****7777"
    assert mask_phone("0351/2220003") == "035****0003"
    said = "打 2220001 或 (0351)2220003-8 找他，13800138111；3-2-1201 260310-001 2026-03-10 14:05 20元"
    assert (
        mask_phones(said)
        == "打 ***0001 或 035****0003 找他，138****8111；3-2-1201 260310-001 2026-03-10 14:05 20元"
    )
    assert digits("０１０－8888 7777") == "01088887777"
    assert initials("王强 B") == "wqb"
    assert initials("Ann") == ""
