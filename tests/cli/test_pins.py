"""PINs at the command line: typed blind or from a private file, never a word, never seen again."""

import io
import os
import sys
from pathlib import Path

import pytest

from core.desk import sign_in
from core.desk.desk import Desk
from core.desk.facts import WrongPin
from core.people.directory import Person
from core.ticket.numbers import numbers_in
from storage.store import SqlStore
from tests.cli.program import PROGRAM
from tests.tui.pty_desk import PtyDesk
from tui.cli.acting_person import PIN_FILE
from tui.files.settings import load_settings

CHIEF, OWN = "86420-zebra", "97531-zebra"
"""Two PINs that stand nowhere else."""


@pytest.fixture(autouse=True)
def office(own_home, monkeypatch):
    """A supervisor and an operator who comes under a login that is not this one; hashes cost little."""
    monkeypatch.setattr(sign_in, "TIME", 1)
    monkeypatch.setattr(sign_in, "MEMORY", 8)
    database = own_home / "desk.db"
    monkeypatch.setenv("DUTYDESK_DATABASE", str(database))
    store = SqlStore(str(database))
    with store.writing() as work:
        work.people.save_people(
            [Person("001", "王敏", role="operator"), Person("002", "陈静", role="supervisor")]
        )
    yield store
    store.close()


@pytest.fixture
def pin_file(own_home, monkeypatch):
    """Puts a PIN where the command line finds it without a terminal."""

    def kept(pin, mode=0o600):
        file = own_home / "pin"
        file.write_text(f"{pin}\n")
        file.chmod(mode)
        monkeypatch.setenv(PIN_FILE, str(file))
        return file

    return kept


@pytest.fixture
def piped(monkeypatch):
    """Gives the command one line on its standard input."""
    return lambda line: monkeypatch.setattr(sys, "stdin", io.StringIO(f"{line}\n"))


@pytest.fixture
def guarded(cli, pin_file, piped):
    """Both have PINs; the supervisor's lies in the private file."""
    piped(CHIEF)
    cli("--as", "陈静", "pin", "set", "002")
    pin_file(CHIEF)
    piped(OWN)
    cli("--as", "陈静", "pin", "set", "王敏")


def wrong_tries(store):
    with store.reading() as look:
        return [entry.event.actor for entry in look.events.entries(WrongPin)]


def test_who_is_named_shows_his_pin(cli, refused, guarded, office, pin_file, piped):
    assert "陈静" in cli("--as", "002", "config").out
    pin_file("0000")
    assert "Wrong PIN" in refused(1, "--as", "陈静", "log", "3-2-1201 lamp")
    assert "entered before" in refused(1, "--as", "陈静", "log", "3-2-1201 lamp")
    assert wrong_tries(office) == ["陈静"]
    pin_file(OWN)
    cli("--as", "王敏", "log", "3-2-1201 lamp")
    piped("1357-zebra")
    cli("--as", "王敏", "pin", "set", "001")
    assert "needs a supervisor" in refused(1, "--as", "陈静x", "pin", "remove", "001")


def test_a_name_in_the_environment_is_no_way_round(guarded, refused, monkeypatch, pin_file):
    monkeypatch.setenv("LOGNAME", "陈静")
    monkeypatch.setenv("USER", "陈静")
    assert load_settings().login != "陈静"
    pin_file(OWN)
    assert "Wrong PIN" in refused(1, "config")


def test_the_login_of_a_person_is_in_at_once(guarded, cli, office, refused, piped, monkeypatch):
    with office.writing() as work:
        work.people.save_people([Person("001", "王敏", role="operator", account=load_settings().login)])
    monkeypatch.delenv(PIN_FILE)
    assert cli("config", "--json").json["person"] == "王敏"
    assert cli("--as", "001", "config", "--json").json["person"] == "王敏"
    cli("log", "3-2-1201 lamp")
    with office.reading() as look:
        assert look.tickets.history(numbers_in(look.events.changed_since(0).streams)[0])[0].actor == "王敏"


def test_else_whoever_has_the_watch_acts(cli, office, guarded):
    Desk(office, "王敏").handover.begin_watch()
    assert cli("config", "--json").json["person"] == "王敏"
    assert cli("--as", "somebody", "config", "--json").json["person"] == "somebody"
    with office.writing() as work:
        work.people.save_people([Person("002", "陈静", role="supervisor", account="chenjing")])
    assert cli("config", "--json").json["person"] == load_settings().login


def test_without_a_terminal_it_says_how(guarded, refused, monkeypatch, pin_file):
    assert "Other users can read" in (pin_file(CHIEF, 0o644), refused(2, "--as", "002", "config"))[1]
    monkeypatch.setenv(PIN_FILE, "/nowhere/pin")
    assert "cannot be read" in refused(2, "--as", "002", "config")


def test_a_supervisor_removes_a_pin(guarded, cli, office):
    cli("--as", "002", "pin", "remove", "001")
    assert not Desk(office, "x").people.has_pin("001")


def test_nobody_removes_a_pin_with_an_empty_line(guarded, refused, piped, office):
    piped("")
    assert "characters" in refused(1, "--as", "002", "pin", "set", "001")
    assert Desk(office, "x").people.has_pin("001")


def test_a_pin_is_typed_blind_and_stands_nowhere(own_home, office, cli, guarded, pin_file):
    env = {**os.environ, "HOME": str(own_home)}
    del env[PIN_FILE]
    command = [*PROGRAM, "--as", "王敏", "pin", "set", "001"]
    with PtyDesk(command, env) as terminal:
        for prompt, pin in (("PIN of", OWN), ("New PIN of", "24680-zebra"), ("Once more", "24680-zebra")):
            terminal.until(prompt)
            assert "zebra" not in Path(f"/proc/{terminal.process.pid}/cmdline").read_text()
            terminal.type(f"{pin}\r")
        assert terminal.ended() == 0
        assert b"zebra" not in terminal.raw
    Desk(office, "x").people.check_pin("001", "24680-zebra")
    cli("--as", "王敏x", "log", "3-2-1201 lamp")
    told = cli("list", "--json").out + cli("config", "--json").out
    cli("backup", str(own_home / "copy.db"))
    pin_file("")
    kept = b"".join(path.read_bytes() for path in own_home.rglob("*") if path.is_file())
    assert b"argon2id" in kept
    assert b"zebra" not in kept
    assert "zebra" not in told
    assert "argon2" not in told


def test_a_fault_tells_no_pin(own_home, refused, guarded, monkeypatch):
    def broken(hashed: str, pin: str) -> bool:
        raise RuntimeError(f"{hashed} {pin}")

    monkeypatch.setattr(sign_in, "matches", broken)
    said = refused(1, "--as", "002", "config")
    log = load_settings().log_file.read_text()
    assert "RuntimeError" in said
    assert "broken" in log
    assert not any(word in said + log for word in ("zebra", "argon2id"))
