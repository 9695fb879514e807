"""Right command lines are read without typer, and exactly as typer reads them."""

import random
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from core.base.errors import Misconfigured
from tests.cli.program import Cli
from tui.cli import typer_app
from tui.cli.command import Group, Run
from tui.cli.commands import COMMANDS
from tui.cli.context import Here
from tui.cli.reading import AskedCommand, asked_for
from tui.cli.words import Argument, Option, words_of
from tui.files.settings import Options

Said = tuple[str, dict[str, Any]]


def all_commands(group: Group = COMMANDS, *path: str) -> Iterator[tuple[tuple[str, ...], Run]]:
    """Yield every command with its words, groups that run alone too."""
    for command in group.commands:
        runs = command.load()
        if not isinstance(runs, Group):
            yield (*path, command.name), runs
            continue
        if runs.alone:
            yield (*path, command.name), runs.alone
        yield from all_commands(runs, *path, command.name)


ALL = dict(all_commands())


@pytest.fixture
def by_typer(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return what typer reads in a command line."""
    calls: list[Said] = []
    monkeypatch.setattr(AskedCommand, "run", lambda call, here: calls.append((call.path, dict(call.values))))

    def read(words: list[str]) -> Said:
        typer_app.run(COMMANDS, Here(Options(), datetime.now(UTC)), words)
        return calls.pop()

    return read


def read_at_once(words: list[str]) -> Said | None:
    call = asked_for(COMMANDS, words)
    return (call.path, dict(call.values)) if call else None


def described(runs: Run) -> list[Option | Argument]:
    return [word.annotation.__metadata__[0] for word in words_of(runs)]


def value_of(word: Option) -> str:
    return word.known[-1] if word.known else "7" if word.least else "-15m"


def arguments_of(runs: Run) -> list[str]:
    return ["17" for word in described(runs) if isinstance(word, Argument)]


def whole_line(runs: Run, joined: bool) -> list[str]:
    """All options with a value, in the order of the description, then the arguments."""
    said: list[str] = []
    for word in described(runs):
        if isinstance(word, Option) and word.metavar:
            said += [f"{word.names[0]}={value_of(word)}"] if joined else [word.names[-1], value_of(word)]
        elif isinstance(word, Option):
            said.append(word.names[0])
    return [*said, *arguments_of(runs)]


@pytest.mark.parametrize("path", ALL, ids=" ".join)
def test_a_whole_line_is_read_at_once_as_typer_reads_it(by_typer: Any, path: tuple[str, ...]) -> None:
    runs = ALL[path]
    for words in (
        whole_line(runs, joined=False),
        whole_line(runs, joined=True),
        [*arguments_of(runs), *whole_line(runs, joined=False)[: -len(arguments_of(runs)) or None]],
    ):
        found = read_at_once([*path, *words])
        assert found is not None
        assert found == by_typer([*path, *words])
        assert found[0] == " ".join(("dutydesk", *path))


@pytest.mark.parametrize("path", ALL, ids=" ".join)
def test_what_is_read_at_once_typer_reads_alike(by_typer: Any, path: tuple[str, ...]) -> None:
    """A line with changes at random: what typer refuses is left to it, all else is read alike or left."""
    runs, chosen = ALL[path], random.Random(" ".join(path))
    names = [name for word in described(runs) if isinstance(word, Option) for name in word.names]
    pool = [
        *names,
        *(f"{name}=3" for name in names),
        "17",
        "3-2-1201",
        "-",
        "--",
        "-x",
        "--x",
        "",
        "0",
        "漏水",
    ]
    read = 0
    for turn in range(40):
        words = whole_line(runs, joined=turn % 2 == 0)
        for place in chosen.choices(range(len(words) + 1), k=turn % 4):
            words[place : place + chosen.randint(0, 1)] = chosen.choices(pool, k=chosen.randint(0, 2))
        if words and (found := read_at_once([*path, *words])):
            assert found == by_typer([*path, *words]), words
            read += 1
    assert read or not whole_line(runs, joined=False)


@pytest.mark.parametrize("words", (["frob"], ["list", "-h"], ["list", "x"], ["assign", "1"], ["policy"], []))
def test_the_rest_is_left_to_typer(words: list[str]) -> None:
    assert asked_for(COMMANDS, words) is None


def test_words_that_do_not_go_together_are_refused_as_typer_would(cli: Cli) -> None:
    number = cli("log", "3-2-1201 lamp").out.strip()
    at_once = cli("callback", number, ok=False)
    assert (at_once.code, at_once.out) == (Misconfigured.exit_code, "")
    assert at_once.err == "Use --result or --postpone, not both. See: dutydesk callback --help\n"
    assert cli("callback", number, "--at", "-1m", "--", ok=False) == at_once


@pytest.mark.parametrize("command", COMMANDS.commands, ids=lambda command: str(command.name))
def test_every_command_is_where_the_list_says(command: Any) -> None:
    runs = command.load()
    assert isinstance(runs, Group) or callable(runs)
    assert command.help and (command.panel or command.name == "demo")


def modules_after(database: Path, *words: str) -> set[str]:
    code = (
        "import sys; from tui.cli import began, run; code = run(sys.argv[1:], began())\n"
        "assert code == 0\nsys.stderr.write(' '.join(sys.modules))"
    )
    said = subprocess.run(
        [sys.executable, "-c", code, "--database", str(database), *words],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(said.stderr.split())


HELP_ONLY = {"typer", "pydantic", "rich.table"}
HEAVY = {"textual", "pendulum", "alembic", "asyncpg", "psycopg", "pypinyin", "openpyxl", "xlsxwriter"} | {
    "sqlalchemy.dialects.postgresql", "sqlalchemy.orm", "jinja2", "tomlkit", "argon2", "babel",
}  # fmt: skip


@pytest.mark.parametrize(
    ("words", "own"),
    [
        (("log", "3-2-1201 kitchen pipe leaking"), {"log", "tickets"}),
        (("list",), {"tickets"}),
        (("list", "--json"), {"tickets"}),
        (("show", "1"), {"tickets"}),
        (("show", "1", "--json"), {"tickets"}),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, tuple) else "",
)
def test_only_the_command_that_was_asked_for_is_loaded(tmp_path: Path, words: Any, own: set[str]) -> None:
    database = tmp_path / "desk.db"
    modules_after(database, "log", "3-2-1201 lamp")
    loaded = modules_after(database, *words)
    assert loaded & (HELP_ONLY | HEAVY) == set()
    places = {str(one.runs).partition(":")[0].rpartition(".")[2] for one in COMMANDS.commands}
    commands = {name.rpartition(".")[2] for name in loaded if name.startswith("tui.cli.")} & places
    assert commands - {"commands"} == own
