"""Logs of other offices: times in the forms that offices write them, statuses, maps that cannot be right."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from core.base.errors import Misconfigured
from core.imports.foreign_log import read_calls
from core.imports.headings import score_of, sheet_of
from core.imports.log_cells import LoggedCall
from core.imports.log_map import check_map, read_map
from core.imports.tables import BadRows
from core.policy.model import default_policy
from tests.cli.office_files import text_file
from tests.cli.program import Cli
from tui.files.tables import read_book

NOW = dt.datetime(2026, 11, 30, tzinfo=dt.UTC)
HEADINGS = ("no", "what", "day", "in", "out", "end", "state")

MAP = """
[time]
zone = "{zone}"
format = {format}
[columns]
id = "no"
category = "what"
reported = "{reported}"
arrived = "out"
handled = "end"
{more}
[text]
description = "{{what}}"
[categories]
default = "pipe_leak"
"""


def map_text(
    form: str = '"%Y-%m-%d %H:%M"', zone: str = "Asia/Shanghai", reported: str = "in", more: str = ""
) -> str:
    return MAP.format(format=form, zone=zone, reported=reported, more=more)


def read(path: Path, text: str) -> list[LoggedCall]:
    chart = read_map(text, "map.toml")
    sheet = sheet_of(read_book(path), score_of({"no": ()}), every_row=True)
    check_map(chart, sheet, default_policy())
    return read_calls(sheet, chart, default_policy(), NOW, path.name)


def log(folder: Path, *rows: Sequence[Any]) -> Path:
    """A .csv, every row filled up with empty cells."""
    filled = [[*row, *[""] * (len(HEADINGS) - len(row))] for row in rows]
    return text_file(folder / "log.csv", [HEADINGS, *filled], "utf-8")


def workbook(folder: Path, *rows: Sequence[Any]) -> Path:
    """A workbook in which days and times are kept as such."""
    book = Workbook()
    for row in (HEADINGS, *rows):
        book.active.append(row)
    path = folder / "log.xlsx"
    book.save(path)
    return path


def walls(call: LoggedCall, offset: int = 8) -> list[str]:
    zone = dt.timezone(dt.timedelta(hours=offset))
    return [f"{instant.astimezone(zone):%m-%d %H:%M}" for instant in call.stages.values()]


def problems(path: Path, text: str) -> list[tuple[int, str, str]]:
    with pytest.raises(BadRows) as bad:
        read(path, text)
    return [(problem.row, problem.column, problem.text(str)) for problem in bad.value.problems]


@pytest.mark.parametrize(
    ("zone", "night", "offsets"),
    [
        ("America/New_York", "2025-11-02 01", ("-04:00", "-05:00", "-05:00")),
        ("Europe/Berlin", "2025-10-26 02", ("+02:00", "+01:00", "+01:00")),
        ("Australia/Lord_Howe", "2026-04-05 01", ("+11:00", "+10:30", "+10:30")),
    ],
)
def test_the_hour_that_comes_twice(
    tmp_path: Path, zone: str, night: str, offsets: tuple[str, str, str]
) -> None:
    path = log(tmp_path, ["A2", "leak", "", f"{night}:50", f"{night}:35", f"{night}:40"])
    (call,) = read(path, map_text(zone=zone))
    found = [one.astimezone(read_map(map_text(zone=zone), "").zone) for one in call.stages.values()]
    assert tuple(one.isoformat()[-6:] for one in found) == offsets


def test_an_earlier_time_is_refused_on_any_other_day(tmp_path: Path) -> None:
    path = log(tmp_path, ["A2", "leak", "", "2025-11-03 01:50", "2025-11-03 01:10"])
    assert problems(path, map_text(zone="America/New_York")) == [(2, "out", "is earlier than in")]


def test_date_and_time_in_columns_of_their_own(tmp_path: Path) -> None:
    path = workbook(
        tmp_path,
        [1, "leak", dt.datetime(2026, 10, 8), dt.time(8, 5), dt.time(8, 10), dt.time(9, 40)],  # noqa: DTZ001
        [2, "leak", dt.datetime(2026, 10, 8), dt.time(23, 50), dt.time(23, 58), dt.time(0, 40)],  # noqa: DTZ001
        [3, "leak", dt.datetime(2026, 10, 9), dt.time(7, 15)],  # noqa: DTZ001
    )
    calls = read(path, map_text(reported="{day} {in}"))
    assert [walls(call) for call in calls] == [
        ["10-08 08:05", "10-08 08:10", "10-08 09:40"],
        ["10-08 23:50", "10-08 23:58", "10-09 00:40"],
        ["10-09 07:15"],
    ]


def test_texts_in_several_formats(tmp_path: Path) -> None:
    path = log(
        tmp_path,
        ["1", "leak", "2026/10/8", "8:05", "9:10", "2026/10/9 8:00"],
        ["2", "leak", "8.10.2026", "8:05", "-", "N/A"],
    )
    form = '["%Y/%m/%d %H:%M", "%d.%m.%Y %H:%M", "%H:%M"]'
    calls = read(path, map_text(form, reported="{day} {in}"))
    assert [walls(call) for call in calls] == [["10-08 08:05", "10-08 09:10", "10-09 08:00"], ["10-08 08:05"]]


def test_a_day_without_a_time_is_no_step_back(tmp_path: Path) -> None:
    path = log(tmp_path, ["1", "leak", "", "2026-10-08 09:00", "2026-10-08", "2026-10-09"])
    calls = read(path, map_text('["%Y-%m-%d %H:%M", "%Y-%m-%d"]'))
    assert walls(calls[0]) == ["10-08 09:00", "10-08 09:00", "10-09 00:00"]


def test_a_time_that_nothing_gives_a_day(tmp_path: Path) -> None:
    path = log(tmp_path, ["1", "leak", "", "08:05"])
    assert problems(path, map_text('["%Y-%m-%d %H:%M", "%H:%M"]')) == [(2, "in", "“08:05” has no day")]


def test_a_year_that_no_other_zone_has_is_no_time(tmp_path: Path) -> None:
    path = log(tmp_path, ["1", "leak", "", "0001-01-01 00:00"], ["2", "leak", "", "9999-12-31"])
    assert [text for _row, _column, text in problems(path, map_text())] == [
        "“0001-01-01 00:00” is not a time",
        "“9999-12-31” is not a time",
    ]


def test_words_for_nothing_are_the_map_s(tmp_path: Path) -> None:
    path = log(tmp_path, ["1", "leak", "", "2026-10-08 09:00", "0000-00-00", "未到"])
    said = 'nothing = ["0000-00-00", "未到"]' + map_text()
    assert walls(read(path, said)[0]) == ["10-08 09:00"]
    assert len(problems(path, map_text())) == 2


def test_a_status_says_what_is_closed(tmp_path: Path) -> None:
    path = log(
        tmp_path,
        ["1", "leak", "", "2025-01-10", "", "", "resolved"],
        ["2", "leak", "", "2025-01-10", "", "2025-01-12", "at the depot"],
        ["3", "leak", "", "2025-01-10", "", "2025-01-12", "reopened"],
    )
    more = '[status]\nresolved = "closed"\nreopened = "open"\n'
    said = map_text('"%Y-%m-%d"', more='status = "state"') + more
    assert problems(path, said) == [
        (3, "state", "“at the depot” is not a known status: add it to [status] in the map, as open, closed"),
    ]
    calls = read(path, said + 'default = "closed"\n')
    assert [walls(call) for call in calls] == [
        ["01-10 00:00", "01-10 00:00"],
        ["01-10 00:00", "01-12 00:00"],
        ["01-10 00:00"],
    ]


def test_usual_statuses_need_no_map(cli: Cli, tmp_path: Path) -> None:
    """A log whose map names no end has a column of statuses: its words are known, others are asked for."""
    chart, path = tmp_path / "map.toml", tmp_path / "log.csv"
    chart.write_text(map_text().replace('handled = "end"\n', ""), encoding="utf-8")
    rows = [["1", "leak", "", "2025-01-10 09:00", "", "", word] for word in ("已办结", "处理中")]
    text_file(
        path, [[*HEADINGS[:-1], "工单状态"], *([*str(n), *row[1:]] for n, row in enumerate(rows))], "utf-8"
    )
    said = cli("import", "tickets", str(path), "--map", str(chart))
    assert "“工单状态” says which are closed." in said.err
    states = [ticket["state"] for ticket in cli("list", "--view", "all", "--json").json]
    assert sorted(states) == ["closed", "logged"]


def test_a_log_without_any_end_says_so(cli: Cli, tmp_path: Path) -> None:
    path, chart = log(tmp_path, ["1", "leak", "", "2025-01-10 09:00"]), tmp_path / "map.toml"
    chart.write_text(map_text().replace('handled = "end"\n', ""), encoding="utf-8")
    said = cli("import", "tickets", str(path), "--map", str(chart), "--dry-run")
    assert "no column for “handled” or “status”: every ticket stays open" in said.err


def test_a_thousand_wrong_rows_are_a_few_lines(cli: Cli, tmp_path: Path) -> None:
    rows = [[str(n), "leak", "", "yesterday" if n < 600 else f"day {n}"] for n in range(1000)]
    path, chart = log(tmp_path, *rows), tmp_path / "map.toml"
    chart.write_text(map_text(), encoding="utf-8")
    said = cli("import", "tickets", str(path), "--map", str(chart), ok=False)
    assert said.err.splitlines() == [
        "rows 2, 3, 4, 5, 6, 595 more, in: “yesterday” is not a time",
        "row 602, in: “day 600” is not a time",
        "row 603, in: “day 601” is not a time",
        "rows 604, 605, 606, 607, 608, 393 more, in: the same with other values",
        "log.csv: 1000 problem(s), nothing was imported. Fix these rows and import the file again.",
    ]


def test_nothing_is_cut_without_a_word(cli: Cli, tmp_path: Path) -> None:
    path, chart = tmp_path / "log.csv", tmp_path / "map.toml"
    chart.write_text(map_text(), encoding="utf-8")
    whole = ["1", "leak", "", "2026-10-08 09:00", "", "", ""]
    text_file(path, [HEADINGS, [*whole, "and more"], ["2", *whole[1:]]], "utf-8")
    said = cli("import", "tickets", str(path), "--map", str(chart), "--dry-run")
    assert said.err.splitlines()[0] == "Cells without a heading, not read; rows: 2"
    text_file(path, [HEADINGS, ["1", "x" * 2001, *whole[2:]]], "utf-8")
    assert problems(path, map_text()) == [
        (2, "description", "is 2001 characters long; at most 2000 are kept")
    ]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (map_text('"%H:%M"'), "time.format: has no day"),
        (map_text('"%m-%d %H:%M"'), "time.format: “%m-%d %H:%M” cannot be read"),
        (map_text('"%Y-%m-%d %Q"'), "time.format: “%Y-%m-%d %Q” cannot be read"),
        (map_text('"%Y-%m-%d %"'), "time.format: “%Y-%m-%d %” cannot be read"),
        (map_text('"day"'), "time.format: “day” has neither a day nor a time"),
        (map_text("[]"), "time.format: “[]” is not possible (a text or a list of texts)"),
        (map_text(reported="{day} {in"), "columns.reported: “{day} {in” has a brace without its partner"),
        (map_text().replace("{what}", "{what"), "text.description: “{what” has a brace without its partner"),
        (map_text(more='status = "state"\n[status]\nx = "shut"'), "status.x: “shut” is not possible"),
        (map_text(reported="{date} {in}"), "columns.reported: there is no column “date”"),
        (map_text(reported="twice"), "columns.reported: the column “twice” appears twice"),
    ],
)
def test_a_map_that_cannot_be_right_is_named(tmp_path: Path, text: str, says: str) -> None:
    headings = [*HEADINGS, "twice", "twice"]
    path = text_file(tmp_path / "log.csv", [headings, ["1"] * len(headings)], "utf-8")
    with pytest.raises(Misconfigured) as wrong:
        read(path, text)
    assert says in wrong.value.text(str)


def test_a_log_that_does_not_tell_of_arrivals_has_no_figures_of_them(cli: Cli, tmp_path: Path) -> None:
    chart = tmp_path / "map.toml"
    chart.write_text(map_text().replace('arrived = "out"\n', ""), encoding="utf-8")
    path = log(
        tmp_path, *([f"{n}", "leak", "", "2026-10-08 08:00", "", f"2026-10-08 {n}:00"] for n in (10, 19))
    )
    cli("import", "tickets", str(path), "--map", str(chart))
    every = cli("report", "day", "--period", "2026-10-08", "--json").json["arrivals"]["all"]
    assert (every["calls"], every["never"], every["on_time_percent"]) == (2, 0, None)
