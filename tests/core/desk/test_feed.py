"""A desk asks for news in one small statement, and sees everything that anybody writes."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from core.desk.desk import Desk
from core.intake.model import Intake, cleaned
from core.people.directory import Person
from core.people.units import Unit
from storage.store import SqlStore


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    store = SqlStore(str(tmp_path / "desk.db"))
    yield Desk(store, "Anna")
    store.close()


@contextmanager
def statements(desk: Desk) -> Iterator[list[str]]:
    """What the database is asked for meanwhile."""
    assert isinstance(desk.session.store, SqlStore)
    asked: list[str] = []
    with desk.session.store.database.engine.connect() as connection:
        driver: Any = connection.connection.dbapi_connection
    driver.set_trace_callback(asked.append)
    yield asked
    driver.set_trace_callback(None)


def test_a_still_database_is_asked_once(desk: Desk) -> None:
    desk.phone.ring("13800138000")
    first = desk.feed.look(None)
    with statements(desk) as asked:
        again = desk.feed.look(first)
    assert len([text for text in asked if text.startswith("SELECT")]) == 1, asked
    assert not again.differs(first)
    assert again.calls is first.calls


def test_a_call_is_news_but_draws_no_ticket_anew(desk: Desk) -> None:
    first = desk.feed.look(None)
    assert not first.calls
    desk.phone.ring("13800138000")
    rung = desk.feed.look(first)
    assert [call.ring.phone for call in rung.calls] == ["13800138000"]
    assert not rung.differs(first)


def test_a_ticket_of_a_caller_on_the_line_is_seen(desk: Desk) -> None:
    desk.phone.ring("13800138000")
    first = desk.feed.look(None)
    desk.tickets.log(desk.tickets.read_line("lamp 13800138000"))
    after = desk.feed.look(first)
    assert after.differs(first)
    assert [row.description for row in after.calls[0].known.open] == ["lamp"]


def test_units_and_rules_are_news(desk: Desk) -> None:
    first = desk.feed.look(None)
    with desk.session.store.writing() as work:
        work.people.save_units([Unit("3-2-1201")])
    second = desk.feed.look(first)
    assert second.differs(first)
    assert "unit_finder" in vars(second.directory), "the screen would make it at the next letter"
    desk.register.apply_policy(
        (Path(__file__).parents[3] / "core" / "policy" / "policy.toml").read_text(encoding="utf-8")
    )
    third = desk.feed.look(second)
    assert third.differs(second)
    assert (
        desk.tickets.log(cleaned(Intake(category="pipe_leak", description="lamp"))).number
        in desk.feed.look(third).numbers
    )


def test_who_has_left_is_neither_offered_nor_heeded(tmp_path: Path) -> None:
    """The dates of the staff list count on the desk as they do for every act (R057)."""
    store = SqlStore(str(tmp_path / "desk.db"))
    left = Person("001", "Anna", role="supervisor", phone="13800138000", active_to=date(2026, 3, 9))
    with store.writing() as work:
        work.people.save_people([left, Person("002", "Ben", role="director")])
    for day, works in ((9, True), (10, False)):
        now = datetime(2026, 3, day, 4, tzinfo=UTC)
        desk = Desk(store, "Anna", partial(lambda now: now, now))
        desk.phone.ring("13800138000")
        news = desk.feed.look(None)
        assert ("Anna" in {person.name for person in news.directory.staff}) is works
        assert desk.session.actor_in(news.directory).may("supervisor") is works
        assert bool(news.calls[-1].staff) is works
    store.close()
