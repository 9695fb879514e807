"""Options before the command, wrong command lines, faults: each ends as one line and an exit code."""

import os
import re
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from core.desk.queries import Queries
from tests.cli.program import PROGRAM, Cli, Said, finished, here, process
from tui import i18n

Refused = Callable[..., str]


@pytest.mark.parametrize(
    "words",
    [
        ["frob"],
        ["log"],
        ["list", "--view", "foo"],
        ["list", "--limit", "many"],
        ["list", "extra"],
        ["list", "--bad"],
        ["assign", "1"],
        ["policy"],
        ["policy", "check", "/no/such/file"],
        ["deadlines", "fire"],
        ["deadlines", "fire", "--at", "09:00", "--policy", "/no/such/file"],
        ["--lang", "tlh", "list"],
        ["--database"],
        ["--bad", "list"],
        ["demo", "--bad"],
    ],
)
def test_a_wrong_command_line(refused: Refused, words: list[str]) -> None:
    refused(2, *words)


def test_the_desk_needs_a_terminal(refused: Refused) -> None:
    refused(2)
    refused(2, "demo", "--lang", "zh_CN")


def test_the_database_can_be_named_in_both_ways(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = tmp_path / "one.db", tmp_path / "other.db"
    cli("--database", str(one), "log", "3-2-1201 a")
    cli(f"--database=sqlite:///{other}", "log", "3-2-1201 b")
    assert len(cli("--database", str(one), "list", "--json").json) == 1
    monkeypatch.setenv("DUTYDESK_DATABASE", str(other))
    assert cli("list", "--json").json[0]["description"] == "b"
    cli("--database", str(one), "list")


def test_everything_is_private(cli: Cli, own_home: Path) -> None:
    cli("log", "3-2-1201 a")
    made = [path for path in own_home.rglob("*") if "dutydesk" in str(path)]
    assert made
    assert {stat.S_IMODE(path.stat().st_mode) for path in made} <= {0o600, 0o700}


def test_the_language(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "No ticket" in cli("--lang", "en", "list").out
    monkeypatch.setenv("DUTYDESK_LANG", "zh_CN")
    assert "No ticket" not in cli("list").out
    assert i18n.language() == "zh_CN"


def test_chinese_help() -> None:
    said = finished(process("--lang", "zh_CN", "log", "--help"))
    assert said.code == 0
    assert not re.search("Options|required", said.out)
    assert re.search("[\u4e00-\u9fff]{4}", said.out)


def test_the_version(cli: Cli) -> None:
    assert re.fullmatch(r"dutydesk \d+\.\d+\.\d+\n", cli("--version").out)


def test_a_database_that_cannot_be_used(refused: Refused, tmp_path: Path) -> None:
    junk = tmp_path / "junk.db"
    junk.write_bytes(b"no database" * 100)
    refused(3, "--database", str(junk), "list")
    refused(3, "--database", str(tmp_path), "list")
    refused(3, "--database", "postgresql://nobody@127.0.0.1:1/none", "list")


def test_a_database_of_a_newer_version_is_left_alone(cli: Cli, refused: Refused, tmp_path: Path) -> None:
    there = tmp_path / "desk.db"
    cli("--database", str(there), "log", "3-2-1201 lamp")
    with closing(sqlite3.connect(there)) as newer:
        newer.execute("PRAGMA user_version=999")
        newer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = there.read_bytes()
    refused(3, "--database", str(there), "log", "3-2-1201 door")
    assert there.read_bytes() == before


def test_a_fault_names_nobody(cli: Cli, own_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(*_: object, **__: object) -> None:
        phone = "13812345678"
        raise RuntimeError(f"somebody at {phone}")

    monkeypatch.setattr(Queries, "each", break_down)
    said = cli("list", ok=False)
    (file,) = own_home.rglob("dutydesk.log")
    assert said.code == 1
    assert said.err == f"dutydesk stopped because of a fault (RuntimeError). Details: {file}\n"
    log = file.read_text(encoding="utf-8")
    assert "break_down" in log
    assert "13812345678" not in log + said.err
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_an_interrupt(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Queries, "each", interrupt)
    assert cli("list", ok=False) == Said(130, "", "")


def test_a_reader_that_has_had_enough(cli: Cli) -> None:
    cli("log", "3-2-1201 a")
    read, write = os.pipe()
    os.close(read)
    listing = process("list", stdout=write)
    os.close(write)
    said = listing.communicate(timeout=60)[1]
    assert (listing.returncode, said) == (0, b"")


def test_a_closed_output() -> None:
    logging = subprocess.run(
        ["sh", "-c", '"$0" "$@" >&-', *PROGRAM, "log", "3-2-1201 lamp"], stderr=subprocess.PIPE
    )
    assert (logging.returncode, logging.stderr) == (0, b"")


def test_completion() -> None:
    words = here(_DUTYDESK_COMPLETE="complete_bash", COMP_WORDS="dutydesk acc", COMP_CWORD="1")
    assert finished(process(env=words)).out.split() == ["accept"]
    views = here(_DUTYDESK_COMPLETE="complete_bash", COMP_WORDS="dutydesk list --view br", COMP_CWORD="3")
    assert finished(process(env=views)).out.split() == ["breached"]


def completed(line: str, **more: str) -> list[str]:
    count = str(len(line.split(" ")) - 1)
    env = here(_DUTYDESK_COMPLETE="complete_bash", COMP_WORDS=line, COMP_CWORD=count, **more)
    said = finished(process(env=env))
    assert said.err == ""
    return said.out.rstrip("\n").split("\n") if said.out.strip() else []


def test_completion_knows_the_lists_of_the_centre(cli: Cli, tmp_path: Path) -> None:
    staff = tmp_path / "staff.csv"
    staff.write_text("no,name,department,phone\n7,Wang Qiang,engineering,13800138000\n", encoding="utf-8")
    cli("import", "people", str(staff))
    number = cli("log", "3-2-1201 kitchen pipe leaking 13900139000").out.strip()
    assert completed(f"dutydesk show {number[:5]}") == [number]
    assert completed(f"dutydesk assign {number} W") == ["Wang Qiang"]
    assert completed(f"dutydesk assign {number} engi") == ["engineering"]
    assert completed("dutydesk log leak --category pipe_l") == ["pipe_leak"]
    assert completed("dutydesk deadlines pipe_l") == ["pipe_leak"]


def test_completion_makes_no_database(tmp_path: Path) -> None:
    file = tmp_path / "none.db"
    assert completed("dutydesk show 2", DUTYDESK_DATABASE=str(file)) == []
    assert not file.exists()


def test_completion_shows_no_number(cli: Cli) -> None:
    cli("log", "3-2-1201 leak, call 13900139000")
    env = here(_DUTYDESK_COMPLETE="complete_zsh", _TYPER_COMPLETE_ARGS="dutydesk show 2")
    said = finished(process(env=env)).out
    assert "3-2-1201" in said
    assert "13900139000" not in said


def test_the_desk_opens_without_what_only_commands_need() -> None:
    ask = "import sys; from tui.cli import began, run; run(['demo'], began()); print(*sys.modules)"
    said = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    assert not {"typer", "sqlalchemy", "alembic", "pendulum", "pypinyin"} & set(said.stdout.split())


def test_a_word_that_is_almost_a_command_names_it(refused: Refused) -> None:
    assert "Did you mean list?" in refused(2, "lst")
    assert "Did you mean" not in refused(2, "qqqqq")


def test_an_unknown_language_is_the_fault_of_the_option(refused: Refused) -> None:
    said = refused(2, "--lang", "fr", "list")
    assert ("“fr” is not known" in said, "config.toml" in said) == (True, False)


@pytest.mark.parametrize("words", [(), ("log",), ("papers",), ("assign",), ("handle",), ("handover", "note")])
def test_help_in_chinese_is_wrapped_and_whole(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    said = cli("--lang", "zh_CN", *words, "--help").out
    assert "<bool>" not in said
    assert "Show this message" not in said
    assert "completion for" not in said
    assert not re.search(r"…\s*│", said)


def test_the_settings_are_named_in_chinese(cli: Cli) -> None:
    said = cli("--lang", "zh_CN", "config").out
    assert "数据库" in said
    assert not re.search(r"^(database|config|keys|person|role|zone)\b", said, re.M)
    assert {"database", "config", "role"} <= set(cli("--lang", "zh_CN", "config", "--json").json)
