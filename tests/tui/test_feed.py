"""A desk asks for news in one small statement, and sees everything that anybody writes."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from core.desk import Desk
from core.directory import Unit
from core.intake import Intake
from storage.store import SqlStore
from tui.feed import look


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    store = SqlStore(str(tmp_path / "desk.db"))
    yield Desk(store, "Anna")
    store.close()


@contextmanager
def statements(desk: Desk) -> Iterator[list[str]]:
    """What the database is asked for meanwhile."""
    assert isinstance(desk.store, SqlStore)
    asked: list[str] = []
    with desk.store.database.engine.connect() as connection:
        driver: Any = connection.connection.dbapi_connection
    driver.set_trace_callback(asked.append)
    yield asked
    driver.set_trace_callback(None)


def test_a_still_database_is_asked_once(desk: Desk) -> None:
    desk.ring("13800138000")
    first = look(desk, None)
    with statements(desk) as asked:
        again = look(desk, first)
    assert len([text for text in asked if text.startswith("SELECT")]) == 1, asked
    assert not again.differs(first)
    assert again.calls is first.calls


def test_a_call_is_news_but_draws_no_ticket_anew(desk: Desk) -> None:
    first = look(desk, None)
    assert not first.calls
    desk.ring("13800138000")
    rung = look(desk, first)
    assert [call.ring.phone for call in rung.calls] == ["13800138000"]
    assert not rung.differs(first)


def test_a_ticket_of_a_caller_on_the_line_is_seen(desk: Desk) -> None:
    desk.ring("13800138000")
    first = look(desk, None)
    desk.log(desk.read_line("lamp 13800138000"))
    after = look(desk, first)
    assert after.differs(first)
    assert [row.description for row in after.calls[0].known.open] == ["lamp"]


def test_units_and_rules_are_news(desk: Desk) -> None:
    first = look(desk, None)
    with desk.store.writing() as work:
        work.save_units([Unit("3-2-1201")])
    second = look(desk, first)
    assert second.differs(first)
    desk.apply_policy((Path(__file__).parents[2] / "core" / "policy.toml").read_text(encoding="utf-8"))
    third = look(desk, second)
    assert third.differs(second)
    assert desk.log(Intake(category="pipe_leak", description="lamp")).number in look(desk, third).numbers
