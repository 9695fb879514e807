"""`report`: the figures of a period, against the file they come from; what each form looks like."""

import json
import re
from datetime import datetime
from math import ceil
from pathlib import Path
from statistics import mean, median
from typing import Any

import pytest

from tests.cli.program import Cli
from tests.cli.test_imports import CUT, MAP, WHOLE, import_log, rows_of

PERIOD = ("--from", "2020-04-07", "--to", "2020-04-08")
CHARTED = dict(re.findall(r'^"(.+?)"\s*= "(\w+)"', MAP.read_text(encoding="utf-8"), re.MULTILINE))
PROMISED = {"water_electric": (300, 900)}
"""Warning and promise in seconds; two and three minutes for every other category of the map."""


def expected(rows: list[dict[str, str]]) -> dict[str, Any]:
    """The arrival figures of the log's rows, reckoned from the file alone."""
    came = [(seconds(row), *PROMISED.get(CHARTED[row["call_type"]], (120, 180))) for row in rows]
    arrived = sorted(took for took, _, _ in came if took is not None)
    in_time = [(took, warn) for took, warn, most in came if took is not None and took <= most]
    return {
        "calls": len(rows),
        "arrived": len(arrived),
        "in_time": len(in_time),
        "after_amber": sum(took >= warn for took, warn in in_time),
        "late": len(arrived) - len(in_time),
        "never": len(rows) - len(arrived),
        "waiting": 0,
        "on_time_percent": int(len(in_time) / len(rows) * 10_000) / 100,
        "mean_s": round(mean(arrived), 2),
        "median_s": median(arrived),
        "p90_s": arrived[ceil(len(arrived) * 0.9) - 1],
        "within": {str(limit): sum(took <= limit for took in arrived) for limit in (180, 300, 600)},
    }


def seconds(row: dict[str, str]) -> float | None:
    if not row["on_scene_at"]:
        return None
    came = datetime.fromisoformat(row["on_scene_at"]) - datetime.fromisoformat(row["received_at"])
    return came.total_seconds()


@pytest.mark.parametrize("log", [CUT, WHOLE], ids=["cut", "whole"])
def test_the_arrivals_are_those_of_the_file(cli: Cli, log: Path) -> None:
    if not log.exists():
        pytest.skip(f"the sample data are not beside the project: {log.name}")
    import_log(cli, log)
    found = cli("report", *PERIOD, "--json").json["arrivals"]
    rows = rows_of(log)
    assert found["all"] == expected(rows)
    for category, figures in found["categories"].items():
        assert figures == expected([row for row in rows if CHARTED[row["call_type"]] == category]), category


def test_the_file_has_the_figures_that_come_with_it() -> None:
    if not WHOLE.exists():
        pytest.skip("the sample data are not beside the project")
    rows = rows_of(WHOLE)
    every = expected(rows)
    fire, water = (
        expected([row for row in rows if CHARTED[row["call_type"]] == category])
        for category in ("fire", "water_electric")
    )
    assert [every[name] for name in ("calls", "arrived", "mean_s", "median_s", "p90_s")] == [
        758, 728, 551.61, 437, 1016,
    ]  # fmt: skip
    assert every["within"] == {"180": 32, "300": 174, "600": 486}
    assert [fire[name] for name in ("calls", "in_time", "late", "never")] == [96, 6, 88, 2]
    names = ("calls", "in_time", "after_amber", "late", "never")
    assert [water[name] for name in names] == [45, 38, 30, 3, 4]


def test_a_day_counts_what_came_and_what_was_done_on_it(cli: Cli) -> None:
    import_log(cli, CUT)
    rows = rows_of(CUT)
    found = cli("report", "day", "--period", "2020-04-07", "--json").json
    assert (found["from"], found["to"], found["tz"]) == ("2020-04-07", "2020-04-07", "America/Los_Angeles")
    came = [row for row in rows if row["received_at"].startswith("2020-04-07")]
    closed = [row for row in rows if row["closed_at"].startswith("2020-04-07")]
    assert found["came"]["total"] == len(came)
    repairs = sum(CHARTED[row["call_type"]] == "water_electric" for row in came)
    assert found["came"]["kinds"] == {"emergency": len(came) - repairs, "repair": repairs}
    assert (found["handled"], found["closed"], found["open"]) == (
        len(closed), len(closed), len(came) - len(closed),
    )  # fmt: skip
    assert found["callbacks"]["results"] == {"waived": len(closed)}


def test_today_with_a_shift_in_progress(cli: Cli) -> None:
    one, two, _three = (
        cli("log", line).out.split()[0]
        for line in ("3-2-1201 kitchen pipe leaking", "1-1-101 lamp out", "3-2-1202 please call back")
    )
    cli("assign", one, "Engineering")
    cli("arrive", one)
    cli("handle", one, "--outcome", "sealed", "--no-arrival", "by phone")
    cli("callback", one, "--result", "dissatisfied", "--reason", "drips")
    cli("void", two, "--reason", "twice")
    found = cli("report", "day", "--json").json
    assert found["came"]["total"] == 2
    assert found["came"]["channels"] == {"call": 2}
    assert (found["handled"], found["closed"], found["open"]) == (1, 0, 2)
    assert found["callbacks"]["attempts"] == found["callbacks"]["reached"] == 1
    assert found["callbacks"]["results"] == {"dissatisfied": 1}
    assert found["arrivals"]["categories"]["pipe_leak"]["in_time"] == 1


def test_a_day_without_anything_divides_by_nothing(cli: Cli) -> None:
    found = cli("report", "day", "--period", "2020-01-01", "--json").json
    assert found["arrivals"]["all"]["mean_s"] is None
    assert found["arrivals"]["all"]["on_time_percent"] is None
    assert "came in" in cli("report", "day", "--period", "2020-01-01").out


def test_every_form_says_the_same(cli: Cli) -> None:
    import_log(cli, CUT)
    rows = {form: cli("report", *PERIOD, "--format", form).out for form in ("md", "html", "csv", "json")}
    water = ["Water and electric repair", "13", "9", "9", "7", "0", "4", "69.23"]
    people = cli("report", *PERIOD).out.splitlines()
    assert " ".join(water) in {" ".join(line.split()) for line in people}
    assert "| " + " | ".join(water) + " |" in rows["md"]
    assert "<tr>" + "".join(f"<td>{cell}</td>" for cell in water) + "</tr>" in rows["html"]
    figures = dict(line.split(",") for line in rows["csv"].splitlines())
    assert figures["arrivals.categories.water_electric.on_time_percent"] == "69.23"
    found = json.loads(rows["json"])["arrivals"]["categories"]["water_electric"]
    assert found["on_time_percent"] == 69.23


def test_columns_stand_under_their_heads(cli: Cli) -> None:
    import_log(cli, CUT)
    lines = cli("report", *PERIOD).out.splitlines()
    start = lines.index("Arrivals against the promise") + 1
    starts = [found.start() for found in re.finditer(r"(?<=  )\S", lines[start])]
    for line in lines[start + 1 : start + 6]:
        assert all(line[at - 1] == " " and line[at] != " " for at in starts), line


def test_the_report_speaks_chinese(cli: Cli) -> None:
    import_log(cli, CUT)
    said = cli("--lang", "zh_CN", "report", *PERIOD).out
    assert "消防事故" in said
    assert not re.search("[a-z]{4}", re.sub("America/Los_Angeles|  import  ", "", said))


def test_a_file_is_private_and_its_name_says_its_form(cli: Cli, tmp_path: Path) -> None:
    for suffix, start in ((".md", "# "), (".html", "<!DOCTYPE"), (".csv", "\ufefffigure,"), (".json", "{")):
        file = tmp_path / f"report{suffix}"
        file.touch(mode=0o644)
        said = cli("report", "day", "-o", str(file))
        assert (said.code, said.out) == (0, ""), said.err
        assert file.read_text(encoding="utf-8").startswith(start)
        assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("report",), 2, "report day"),
        (("report", "--from", "2020-04-08", "--to", "2020-04-07"), 1, "The last day is before the first."),
        (("report", "--from", "soon"), 1, "“soon” is not a day."),
        (("report", "day", "--format", "docx"), 2, "“docx” is not one of"),
        (("report", "day", "-o", "/nowhere/at/all.md"), 3, "cannot be written"),
    ],
)
def test_what_cannot_be_reported_is_said(cli: Cli, words: tuple[str, ...], code: int, says: str) -> None:
    said = cli(*words, ok=False)
    assert (said.code, said.out) == (code, "")
    assert says in said.err
    assert said.err.count("\n") == 1
