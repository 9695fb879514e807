"""docs/rights.md is true: every role tries every act of it, and no command and no key is missing (§18)."""

import re
from collections.abc import Iterator

import pytest

from core.desk import sign_in
from core.people.rights import RIGHTS
from core.people.roles import ROLE_NAMES
from core.ticket.acts.base import why_not
from core.ticket.acts.table import ACTS as TABLE
from storage.store import SqlStore
from tests.record_rights import RECORD_ACTS
from tests.rights_cases import ACTS, NOW, STEPS, Entry, Office, rows
from tools import rights
from tui.cli.command import Group
from tui.cli.commands import COMMANDS as COMMAND_LINE
from tui.commands.registry import COMMANDS

ROWS = [*rows()]
EVERY = {**ACTS, **RECORD_ACTS}
BOTH = (True, False)
"""A ticket that is theirs, and one that is not."""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    store = SqlStore(str(tmp_path_factory.mktemp("rights") / "desk.db"))
    yield Office(store)
    store.close()


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sign_in, "TIME", 1)
    monkeypatch.setattr(sign_in, "MEMORY", 8)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.act)
def test_what_each_role_may(office: Office, row: Entry) -> None:
    sort, do = STEPS.get(row.act) or ("sent", EVERY[row.act])
    found = {}
    for role in ROLE_NAMES:
        theirs, others = (office.tried(role, do, office.numbers[sort, whose]) for whose in BOTH)
        found[role] = "-" if theirs else "own" if others else "yes"
        for refused in filter(None, (theirs, others)):
            assert row.act == "own_pin" or re.search("[Nn]eeds .*(: |Ask )[a-z]", str(refused))
    assert found == row.may


def test_a_key_is_dim_for_whoever_may_not(office: Office) -> None:
    cards = {key: office.desk("operator").queries.card(number) for key, number in office.numbers.items()}
    for role in ROLE_NAMES:
        actor = office.desk(role).queries.actor()
        for row in ROWS:
            if row.act in TABLE:
                sort = STEPS[row.act][0]
                shown = (cards[sort, whose] for whose in BOTH)
                theirs, others = (why_not(row.act, card.ticket, actor, NOW, card.policy) for card in shown)
                assert ("-" if theirs else "own" if others else "yes") == row.may[role], (row.act, role)


def test_no_command_and_no_key_is_missing() -> None:
    named = {name for row in ROWS for name in row.commands}
    assert named == set(_commands(COMMAND_LINE))
    keys = {key for row in ROWS for key in row.keys}
    assert keys == {command.id for command in COMMANDS.values() if not command.moves}


def _commands(group: Group, *path: str) -> Iterator[str]:
    for command in group.commands:
        runs = command.load()
        if isinstance(runs, Group):
            yield from _commands(runs, *path, command.name)
        else:
            yield " ".join((*path, command.name))


def test_no_right_and_no_rule_is_missing() -> None:
    acts = {row.act: row for row in ROWS}
    assert {*RIGHTS, *TABLE} <= set(acts)
    for command in COMMANDS.values():
        if command.right:
            rows_of_it = [row.may for row in ROWS if command.id in row.keys]
            assert acts[command.right].may in rows_of_it, command.id


def test_the_rows_of_the_steps_are_made_of_the_table_of_acts() -> None:
    assert rights.page() == rights.PAGE.read_text(encoding="utf-8")


def test_a_refusal_says_who_may_in_the_language_of_whoever_reads_it(office: Office) -> None:
    refused = office.tried("operator", STEPS["give_up"][1], office.numbers["rung", True])
    assert refused is not None
    words = {
        "“{what}” needs {role}. You are acting as {name} ({own}).": (
            "「{what}」须由{role}办理；{name}是{own}。"
        ),
        "Ask {names}.": "可找：{names}。",
        "Close without a callback": "免回访",
        "a supervisor": "主管",
        "an operator": "值班员",
        ", ": "、",
        "{first} {second}": "{first}{second}",
    }
    assert refused.text(lambda text: words[text]) == (
        "「免回访」须由主管办理；operator是值班员。可找：supervisor、director、general_manager。"
    )
