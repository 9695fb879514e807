"""Files as offices keep them: looked at row by row, taken over whole or refused with every bad row named."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from core.base.errors import DeskError
from core.desk.desk import Desk
from core.duty.roster import Duty
from core.imports.preview import Preview, Wish
from core.imports.tables import BadRows
from core.people.directory import Person
from core.people.units import Contact, Unit
from storage.store import SqlStore
from tests.cli import office_files
from tests.cli.program import Cli
from tests.cli.test_rosters import not_a_shift
from tui.files.tables import read_book

NOW = datetime(2026, 3, 10, 1, 0, tzinfo=UTC)
STAFF = (
    Person("001", "王敏", "desk", "值班员", "operator", initials="wm"),
    Person("002", "陈静", "admin", "主管", "supervisor", initials="cj"),
    Person("012", "孙涛", "engineering", "电工", initials="st"),
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An empty desk of 10 March 2026, 09:00 at the site."""
    store = SqlStore(str(tmp_path / "desk.db"))
    yield Desk(store, "陈静", lambda: NOW)
    store.close()


def take(desk: Desk, path: Path, kind: str, **more: object) -> Preview:
    """Look at a file and take it over: the one says what the other does; again it changes nothing."""
    book, wish = read_book(path), Wish(kind, **more)  # type: ignore[arg-type]
    foreseen = desk.imports.preview_list(book, wish)
    done = desk.imports.import_list(book, wish)
    assert done.outcomes == foreseen.outcomes
    again = desk.imports.import_list(read_book(path), wish)
    assert not again.changes_something
    assert {one.what for one in again.outcomes} <= {"unchanged", "joined", "passed"}
    return done


def rows(found: Preview) -> list[tuple[int, str, str]]:
    """Every row with its name and what becomes of it."""
    return [(one.row, one.name, one.what) for one in found.outcomes]


def enter_staff(desk: Desk) -> None:
    with desk.session.store.writing() as work:
        work.people.save_people(STAFF)


def duties(desk: Desk) -> list[Duty]:
    with desk.session.store.reading() as look:
        return look.roster.duties(date(2026, 1, 1), date(2026, 12, 31))


def test_a_list_of_owners_with_titles_and_merged_cells(desk: Desk, tmp_path: Path) -> None:
    found = take(desk, office_files.owners_list(tmp_path), "units")
    assert rows(found) == [
        (6, "3栋（高层）", "passed"),
        (7, "3-2-1201", "new"),
        (8, "3-2-1201", "joined"),
        (9, "3-2-1202", "new"),
        (10, "3-2-1202", "joined"),
        (12, "A座", "passed"),
        (13, "A-1508", "new"),
        (14, "合计 3户", "passed"),
        (15, "制表：王敏 审核：陈静", "passed"),
    ]
    assert (found.sheet, found.unused, found.others) == ("业主清册", ["序号"], [])
    here = desk.queries.directory().units
    zhao = (Contact("赵敏", "13800138000"), Contact("钱伟", "010-55550158"))
    assert here["3-2-1201"] == Unit(
        "3-2-1201", building="3栋", contacts=zhao, notes="电梯卡", active_from=date(2020, 5, 1)
    )
    assert here["3-2-1202"].contacts == (Contact("孙丽", "13800138002"), Contact("孙丽", "13900139002"))
    assert here["3-2-1202"].active_from == date(2021, 6, 1)
    assert (here["A-1508"].contacts[0].phone, here["A-1508"].active_from) == ("01055550159", date(2024, 1, 1))


def test_building_stair_and_room_apart_and_a_sheet_a_building(desk: Desk, tmp_path: Path) -> None:
    path = office_files.rooms_apart(tmp_path)
    assert take(desk, path, "units").others == ["6栋"]
    found = take(desk, path, "units", sheet="6栋")
    assert (list(desk.queries.directory().units), found.missing) == (
        ["5-1-301", "5-1-401", "6-1-0302", "6-1-401"],
        ["5-1-301", "5-1-401"],
    )
    assert desk.queries.directory().units["6-1-401"].kind == "tenant"
    with pytest.raises(DeskError, match=r"Its sheets are: 填表说明, 5栋, 6栋\."):
        take(desk, path, "units", sheet="7栋")


def test_a_chinese_csv_with_days_in_many_forms(desk: Desk, tmp_path: Path) -> None:
    found = take(desk, office_files.tenants(tmp_path), "units")
    assert (found.unused, found.count("new"), found.count("passed")) == (["面积㎡"], 3, 1)
    one, two, gate = desk.queries.directory().units.values()
    assert (one.code, one.contacts, one.services) == (
        "A-1601",
        (Contact("郑洁", "13700137000"),),
        "保洁、绿植",
    )
    assert (one.active_from, one.visited_on) == (date(2024, 3, 1), date(2026, 2, 3))
    assert (two.active_from, two.visited_on) == (date(2024, 4, 1), date(2025, 12, 1))
    assert gate == Unit("北门 岗亭", kind="public")


def test_the_staff_as_an_office_keeps_it(desk: Desk, tmp_path: Path) -> None:
    enter_staff(desk)
    found = take(desk, office_files.staff(tmp_path), "people")
    assert [one.what for one in found.outcomes] == ["changed", "changed", "changed", "new", "new", "passed"]
    people = desk.queries.directory().people_by_no
    assert list(people) == ["001", "002", "012", "31", "40"]
    assert (people["001"].phone, people["001"].account, people["001"].employer) == (
        "13900000001",
        "wangmin",
        "",
    )
    assert (people["012"].certificate, people["012"].certificate_until) == ("T4401-001", date(2027, 1, 31))
    assert people["002"].active_from == date(2024, 1, 1)
    assert (people["31"].role, people["31"].employer, people["40"].active) == (
        "site_manager",
        "洁雅保洁",
        False,
    )


@pytest.mark.parametrize(
    ("make", "kind", "names"),
    [
        (office_files.web_export, "units", ["7-1-101"]),
        (office_files.unicode_text, "people", ["王强"]),
        (office_files.named_separator, "units", ["8-1-101"]),
    ],
)
def test_text_under_other_names(
    desk: Desk, tmp_path: Path, make: Callable[[Path], Path], kind: str, names: list[str]
) -> None:
    found = take(desk, make(tmp_path), kind)
    assert [one.name for one in found.outcomes] == names


def test_a_spoilt_list_is_refused_with_every_bad_cell(desk: Desk, tmp_path: Path) -> None:
    enter_staff(desk)
    book = read_book(office_files.spoilt(tmp_path))
    foreseen = desk.imports.preview_list(book, Wish("people"))
    assert [one.what for one in foreseen.outcomes] == ["refused"] * 4 + ["new", "refused"]
    with pytest.raises(BadRows) as bad:
        desk.imports.import_list(book, Wish("people"))
    assert [(p.row, p.column, p.text(str)) for p in bad.value.problems] == [
        (2, "电话", "“1.39E+10” is missing digits: format the column as text and retype it"),
        (2, "入职日期", "“2026-02-30” is not a day: write 2026-06-01"),
        (3, "工号", "“4.9E+11” is missing digits: format the column as text and retype it"),
        (3, "入职日期", "“3/4/2026” is not a day: write 2026-06-01"),
        (4, "姓名", "is empty"),
        (4, "部门", "“厨房” is not a department"),
        (4, "技能", "“擦窗户” is not a category"),
        (5, "电话", "“没记” is not a phone number"),
        (5, "离职日期", "is earlier than 入职日期"),
        (7, "工号", "appears twice"),
    ]
    assert desk.queries.directory().people == STAFF


def test_twenty_thousand_households(desk: Desk, tmp_path: Path) -> None:
    book, wish = read_book(office_files.large(tmp_path)), Wish("units")
    assert desk.imports.import_list(book, wish).count("new") == 20_000
    assert not desk.imports.import_list(book, wish).changes_something


def test_an_old_workbook_is_refused(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100))
    with pytest.raises(DeskError, match="old or protected workbook"):
        read_book(path)


# rosters


def test_a_roster_with_a_column_a_day(desk: Desk, tmp_path: Path) -> None:
    enter_staff(desk)
    with desk.session.store.writing() as work:
        work.roster.save_duties(
            [Duty(date(2026, 3, 5), "08:00", "16:00", "001"), Duty(date(2026, 3, 5), "08:00", "16:00", "012")]
        )
    found = take(desk, office_files.month_roster(tmp_path), "roster")
    assert rows(found) == [(4, "王敏", "changed"), (5, "陈静", "new"), (6, found.outcomes[2].name, "passed")]
    assert found.missing == ["2026-03-05 08:00-16:00 孙涛"]
    assert [(d.day.day, d.start, d.end) for d in duties(desk) if d.person == "001"] == [
        (1, "08:00", "16:00"),
        (2, "08:00", "16:00"),
        (3, "16:00", "24:00"),
        (4, "00:00", "08:00"),
        (7, "08:00", "16:00"),
        (7, "16:00", "24:00"),
    ]
    assert [d.end for d in duties(desk) if d.person == "002"] == ["16:00"] * 4 + ["20:00", "16:00"]
    desk.imports.import_list(read_book(tmp_path / "3月值班表.xlsx"), Wish("roster", retire=True))
    assert {d.person for d in duties(desk)} == {"001", "002"}


def test_a_roster_with_a_row_a_day(desk: Desk, tmp_path: Path) -> None:
    enter_staff(desk)
    found = take(desk, office_files.day_roster(tmp_path), "roster")
    assert found.unused == ["星期"]
    assert [(d.day.day, d.start, d.person) for d in duties(desk)] == [
        (1, "08:00", "001"),
        (1, "16:00", "002"),
        (1, "16:00", "012"),
        (2, "00:00", "012"),
        (2, "08:00", "001"),
    ]


def test_a_roster_with_a_row_a_duty(desk: Desk, tmp_path: Path) -> None:
    enter_staff(desk)
    take(desk, office_files.duty_list(tmp_path), "roster")
    assert duties(desk) == [
        Duty(date(2026, 3, 1), "00:00", "08:00", "001", "front desk"),
        Duty(date(2026, 3, 2), "00:00", "08:00", "001"),
        Duty(date(2026, 3, 3), "20:00", "08:00", "012"),
    ]


def test_what_a_roster_says_and_nobody_understands_is_named(desk: Desk, tmp_path: Path) -> None:
    enter_staff(desk)
    path = office_files.text_file(
        tmp_path / "roster.csv",
        [
            ["姓名", "2026-03-01", "3/2"],
            ["王敏", "早", "B2"],
            ["张三", "早", ""],
            ["", "早", ""],
            ["王敏", "早", ""],
        ],
        "utf-8",
    )
    with pytest.raises(BadRows) as bad:
        desk.imports.import_list(read_book(path), Wish("roster"))
    assert [(p.row, p.column, p.text(str)) for p in bad.value.problems] == [
        (2, "3/2", not_a_shift("B2")),
        (3, "姓名", "“张三” is not on the staff list"),
        (4, "姓名", "is empty"),
        (5, "2026-03-01", "already in row 2"),
    ]
    unnamed = office_files.text_file(
        tmp_path / "list.csv", [["姓名", "1", "2"], ["王敏", "早", "早"]], "utf-8"
    )
    with pytest.raises(DeskError, match="Which month is day 1"):
        desk.imports.preview_list(read_book(unnamed), Wish("roster"))
    assert (
        desk.imports.preview_list(read_book(unnamed), Wish("roster", month=date(2026, 4, 1))).count("new")
        == 1
    )


def test_an_empty_cell_takes_no_contact_away(desk: Desk, tmp_path: Path) -> None:
    rows = [["房号", "名称", "联系人", "电话"], ["3-2-1201", "张宅", "赵敏", "13800138000"]]
    desk.imports.import_list(
        read_book(office_files.text_file(tmp_path / "whole.csv", rows, "utf-8")), Wish("units")
    )
    before = desk.queries.directory().units["3-2-1201"]
    rows[1] = ["3-2-1201", "赵宅", "", ""]
    desk.imports.import_list(
        read_book(office_files.text_file(tmp_path / "bare.csv", rows, "utf-8")), Wish("units")
    )
    assert desk.queries.directory().units["3-2-1201"] == replace(before, name="赵宅")


def test_nobody_is_on_duty_twice_at_once(desk: Desk, tmp_path: Path) -> None:
    enter_staff(desk)
    path = office_files.text_file(
        tmp_path / "roster.csv", [["姓名", "2026-03-01", "3/2"], ["王敏", "20-08", "07-16/12-20"]], "utf-8"
    )
    with pytest.raises(BadRows) as bad:
        desk.imports.import_list(read_book(path), Wish("roster"))
    assert [(p.column, p.text(str)) for p in bad.value.problems] == [
        ("3/2", "王敏 would have two duties at once on 2026-03-02: 20-08 and 07-16."),
        ("3/2", "王敏 would have two duties at once on 2026-03-02: 07-16 and 12-20."),
    ]


# templates


@pytest.mark.parametrize(("kind", "lang"), [("units", "en"), ("people", "zh_CN"), ("roster", "zh_CN")])
def test_a_template_is_filled_in_and_taken_over(
    cli: Cli, desk: Desk, tmp_path: Path, kind: str, lang: str
) -> None:
    enter_staff(desk)
    path = tmp_path / f"{kind}.xlsx"
    cli("--lang", lang, "import", "--template", kind, "--month", "2026-02", "-o", str(path))
    with pytest.raises(DeskError, match="has headings but no rows"):
        desk.imports.preview_list(read_book(path), Wish(kind))  # the example is none
    book = load_workbook(path)
    sheet = book.active
    example = next(row for row in sheet.iter_rows() if str(row[0].value).startswith(("Example", "示例")))
    for cell in example:
        cell.offset(row=1).value = cell.value
    example[0].offset(row=1).value = str(example[0].value).replace("：", ":").partition(":")[2].strip()
    choices = sheet.data_validations.dataValidation
    assert {str(choice.type) for choice in choices} == {"list"}
    book.save(path)
    found = take(desk, path, kind)
    assert (found.unused, found.count("passed"), found.count("new") + found.count("changed")) == ([], 1, 1)


def test_a_template_does_not_replace_a_file(refused: Callable[..., str], tmp_path: Path) -> None:
    path = tmp_path / "units.xlsx"
    path.write_bytes(b"mine")
    assert "is there already" in refused(1, "import", "--template", "units", "-o", str(path))
    assert path.read_bytes() == b"mine"


# who is not in the file


def test_nobody_is_marked_as_left_unasked(desk: Desk, tmp_path: Path) -> None:
    enter_staff(desk)
    path = office_files.text_file(
        tmp_path / "people.csv", [["工号", "姓名"], ["001", "王敏"], ["002", "陈静"]], "utf-8"
    )
    assert take(desk, path, "people").missing == ["孙涛"]
    done = take(desk, path, "people", retire=True)
    assert rows(done) == [(2, "王敏", "unchanged"), (3, "陈静", "unchanged"), (0, "孙涛", "retired")]
    left = desk.queries.directory().people_by_no["012"]
    assert (left.active, left.active_to) == (False, date(2026, 3, 10))


def test_a_list_does_not_take_the_last_supervisor_away(desk: Desk, tmp_path: Path) -> None:
    enter_staff(desk)
    path = office_files.text_file(
        tmp_path / "people.csv", [["工号", "姓名", "角色"], ["002", "陈静", "员工"]], "utf-8"
    )
    with pytest.raises(DeskError, match="This would leave no supervisor"):
        desk.imports.import_list(read_book(path), Wish("people"))
