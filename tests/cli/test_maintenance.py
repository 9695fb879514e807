"""Rules, keys, places, copies and back."""

import fcntl
import json
import os
import pty
import termios
from collections.abc import Callable
from pathlib import Path

import pytest

from core.policy.model import DEFAULT_POLICY
from storage import sqlite
from tests.cli.program import PROGRAM, Cli, finished, process
from tests.storage.old_database import golden_file
from tests.tui.pty_desk import PtyDesk
from tui.cli.maintenance import without_password

Refused = Callable[..., str]


def test_the_policy_can_be_shown_checked_and_applied(cli: Cli, tmp_path: Path) -> None:
    text = cli("policy", "show").out
    assert text == DEFAULT_POLICY.read_text(encoding="utf-8")
    file = tmp_path / "policy.toml"
    file.write_text(text.replace("late_floor_min = 60", "late_floor_min = 30"), encoding="utf-8")
    cli("policy", "check", str(file))
    cli("log", "3-2-1201 lamp")
    assert "2" in cli("policy", "apply", str(file)).out
    assert "late_floor_min = 30" in cli("policy", "show").out
    cli("log", "3-2-1201 lamp")
    tickets = cli("list", "--json").json
    assert sorted(ticket["policy"] for ticket in tickets) == [1, 2]


def test_every_problem_of_a_policy_is_named(tmp_path: Path, refused: Refused) -> None:
    file = tmp_path / "policy.toml"
    file.write_text('[site]\ntz = "Mars"\nday_ende = "24:00"\n', encoding="utf-8")
    said = refused(2, "policy", "check", str(file))
    for problem in ("site.tz", "day_ende", "category"):
        assert problem in said
    refused(2, "policy", "apply", str(file))
    file.write_bytes(b"\xff\xfe\x00")
    refused(2, "policy", "check", str(file))


def test_the_keys(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUTYDESK_CONFIG", str(tmp_path))
    assert "new_ticket" in cli("keys").out
    assert cli("keys", "--check").code == 0
    assert cli("keys", "--markdown").out.startswith("# ")
    (tmp_path / "keybindings.toml").write_text("[app]\nnew_tickt = 'x'\n", encoding="utf-8")
    said = cli("keys", "--check", ok=False)
    assert (said.code, said.out) == (2, "")
    assert "keybindings.toml:2: app.new_tickt" in said.err
    assert "new_ticket" in said.err
    assert cli("doctor", ok=False).code == 1


def test_where_everything_lives(cli: Cli, own_home: Path) -> None:
    facts = cli("config", "--json").json
    assert facts["database"].startswith(str(own_home))
    assert facts["zone"] == "Asia/Shanghai"
    assert "no supervisor" in facts["role"]
    assert facts["keys"] in cli("config").out


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("/srv/desk.db", "/srv/desk.db"),
        ("postgresql://desk@db/desk", "postgresql://desk@db/desk"),
        ("sqlite:////srv/desk.db", "sqlite:////srv/desk.db"),
        ("postgresql://desk:s3cret@db:5432/desk?x=1", "postgresql://desk:***@db:5432/desk?x=1"),
        ("postgresql://desk@db/desk?password=s3cret", "postgresql://desk@db/desk?password=***"),
    ],
)
def test_no_password_is_shown(address: str, shown: str) -> None:
    assert without_password(address) == shown


def test_a_broken_setting_stops_every_command(own_home: Path, refused: Refused) -> None:
    file = own_home / ".config" / "dutydesk" / "config.toml"
    file.parent.mkdir(parents=True)
    file.write_text("langage = 'en'\n", encoding="utf-8")
    assert "language" in refused(2, "list")


def test_a_copy_and_back(cli: Cli, tmp_path: Path) -> None:
    number = cli("log", "3-2-1201 水管漏水").out.strip()
    copy = tmp_path / "copy.db"
    cli("backup", str(copy))
    cli("log", "东门路灯不亮")
    restored = finished(process("restore", "--yes", str(copy)))
    assert restored.code == 0, restored.err
    assert [ticket["number"] for ticket in cli("list", "--json").json] == [number]
    (kept,) = copy.parent.rglob("*.replaced-*")
    assert len(cli("--database", str(kept), "list", "--json").json) == 2


def test_nobody_restores_by_accident(cli: Cli, tmp_path: Path, refused: Refused) -> None:
    copy = tmp_path / "copy.db"
    cli("log", "3-2-1201 lamp")
    cli("backup", str(copy))
    said = finished(process("restore", str(copy)))
    assert (said.code, said.out) == (1, "")
    refused(1, "restore", "--yes", str(tmp_path / "none.db"))


@pytest.mark.parametrize(("answer", "code"), [(b"n\n", 1), (b"\xe9\n", 130), (b"y\n", 0), (b"\x03", 130)])
def test_the_question_before_a_restore(cli: Cli, tmp_path: Path, answer: bytes, code: int) -> None:
    copy = tmp_path / "copy.db"
    cli("log", "3-2-1201 lamp")
    cli("backup", str(copy))
    cli("log", "3-2-1201 door")
    master, slave = pty.openpty()
    asked = process("restore", str(copy), stdin=slave, start_new_session=True, preexec_fn=take_terminal)
    os.close(slave)
    assert asked.stderr
    os.read(asked.stderr.fileno(), 100)
    os.write(master, answer)
    if code == 130 and answer != b"\x03":
        os.write(master, b"\x03")
    assert finished(asked).code == code
    os.close(master)
    assert len(cli("list", "--json").json) == (1 if code == 0 else 2)


def take_terminal() -> None:
    """Make the standard input the terminal whose Ctrl-C interrupts this process."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def test_the_doctor(cli: Cli) -> None:
    cli("log", "3-2-1201 lamp")
    assert cli("doctor", "--json").json["problems"] == []
    assert "Nothing is wrong." in cli("doctor").out


def test_migrate_says_the_schema(cli: Cli) -> None:
    assert cli("migrate").out.count("\n") == 1


def test_json_is_one_document(cli: Cli) -> None:
    for words in (("config",), ("doctor",), ("list",), ("deadlines", "fire", "--at", "09:00")):
        json.loads(cli(*words, "--json").out)


def test_a_migration_shows_its_progress_and_leaves_the_line_empty(own_home: Path) -> None:
    file = golden_file(own_home / "old.db")
    program = [*PROGRAM, "--database", str(file), "migrate"]
    with PtyDesk(program, {"HOME": str(own_home), "DUTYDESK_LANG": "en"}) as terminal:
        terminal.until(lambda text: f"has schema {sqlite.SCHEMA}." in text.replace("\n", ""))
        assert b"Bringing the database up to date: journal 100 %" in terminal.raw
        assert "Bringing" not in "\n".join(terminal.screen.display)
