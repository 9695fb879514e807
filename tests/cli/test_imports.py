"""`import`: a foreign log replayed at its own times, lists of units and people; everything or nothing."""

import csv
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from core.desk.log_import import Imported, bring_in
from core.figures.report import report
from core.imports.foreign_log import read_calls
from core.imports.headings import score_of, sheet_of
from core.imports.log_map import read_map
from core.imports.tables import Sheet
from core.policy.model import default_policy
from storage.store import SqlStore
from tests.cli.program import Cli
from tests.cli.workbook import write_workbook
from tui.files.tables import read_book

ROOT = Path(__file__).resolve().parents[2]
MAP = ROOT / "docs/examples/sffd.toml"
CUT = ROOT / "tests/data/sffd_cut.csv"
WHOLE = ROOT.parent / "shared/data/sffd_calls_2020-04-07_08.csv"

STAGES = {
    "reported_at": "received_at",
    "logged_at": "entered_at",
    "assigned_at": "dispatched_at",
    "accepted_at": "enroute_at",
    "arrived_at": "on_scene_at",
    "handled_at": "closed_at",
    "closed_at": "closed_at",
}
"""Our instants and the columns of the log that they come from."""


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def log_of(path: Path) -> Sheet:
    return sheet_of(read_book(path), score_of({}), every_row=True)


def wall(instant: str | None) -> str:
    """An ISO instant as the log writes it."""
    return f"{datetime.fromisoformat(instant):%Y-%m-%d %H:%M:%S}" if instant else ""


def import_log(cli: Cli, log: Path) -> None:
    said = cli("import", "tickets", str(log), "--map", str(MAP))
    assert said.code == 0, said.err


# logs


@pytest.fixture(params=[CUT, WHOLE], ids=["cut", "whole"])
def log(request: pytest.FixtureRequest) -> Path:
    """A small part of the log, and all of it where the sample data lie beside the project."""
    path: Path = request.param
    if not path.exists():
        pytest.skip(f"the sample data are not beside the project: {path.name}")
    return path


def test_a_log_is_replayed_as_it_was(cli: Cli, log: Path) -> None:
    rows = rows_of(log)
    said = cli("import", "tickets", str(log), "--map", str(MAP))
    assert (said.code, said.out) == (0, f"{len(rows)} tickets logged, 0 here already.\n")
    assert said.err == "The site's zone is now America/Los_Angeles.\n"
    tickets = cli("list", "--view", "all", "--json").json
    found = sorted(tuple(wall(ticket[ours]) for ours in STAGES) for ticket in tickets)
    assert found == sorted(tuple(row[theirs] for theirs in STAGES.values()) for row in rows)
    assert {ticket["state"] for ticket in tickets} == {"closed"}
    _stood_at_six(cli, rows)


def _stood_at_six(cli: Cli, rows: list[dict[str, str]]) -> None:
    """The board of six in the evening shows what the log says was going on then."""
    alive = [row for row in rows if row["received_at"] <= "2020-04-07 18:00:00" < row["closed_at"]]
    tickets = cli("list", "--as-of", "2020-04-07T18:00", "--happened", "--view", "all", "--json").json
    assert sorted(wall(t["reported_at"]) for t in tickets) == sorted(row["received_at"] for row in alive)
    states = {wall(ticket["reported_at"]): ticket["state"] for ticket in tickets}
    for row in alive:
        came = bool(row["on_scene_at"]) and row["on_scene_at"] <= "2020-04-07 18:00:00"
        assert (states[row["received_at"]] == "on_site") == came, row


def test_one_ticket_as_it_stood_then(cli: Cli) -> None:
    import_log(cli, CUT)
    number = next(
        ticket["number"]
        for ticket in cli("list", "--view", "all", "--json").json
        if wall(ticket["reported_at"]) == "2020-04-07 00:31:04"
    )
    then = cli("show", number, "--as-of", "2020-04-07T00:38:21", "--happened", "--json").json
    assert (then["state"], then["arrived_at"]) == ("on_site", "2020-04-07T00:38:21-07:00")
    before = cli("show", number, "--as-of", "2020-04-07T00:38:20", "--happened", "--json").json
    assert (before["state"], before["assignee"], before["handled_at"]) == ("accepted", "Station 34", None)
    assert [event["type"] for event in before["events"]] == ["created", "assigned", "accepted"]
    now = cli("show", number, "--json").json
    assert now["close_kind"] == "waived"
    assert now["place"] == "CALL BOX:, Lincoln Park"
    assert now["channel"] == "import"


def test_the_same_log_again_changes_nothing(cli: Cli, tmp_path: Path) -> None:
    import_log(cli, CUT)
    before = cli("list", "--view", "all", "--json").out
    renamed = tmp_path / "renamed.csv"
    renamed.write_bytes(CUT.read_bytes())
    said = cli("import", "tickets", str(renamed), "--map", str(MAP), "--json").json
    assert said == {"logged": 0, "known": 38, "zone": None, "dry_run": False}
    assert cli("list", "--view", "all", "--json").out == before


def test_a_dry_run_only_says_what_would_be(cli: Cli) -> None:
    said = cli("import", "tickets", str(CUT), "--map", str(MAP), "--dry-run", "--json").json
    assert said == {"logged": 38, "known": 0, "zone": "America/Los_Angeles", "dry_run": True}
    assert cli("list", "--view", "all", "--json").json == []
    assert 'tz = "Asia/Shanghai"' in "".join(cli("policy", "show").out.replace("  ", "").split("\t"))


def test_a_desk_at_work_keeps_its_own_zone(cli: Cli) -> None:
    assert cli("log", "3-2-1201 kitchen pipe leaking").code == 0
    said = cli("import", "tickets", str(CUT), "--map", str(MAP))
    assert (said.code, said.err) == (0, "")
    tickets = cli("list", "--view", "all", "--json").json
    assert "2020-04-07T15:01:25+08:00" in {ticket["reported_at"] for ticket in tickets}


def test_a_log_comes_into_a_shared_database(postgresql_url: str) -> None:
    store, now = SqlStore(postgresql_url), datetime.now(UTC)
    chart = read_map(MAP.read_text(encoding="utf-8"), MAP.name)
    calls = read_calls(log_of(CUT), chart, default_policy(), now, CUT.name)
    with store.writing() as work:
        assert bring_in(work, calls, chart.tz, now, lambda: None) == Imported(38, 0, chart.tz)
    with store.writing() as work:
        assert bring_in(work, calls, chart.tz, now, lambda: None) == Imported(0, 38)
    with store.reading() as look:
        assert report(look, date(2020, 4, 7), date(2020, 4, 8), now).arrivals[""].arrived == 30
    store.close()


def test_a_failure_half_way_keeps_nothing(tmp_path: Path) -> None:
    store, now = SqlStore(str(tmp_path / "desk.db")), datetime.now(UTC)
    chart = read_map(MAP.read_text(encoding="utf-8"), MAP.name)
    calls = read_calls(log_of(CUT), chart, default_policy(), now, CUT.name)
    done: list[int] = []

    def stop_at_twenty() -> None:
        done.append(1)
        if len(done) == 20:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), store.writing() as work:
        bring_in(work, calls, chart.tz, now, stop_at_twenty)
    with store.reading() as look:
        assert look.tickets.position() == 0
        assert [policy.site.tz for policy in look.policies.all()] == ["Asia/Shanghai"]
    store.close()


def test_every_bad_row_is_named_and_nothing_is_kept(cli: Cli, tmp_path: Path) -> None:
    lines = CUT.read_text(encoding="utf-8").splitlines()
    lines[2] = lines[2].replace("2020-04-07 00:25:57", "yesterday")
    lines[4] = lines[4].replace("Medical Incident", "Cat in a tree")
    lines[6] = lines[6].replace("2020-04-07 00:31:04", "2020-04-07 04:31:04")
    lines[9] = lines[1].replace("2020-04-07", "2020-04-06")
    lines.append(lines[3])
    bad = tmp_path / "bad.csv"
    bad.write_text("\n".join(lines), encoding="utf-8")
    said = cli("import", "tickets", str(bad), "--map", str(MAP), ok=False)
    assert (said.code, said.out) == (1, "")
    assert said.err.splitlines() == [
        "1 row repeats another and is read once.",
        "row 3, on_scene_at: “yesterday” is not a time",
        "row 5, call_type: “Cat in a tree” is not in the map and there is no default",
        "row 7, entered_at: is earlier than received_at",
        "row 7, dispatched_at: is earlier than received_at",
        "row 7, enroute_at: is earlier than received_at",
        "row 7, on_scene_at: is earlier than received_at",
        "row 7, closed_at: is earlier than received_at",
        "row 10, call_id: already in row 2",
        "bad.csv: 8 problem(s), nothing was imported. Fix these rows and import the file again.",
    ]
    assert cli("list", "--view", "all", "--json").json == []


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ('id       = "call_id"', 'id = "callid"', "columns.id: there is no column “callid”"),
        ("{disposition}", "{result}", "text.outcome: there is no column “result”"),
        ('= "burst_gas"', '= "smell"', "there is no category “smell”"),
        ('reported = "received_at"', "", "columns.reported: is missing"),
        ('zone   = "America/Los_Angeles"', 'zone = "Frisco"', "time.zone: “Frisco” is not possible"),
        ("[time]", "[times]", "times: is not a setting (did you mean time?)"),
        ("[time]", "[time", "is not valid TOML"),
    ],
)
def test_a_map_that_does_not_fit_is_refused(
    cli: Cli, tmp_path: Path, before: str, after: str, says: str
) -> None:
    text = MAP.read_text(encoding="utf-8")
    assert before in text
    wrong = tmp_path / "map.toml"
    wrong.write_text(text.replace(before, after), encoding="utf-8")
    said = cli("import", "tickets", str(CUT), "--map", str(wrong), ok=False)
    assert said.code == 2
    assert says in said.err


def test_a_default_takes_what_the_map_does_not_name(cli: Cli, tmp_path: Path) -> None:
    log, chart = tmp_path / "calls.csv", tmp_path / "map.toml"
    log.write_text("when;what;room;gone\n2026-03-01T09:00+08:00;drip;3-2-1201;2026-03-01T10:00+08:00\n")
    chart.write_text(
        '[time]\nzone = "Asia/Shanghai"\n[columns]\nreported = "when"\ncategory = "what"\nhandled = "gone"\n'
        '[text]\ndescription = "{what}"\nunit = "{room}"\n[categories]\ndefault = "pipe_leak"\n'
    )
    assert cli("import", "tickets", str(log), "--map", str(chart)).out == "1 ticket logged, 0 here already.\n"
    (ticket,) = cli("list", "--view", "all", "--json").json
    assert (ticket["category"], ticket["unit"], ticket["number"]) == ("pipe_leak", "3-2-1201", "260301-001")
    assert ticket["assigned_at"] == ticket["closed_at"] == "2026-03-01T10:00:00+08:00"


# lists


def test_units_come_in_once(cli: Cli) -> None:
    file = ROOT / "docs/examples/units.csv"
    dry = cli("import", "units", str(file), "--dry-run", "--json").json
    assert dry["new"] == ["3-2-1201", "3-2-1202", "A-1508", "north-gate"]
    assert cli("import", "units", str(file)).out == "New: 4, changed: 0, unchanged: 0.\n"
    assert cli("import", "units", str(file)).out == "New: 0, changed: 0, unchanged: 4.\n"
    number = cli("log", "3-2-1201 kitchen pipe leaking").out.split()[0]
    assert cli("show", number, "--json").json["unknown"] == []


def test_a_changed_list_changes_what_differs(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "units.csv"
    file.write_text("unit,notes\n3-2-1201,\n3-2-1202,dog\n", encoding="utf-8")
    assert cli("import", "units", str(file)).code == 0
    file.write_text("unit,notes\n\n3-2-1201,\n3-2-1202,two dogs\n", encoding="utf-8")
    said = cli("import", "units", str(file), "--dry-run")
    assert "changed  notes" in said.out
    assert said.out.endswith("Would be new: 0, changed: 1, unchanged: 1.\n")
    assert cli("import", "units", str(file), "--json").json["changed"] == {"3-2-1202": ["notes"]}


def test_people_come_in_and_from_then_on_it_takes_a_supervisor(cli: Cli, tmp_path: Path) -> None:
    file = ROOT / "docs/examples/people.csv"
    assert cli("import", "people", str(file)).out == "New: 7, changed: 0, unchanged: 0.\n"
    refused = cli("--as", "王敏", "import", "people", str(file), ok=False)
    assert (refused.code, refused.err.split(".")[0]) == (
        1,
        "“Import lists” needs a supervisor",
    )
    assert cli("--as", "陈静", "import", "people", str(file)).out == "New: 0, changed: 0, unchanged: 7.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_files_are_read_as_offices_write_them(cli: Cli, tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "people.csv"
    file.write_bytes("姓名\t部门\r\n王强\t水电\r\n\t\r\n".encode(encoding))
    assert cli("import", "people", str(file), "--json").json["new"] == ["王强"]


def test_a_spreadsheet_keeps_phones_as_numbers(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "units.xlsx"
    write_workbook(
        file,
        {1: {"A": "房号", "C": "电话"}, 2: {}, 3: {"A": "3-2-1201", "C": 13800138000}, 4: {"A": "3-2-1202"}},
    )
    assert cli("import", "units", str(file), "--json").json["new"] == ["3-2-1201", "3-2-1202"]
    write_workbook(file, {1: {"A": "房号", "C": "电话"}, 3: {"A": "3-2-1201", "C": "13800138000"}})
    assert cli("import", "units", str(file), "--json").json["unchanged"] == 1


def test_a_bad_row_of_a_spreadsheet_has_the_number_it_has_there(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "units.xlsx"
    write_workbook(file, {3: {"B": "unit", "C": "kind"}, 7: {"B": "1-1-101", "C": "castle"}})
    assert "row 7, kind: “castle” is not one of" in cli("import", "units", str(file), ok=False).err


def test_a_stray_cell_does_not_eat_the_memory(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "units.xlsx"
    write_workbook(file, {1: {"A": "unit"}, 1_048_576: {"XFD": "x"}})
    said = cli("import", "units", str(file), ok=False)
    assert (said.code, said.out) == (1, "")
    assert "too large: a cell far below" in said.err


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("missing.csv", None, "cannot be read: No such file or directory. Check the name."),
        ("empty.csv", b"\n , \n", "is empty. The first row must hold the headings."),
        (
            "bytes.csv",
            b"unit\n\x81\x8d\xff\n",
            "bytes.csv is not UTF-8 text. Save it as “CSV UTF-8”, or choose its encoding: UTF-8, GB18030",
        ),
        ("quotes.csv", b'unit,notes\n"1-1-101"x,y\n', "quotes.csv, row 2:"),
        ("sheet.xlsx", b"PK\x03\x04 no", "is not a readable .xlsx file."),
        ("people.csv", b"name\nLi\n", "There is no column for code; the columns are: name."),
        ("units.csv", b"unit,kind\n,castle\n", "row 2, kind: “castle” is not one of"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused(
    cli: Cli, tmp_path: Path, name: str, data: bytes | None, says: str
) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    said = cli("import", "units", str(tmp_path / name), ok=False)
    assert (said.code, said.out) == (1, "")
    assert says in said.err
