"""Units and people are found by what is begun of them, and quickly looked up by name and number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.base.finder import Finder
from core.base.text import dialled, same_number
from core.people.directory import Directory, Person
from core.people.units import Contact, Unit
from core.policy.model import default_policy

NAMES = ("王强", "王启明", "汪琴", "单雄信", "欧阳强", "Li Wei", "Wei Qiang", "李伟 Levi", "吕布")
STAFF = Finder((name, (f"{100 + no}", name)) for no, name in enumerate(NAMES))


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("王强", ["王强"]),
        ("王", ["王强", "王启明"]),
        ("强", ["王强", "欧阳强"]),
        ("wq", ["王强", "汪琴", "Wei Qiang", "王启明"]),
        ("wangq", ["王强", "汪琴", "王启明"]),
        ("wqiang", ["王强", "Wei Qiang"]),
        ("WangQiMing", ["王启明"]),
        ("wang qiang", ["王强"]),
        ("sxx", ["单雄信"]),
        ("danx", ["单雄信"]),
        ("oyq", ["欧阳强"]),
        ("qiang", ["Wei Qiang", "欧阳强", "王强"]),
        ("wei", ["Wei Qiang", "Li Wei", "李伟 Levi"]),
        ("lw", ["Li Wei", "李伟 Levi"]),
        ("lib", []),
        ("lvbu", ["吕布"]),
        ("lubu", ["吕布"]),
        ("108", ["吕布"]),
        ("zzz", []),
    ],
)
def test_the_best_comes_first(typed, names):
    assert STAFF.find(typed) == names


def test_nothing_typed_means_the_first_ones():
    assert STAFF.find(" ", most=2) == ["王强", "王启明"]
    assert STAFF.find("w", most=1) == ["Wei Qiang"]


def test_among_equals_the_preferred_come_first():
    assert STAFF.find("wq", prefer=lambda name: name == "汪琴")[:2] == ["汪琴", "王强"]
    assert STAFF.find("王强", prefer=lambda name: name == "王启明") == ["王强"]
    assert STAFF.find("", most=3, prefer=lambda name: name == "吕布") == ["吕布", "王强", "王启明"]


@given(st.lists(st.text(max_size=9), max_size=6), st.text(max_size=6))
def test_what_is_found_is_what_has_the_text_in_it(texts, typed):
    finder = Finder((text, (text,)) for text in texts)
    found = finder.find(typed)
    wanted = typed.strip().casefold()
    assert len(found) <= len(texts)
    assert all(text in found for text in texts if wanted and wanted in text.casefold() and typed.isascii())


@given(st.sampled_from(NAMES), st.integers(1, 9))
def test_every_beginning_of_a_name_finds_it(name, length):
    assert name in STAFF.find(name[:length])


DIRECTORY = Directory(
    {
        unit.code: unit
        for unit in (
            Unit("3-2-1201", contacts=(Contact("曾强", "138 0013 8000"), Contact("Ann Zhou"))),
            Unit("3-2-1202", contacts=(Contact("赵敏", "010-8888 7777转2"),)),
            Unit("13-2-120", "诊所", contacts=(Contact("曾强", "+86 13800138000"),)),
            Unit("east", "东门", "public"),
        )
    },
    (
        Person("1001", "王强", "engineering", initials="wq"),
        Person("1002", "汪琴", "cleaning", initials="wq"),
        Person("1003", "王强", "cleaning", initials="wq"),
        Person("1004", "王前", "cleaning", active=False),
    ),
)


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("3-2-12", ["3-2-1201", "3-2-1202", "13-2-120"]),
        ("1202", ["3-2-1202"]),
        ("zq", ["3-2-1201", "13-2-120"]),
        ("zengq", ["3-2-1201", "13-2-120"]),
        ("zhou", ["3-2-1201"]),
        ("dm", ["east"]),
        ("dongmen", ["east"]),
        ("诊", ["13-2-120"]),
    ],
)
def test_units_are_found_by_code_name_and_the_people_in_them(typed, codes):
    assert [unit.code for unit in DIRECTORY.unit_finder.find(typed)] == codes


def test_staff_is_found_and_a_department_preferred():
    def found(typed: str, department: str = "") -> list[str]:
        people = DIRECTORY.people_finder.find(typed, prefer=lambda person: person.department == department)
        return [person.no for person in people]

    assert found("wq") == ["1001", "1002", "1003"]
    assert found("wq", "cleaning") == ["1002", "1003", "1001"]
    assert found("1003") == ["1003"]
    assert DIRECTORY.namesakes == {"王强"}


@pytest.mark.parametrize(
    ("phone", "codes"),
    [
        ("13800138000", ["3-2-1201", "13-2-120"]),
        ("0086 138-0013-8000", ["3-2-1201", "13-2-120"]),
        ("88887777", ["3-2-1202"]),
        ("010 88887777 ext. 12", ["3-2-1202"]),
        ("8887777", []),
        ("8000", []),
        ("138001380001", []),
        ("", []),
    ],
)
def test_a_number_is_the_same_by_all_its_digits_or_the_last_eight(phone, codes):
    assert [unit.code for unit in DIRECTORY.units_with_phone(phone)] == codes


@given(st.text("0123456789-+ 转", max_size=14), st.text("0123456789-+ 转", max_size=14))
def test_the_index_of_numbers_agrees_with_the_rule(listed, asked):
    directory = Directory({"1": Unit("1", contacts=(Contact("A", listed),))})
    assert bool(directory.units_with_phone(asked)) == same_number(dialled(listed), dialled(asked))


def test_the_first_of_several_is_meant_and_nobody_who_left():
    person = DIRECTORY.person("王强")
    assert person is not None and person.no == "1001"
    assert DIRECTORY.person("王前") is None
    cleaner = DIRECTORY.person("wq", "cleaning")
    assert cleaner is not None and cleaner.no == "1002"
    policy = default_policy()
    assert DIRECTORY.who("王强", policy, policy.departments["cleaning"]).department == "cleaning"
    assert DIRECTORY.who("wq", policy, policy.departments["admin"]).department == "engineering"
    assert DIRECTORY.person("") is None
