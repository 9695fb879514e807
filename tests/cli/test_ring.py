"""`dutydesk ring`: quick, quiet, and safe with whatever a telephone system passes on."""

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from core.desk.desk import Desk
from storage import sqlite
from storage.store import SqlStore
from tests.cli.program import Cli, finished, process
from tests.storage.old_database import golden_file

Refused = Callable[..., str]
PHONE = "13800138000"


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A centre that is open, and the one that the environment names."""
    file = tmp_path / "desk.db"
    SqlStore(str(file)).close()
    monkeypatch.setenv("DUTYDESK_DATABASE", str(file))
    return file


def rings(database: Path) -> list[tuple[str, str, int]]:
    store = SqlStore(str(database))
    found = [(call.ring.phone, call.ring.line, call.ring.times) for call in Desk(store, "anna").phone.rings()]
    store.close()
    return found


def test_it_says_nothing_but_the_id(cli: Cli, database: Path) -> None:
    assert cli("ring", PHONE, "--line", "hotline").out == "1\n"
    assert cli("ring", "--line=gate", "13900139000").out == "2\n"
    assert rings(database) == [(PHONE, "hotline", 1), ("13900139000", "gate", 1)]


def test_json_masks_the_number(cli: Cli, database: Path) -> None:
    said = cli("ring", PHONE, "--json").json
    assert (said["ring"], said["phone"], said["state"], said["times"]) == (1, "138****8000", "ringing", 1)
    assert PHONE not in str(said)


def test_a_call_that_stopped_is_missed(cli: Cli, database: Path) -> None:
    cli("ring", PHONE)
    assert cli("ring", "--ended", "13900139000").out == ""
    assert cli("ring", "--ended", PHONE, "--json").json[0]["state"] == "missed"
    assert cli("ring", "--ended", PHONE).out == ""
    assert cli("ring", PHONE).out == "1\n"
    assert rings(database) == [(PHONE, "", 2)]


@pytest.mark.parametrize(
    "said", ["", "anonymous", "$(reboot)", "'; DROP TABLE ring; --", "\x1b]0;x\x07", "<script>", "%s", "?"]
)
def test_what_is_no_number_is_an_unknown_caller(cli: Cli, database: Path, said: str) -> None:
    cli("ring", said)
    assert rings(database) == [("", "", 1)]


def test_a_number_that_looks_like_an_option(cli: Cli, refused: Refused, database: Path) -> None:
    refused(2, "ring", "-13800138000")
    cli("ring", "--line", "hot line", "--", "-13800138000")
    assert rings(database) == [(PHONE, "hot line", 1)]


@pytest.mark.parametrize("words", [(), ("1", "2"), ("--line",), ("138", "--bad"), ("138", "--line")])
def test_a_wrong_command_line_is_told(refused: Refused, database: Path, words: tuple[str, ...]) -> None:
    refused(2, "ring", *words)
    assert rings(database) == []


def test_no_database_is_made_for_a_call(refused: Refused, tmp_path: Path) -> None:
    there = tmp_path / "none.db"
    assert "none.db does not exist" in refused(3, "--database", str(there), "ring", PHONE)
    assert not there.exists()


def test_a_file_that_is_something_else(refused: Refused, tmp_path: Path) -> None:
    there = tmp_path / "notes.txt"
    there.write_text("not a database, but long enough to look at" * 100)
    refused(3, "--database", str(there), "ring", PHONE)


def test_a_database_that_somebody_holds(
    refused: Refused, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "PRAGMAS", ("busy_timeout=50",))
    holder = sqlite.connect(database)
    holder.execute("BEGIN IMMEDIATE")
    assert "busy" in refused(3, "ring", PHONE)
    holder.close()


def test_a_number_reaches_no_message(refused: Refused, database: Path) -> None:
    connection = sqlite.connect(database)
    connection.execute("DROP TABLE ring")
    connection.close()
    assert PHONE not in refused(3, "ring", PHONE)


def test_on_a_server(cli: Cli, postgresql_url: str) -> None:
    there = ("--database", postgresql_url)
    cli(*there, "migrate")
    assert cli(*there, "ring", PHONE).out == "1\n"
    assert cli(*there, "ring", PHONE, "--json").json["times"] == 2


def test_an_older_database_is_brought_up_to_date_first(cli: Cli, database: Path) -> None:
    golden_file(database)
    assert cli("ring", PHONE).out == "4\n"


def test_many_at_once_are_all_kept(database: Path) -> None:
    started = [process("ring", f"1380013800{count}") for count in range(6)]
    assert sorted(finished(one).out for one in started) == [f"{count}\n" for count in range(1, 7)]
    assert len(rings(database)) == 6


def test_it_loads_nothing_heavy(database: Path) -> None:
    call = f"import sys; from tui.cli import began, run; run(['ring', '{PHONE}'], began())"
    code = f"{call}; print(*sys.modules)"
    root = Path(__file__).parents[2]
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root
    )
    heavy = {
        "textual",
        "rich.console",
        "sqlalchemy",
        "alembic",
        "typer",
        "pendulum",
        "core.desk.desk",
        "core.policy.model",
    }
    assert heavy & set(loaded.stdout.split()) == set()


def test_help_names_its_options(cli: Cli) -> None:
    told = re.sub(r"\s+", " ", cli("ring", "--help").out)
    assert all(option in told for option in ("--line", "--ended", "--json", "PHONE"))
