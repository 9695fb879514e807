"""The first board by plain statements is the one the store would give."""

from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Select
from sqlalchemy.dialects import sqlite as dialect

from core.people.directory import Person
from core.people.pins import Pin
from core.policy.model import default_policy
from core.ticket.board import Counts
from storage import queries, sqlite
from storage.fast import first_board as plain
from storage.fast.first_board import first_board
from storage.store import SqlStore
from tests.storage.examples import NOW, log, log_with_marks, quiet, view

NAMED = dialect.dialect(paramstyle="named")


def compiled(statement: Select[*tuple[object, ...]]) -> str:
    """The statement as SQLAlchemy writes it for SQLite, on one line."""
    return " ".join(str(statement.compile(dialect=NAMED)).split()).replace(":param_1", "0")


def test_its_statements_are_those_of_the_queries() -> None:
    rows, _values = queries.statement(queries.BOARD, view("open", limit=1))
    assert compiled(rows) == plain.ROWS
    assert compiled(queries.COUNTS) == plain.COUNTS


@pytest.fixture
def filled(file: Path) -> Path:
    """An estate with ten running clocks, one closed ticket and an emergency."""
    store = SqlStore(str(file))
    with store.writing() as work:
        for count in range(-5, 5):
            due = NOW + timedelta(minutes=count)
            log_with_marks(work, quiet(due_at=due, warn_at=due, clock="arrival"), timedelta(hours=1))
        log_with_marks(work, quiet(emergency=True, due_at=NOW + timedelta(hours=9)), timedelta(hours=2))
    store.close()
    return file


def test_it_shows_what_the_store_shows(filled: Path) -> None:
    store = SqlStore(str(filled))
    found = first_board(f"sqlite:///{filled}", NOW, 5)
    assert found is not None
    with store.reading() as look:
        assert found.rows == look.tickets.rows(view("open", limit=5))
        assert found.counts == look.tickets.counts(NOW) == Counts(11, 1, 5, 11, 0)
        assert found.position == look.events.place()
        policy = look.policies.in_force()
    assert (found.policy_version, found.policy_text) == (policy.version, policy.text)
    assert found.policy_text == default_policy().text
    store.close()


def test_it_sees_what_another_process_has_just_written(filled: Path) -> None:
    store = SqlStore(str(filled))
    with store.writing() as work:
        log(work)
    found = first_board(str(filled), NOW, 100)
    assert found is not None
    assert len(found.rows) == 12
    store.close()


def test_it_leaves_everything_else_to_the_usual_way(tmp_path: Path, filled: Path) -> None:
    other = tmp_path / "other.db"
    assert first_board(str(other), NOW, 5) is None
    assert not other.exists()
    assert first_board("postgresql://host/desk", NOW, 5) is None
    assert first_board("mysql://host/desk", NOW, 5) is None
    assert first_board(str(tmp_path), NOW, 5) is None
    other.write_text("Dear diary, " * 100)
    assert first_board(str(other), NOW, 5) is None
    for version in (sqlite.SCHEMA + 1, sqlite.SCHEMA - 1):
        with closing(sqlite.driver().connect(str(filled))) as connection:
            connection.execute(f"PRAGMA user_version={version}")
        assert first_board(str(filled), NOW, 5) is None


@pytest.mark.parametrize("statement", [plain.ROWS, plain.COUNTS])
def test_it_reads_only_the_index_of_live_tickets(filled: Path, statement: str) -> None:
    with closing(sqlite.connect(filled)) as connection:
        plan = connection.execute(f"EXPLAIN QUERY PLAN {statement}", {"now": 1, "limit": 1}).fetchall()
    steps = " / ".join(row[3] for row in plan)
    assert "USING COVERING INDEX ix_ticket_live" in steps
    assert "SCAN ticket /" not in f"{steps} /"


def test_it_shows_nothing_to_somebody_who_has_to_sign_in(filled: Path) -> None:
    own, other = Person("001", "Anna", account="anna"), Person("002", "Ben")
    store = SqlStore(str(filled))
    with store.writing() as work:
        work.people.save_people([own, other])
    assert first_board(str(filled), NOW, 5, "ben") is not None
    with store.writing() as work:
        work.people.save_pin(Pin("002", "$argon2id$"))
    assert first_board(str(filled), NOW, 5, "anna") is not None
    assert first_board(str(filled), NOW, 5, "ben") is None
    assert first_board(str(filled), NOW, 5) is None
    with store.writing() as work:
        work.people.save_people([replace(own, active_to=NOW.date())])
    assert first_board(str(filled), NOW, 5, "anna") is None
    store.close()
