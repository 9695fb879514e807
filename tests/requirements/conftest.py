"""An office with its staff and a clock that is set by hand; and the command line."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from core.desk.desk import Desk
from core.desk.queries import Card
from core.intake.model import Intake, cleaned
from core.people.directory import Person
from core.ticket.clocks import Timer
from core.ticket.model import Ticket
from storage.store import SqlStore
from tests.cli.conftest import cli, refused

__all__ = ["cli", "refused"]

NOW = datetime(2026, 3, 10, 1, 0, tzinfo=UTC)
"""A Tuesday, 09:00 at the site."""

CLEANING = "洁雅保洁"
STAFF = (
    Person("001", "王敏", "desk", "值班员", "operator"),
    Person("002", "陈静", "admin", "主管", "supervisor"),
    Person("011", "马超", "security", "班长"),
    Person("012", "罗斌", "security", "安管员", supervisor="马超"),
    Person("021", "方敏", "cleaning", "现场负责人", "site_manager", employer=CLEANING),
    Person("022", "邓秀英", "cleaning", "保洁员", employer=CLEANING, supervisor="方敏", area="三期"),
    Person("023", "曹玉兰", "cleaning", "保洁员", employer=CLEANING, supervisor="方敏", area="一期"),
    Person("024", "何花", "cleaning", "保洁员", employer=CLEANING, supervisor="方敏", area="三期"),
)
"""Own people and those of a subcontractor."""


class Office:
    """A duty operator, a supervisor, and the time."""

    def __init__(self, store: SqlStore) -> None:
        self.now = NOW
        self.store = store
        with store.writing() as work:
            work.people.save_people(STAFF)
        self.desk = self.as_person("王敏")
        self.chief = self.as_person("陈静")

    def as_person(self, name: str) -> Desk:
        """The desk with that person at it."""
        return Desk(self.store, name, lambda: self.now)

    def later(self, **span: float) -> None:
        """Let so much time pass."""
        self.now += timedelta(**span)

    def log(self, description: str, category: str, **more: Any) -> Ticket:
        """A matter that the operator logs now."""
        return self.desk.tickets.log(cleaned(Intake(description=description, category=category, **more)))

    def card(self, ticket: Ticket) -> Card:
        """How the matter stands now."""
        return self.desk.queries.card(ticket.number)

    def clock(self, ticket: Ticket, name: str) -> Timer | None:
        """The clock of that name, if there is one."""
        return next((timer for timer in self.card(ticket).timers if timer.name == name), None)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """The office on an empty database."""
    store = SqlStore(str(tmp_path / "office.db"))
    yield Office(store)
    store.close()
