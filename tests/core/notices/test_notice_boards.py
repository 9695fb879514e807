"""Notices on the boards of the estate: the desk logs each that has expired, once (R069)."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Barrier

import pytest

from core.base.text import Clean
from core.notices.table import BULLETIN
from core.people.directory import Directory
from core.people.roles import Actor
from core.policy.model import default_policy
from core.ticket.acts.assign import Assign
from core.ticket.acts.base import Moment, Rehearsal
from core.ticket.acts.handle import Handle
from core.ticket.codes import Channel, Origin, PutBack
from core.ticket.model import Ticket
from storage.doctor import examine
from storage.store import SqlStore
from tests.core.office import Office
from tui.widgets.audit_words import TAKE_DOWN

TODAY = date(2026, 3, 10)
WATER = {"title": "Water", "text": "Off.", "until": TODAY, "boards": "lobbies 3-1 to 3-4"}


@pytest.fixture(params=["sqlite", "postgresql"])
def anywhere(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Office]:
    """The office on either database."""
    file = str(tmp_path / "desk.db")
    store = SqlStore(file if request.param == "sqlite" else str(request.getfixturevalue("postgresql_url")))
    yield Office(store)
    store.close()


def post(office: Office, **more: object) -> str:
    return office.desk("陈静").records.new(BULLETIN, {**WATER, **more}).number


def logged(office: Office, name: str = "Anna") -> list[Ticket]:
    desk = office.desk(name)
    return [desk.queries.card(number).ticket for number in desk.notice_boards.log_expired(TAKE_DOWN)]


def test_it_is_logged_the_morning_after_its_last_day(office: Office) -> None:
    post(office)
    office.later(hours=22, minutes=59)  # 07:59 of the next day
    assert logged(office) == []
    office.later(minutes=2)
    (ticket,) = logged(office, "nobody on the list")
    assert ticket.description == "Expired: take down “Water” (B-1, last day 2026-03-10)"
    assert (ticket.number, ticket.category, ticket.place) == (
        "260311-001",
        "notice_board",
        "lobbies 3-1 to 3-4",
    )
    assert (ticket.first_responder, ticket.operator, ticket.origin) == ("陈静", "dutydesk", Origin.FOUND)
    assert (ticket.channel, ticket.reported_at) == (Channel.BULLETIN, datetime(2026, 3, 11, tzinfo=UTC))
    assert logged(office) == []


def test_after_days_switched_off_each_is_logged_once_with_its_true_date(office: Office) -> None:
    for day in (12, 10, 11):
        post(office, title=f"until {day}", until=date(2026, 3, day))
    post(office, title="for ever", until=None)
    post(office, title="to come", until=date(2026, 3, 30))
    post(office, title="on no board", boards="")
    office.later(days=9)
    found = sorted(ticket.number for ticket in logged(office))
    assert found == ["260311-001", "260312-001", "260313-001"]
    office.later(days=1)
    assert logged(office) == []
    assert office.desk("Anna").audit.look().ok


def test_a_withdrawn_one_is_never_logged(office: Office) -> None:
    number = post(office)
    office.later(days=1, hours=5)
    office.desk("陈静").records.act(BULLETIN, number, "withdraw", {"reason": "repaired"})
    assert logged(office) == []


def test_another_last_day_counts_instead_and_again(office: Office) -> None:
    number, chen = post(office), office.desk("陈静").records
    chen.act(BULLETIN, number, "amend", {"until": date(2026, 3, 12)})
    office.later(days=2)
    assert logged(office) == []
    office.later(days=1)
    assert [ticket.number for ticket in logged(office)] == ["260313-001"]
    chen.act(BULLETIN, number, "amend", {"until": date(2026, 3, 20)})
    office.later(days=8)
    assert [ticket.number for ticket in logged(office)] == ["260321-001"]


def test_where_it_hangs_can_be_said_later_without_being_read_again(office: Office) -> None:
    number, chen = post(office, boards=""), office.desk("陈静").records
    office.desk("Anna").records.act(BULLETIN, number, "read", {})
    after = chen.act(BULLETIN, number, "amend", {"boards": "gate"})
    assert (after.readers, after.until) == (("陈静", "Anna"), TODAY)  # type: ignore[attr-defined]
    office.later(days=1)
    assert [ticket.place for ticket in logged(office)] == ["gate"]


def test_desks_that_look_at_the_same_time_log_it_once(anywhere: Office) -> None:
    for title in ("Water", "Lift", "Gate"):
        post(anywhere, title=title)
    anywhere.later(days=3)
    start = Barrier(4)

    def look(name: str) -> list[str]:
        start.wait(timeout=20)
        return anywhere.desk(name).notice_boards.log_expired(TAKE_DOWN)

    with ThreadPoolExecutor(4) as pool:
        found = [number for each in pool.map(look, ["Anna", "Ben", "陈静", "guest"]) for number in each]
    assert sorted(found) == ["260311-001", "260311-002", "260311-003"]
    assert examine(anywhere.store.database) == []


def test_handling_proposes_that_it_is_only_taken_down(office: Office) -> None:
    post(office)
    office.later(days=1)
    (ticket,) = logged(office)
    moment = Moment(Actor("Anna"), office.now, default_policy(), Rehearsal(office.now, Directory()))
    assert Handle.first(ticket, moment)["put_back"] == PutBack.EXPIRED
    done = Handle(Clean("taken down"), put_back=PutBack.EXPIRED)
    office.desk("Anna").tickets.do(ticket.number, Assign(Clean("Ben")))
    assert office.desk("Anna").tickets.do(ticket.number, done).to_do == ()
