"""An office with a supervisor and two operators, at a time that the test moves."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.desk.desk import Desk
from core.people.directory import Person
from storage.store import SqlStore

NOW = datetime(2026, 3, 10, 1, 0, tzinfo=UTC)
"""A Tuesday, 09:00 at the site."""

STAFF = (
    Person("1", "Anna", "desk", role="operator"),
    Person("2", "Ben", "desk", role="operator"),
    Person("3", "陈静", "desk", role="supervisor", initials="cj"),
)


class Office:
    """Desks on one storage, and the clock of them all."""

    def __init__(self, store: SqlStore) -> None:
        self.store, self.now = store, NOW
        with store.writing() as work:
            work.people.save_people(STAFF)

    def desk(self, name: str, since: datetime | None = None) -> Desk:
        return Desk(self.store, name, lambda: self.now, since)

    def later(self, **delta: float) -> None:
        self.now += timedelta(**delta)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    store = SqlStore(str(tmp_path / "desk.db"))
    yield Office(store)
    store.close()
