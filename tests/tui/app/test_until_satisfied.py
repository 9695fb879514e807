"""Two matters in a real terminal, by keys alone: a late one until the caller is satisfied, and an alarm."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from core.desk.desk import Desk
from core.desk.queries import Card
from core.people.directory import Person
from core.people.units import Contact, Unit
from core.ticket.codes import State
from storage.store import SqlStore
from tests.core.play import site
from tests.tui.story import Story
from tui.i18n import _, use_language

ENTER, TAB, ESCAPE, F2, F3, F4, F5 = "\r", "\t", "\x1b", "\x1bOQ", "\x1bOR", "\x1bOS", "\x1b[15~"

PEOPLE = {
    "en": ("Wang Min", "Chen Jing", "Liu Jianguo", "Zhao Zhiyuan", "He Jun"),
    "zh_CN": ("王敏", "陈静", "刘建国", "赵志远", "何军"),
}
WORDS = {
    "en": {
        "leak": '3-2-1201 kitchen pipe leaking 13800138000 @"He Jun"',
        "screen": '2-1-0301 window screen torn @"He Jun"',
        "sealed": "seal replaced",
        "old": "worn seal",
        "again": "drips again since noon",
        "valve": "valve replaced",
        "worn": "worn valve",
    },
    "zh_CN": {
        "leak": "3-2-1201 厨房水管漏水 13800138000 @何军",
        "screen": "2-1-0301 纱窗坏了 @何军",
        "sealed": "已换密封圈",
        "old": "密封圈老化",
        "again": "中午起又滴水",
        "valve": "已换阀门",
        "worn": "阀芯磨损",
    },
}


@pytest.fixture(params=["en", "zh_CN"])
def language(request: pytest.FixtureRequest) -> str:
    use_language(request.param)
    return str(request.param)


@pytest.fixture
def store(own_home: Path, language: str) -> Iterator[SqlStore]:
    """An operator, the three people of the ladder, a fitter, two households."""
    store = SqlStore(str(own_home / "desk.db"))
    wang, chen, liu, zhao, he = PEOPLE[language]
    with store.writing() as work:
        work.people.save_people(
            [
                Person("001", wang, "desk", role="operator"),
                Person("002", chen, "admin", role="supervisor", phone="13900000002"),
                Person("003", liu, "admin", role="director", phone="13900000003"),
                Person("004", zhao, "admin", role="general_manager", phone="13900000004"),
                Person("010", he, "engineering"),
            ]
        )
        work.people.save_units([Unit("3-2-1201", contacts=(Contact("", "13800138000"),)), Unit("2-1-0301")])
    yield store
    store.close()


@pytest.fixture
def story(own_home: Path, store: SqlStore, language: str, snapshot: SnapshotAssertion) -> Iterator[Story]:
    with Story(own_home, language, snapshot, "2026-03-10 22:00", PEOPLE[language][0]) as story:
        story.desk.until("F2")
        story.until_audited("2026-03-10 22:{minute}")
        story.at("2026-03-10 22:40")
        yield story


def card(store: SqlStore, language: str, at: str) -> Card:
    """The one ticket, as it stands then."""
    desk = Desk(store, PEOPLE[language][0], lambda: site(at))
    return desk.queries.card(desk.queries.board("all").rows[0].number)


def test_a_late_call_is_followed_until_the_caller_is_satisfied(
    story: Story, store: SqlStore, language: str
) -> None:
    words = WORDS[language]
    a_late_call(story, words)
    told_in_the_morning(story)
    held_for_an_appointment(story)
    handled(story, "2026-03-11 14:40", words["sealed"], words["old"])
    dissatisfied(story, words)
    told_at_once(story)
    handled(story, "2026-03-11 17:00", words["valve"], words["worn"])
    no_answer_twice(story)
    story.at("2026-03-12 17:00")
    ring(story, "2", seen=lambda text: "0310-001" not in text.split(_("Clock"))[-1])
    story.type("8", seen=lambda text: _("closed") in text.splitlines()[4])
    story.type(ENTER, seen=_("First contact"))
    story.picture("9 the ticket")
    story.type("G", seen=_("satisfied"))
    story.picture("10 its end")
    found = card(store, language, "2026-03-12 17:05")
    assert (found.ticket.state, len(found.ticket.rounds)) == (State.CLOSED, 2)
    assert [(rung.role, rung.status) for rung in found.rungs if rung.told] == [
        ("supervisor", "acknowledged"),
        ("supervisor", "acknowledged"),
    ]
    assert [attempt.result for attempt in found.ticket.round.callback.attempts] == [  # type: ignore[union-attr]
        "no_answer",
        "no_answer",
        "satisfied",
    ]


def a_late_call(story: Story, words: dict[str, str]) -> None:
    """It comes twenty minutes before eleven and is not done by midnight."""
    story.type(F2, seen=_("New call"))
    story.type(words["leak"], seen=words["leak"][-4:])
    story.type(F4, seen=lambda text: " 001 " in text and _("New call") not in text)
    story.at("2026-03-10 22:50")
    story.type("r", seen=lambda text: _("on site") in text.splitlines()[4])
    story.picture("1 late call")


def told_in_the_morning(story: Story) -> None:
    """The supervisor sleeps until eight; then one key tells them."""
    story.at("2026-03-11 08:00")
    story.type("^", seen=_("{count} to tell now").format(count=1))
    story.picture("2 to tell at eight")
    story.type("t", seen=_("{count} not acknowledged").format(count=1))
    story.type(ESCAPE, seen=_("Status"))


def held_for_an_appointment(story: Story) -> None:
    """The customer is at home from two o'clock; the hold ends by itself."""
    story.type("h", seen=_("Until"))
    story.type(ENTER, "14:00", F5, seen=lambda text: _("on hold") in text.splitlines()[4])
    story.picture("3 on hold")
    story.at("2026-03-11 14:00")
    story.desk.until(lambda text: _("on hold") not in text.splitlines()[4])


def handled(story: Story, time: str, outcome: str, cause: str) -> None:
    """The worker reports what was done and why it was needed."""
    story.at(time)
    if _("assigned") in story.desk.text().splitlines()[4]:
        story.type("r", seen=lambda text: _("on site") in text.splitlines()[4])
    story.type("d", seen=_("What was done"))
    story.type(outcome, TAB, cause, F5, seen=lambda text: _("What was done") not in text)


def ring(story: Story, *keys: str, seen: str | Callable[[str], bool]) -> None:
    """Call the customer back; the keys are the answer."""
    open_card(story)
    story.desk.read(0.3)  # a key that comes faster than a glance is no answer
    story.type(*keys, seen=seen)


def open_card(story: Story) -> None:
    """Open the card of the one callback that is owed."""
    story.type("6", seen=lambda text: _("call back") in text.splitlines()[4])
    story.type("b", seen=_("Very satisfied"))


def dissatisfied(story: Story, words: dict[str, str]) -> None:
    """It was not repaired: the work starts again."""
    story.at("2026-03-11 15:30")
    open_card(story)
    story.picture("4 callback")
    story.type("5", seen=_("Comment"))
    story.type(ENTER, words["again"], F5, seen=lambda text: _("Very satisfied") not in text)
    story.type("1", seen=lambda text: "0310-001" in text)
    story.picture("5 round two")


def told_at_once(story: Story) -> None:
    """The second round is told to the supervisor at once, who acknowledges in the same call."""
    story.type("^", seen=_("{count} to tell now").format(count=1))
    story.picture("6 to tell at once")
    story.type("a", seen=_("{count} to tell now").format(count=0))
    story.type(ESCAPE, seen=_("Status"))


def no_answer_twice(story: Story) -> None:
    """Nobody is at home in the evening and in the morning."""
    for time in ("2026-03-11 18:00", "2026-03-12 10:00"):
        story.at(time)
        ring(story, "6", seen=lambda text: _("Very satisfied") not in text)
    story.picture("7 callback owed")
    story.type("b", seen=_("Very satisfied"))
    story.picture("8 third attempt")
    story.type(ESCAPE, seen=_("Status"))


def test_an_emergency_by_hand_reaches_three_people_who_each_acknowledge(
    story: Story, store: SqlStore, language: str
) -> None:
    """On a category of two days: sent within 1 minute, on site within 3, and nobody comes."""
    words = WORDS[language]
    story.type(F2, seen=_("New call"))
    story.type(words["screen"], seen=words["screen"][-4:])
    urgency = "emergency" if language == "en" else "突发"
    story.type(TAB, TAB, TAB, TAB, urgency, TAB, seen="22:43")
    story.picture("1 said to be an emergency")
    story.type(F4, seen=lambda text: " 001 " in text and _("New call") not in text)
    story.picture("2 running")
    for place, time in enumerate(("22:41", "22:44", "22:51")):
        story.at(f"2026-03-10 {time}")
        story.type("^", seen=PEOPLE[language][1 + place])
        story.picture(f"{3 + place} told at {time.replace(':', '')}")
        story.type("a", seen=_("{count} to tell now").format(count=0))
        story.type(ESCAPE, seen=_("Status"))
    story.type(ENTER, seen=_("First contact"))
    story.picture("6 the ticket")
    found = card(store, language, "2026-03-10 22:52")
    assert found.policy.category(found.ticket.category).ladder == "two_day"
    assert [(rung.role, rung.status) for rung in found.rungs if rung.told] == [
        ("supervisor", "acknowledged"),
        ("director", "acknowledged"),
        ("general_manager", "acknowledged"),
    ]
