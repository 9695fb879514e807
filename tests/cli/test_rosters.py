"""Rosters in the forms that offices keep them, and our own taken back."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from core.base.errors import Misconfigured
from core.desk.desk import Desk
from core.duty.roster import Duty
from core.imports.preview import Preview, Wish
from core.imports.tables import BadRows
from core.people.directory import Person
from core.policy.model import default_policy, parse_policy
from storage.store import SqlStore
from tests.cli.office_files import text_file
from tests.cli.program import Cli
from tui.files.tables import read_book

NOW = datetime(2026, 11, 30, 1, 0, tzinfo=UTC)
STAFF = (
    Person("101", "张一", "desk", "值班员", "supervisor", initials="zy"),
    Person("102", "李二", "desk", "值班员", "operator", initials="le"),
    Person("103", "王三", "desk", "值班员", "operator", initials="ws"),
)
EARLY, MIDDLE, NIGHT = ("08:00", "16:00"), ("16:00", "24:00"), ("00:00", "08:00")
OFFICE = ("08:30", "17:30")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """The desk of an office with three people, at the end of November 2026."""
    store = SqlStore(str(tmp_path / "desk.db"))
    with store.writing() as work:
        work.people.save_people(STAFF)
    yield Desk(store, "张一", lambda: NOW)
    store.close()


def workbook(folder: Path, *rows: Sequence[Any], merged: str = "") -> Path:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    if merged:
        book.active.merge_cells(merged)
    path = folder / "roster.xlsx"
    book.save(path)
    return path


def take(desk: Desk, path: Path) -> Preview:
    """Import a roster; again it changes nothing."""
    done = desk.imports.import_list(read_book(path), Wish("roster"))
    assert not desk.imports.import_list(read_book(path), Wish("roster")).changes_something
    return done


def duties(desk: Desk) -> list[tuple[int, str, str, str]]:
    with desk.session.store.reading() as look:
        found = look.roster.duties(date(2026, 12, 1), date(2026, 12, 31))
    return sorted((duty.day.day, duty.person, duty.start, duty.end) for duty in found)


def problems(desk: Desk, path: Path) -> list[tuple[int, str, str]]:
    with pytest.raises(BadRows) as bad:
        take(desk, path)
    return [(problem.row, problem.column, problem.text(str)) for problem in bad.value.problems]


ACROSS = [
    ["早班", "张一", "张一、李二"],
    ["中班", "李二", ""],
    ["夜班", "王三", "王三"],
    ["休息", "", ""],
]
ON_TWO_DAYS = [
    (1, "101", *EARLY),
    (1, "102", *MIDDLE),
    (1, "103", *NIGHT),
    (2, "101", *EARLY),
    (2, "102", *EARLY),
    (2, "103", *NIGHT),
]


@pytest.mark.parametrize("corner", ["班次", "日期", "班次/日期", "Shift"])
def test_shifts_down_and_days_across(desk: Desk, tmp_path: Path, corner: str) -> None:
    heads = [corner, "12月1日", "12月2日"]
    take(desk, workbook(tmp_path, ["值班表 2026年12月"], heads, ["", "二", "三"], *ACROSS))
    assert duties(desk) == ON_TWO_DAYS


def test_names_in_a_row_without_a_shift_are_not_dropped(desk: Desk, tmp_path: Path) -> None:
    heads = ["班次", "2026-12-01", "2026-12-02"]
    rows = [heads, ["早班", "张一", "张一"], ["", "李二", "王三"]]
    assert problems(desk, text_file(tmp_path / "roster.csv", rows, "utf-8")) == [(3, "班次", "is empty")]
    take(desk, workbook(tmp_path, *rows, merged="A2:A3"))
    assert len(duties(desk)) == 4


def letters(title: str, *below: str) -> list[list[Any]]:
    return [
        [title],
        ["姓名", 1, 2],
        ["张一", "A", "B"],
        ["李二", "B班", "休"],
        *([text] for text in below),
    ]


LEGEND = "A=09:00-18:00 B：21:00-次日9:00"


@pytest.mark.parametrize(
    "rows", [letters(f"2026年12月排班表 {LEGEND}"), letters("2026年12月", f"备注：{LEGEND}" + "，" * 90)]
)
def test_letters_are_what_the_texts_around_the_list_say(
    desk: Desk, tmp_path: Path, rows: list[list[Any]]
) -> None:
    take(desk, workbook(tmp_path, *rows))
    assert duties(desk) == [
        (1, "101", "09:00", "18:00"), (1, "102", "21:00", "09:00"), (2, "101", "21:00", "09:00"),
    ]  # fmt: skip


def test_a_title_gives_a_usual_word_its_own_times(desk: Desk, tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["2026年12月 白班 7:00-19:00，夜班 19:00-7:00"],
        ["姓名", 1, 2],
        ["张一", "白", "夜班"],
    ]
    take(desk, workbook(tmp_path, *rows))
    assert duties(desk) == [(1, "101", "07:00", "19:00"), (2, "101", "19:00", "07:00")]


def not_a_shift(word: str) -> str:
    """Return the refusal of a word that is in no list."""
    return (
        f"“{word}” is not a shift (00:00-08:00, 08:00-16:00, 16:00-24:00): give its times in the policy,"
        f' [shift.words], as "{word}" = "08:30-17:30"'
    )


def with_words(desk: Desk, words: str) -> None:
    text = default_policy().text.replace("[shift.words]", f"[shift.words]\n{words}")
    with desk.session.store.writing() as work:
        work.policies.save(text, NOW, "张一")


def test_office_hours_and_words_of_the_policy(desk: Desk, tmp_path: Path) -> None:
    path = workbook(
        tmp_path,
        ["2026年12月排班表"],
        ["姓名", 1, 2, 3],
        ["李二", "正常班", "行政班", "√"],
        ["王三", "常白", "值", "D"],
    )
    assert problems(desk, path) == [
        (row, column, not_a_shift(word)) for row, column, word in ((3, "3", "√"), (4, "2", "值"))
    ]
    with_words(desk, '"√" = "08:30-17:30"\n"值" = "08:00-12:00, 20:00-24:00"\nD = "off"')
    take(desk, path)
    assert duties(desk) == [
        (1, "102", *OFFICE),
        (1, "103", *OFFICE),
        (2, "102", *OFFICE),
        (2, "103", "08:00", "12:00"),
        (2, "103", "20:00", "24:00"),
        (3, "102", *OFFICE),
    ]


@pytest.mark.parametrize("times", ['"early"', '"25:00-26:00"', '"08:00"', "8", '"08:00-16:00-17:00"'])
def test_a_word_without_times_is_refused(times: str) -> None:
    text = default_policy().text.replace("[shift.words]", f"[shift.words]\nA = {times}")
    with pytest.raises(Misconfigured, match=r"shift\.words"):
        parse_policy(text)


def test_the_day_of_the_week_beside_the_date_is_no_second_date(desk: Desk, tmp_path: Path) -> None:
    for heads in (["Date", "Day"], ["Day", "Weekday"], ["日期", "星期"]):
        rows = [[*heads, "Shift", "Name"], ["2026-12-06", "Sunday", "08-16", "张一"]]
        take(desk, text_file(tmp_path / "roster.csv", rows, "utf-8"))
        assert duties(desk) == [(6, "101", *EARLY)]


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_our_own_roster_is_taken_back_unchanged(
    cli: Cli, desk: Desk, tmp_path: Path, language: str, suffix: str
) -> None:
    monday = date(2026, 12, 28)  # a week with two years
    namesake = Person("100", "李二", "security", "保安", initials="le")
    roster = [
        Duty(monday, *EARLY, "101"),
        Duty(monday, "18:00", "22:30", "101"),
        Duty(date(2026, 12, 29), *NIGHT, "101", "巡逻"),
        Duty(date(2026, 12, 29), *EARLY, "101"),
        Duty(date(2027, 1, 2), "20:00", "08:00", "103"),
        Duty(monday, *NIGHT, "100"),
        Duty(monday, *MIDDLE, "102"),
    ]
    with desk.session.store.writing() as work:
        work.people.save_people([namesake])
        work.roster.save_duties(roster)
    path = tmp_path / f"out.{suffix}"
    database = desk.session.store.database.place  # type: ignore[attr-defined]
    words = ("--database", str(database), "--as", "张一", "--lang", language)
    cli(*words, "papers", "roster", "--week", str(monday), "-o", str(path))
    found = desk.imports.import_list(read_book(path), Wish("roster"))
    assert {one.what for one in found.outcomes} <= {"unchanged", "passed"}
    assert not found.changes_something
    with desk.session.store.writing() as work:
        work.roster.save_duties([], roster)
    desk.imports.import_list(read_book(path), Wish("roster"))
    with desk.session.store.reading() as look:
        assert {*look.roster.duties(monday, date(2027, 1, 3))} == {*roster}
