"""Logging, listing, showing and finding tickets; the documents that scripts read."""

import json
from collections.abc import Callable

import pytest

from tests.cli.program import Cli
from tui.cli.printing import print_json, print_json_list

Refused = Callable[..., str]

TICKET_KEYS = {
    "number", "category", "kind", "urgency", "state", "unit", "place", "description", "channel", "origin",
    "caller", "first_responder", "operator", "department", "assignee", "reported_at", "logged_at",
    "assigned_at", "accepted_at", "arrived_at", "handled_at", "closed_at", "close_kind", "round",
    "repeat_of", "repeat_no", "version", "clocks", "rungs", "callbacks", "events",
}  # fmt: skip
CLOCK_STATES = {"running", "amber", "breached", "met", "missed", "paused", "cancelled"}
RUNG_STATES = {"future", "due", "waiting", "told", "acknowledged", "lapsed", "cancelled"}
LEAK = "3-2-1201 水管漏水 急 @王强 13812345678"


def log(cli: Cli, *words: str) -> str:
    """The number of a freshly logged ticket."""
    return cli("log", *words).out.strip()


def test_it_works_on_nothing_and_prints_the_number_alone(cli: Cli) -> None:
    said = cli("log", *LEAK.split())
    assert said.err == ""
    assert said.out.count("\n") == 1
    assert said.out.strip().endswith("-001")


def test_the_document_has_the_keys_of_the_contract(cli: Cli) -> None:
    ticket = cli("show", log(cli, LEAK), "--json").json
    assert set(ticket) >= TICKET_KEYS
    assert set(ticket["caller"]) >= {"name", "phone", "role"}
    assert set(ticket["first_responder"]) == {"name", "employer"}
    for clock in ticket["clocks"]:
        assert set(clock) >= {"name", "round", "started_at", "warn_at", "due_at", "met_at", "state"}
        assert clock["state"] in CLOCK_STATES
    for rung in ticket["rungs"]:
        keys = {"role", "round", "due_at", "tell_at", "status", "told_at", "acknowledged_at"}
        assert set(rung) >= keys
        assert rung["status"] in RUNG_STATES
    for event in ticket["events"]:
        assert list(event)[:6] == ["seq", "type", "at", "recorded_at", "actor", "note"]


def test_what_the_line_said(cli: Cli) -> None:
    ticket = cli("log", LEAK, "--json").json
    assert (ticket["unit"], ticket["description"], ticket["urgency"]) == ("3-2-1201", "水管漏水", "urgent")
    assert (ticket["category"], ticket["kind"], ticket["state"]) == ("pipe_leak", "repair", "assigned")
    assert (ticket["assignee"], ticket["department"]) == ("王强", "engineering")
    assert ticket["caller"]["phone"] == "13812345678"
    assert ticket["unknown"] == ["unit", "assignee"]
    assert ticket["reported_at"].endswith("+08:00")
    assert ticket["arrived_at"] is None
    assert [event["type"] for event in ticket["events"]] == ["created", "assigned"]
    assert ticket["events"][0]["unit"] == "3-2-1201"


def test_options_correct_the_line(cli: Cli) -> None:
    words = ("--unit", "A-1508", "--category", "complaint", "--channel", "visit", "--caller", "李女士")
    ticket = cli("log", LEAK, *words, "--phone", "010-82345678", "--relay", "control_room", "--json").json
    assert (ticket["unit"], ticket["category"], ticket["channel"]) == ("A-1508", "complaint", "visit")
    assert ticket["caller"]["name"] == "李女士"
    assert ticket["caller"]["phone"] == "010-82345678"
    assert ticket["relay"]["kind"] == "control_room"


@pytest.mark.parametrize(
    ("words", "origin"),
    [
        (["东门路灯不亮"], "received"),
        (["东门路灯不亮", "--reporter", "周保安"], "found"),
        (["东门路灯不亮", "--reporter", "周保安", "--caller", "李女士"], "received"),
        (["东门路灯不亮", "--reporter", "周保安", "--phone", "13812345678"], "received"),
        (["东门路灯不亮 13812345678", "--reporter", "周保安"], "received"),
        (["东门路灯不亮", "--channel", "patrol"], "found"),
        (["东门路灯不亮", "--found"], "found"),
        (["东门路灯不亮", "--reporter", "周保安", "--anonymous"], "received"),
    ],
)
def test_what_staff_saw_themselves_is_found(cli: Cli, words: list[str], origin: str) -> None:
    assert cli("log", *words, "--json").json["origin"] == origin


def test_backfill(cli: Cli) -> None:
    ticket = cli("log", "楼道灯不亮", "--at", "2026-03-10T09:00", "--json").json
    assert ticket["number"] == "260310-001"
    assert ticket["reported_at"] == "2026-03-10T09:00:00+08:00"
    assert ticket["logged_at"] > ticket["reported_at"]


def test_the_same_key_logs_once(cli: Cli) -> None:
    first = log(cli, LEAK, "--key", "k1")
    assert log(cli, LEAK, "--key", "k1") == first
    assert log(cli, LEAK, "--key", "k2") != first


def test_answered_on_the_spot(cli: Cli) -> None:
    ticket = cli("log", "物业费怎么交", "--category", "enquiry", "--done", "告知缴费方式", "--json").json
    assert (ticket["state"], ticket["close_kind"]) == ("closed", "at_once")


def test_lists_mask_phones_and_show_does_not(cli: Cli) -> None:
    number = log(cli, LEAK)
    for words in (("list",), ("search", "漏水")):
        said = cli(*words, "--json")
        assert "13812345678" not in said.out
        assert said.json[0]["caller"]["phone"] == "138****5678"
        assert set(said.json[0]) >= TICKET_KEYS
        assert "13812345678" not in cli(*words).out
    assert "13812345678" in cli("show", number).out


def test_lists_mask_the_numbers_in_a_text(cli: Cli) -> None:
    number = log(cli, "1-1-101 门锁坏了 tel 2220001 另打 13955556666")
    cli("contact", number, "--caller", "乙", "--phone", "88887777")
    for line in ("list", "list --json", "search 门锁", "known 2220001", "handover show"):
        words = line.split()
        assert "139****6666" in (said := cli(*words).out), words
        assert "13955556666" not in said and "2220001" not in said, words
    shown = cli("show", number).out
    assert "13955556666" in shown and "****7777" in shown and "88887777" not in shown


def test_views(cli: Cli) -> None:
    leak, lamp = log(cli, LEAK), log(cli, "东门路灯不亮")
    cli("handle", leak, "--outcome", "换了阀门", "--no-arrival", "by phone")

    def shown(*words: str) -> set[str]:
        return {ticket["number"] for ticket in cli("list", *words, "--json").json}

    assert shown() == {lamp}
    assert shown("--view", "unassigned") == {lamp}
    assert shown("--view", "callbacks") == {leak}
    assert shown("--view", "all") == {leak, lamp}
    assert len(shown("--view", "all", "--limit", "1")) == 1
    assert shown("--view", "all", "--since", "+1h") == set()


def test_the_list_in_board_order(cli: Cli) -> None:
    lamp, fire = log(cli, "东门路灯不亮"), log(cli, "3-2-1201 着火", "--category", "fire")
    assert [ticket["number"] for ticket in cli("list", "--json").json] == [fire, lamp]


def test_search_by_initials_digits_and_unit(cli: Cli) -> None:
    number = log(cli, LEAK, "--caller", "李小姐")
    for words in ("漏水", "5678", "3-2-1201", "lxj", "漏水 王强"):
        assert [ticket["number"] for ticket in cli("search", words, "--json").json] == [number], words
    assert cli("search", "电梯", "--json").json == []


def test_as_it_stood(cli: Cli) -> None:
    number = log(cli, "楼道灯不亮", "--at", "2026-03-10T09:00")
    cli("assign", number, "李刚", "--at", "2026-03-10T09:04")
    cli("arrive", number, "--at", "2026-03-10T09:10")
    cli("handle", number, "--outcome", "换了灯", "--no-arrival", "by phone", "--at", "2026-03-10T09:30")
    then = cli("show", number, "--as-of", "2026-03-10T09:05", "--happened", "--json").json
    assert (then["state"], then["arrived_at"]) == ("assigned", None)
    assert then["version"] == 2
    assert [event["type"] for event in then["events"]] == ["created", "assigned"]
    (listed,) = cli("list", "--as-of", "2026-03-10T09:12", "--happened", "--json").json
    assert (listed["number"], listed["state"]) == (number, "on_site")
    assert cli("list", "--as-of", "2026-03-10T09:31", "--happened", "--json").json == []
    at_work = ("--as-of", "2026-03-10T09:31", "--happened")
    (owed,) = cli("list", *at_work, "--view", "callbacks", "--json").json
    assert owed["state"] == "handled"


def test_before_it_was_reported(cli: Cli, refused: Refused) -> None:
    number = log(cli, "楼道灯不亮", "--at", "2026-03-10T09:00")
    refused(1, "show", number, "--as-of", "2026-03-10T08:59")
    refused(1, "list", "--as-of", "2026-03-10T09:59", "--view", "closed")


def test_the_last_digits_mean_today(cli: Cli) -> None:
    number = log(cli, LEAK)
    assert cli("show", "1", "--json").json["number"] == number
    assert cli("show", "#001", "--json").json["number"] == number


def test_an_empty_desk(cli: Cli) -> None:
    assert cli("list", "--json").json == []
    assert cli("list").out == "No tickets.\n"


def test_the_page_of_a_ticket(cli: Cli) -> None:
    page = cli("show", log(cli, LEAK)).out
    for words in ("水管漏水", "3-2-1201 (not in the directory)", "arrival", "supervisor", "assigned"):
        assert words in page
    assert "\t" not in page
    assert "\x1b" not in page


def test_json_is_one_document_of_readable_text(cli: Cli) -> None:
    said = cli("log", LEAK, "--json")
    assert "水管漏水" in said.out
    assert json.loads(said.out)["number"]


def test_a_list_as_json_is_the_same_text_however_it_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    for documents in ([], [{"number": "1", "events": [{"a": 1}, {}]}, {"number": "2\u202e", "events": []}]):
        print_json(documents)
        whole = capsys.readouterr().out
        print_json_list(iter(documents))
        assert capsys.readouterr().out == whole
