"""Asking for approval on the command line: `--ask`, the list, the decision."""

import inspect
from collections.abc import Callable
from pathlib import Path

import pytest

from core.ticket.acts.base import act_class
from core.ticket.acts.table import ACTS
from tests.cli.program import Cli
from tui.cli.commands import COMMANDS
from tui.cli.words import AskFor

Refused = Callable[..., str]

STAFF = "no,name,department,role\n1,Anna,desk,operator\n2,陈静,desk,supervisor\n3,Dong,desk,director\n"


@pytest.fixture
def leak(cli: Cli, tmp_path: Path) -> str:
    """A ticket of a centre with an operator, a supervisor and a director."""
    file = tmp_path / "staff.csv"
    file.write_text(STAFF, encoding="utf-8")
    cli("import", "people", str(file))
    return cli("--as", "Anna", "log", "3-2-1201 水管漏水", "--caller", "李女士 13800138000").out.strip()


def test_an_operator_asks_and_the_supervisor_approves(cli: Cli, leak: str, refused: Refused) -> None:
    words = ("defer", leak, "--reason", "no budget", "--review", "+30d")
    assert "Needs a supervisor: 陈静." in refused(1, "--as", "Anna", *words)
    said = cli("--as", "Anna", *words, "--ask").out
    assert "request 2, for a supervisor" in said
    (listed,) = cli("--as", "陈静", "approvals", "--json").json
    assert (listed["number"], listed["id"], listed["act"], listed["may"]) == (leak, 2, "defer", True)
    assert "no budget" in listed["words"] and "13800138000" not in str(listed)
    assert "no budget" in cli("approvals").out
    assert "Needs a supervisor" in refused(1, "--as", "Anna", "approve", leak)
    assert cli("--as", "陈静", "approve", leak, "--json").json["state"] == "deferred"
    assert cli("approvals", "--json").json == []
    assert "No approval is asked for on this ticket." in refused(1, "--as", "陈静", "approve", leak)


def test_a_request_is_refused_with_a_reason_or_withdrawn(cli: Cli, leak: str, refused: Refused) -> None:
    cli("--as", "Anna", "beyond-office", leak, "--reason", "the city's", "--ask")
    cli("--as", "Anna", "defer", leak, "--reason", "no budget", "--review", "+30d", "--ask")
    assert "say which: 2, 3" in refused(1, "--as", "Dong", "refuse", leak, "--reason", "ours")
    cli("--as", "Dong", "refuse", leak, "2", "--reason", "ours")
    cli("--as", "Anna", "withdraw", leak)
    requests = cli("show", leak, "--json").json["requests"]
    assert [(one["ruling"], one["done_by"], one["reason"]) for one in requests] == [
        ("refused", "Dong", "ours"),
        ("withdrawn", "Anna", None),
    ]


PHONE = "13912348000"


@pytest.mark.parametrize(
    "lists",
    [("approvals",), ("plan-steps",), ("to-do",), ("list", "--view", "all")],
    ids=str,
)
def test_lists_mask_the_phones_in_what_supervisors_wrote(cli: Cli, leak: str, lists: tuple[str, ...]) -> None:
    number = cli("--as", "Anna", "log", "3-2-1202 要找媒体", "--category", "complaint_major").out.strip()
    said = f"ring {PHONE}"
    cli("--as", "Anna", "defer", number, "--reason", said, "--review", "+30d", "--ask", "--note", said)
    cli("--as", "陈静", "handling-plan", number, "--step", said, "--owner", "陈静", "--due", "+2d")
    cli("--as", "陈静", "investigation", number, "--lead", "陈静", "--members", said)
    cli("--as", "Anna", "complaint", number, "--findings", said)
    for more in ((), ("--json",)):
        out = cli(*lists, *more).out
        assert PHONE not in out
    assert number in out  # the JSON
    assert "139****8000" in out


def test_the_chinese_list_calls_its_columns_by_their_own_words(cli: Cli, leak: str) -> None:
    cli("--as", "Anna", "beyond-office", leak, "--reason", "the city's", "--ask")
    heads, _row = cli("--lang", "zh_CN", "approvals").out.splitlines()
    assert heads.split() == ["编号", "申请号", "地点", "事项", "步骤", "申请人", "申请时间", "须由"]


def test_an_approved_step_has_no_earlier_time(cli: Cli, leak: str, refused: Refused) -> None:
    assert "leave out --at" in refused(2, "--as", "Anna", "revive", leak, "--ask", "--at", "-5m")


def test_every_step_that_takes_more_than_an_operator_can_be_asked_for() -> None:
    asking = {
        command.name.replace("-", "_")
        for command in COMMANDS.commands
        if command.name.replace("-", "_") in ACTS and AskFor in _annotations(command.load())
    }
    assert asking == {name for name in ACTS if act_class(name).about.reserved}
    assert {"defer", "reopen", "assign", "hold", "void", "callback", "conclude", "undo"} <= asking


def _annotations(run: object) -> list[object]:
    return [word.annotation for word in inspect.signature(run).parameters.values()]  # type: ignore[arg-type]
