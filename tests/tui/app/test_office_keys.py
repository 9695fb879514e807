"""The keys that telling, daily checks and feedback take, counted in a real terminal."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from core.base.text import Clean
from core.desk.desk import Desk
from core.intake.model import Intake, cleaned
from core.people.directory import Person
from core.people.units import Unit
from core.ticket.acts.assign import Assign
from core.ticket.acts.handle import Handle
from core.ticket.codes import CheckState, FeedbackWay
from core.ticket.model import Caller
from storage.store import SqlStore
from tests.core.play import site
from tests.tui.story import Story
from tui.i18n import _, use_language

WANG, CHEN, LIU, ZHAO, HE = "王敏", "陈静", "刘建国", "赵志远", "何军"
FRIDAY, MONDAY = "2026-03-13 18:00", "2026-03-16 09:00"
CATEGORIES = ("pipe_leak", "water_electric", "minor_repair", "complaint", "street_light", "complaint_major")


@pytest.fixture(params=["en", "zh_CN"])
def language(request: pytest.FixtureRequest) -> str:
    use_language(request.param)
    return str(request.param)


@pytest.fixture
def store(own_home: Path) -> Iterator[SqlStore]:
    """An operator, the three people of the ladder, a fitter."""
    store = SqlStore(str(own_home / "desk.db"))
    roles = {WANG: "operator", CHEN: "supervisor", LIU: "director", ZHAO: "general_manager", HE: "worker"}
    with store.writing() as work:
        work.people.save_people(
            Person(f"{place:03d}", name, "desk", role=role)
            for place, (name, role) in enumerate(roles.items(), 1)
        )
        work.people.save_units(Unit(f"3-2-{place}") for place in range(100, 130))
    yield store
    store.close()


def desk_at(store: SqlStore, time: str) -> Desk:
    return Desk(store, WANG, lambda: site(time))


def log(store: SqlStore, time: str, category: str, unit: str, **more: object) -> str:
    call = Intake(category=category, description=f"{category} {unit}", unit=unit, **more)  # type: ignore[arg-type]
    return desk_at(store, time).tickets.log(cleaned(call)).number


def test_after_a_weekend_switched_off_three_people_are_told_of_thirty_matters_with_seven_keys(
    own_home: Path, store: SqlStore, language: str, snapshot: SnapshotAssertion
) -> None:
    """What is due is listed once, at its true time; one key tells a person everything, one goes on."""
    for place in range(30):
        log(
            store,
            f"2026-03-13 {12 + place // 6}:{place % 6 * 10:02d}",
            CATEGORIES[place % 6],
            f"3-2-{place + 100}",
        )
    calls = desk_at(store, MONDAY).ladder.to_tell()
    owed = [(one.ticket.number, one.rung.key) for call in calls for one in call.owed]
    assert len(owed) == len(set(owed)) >= 30
    assert len({number for number, _key in owed}) == 30
    with Story(own_home, language, snapshot, FRIDAY, WANG) as story:
        story.desk.until(_("Status"))
        story.at(MONDAY)
        story.desk.read(1.5)
        story.type("^", seen=_("{count} to tell now").format(count=len(owed)))
        story.picture("1 monday morning")
        told = len(owed)
        for call in calls:
            told -= len(call.owed)
            story.type("t", seen=_("{count} to tell now").format(count=told))
            story.type("]", seen=_("To tell"))
        assert story.keys == ["^", "t", "]", "t", "]", "t", "]"]
        story.picture("2 all told")
    told_at = {
        rung.due_at: rung.told.at
        for number, _key in owed
        for rung in desk_at(store, MONDAY).queries.card(number).rungs
        if rung.told
    }
    assert set(told_at.values()) == {site(MONDAY)}
    assert min(told_at) >= site("2026-03-13 12:00")


def test_a_daily_check_takes_two_keys(
    own_home: Path, store: SqlStore, language: str, snapshot: SnapshotAssertion
) -> None:
    number = log(store, "2026-03-15 10:00", "minor_repair", "3-2-100", first_responder=WANG)
    with Story(own_home, language, snapshot, MONDAY, WANG) as story:
        story.desk.until(_("Status"))
        story.desk.read(0.5)
        story.type("&", seen=_("To ask today: {count}").format(count=1))
        story.keys.clear()
        story.type("\x1b[B", " ", seen=_("To ask today: {count}").format(count=0))
        assert len(story.keys) <= 2
    (check,) = [one for one in desk_at(store, MONDAY).checks.on() if one.number == number]
    assert check.state is CheckState.DONE


def test_a_feedback_takes_two_keys(
    own_home: Path, store: SqlStore, language: str, snapshot: SnapshotAssertion
) -> None:
    number = log(store, "2026-03-15 10:00", "suggestion", "3-2-100", caller=Caller("Ms Lin", "13800138000"))
    desk = desk_at(store, "2026-03-15 11:00")
    desk.tickets.do(number, Assign(Clean(HE)))
    desk.tickets.do(number, Handle(Clean("planned for May"), no_arrival=Clean("nothing to see")))
    with Story(own_home, language, snapshot, MONDAY, WANG) as story:
        story.desk.until(_("Status"))
        story.desk.read(0.5)
        story.type("0", seen="3-2-100")
        story.keys.clear()
        story.type("y", "\r", seen=lambda text: "3-2-100" not in text)
        assert len(story.keys) <= 2
    ticket = desk_at(store, MONDAY).queries.card(number).ticket
    assert [(one.caller, one.by, one.way) for one in ticket.feedbacks] == [(0, WANG, FeedbackWay.PHONE)]
