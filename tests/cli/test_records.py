"""Commands of a kind of records: made from its description, the same for every kind (§23, R137)."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from core.desk.kinds import KINDS
from core.notices.table import BULLETIN
from tests.cli.program import Cli
from tui.cli.records import group_of

Refused = Callable[..., str]
LIFT = ("bulletin", "new", "--title", "Lift B", "--text", "Lift B stands still on Thursday.")


def test_new_prints_the_number(cli: Cli) -> None:
    assert cli(*LIFT).out == "B-1\n"
    made = cli(*LIFT, "--until", "2099-01-31", "--json").json
    assert (made["number"], made["state"], made["until"], made["from_day"][:2]) == (
        "B-2",
        "posted",
        "2099-01-31",
        "20",
    )


def test_the_keys_of_a_document_are_the_fields(cli: Cli) -> None:
    cli(*LIFT)
    one = cli("bulletin", "show", "1", "--json").json
    assert [*one] == [
        "number", "state", "title", "text", "from_day", "until", "boards", "author", "readers", "read_count",
        "version", "created_at", "created_by", "changed_at", "closed_at", "events",
    ]  # fmt: skip
    assert [*one["events"][0]] == [
        "seq", "type", "at", "recorded_at", "actor", "note", "title", "text", "from_day", "until", "boards",
    ]  # fmt: skip
    (listed,) = cli("bulletin", "list", "--json").json
    assert listed == {name: value for name, value in one.items() if name != "events"}
    assert one["until"] is one["closed_at"] is None


def test_the_acts_of_a_kind_are_its_commands(cli: Cli) -> None:
    cli(*LIFT)
    assert cli("bulletin", "read", "B-1", "--person", "Ben", "--note", "aloud").out.startswith(
        "B-1  posted  "
    )
    assert cli("bulletin", "amend", "b1", "--title", "Lift C", "--json").json["title"] == "Lift C"
    withdrawn = cli("bulletin", "withdraw", "1", "--reason", "repaired", "--json").json
    assert withdrawn["state"] == "withdrawn"
    assert withdrawn["closed_at"]
    assert [event["type"] for event in withdrawn["events"]] == [
        "posted",
        "bulletin_read",
        "amended",
        "withdrawn",
    ]
    assert withdrawn["events"][1]["note"] == "aloud"
    assert cli("bulletin", "undo", "1", "--json").json["state"] == "posted"


def test_views_and_words_narrow_the_list(cli: Cli) -> None:
    cli(*LIFT)
    cli("bulletin", "new", "--title", "Water", "--text", "Off on Friday")
    assert [one["number"] for one in cli("bulletin", "list", "--json").json] == ["B-2", "B-1"]
    assert [one["number"] for one in cli("bulletin", "list", "--find", "friday", "--json").json] == ["B-2"]
    assert [one["number"] for one in cli("bulletin", "list", "--limit", "1", "--json").json] == ["B-2"]
    assert cli("bulletin", "list", "--view", "unread", "--json").json == []
    assert "Water" in cli("bulletin", "list").out


def test_a_record_as_it_was(cli: Cli, refused: Refused) -> None:
    cli(*LIFT)
    then = cli("bulletin", "show", "1", "--json").json["created_at"]
    cli("bulletin", "amend", "1", "--title", "Lift C")
    assert cli("bulletin", "show", "1", "--as-of", then, "--happened", "--json").json["title"] == "Lift B"
    assert cli("bulletin", "show", "1", "--json").json["title"] == "Lift C"
    assert (
        refused(1, "bulletin", "show", "1", "--as-of", "2020-01-01", "--happened")
        == "B-1 was not there yet.\n"
    )


@pytest.mark.parametrize("form", ["md", "html", "xlsx", "csv", "json"])
def test_a_list_and_one_of_it_are_written_to_files(cli: Cli, tmp_path: Path, form: str) -> None:
    cli(*LIFT)
    for name, which in (("all", ()), ("one", ("1",))):
        file = tmp_path / f"{name}.{form}"
        cli("bulletin", "export", *which, "-o", str(file))
        assert file.stat().st_mode & 0o777 == 0o600
        assert file.stat().st_size > 100
    if form == "json":
        assert json.loads(file.read_text())["number"] == "B-1"
    if form == "html":
        assert "Lift B stands still on Thursday." in file.read_text()


def test_a_page_for_people(cli: Cli) -> None:
    cli(*LIFT)
    page = cli("bulletin", "show", "1").out
    assert page.startswith("Bulletin B-1\nNumber: B-1\n")
    assert "posted: Lift B" in page
    chinese = cli("--lang", "zh_CN", "bulletin", "show", "1").out
    assert "发布：Lift B" in chinese


def test_what_is_wrong_is_one_line(refused: Refused, cli: Cli) -> None:
    assert refused(1, "bulletin", "show", "7") == "There is no record B-7. See: dutydesk bulletin list\n"
    assert refused(2, "bulletin", "new", "--title", "x").startswith("Missing: --text.")
    assert refused(2, "bulletin", "list", "--view", "nonsense").startswith("--view")
    assert refused(1, "bulletin", "new", "--title", " ", "--text", "x") == "Title is missing.\n"


def test_every_kind_has_the_same_group() -> None:
    for kind in KINDS:
        names = [command.name for command in group_of(kind).commands]
        assert names == ["list", "show", *(about.name for about in kind.acts), "undo", "export"]
    assert [about.name for about in BULLETIN.acts] == ["new", "amend", "withdraw", "read"]
