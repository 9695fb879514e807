"""Logs of other offices with several rows a call: holds, grades, reopenings and urges come in as ours."""

from pathlib import Path

import pytest

from core.base.errors import Misconfigured
from core.imports.log_map import read_map
from tests.cli.office_files import text_file
from tests.cli.program import Cli

ROOT = Path(__file__).parents[2]
HEADINGS = ("case", "time", "step", "type", "where", "who", "text", "grade")

MAP = (ROOT / "docs/examples/steps.toml").read_text(encoding="utf-8")

CASE = [
    ("7", "2026-10-08 08:00", "created", "leak", "3-2-1201", "", "kitchen wet", ""),
    ("7", "2026-10-08 08:05", "派单", "", "", "Li Gang", "", ""),
    ("7", "2026-10-08 08:20", "urged", "", "", "", "again", ""),
    ("7", "2026-10-08 08:25", "arrived", "", "", "", "", ""),
    ("7", "2026-10-08 08:40", "on hold", "", "", "", "waiting for spare parts", ""),
    ("7", "2026-10-08 10:40", "resumed", "", "", "", "", ""),
    ("7", "2026-10-08 11:00", "done", "", "", "", "new seal", ""),
    ("7", "2026-10-08 16:00", "回访", "", "", "", "still drips", "不满意"),
    ("7", "2026-10-09 09:00", "done", "", "", "", "new tap", ""),
    ("7", "2026-10-09 15:00", "callback", "", "", "", "fine", "5"),
    ("7", "2026-10-12 08:00", "reopened", "", "", "", "drips again", ""),
]


def import_log(cli: Cli, folder: Path, *rows: tuple[str, ...], text: str = MAP, ok: bool = True) -> str:
    """Import the rows of a log; return what was said."""
    chart = folder / "map.toml"
    chart.write_text(text, encoding="utf-8")
    path = text_file(folder / "log.csv", [HEADINGS, *rows], "utf-8")
    said = cli("import", "tickets", str(path), "--map", str(chart), ok=ok)
    return said.out + said.err


def story(cli: Cli, number: str) -> list[str]:
    """Return the kinds of events of a ticket, with their times."""
    events = cli("show", number, "--json").json["events"]
    return [f"{event['at'][5:16]} {event['type']}" for event in events]


def test_a_call_in_several_rows_is_replayed_step_by_step(cli: Cli, tmp_path: Path) -> None:
    assert "1 ticket logged" in import_log(cli, tmp_path, *CASE)
    assert story(cli, "261008-001") == [
        "10-08T08:00 created",
        "10-08T08:05 assigned",
        "10-08T08:20 urged",
        "10-08T08:25 arrived",
        "10-08T08:40 held",
        "10-08T10:40 resumed",
        "10-08T11:00 handled",
        "10-08T16:00 callback_attempt",
        "10-08T16:00 callback_result",
        "10-08T16:00 rework",
        "10-09T09:00 handled",
        "10-09T15:00 callback_attempt",
        "10-09T15:00 callback_result",
        "10-09T15:00 fed_back",
        "10-09T15:00 closed",
        "10-12T08:00 reopened",
    ]
    found = cli("show", "261008-001", "--json").json
    assert (found["urges"], found["assignee"], found["unit"]) == (1, "Li Gang", "3-2-1201")
    assert found["description"] == "kitchen wet"


def test_rows_in_any_order_are_put_in_that_of_time(cli: Cli, tmp_path: Path) -> None:
    import_log(cli, tmp_path, *reversed(CASE[:7]))
    assert [line[12:] for line in story(cli, "261008-001")][:3] == ["created", "assigned", "urged"]


def test_the_same_rows_again_are_counted_and_change_nothing(cli: Cli, tmp_path: Path) -> None:
    said = import_log(cli, tmp_path, *CASE, CASE[2], CASE[3])
    assert "2 rows repeat others and are read once." in said
    assert "0 tickets logged, 1 here already." in import_log(cli, tmp_path, *CASE)


def test_a_log_without_callbacks_ends_where_it_is_handled(cli: Cli, tmp_path: Path) -> None:
    import_log(cli, tmp_path, *CASE[:7])
    assert cli("show", "261008-001", "--json").json["close_kind"] == "waived"


def test_a_step_that_cannot_be_stays_as_a_note(cli: Cli, tmp_path: Path) -> None:
    import_log(cli, tmp_path, CASE[0], CASE[7])
    assert story(cli, "261008-001") == ["10-08T08:00 created", "10-08T16:00 progress"]
    assert cli("show", "261008-001", "--json").json["state"] == "logged"


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (("7", "2026-10-08 09:00", "sealed", *[""] * 5), "“sealed” is not a known step: add it to [events]"),
        (("7", "", "done", *[""] * 5), "row 3, time: is empty"),
        (("7", "2026-10-08 09:00", "created", *[""] * 5), "row 3, step: already in row 2"),
        (("7", "2026-10-08 09:00", "callback", *[""] * 4, "so-so"), "“so-so” is not a known grade"),
        (("8", "2026-10-08 09:00", "done", "leak", *[""] * 4), "a call must begin with the step “reported”"),
        (("7", "2126-10-08 09:00", "done", *[""] * 5), "row 3, time: is in the future"),
    ],
)
def test_a_row_that_cannot_be_read_is_named(
    cli: Cli, tmp_path: Path, row: tuple[str, ...], says: str
) -> None:
    assert says in import_log(cli, tmp_path, CASE[0], row, ok=False)


def test_words_of_the_log_are_the_map_s(cli: Cli, tmp_path: Path) -> None:
    more = '[events]\nsealed = "handled"\nviewed = "ignore"\n[grades]\nso-so = "neutral"\n'
    rows = [
        CASE[0],
        ("7", "2026-10-08 08:30", "viewed", *[""] * 5),
        ("7", "2026-10-08 09:00", "sealed", *[""] * 3, "new seal", ""),
        ("7", "2026-10-08 15:00", "callback", *[""] * 3, "all right", "so-so"),
    ]
    import_log(cli, tmp_path, *rows, text=MAP + more)
    assert [line[12:] for line in story(cli, "261008-001")] == [
        "created", "assigned", "handled", "callback_attempt", "callback_result", "fed_back",
        "closed",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (MAP + '[events]\nsealed = "mended"\n', "events.sealed: “mended” is not possible"),
        (MAP + '[grades]\ngood = "4"\n', "grades.good: “4” is not possible"),
        (MAP.replace('at = "time"\n', ""), "columns.at: is missing"),
        (MAP.replace('id = "case"\n', ""), "columns.id: is missing"),
    ],
)
def test_a_map_of_steps_that_cannot_be_right_is_named(text: str, says: str) -> None:
    with pytest.raises(Misconfigured) as wrong:
        read_map(text, "map.toml")
    assert says in wrong.value.text(str)
