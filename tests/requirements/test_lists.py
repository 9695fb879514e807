"""Lists as the office keeps them: staff, units and rosters taken over from its own files (§2)."""

from datetime import date
from pathlib import Path

from core.duty.roster import Duty
from core.imports.preview import Wish
from tests.cli import office_files
from tests.requirements.conftest import CLEANING, STAFF, Office
from tui.files.tables import read_book

HEADS = [
    "工号",
    "姓名",
    "部门",
    "岗位",
    "电话",
    "所属单位",
    "上级",
    "进场日期",
    "退场日期",
    "证书编号",
    "有效期至",
]
GREEN = [
    "031",
    "周园",
    "保洁",
    "绿化工",
    "13900000031",
    "绿友园艺",
    "方敏",
    "2026-03-01",
    "2026年12月31日",
    "YL-7",
    46387,
]


def test_r057_the_staff_list_is_taken_over_with_firm_post_phone_supervisor_and_dates(
    office: Office, tmp_path: Path
) -> None:
    """The office's own file brings subcontractors' people with firm, post, phone, supervisor and dates."""
    path = office_files.text_file(tmp_path / "分包人员.csv", [HEADS, GREEN], "gb18030")
    assert office.chief.imports.import_list(read_book(path), Wish("people")).count("new") == 1
    person = office.chief.queries.directory().people_by_no["031"]
    assert (
        person.employer,
        person.post,
        person.phone,
        person.supervisor,
        person.active_from,
        person.active_to,
    ) == (
        "绿友园艺",
        "绿化工",
        "13900000031",
        "方敏",
        date(2026, 3, 1),
        date(2026, 12, 31),
    )
    assert not office.chief.imports.import_list(read_book(path), Wish("people")).changes_something


def test_r057_nobody_leaves_the_list_unasked(office: Office, tmp_path: Path) -> None:
    """Whoever the file does not name stays and is named; if asked for, marked as left, never deleted."""
    rows = [[person.no, person.name, "客服" if person.no < "003" else ""] for person in STAFF[:-1]]
    path = office_files.text_file(tmp_path / "花名册.csv", [["工号", "姓名", "备注"], *rows], "utf-8")
    assert office.chief.imports.import_list(read_book(path), Wish("people")).missing == ["何花"]
    assert office.chief.queries.directory().person("何花")
    office.chief.imports.import_list(read_book(path), Wish("people", retire=True))
    left = office.chief.queries.directory().people_by_no["024"]
    assert (left.employer, left.active, left.active_to) == (CLEANING, False, date(2026, 3, 10))


def test_r120_the_certificate_comes_with_the_list(office: Office, tmp_path: Path) -> None:
    """Number and last valid day of the certificate are taken over with the staff list."""
    path = office_files.text_file(tmp_path / "证书.csv", [HEADS, GREEN], "gb18030")
    office.chief.imports.import_list(read_book(path), Wish("people"))
    person = office.chief.queries.directory().people_by_no["031"]
    assert (person.certificate, person.certificate_until) == ("YL-7", date(2026, 12, 31))


def test_r048_the_specialist_of_each_unit_comes_with_the_list(office: Office, tmp_path: Path) -> None:
    """The service specialist of each unit is taken over from the office's list of units."""
    office.chief.imports.import_list(read_book(office_files.rooms_apart(tmp_path)), Wish("units"))
    assert {unit.specialist for unit in office.chief.queries.directory().units.values()} == {"林悦"}


def test_r031_the_roster_is_taken_over_from_the_office_s_file(office: Office, tmp_path: Path) -> None:
    """The duty roster, by which hours without cover are found, is taken over as the office keeps it."""
    rows = [["日期", "早班", "中班", "夜班"], ["2026-03-11", "王敏", "陈静", "王敏"]]
    path = office_files.text_file(tmp_path / "值班表.csv", rows, "gb18030")
    office.chief.imports.import_list(read_book(path), Wish("roster"))
    day = date(2026, 3, 11)
    with office.store.reading() as look:
        assert look.roster.duties(day, day) == [
            Duty(day, "00:00", "08:00", "001"),
            Duty(day, "08:00", "16:00", "001"),
            Duty(day, "16:00", "24:00", "002"),
        ]
