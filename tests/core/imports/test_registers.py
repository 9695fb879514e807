"""Lists of units and people: the words offices use, what stays, what would change, every bad cell named."""

import pytest

from core.base.errors import InvalidInput
from core.imports.staff_list import read_people
from core.imports.tables import BadRows, Sheet, TableRow
from core.imports.unit_list import read_units
from core.people.directory import Directory, Person
from core.people.units import Contact, Unit
from core.policy.model import default_policy

NOBODY = Directory()


def sheet(headers: str, *rows: str) -> Sheet:
    """A sheet written as words between bars."""
    names = headers.split("|")
    lines = [
        TableRow(number, dict(zip(names, row.split("|"), strict=True))) for number, row in enumerate(rows, 2)
    ]
    return Sheet(names, lines)


def units(table: Sheet, directory: Directory = NOBODY) -> list[Unit]:
    found = read_units(table, directory)
    found.problems.stop("units.csv")
    return [*found.entries.values()]


def people(table: Sheet, directory: Directory = NOBODY) -> list[Person]:
    found = read_people(table, directory, default_policy())
    found.problems.stop("people.csv")
    return [*found.entries.values()]


def problems(bad: pytest.ExceptionInfo[BadRows]) -> list[tuple[int, str, str]]:
    return [(p.row, p.column, p.text(str)) for p in bad.value.problems]


def test_headers_in_english_and_chinese_mean_the_same() -> None:
    english = units(sheet("Unit No.|Contact name|MOBILE", "3-2-1201|Ms Zhao|13800138000"))
    chinese = units(sheet("房号|业主|手机号", "3栋2单元1201|Ms Zhao|13800138000"))
    assert english == chinese == [Unit("3-2-1201", contacts=(Contact("Ms Zhao", "13800138000"),))]


def test_a_public_place_keeps_its_name() -> None:
    assert units(sheet("房号|类型", "北门 岗亭|公共区域")) == [Unit("北门 岗亭", kind="public")]


def test_rows_of_the_same_unit_add_contacts() -> None:
    found = units(sheet("unit|contact|phone", "1-1-101|A|1380001", "1-1-101|B|1380002", "1-1-101|A|1380001"))
    assert found == [Unit("1-1-101", contacts=(Contact("A", "1380001"), Contact("B", "1380002")))]


def test_what_the_list_does_not_mention_stays() -> None:
    known = Unit("1-1-101", "Zhao", "tenant", contacts=(Contact("A", "1380001"),), notes="dog")
    found = units(sheet("unit|notes", "1-1-101|two dogs"), Directory({known.code: known}))
    assert found == [Unit("1-1-101", "Zhao", "tenant", contacts=known.contacts, notes="two dogs")]


def test_what_the_list_does_not_say_of_a_contact_stays() -> None:
    known = Unit("1-1-101", contacts=(Contact("A", "1380001", "owner"), Contact("A", "1380002", "owner")))
    here = Directory({known.code: known})
    assert units(sheet("unit|contact", "1-1-101|A"), here) == [known]
    (moved,) = units(sheet("unit|contact|phone", "1-1-101|A|1390001"), here)
    assert moved.contacts == (Contact("A", "1390001", "owner"),)


def test_every_bad_unit_is_named_with_its_row_and_column() -> None:
    table = sheet(
        "unit|kind|phone|building",
        "|household|138|1",
        "1-1-101|castle|1380001|1",
        "1-1-102||1.38E+10|1",
        "1-1-102||call us|2",
    )
    with pytest.raises(BadRows) as bad:
        units(table)
    assert problems(bad) == [
        (2, "unit", "is empty: repeat it in every row"),
        (3, "kind", "“castle” is not one of: household, tenant, public"),
        (4, "phone", "“1.38E+10” is missing digits: format the column as text and retype it"),
        (5, "phone", "“call us” is not a phone number"),
        (5, "unit", "1-1-102 appears twice with different values"),
    ]


@pytest.mark.parametrize("headers", ["name|phone", "unit|room"])
def test_a_list_needs_its_key_once(headers: str) -> None:
    with pytest.raises(InvalidInput):
        units(sheet(headers, "a|b"))


def test_people_with_departments_and_roles_in_the_words_of_the_office() -> None:
    table = sheet(
        "工号|姓名|部门|岗位|角色", "1|陈静|综合管理部|主管|", "2|王强|水电|电工|", "3|刘总|办公室||总经理"
    )
    found = people(table)
    assert [(p.no, p.name, p.department, p.role, p.initials) for p in found] == [
        ("1", "陈静", "admin", "supervisor", "cj"),
        ("2", "王强", "engineering", "worker", "wq"),
        ("3", "刘总", "admin", "general_manager", "lz"),
    ]


def test_people_without_numbers_are_known_by_name() -> None:
    known = Directory(people=(Person("001", "Li", phone="13800138000", role="operator"),))
    found = people(sheet("name|department", "Li|Engineering", "Wang|Engineering"), known)
    assert found == [
        Person("001", "Li", "engineering", phone="13800138000", role="operator"),
        Person("002", "Wang", "engineering"),
    ]


def test_a_number_of_the_list_is_given_to_nobody_else() -> None:
    """Whoever has none gets the next that neither the office nor a later row has."""
    known = Directory(people=(Person("001", "Li"),))
    found = people(sheet("no|name", "|Wang", "002|Zhao", "|Qian", "|Li"), known)
    assert [(person.no, person.name) for person in found] == [
        ("003", "Wang"),
        ("002", "Zhao"),
        ("004", "Qian"),
        ("001", "Li"),
    ]


def test_every_bad_person_is_named() -> None:
    table = sheet("no|name|department|role", "1||Kitchen|boss", "1|Li||")
    with pytest.raises(BadRows) as bad:
        people(table)
    assert problems(bad) == [
        (2, "name", "is empty"),
        (2, "department", "“Kitchen” is not a department"),
        (
            2,
            "role",
            "“boss” is not one of: operator, supervisor, department_head, director, general_manager,"
            " site_manager, worker, read_only",
        ),
        (3, "no", "appears twice"),
    ]


def test_a_number_of_the_row_is_no_number_of_a_unit() -> None:
    assert units(sheet("编号|房号", "1|3-2-1201")) == [Unit("3-2-1201")]
    assert units(sheet("编号|业主", "A-1508|")) == [Unit("A-1508")]


def test_rows_may_write_the_same_unit_differently() -> None:
    found = units(sheet("房号|业主", "3-2-0803|A", "3栋2单元803|B"))
    assert found == [Unit("3-2-0803", contacts=(Contact("A"), Contact("B")))]


def test_faults_of_the_spreadsheet_and_numbers_grown_together_are_named() -> None:
    with pytest.raises(BadRows) as bad:
        units(sheet("unit|phone", "#REF!|13800138000", "1-1-101|138001380001390013900"))
    assert problems(bad) == [
        (2, "unit", "the cell holds a spreadsheet error: “#REF!”"),
        (3, "phone", "“138001380001390013900” is not a phone number"),
    ]


def test_a_room_without_its_building_is_named() -> None:
    with pytest.raises(BadRows) as bad:
        units(sheet("楼栋|房号", "3栋|101", "|102", "|北门"))
    assert problems(bad) == [(3, "楼栋", "is empty: repeat it in every row")]


def test_several_columns_of_phones_are_numbers_of_one_contact() -> None:
    found = units(
        sheet(
            "房号|业主|电话|手机|备用电话",
            "1-1-101|甲|2220001|13800010001|",
            "1-1-102|乙||13800010002/13900010002|无",
            "1-1-103|丙|0351-2220003|13800010003|13800010003",
        )
    )
    assert [[contact.phone for contact in unit.contacts] for unit in found] == [
        ["2220001", "13800010001"],
        ["13800010002", "13900010002"],
        ["0351-2220003", "13800010003"],
    ]
    staff = people(sheet("name|phone 1|phone 2", "Li|2220001|13800010001", "Bo||"))
    assert [person.phone for person in staff] == ["2220001/13800010001", ""]


def test_a_long_note_is_not_cut() -> None:
    with pytest.raises(BadRows) as bad:
        units(sheet("房号|备注", "1-1-101|" + "长" * 2001))
    assert problems(bad) == [(2, "备注", "is 2001 characters long; at most 2000 are kept")]


def test_a_wrong_number_is_named_with_its_column() -> None:
    with pytest.raises(BadRows) as bad:
        units(sheet("房号|电话|手机", "1-1-101|2220001|没记"))
    assert problems(bad) == [(2, "手机", "“没记” is not a phone number")]
