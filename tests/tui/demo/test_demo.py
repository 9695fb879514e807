"""The sample estate: a ticket in every state, live clocks, in either language, whatever the time of day."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.desk.desk import Desk
from core.desk.queries import Board
from core.ticket.acts.created import Created
from core.ticket.board import Row, level
from core.ticket.clocks import LIVE
from core.ticket.codes import State
from storage.store import SqlStore
from tests.core.play import site
from tui.demo import build, operator


@pytest.fixture(
    scope="module", params=[("en", "13:37"), ("zh_CN", "13:37"), ("en", "03:10"), ("en", "23:58")]
)
def desk(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The demo's desk at that time of the site's day."""
    language, time = request.param
    now = site(f"2026-03-10 {time}")
    path = build(tmp_path_factory.mktemp("demo"), language, now)
    store = SqlStore(str(path))
    yield Desk(store, operator(language), lambda: now)
    store.close()


def board(desk: Desk, view: str = "all") -> Board:
    return desk.queries.board(view)


def clocks(desk: Desk, row: Row) -> set[tuple[str, str]]:
    """The live clocks of a ticket with their states."""
    return {
        (timer.name, timer.state) for timer in desk.queries.card(row.number).timers if timer.state in LIVE
    }


def test_there_is_a_ticket_in_every_state(desk: Desk) -> None:
    assert {row.state for row in board(desk).rows} == set(State)


def test_the_header_has_something_of_everything(desk: Desk) -> None:
    counts = board(desk).counts
    assert counts.open >= 12
    assert min(counts.risk, counts.breached, counts.unassigned, counts.callbacks) >= 1


def test_an_emergency_runs_with_seconds_on_the_clock(desk: Desk) -> None:
    found = board(desk)
    first = found.rows[0]
    assert first.marks.emergency
    assert level(first.marks, found.now) != "breached"
    assert timedelta(minutes=2) < first.marks.due_at - found.now < timedelta(minutes=3)


def test_one_is_breached_one_amber_one_called_back_again(desk: Desk) -> None:
    rows = board(desk).rows
    live = set[tuple[str, str]]().union(*(clocks(desk, row) for row in rows))
    assert {
        ("arrival", "breached"),
        ("arrival", "amber"),
        ("callback", "breached"),
        ("reply", "running"),
    } <= live
    assert [row.round for row in rows if row.state is State.ASSIGNED and row.round == 2] == [2]


def test_holds_resume_later(desk: Desk) -> None:
    found = board(desk)
    resumes = [row.resumes_at for row in found.rows if row.state is State.ON_HOLD]
    assert len(resumes) == 2
    assert all(resume and found.now < resume < found.now + timedelta(hours=7) for resume in resumes)


def test_the_matters_began_in_the_order_of_their_numbers(desk: Desk) -> None:
    rows = sorted(board(desk).rows, key=lambda row: row.number)
    assert [row.reported_at for row in rows] == sorted(row.reported_at for row in rows)


def test_every_event_was_recorded_when_somebody_did_it(desk: Desk) -> None:
    found = board(desk)
    for row in found.rows:
        history = desk.queries.card(row.number).history
        assert all(event.at <= event.recorded_at <= found.now for event in history)
        assert all(event.actor for event in history)
        created = history[0].fact
        assert isinstance(created, Created)
        assert created.unit, "every place is one that the directory lists"


def test_everybody_and_everything_is_listed(desk: Desk) -> None:
    directory = desk.queries.directory()
    assert len(directory.units) >= 300
    assert {p.role for p in directory.people} >= {
        "operator",
        "supervisor",
        "director",
        "site_manager",
        "worker",
    }
    assert len({p.employer for p in directory.people}) == 3
    for row in board(desk).rows:
        assert directory.unit(row.where), row.where
        assert not row.assignee or directory.person(row.assignee), row.assignee


def test_the_operator_of_the_shift_is_one() -> None:
    assert (operator("en"), operator("zh_CN")) == ("Wang Min", "王敏")


def test_the_demo_is_as_private_as_any_database(tmp_path: Path) -> None:
    path = build(tmp_path, "en", datetime.now(UTC))
    assert path.stat().st_mode & 0o077 == 0


def test_chinese_and_english_tell_the_same_story(tmp_path: Path) -> None:
    now = site("2026-03-10 13:37")
    told = []
    for language in ("en", "zh_CN"):
        (tmp_path / language).mkdir()
        path = build(tmp_path / language, language, now)
        store = SqlStore(str(path))
        rows = Desk(store, operator(language), lambda: now).queries.board("all").rows
        store.close()
        told.append([(row.number, row.state, row.category, row.round, row.marks) for row in rows])
    assert told[0] == told[1]
