"""Every transition is a command; all take a number, --at, --note and --json."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest

from core.intake.recognition.reader import recognise
from core.policy.model import default_policy
from core.ticket.acts.table import ACTS
from core.ticket.reading import Alarm
from tests.cli.program import Cli
from tui.cli import commands

Refused = Callable[..., str]

COMMANDS = {
    "log", "list", "show", "assign", "accept", "arrive", "hold", "resume", "handle", "return", "defer",
    "explain", "revive", "reopen", "void", "merge", "urge", "note", "reclassify", "undo", "callback",
    "deadlines", "search", "policy", "keys", "config", "import", "report", "backup", "restore", "doctor",
    "migrate", "demo",
}  # fmt: skip


@pytest.fixture
def leak(cli: Cli) -> str:
    """A ticket that was reported this morning of the tenth of March."""
    return cli("log", "3-2-1201 水管漏水", "--caller", "李女士", "--at", "2026-03-10T09:00").out.strip()


def act(cli: Cli, name: str, number: str, *words: str) -> dict[str, Any]:
    """The ticket as it stands after the act."""
    ticket: dict[str, Any] = cli(name, number, *words, "--json").json
    assert ticket["number"] == number
    return ticket


def registered() -> set[str]:
    """The names of every command and group."""
    return {command.name for command in commands.COMMANDS.commands}


def test_every_command_of_the_contract_is_there() -> None:
    assert registered() >= COMMANDS


def test_every_rule_has_its_command() -> None:
    assert {name.replace("_", "-") for name in ACTS} <= registered()


def test_the_whole_way_with_a_second_round(cli: Cli, leak: str) -> None:
    at = "--at"
    ticket = act(cli, "assign", leak, "李刚", at, "2026-03-10T09:03", "--way", "radio")
    assert (ticket["state"], ticket["assignee"]) == ("assigned", "李刚")
    assert act(cli, "accept", leak, at, "2026-03-10T09:05")["accepted_at"] == "2026-03-10T09:05:00+08:00"
    assert act(cli, "arrive", leak, at, "2026-03-10T09:12")["state"] == "on_site"
    ticket = act(
        cli,
        "handle",
        leak,
        "--outcome",
        "换了阀门",
        "--no-arrival",
        "by phone",
        "--cause",
        "老化",
        at,
        "2026-03-10T10:00",
    )
    assert (ticket["state"], ticket["outcome"]) == ("handled", "换了阀门")
    ticket = act(cli, "callback", leak, "--result", "no_answer", at, "2026-03-10T11:00")
    assert ticket["callbacks"][0]["attempts"][0]["result"] == "no_answer"
    words = ("--result", "dissatisfied", "--answer", "还在漏", "--reason", "came back")
    ticket = act(cli, "callback", leak, *words, at, "2026-03-10T12:00")
    assert (ticket["state"], ticket["round"], ticket["arrived_at"]) == ("assigned", 2, None)
    assert [turn["result"] for turn in ticket["callbacks"]] == ["dissatisfied"]
    act(cli, "handle", leak, "--outcome", "重装", "--no-arrival", "by phone", at, "2026-03-10T14:00")
    ticket = act(cli, "callback", leak, "--result", "very_satisfied", at, "2026-03-10T15:00")
    assert (ticket["state"], ticket["close_kind"]) == ("closed", "satisfied")
    assert ticket["closed_at"] == "2026-03-10T15:00:00+08:00"
    assert ticket["fed_back_at"] == "2026-03-10T15:00:00+08:00"


def test_hold_and_resume(cli: Cli, leak: str) -> None:
    act(cli, "assign", leak, "工程部")
    ticket = act(cli, "hold", leak, "--reason", "waiting_parts", "--until", "+3h", "--note", "阀门缺货")
    assert ticket["state"] == "on_hold"
    assert ticket["hold"]["reason"] == "waiting_parts"
    assert ticket["events"][-1]["note"] == "阀门缺货"
    assert act(cli, "resume", leak)["state"] == "assigned"


def test_return_and_assign_again(cli: Cli, leak: str) -> None:
    act(cli, "assign", leak, "工程部")
    ticket = act(cli, "return", leak, "--reason", "不属工程")
    assert (ticket["state"], ticket["assignee"]) == ("logged", None)
    assert act(cli, "assign", leak, "security")["department"] == "security"


def test_defer_explain_revive_conclude(cli: Cli, leak: str) -> None:
    ticket = act(cli, "defer", leak, "--reason", "要开发商", "--review", "2027-03-01")
    assert ticket["deferral"]["review"] == "2027-03-01"
    assert act(cli, "explain", leak, "--said", "等开发商", "--way", "phone")["deferral"]["explained_at"]
    assert act(cli, "revive", leak)["state"] == "logged"
    act(cli, "defer", leak, "--reason", "要开发商", "--review", "+300d")
    act(cli, "explain", leak, "--said", "仍等开发商", "--way", "phone")
    assert act(cli, "conclude", leak, "--reason", "年审")["close_kind"] == "unsolved"


def test_void_and_reopen(cli: Cli, leak: str) -> None:
    assert act(cli, "void", leak, "--reason", "误报")["state"] == "void"
    words = ("log", "物业费怎么交", "--category", "enquiry", "--done", "已告知")
    enquiry = cli(*words).out.strip()
    assert act(cli, "reopen", enquiry, "--reason", "还没懂")["round"] == 2


def test_merge_and_undo(cli: Cli, leak: str) -> None:
    other = cli("log", "3-2-1201 厨房漏水").out.strip()
    ticket = act(cli, "merge", other, leak)
    assert (ticket["state"], ticket["merged_into"]) == ("merged", leak)
    assert cli("show", leak, "--json").json["urges"] == 1
    assert act(cli, "undo", other)["state"] == "logged"
    assert cli("show", leak, "--json").json["urges"] == 0


def test_a_merger_keeps_what_is_owed_to_every_caller(cli: Cli) -> None:
    first = cli("log", "1-1-101 水管漏水 13800010001", "--caller", "甲", "--promised", "18:00").out.strip()
    for name, phone in (("丁", "13700000004"), ("戊", "13700000005")):
        act(cli, "contact", first, "--caller", name, "--phone", phone)
    act(cli, "urge", first)
    main = cli("log", "12345 2026113000123 1-1-102 水管漏水 13900000002", "--caller", "乙").out.strip()
    act(cli, "contact", main, "--caller", "丁", "--phone", "13700000004")
    act(cli, "merge", first, main)
    kept = cli("show", main, "--json").json
    assert [one["name"] for one in kept["contacts"]] == ["丁", "甲", "戊"]
    assert kept["urges"] == 1 + 3 + 1
    assert (kept["promised_at"][11:16], kept["external"]["number"]) == ("18:00", "2026113000123")
    assert [rung["reason"] for rung in kept["rungs"] if rung["reason"] == "urged"] == ["urged"]
    assert [one["number"] for one in cli("known", "13700000005", "--json").json["open"]] == [main]
    assert "13700000005" not in cli("list", "--json").out
    act(cli, "undo", first)
    parted = cli("show", main, "--json").json
    assert ([one["name"] for one in parted["contacts"]], parted["urges"], parted["promised_at"]) == (
        ["丁"],
        1,
        None,
    )


def test_a_merger_keeps_the_higher_urgency_and_the_helpers(cli: Cli) -> None:
    urgent = cli("log", "1-1-101 水管漏水 紧急", "--urgency", "emergency", "--assign", "王强").out.strip()
    main = cli("log", "1-1-102 水管漏水", "--assign", "李刚").out.strip()
    for name in ("李刚", "孙涛"):
        act(cli, "helper", urgent, name)
    act(cli, "merge", urgent, main)
    kept = cli("show", main, "--json").json
    assert (kept["urgency"], kept["assignee"], kept["helpers"]) == ("emergency", "李刚", ["孙涛"])
    act(cli, "undo", urgent)
    parted = cli("show", main, "--json").json
    assert (parted["urgency"], parted["helpers"]) == ("urgent", [])


def test_the_list_asks_whether_it_is_an_emergency_until_that_is_answered(cli: Cli) -> None:
    asked = (
        words
        for words in ("燃气表滴滴响", "老人坐在地上", "隔壁一直有人在敲墙喊", "楼上老人两天没开门")
        if recognise(words, default_policy())[1].emergency is Alarm.ASK
    )
    words = next(asked)
    number = cli("log", f"1-1-101 {words}").out.strip()
    assert f"EMERGENCY? {words}" in cli("list").out
    assert cli("list", "--json").json[0]["reading"]["emergency"] == "ask"
    cli("answer", number, "--emergency", "no")
    assert "EMERGENCY?" not in cli("list").out


def test_a_category_sends_an_emergency_where_it_belongs(cli: Cli) -> None:
    number = cli("log", "1-1-101 请问几点开门", "--assign", "客服中心").out.strip()
    why = ("--reason", "冒烟", "--category")
    assert act(cli, "reclassify", number, *why, "pipe_leak")["department"] == "desk"
    sent = act(cli, "reclassify", number, *why, "fire")
    assert (sent["department"], sent["state"]) == ("security", "assigned")
    assert act(cli, "reclassify", number, *why, "pipe_leak", "--to", "工程部")["department"] == "engineering"


def test_mergers_in_a_row_keep_everybody(cli: Cli) -> None:
    numbers = [
        cli("log", f"1-1-10{n} 水管漏水 1380001000{n}", "--caller", f"人{n}").out.strip() for n in (1, 2, 3)
    ]
    for one, other in pairwise(numbers):
        act(cli, "merge", one, other)
    last = cli("show", numbers[-1], "--json").json
    assert [one["name"] for one in last["contacts"]] == ["人2", "人1"]
    # each of them asked once more: the third urge is the supervisor's
    assert last["urges"] == 2
    assert "urged" in {rung["reason"] for rung in act(cli, "urge", numbers[-1])["rungs"]}


def test_words_that_change_no_state(cli: Cli, leak: str) -> None:
    assert act(cli, "urge", leak, "--who", "李女士")["urges"] == 1
    assert act(cli, "note", leak, "有狗", "注意")["events"][-1]["note"] == "有狗 注意"
    assert act(cli, "reply", leak, "半小时内到")["opinion"] == "半小时内到"
    ticket = act(cli, "reclassify", leak, "--category", "minor_repair", "--reason", "滴水")
    assert ticket["category"] == "minor_repair"
    rungs = act(cli, "cannot-solve", leak, "--reason", "缺料")["rungs"]
    assert str(rungs).count("'cannot_solve'") == 2
    assert act(cli, "beyond-office", leak, "--reason", "保修期")["state"] == "logged"


def test_not_fed_back_yet(cli: Cli) -> None:
    number = cli("log", "问快递", "--category", "enquiry").out.strip()
    act(cli, "assign", number, "desk")
    act(cli, "handle", number, "--outcome", "查到了", "--no-arrival", "by phone", "--not-fed-back")
    assert act(cli, "feed-back", number, "--way", "phone")["state"] == "closed"


def test_a_callback_is_put_off_once(cli: Cli, leak: str, refused: Refused) -> None:
    act(cli, "assign", leak, "李刚")
    ticket = act(cli, "handle", leak, "--outcome", "换了阀门", "--no-arrival", "by phone")
    due = ticket["callbacks"][0]["due_at"]
    later = ("--postpone", f"{due[:11]}23:59:59", "--reason", "出差")
    assert act(cli, "callback", leak, *later)["callbacks"][0]["postponed"] is True
    refused(1, "callback", leak, *later)
    refused(2, "callback", leak)
    refused(2, "callback", leak, *later, "--result", "satisfied")


def test_a_line_for_people(cli: Cli, leak: str) -> None:
    said = cli("assign", leak, "李刚")
    assert said.out.startswith(f"{leak}  assigned  3-2-1201  late")
    assert said.out.count("\n") == 1


def test_what_a_rule_forbids(cli: Cli, leak: str, refused: Refused) -> None:
    assert "Not assigned yet" in refused(1, "accept", leak)
    assert "2026-03-10 14:30" in refused(1, "arrive", leak, "--at", "gestern")
    assert "future" in refused(1, "urge", leak, "--at", "+5m")
    assert "no ticket" in refused(1, "accept", "260310-999")
    assert "category" in refused(1, "log", "x", "--category", "leek")
    refused(2, "return", leak)
    refused(2, "hold", leak, "--reason", "tired", "--until", "+1h")


def test_who_acts(cli: Cli, refused: Refused, leak: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "night")
    assert cli("urge", leak, "--json").json["events"][-1]["actor"] == "night"
    assert cli("--as", "王敏", "urge", leak, "--json").json["events"][-1]["actor"] == "王敏"
