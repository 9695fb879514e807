"""Bulletins on the screen: the list, its acts, what waits at sign-in (R093, R137)."""

import pytest
from syrupy.assertion import SnapshotAssertion

from core.base.clock import Clock
from core.desk.desk import Desk
from core.desk.ports import Store
from core.notices.bulletin import Bulletin
from core.notices.table import BULLETIN
from core.people.directory import Person
from screens.records.waiting import WaitingScreen
from tests.screens.conftest import Opened, Running

STAFF = (
    Person("001", "Wang Min", "desk", role="operator"),
    Person("002", "Li Na", "desk", role="operator"),
    Person("003", "Chen Jing", "admin", role="supervisor"),
)
CHIEF = {"en": "Chen Jing", "zh_CN": "陈静"}
LIFT = {
    "en": ("Lift B", "Lift B stands still on Thursday from nine to twelve; tell callers to take lift A."),
    "zh_CN": ("B梯停运", "周四九点至十二点B梯停运检修；来电请引导使用A梯。"),
}


def post(store: Store, clock: Clock, language: str = "en", name: str = "") -> str:
    """Another desk posts a bulletin."""
    title, text = LIFT[language]
    return (
        Desk(store, name or CHIEF[language], clock)
        .records.new(BULLETIN, {"title": title, "text": text})
        .number
    )


def supervised(running: Running) -> None:
    with running.store.writing() as work:
        work.people.save_people(STAFF)


def bulletin(running: Running, number: str = "B-1") -> Bulletin:
    record = Desk(running.store, "x", running.clock).records.card(BULLETIN, number).record
    assert isinstance(record, Bulletin)
    return record


async def seen(running: Running, text: str) -> None:
    """The feed is looked at, and what it brings is shown."""
    running.app.desk.look_again()
    await running.until(text)
    await running.settle()


SIZES = pytest.mark.parametrize(
    ("size", "language"), [((80, 24), "en"), ((80, 24), "zh_CN"), ((120, 40), "en")]
)


@SIZES
async def test_the_list(desk: Opened, looks: SnapshotAssertion, size: tuple[int, int], language: str) -> None:
    async with desk(size, language, person=CHIEF[language]) as running:
        post(running.store, running.clock, language)
        post(running.store, running.clock, language)
        Desk(running.store, CHIEF[language], running.clock).records.act(
            BULLETIN, "B-1", "read", {"person": "001"}
        )
        await running.do("app.bulletins")
        await running.until("B-1")
        await running.do("bulletins.down")
        await running.until("posted: Lift B" if size[0] > 100 else LIFT[language][1][:8])
        await running.settle()
        assert running.text == looks


@SIZES
async def test_what_waits_at_the_start(
    desk: Opened, looks: SnapshotAssertion, size: tuple[int, int], language: str
) -> None:
    async with desk(size, language) as running:
        post(running.store, running.clock, language)
        await running.app.waiting.offer()
        await running.settle()
        assert isinstance(running.app.screen, WaitingScreen)
        assert running.text == looks
        await running.do("waiting.seen")
        await running.settle()
        assert running.app.identity.operator in bulletin(running).readers
        assert len(running.app.screen_stack) == 1


async def test_one_after_the_other_and_the_rest_later(desk: Opened) -> None:
    async with desk() as running:
        post(running.store, running.clock)
        post(running.store, running.clock)
        await running.app.waiting.offer()
        await running.until("1/2")
        await running.do("waiting.seen")
        await running.until("2/2")
        await running.do("waiting.later")
        await running.until("Not read yet: 1.")
        assert len(bulletin(running, "B-1").readers) == 2
        assert len(bulletin(running, "B-2").readers) == 1


async def test_it_is_shown_when_the_desk_starts_and_when_the_operator_changes(desk: Opened) -> None:
    async with desk() as running:
        post(running.store, running.clock)
    async with desk() as running:
        await running.until("Bulletin B-1")
        await running.do("waiting.seen")
        await running.settle()
        assert len(running.app.screen_stack) == 1
        running.app.seat.become("Li Na")
        await running.until("Bulletin B-1")
        await running.do("waiting.seen")
        await running.settle()
        assert bulletin(running).readers == ("Chen Jing", "Wang Min", "Li Na")


async def test_a_new_one_is_told_and_covers_nothing(desk: Opened) -> None:
    async with desk() as running:
        await running.do("app.new_ticket")
        post(running.store, running.clock)
        await seen(running, "Bulletin B-1 is to be read: !")
        await running.app.waiting.offer()
        await running.settle()
        assert not isinstance(running.app.screen, WaitingScreen)


async def test_a_bulletin_is_posted_amended_and_undone(desk: Opened) -> None:
    async with desk(person="Chen Jing") as running:
        await running.do("app.bulletins", "bulletins.new")
        await running.type("Water")
        await running.pilot.press("tab")
        await running.type("Off on Friday")
        await running.do("form.save")
        await running.until("Saved: B-1.")
        await running.settle()
        assert (bulletin(running).title, bulletin(running).text) == ("Water", "Off on Friday")
        await running.do("bulletins.amend")
        await running.type("Water and gas")
        await running.do("form.save")
        await running.until("Water and gas")
        await running.settle()
        await running.do("bulletins.undo")
        await running.until("Undone")
        assert bulletin(running).title == "Water"
        assert bulletin(running).version == 3


async def test_the_list_shows_what_another_desk_does(desk: Opened) -> None:
    async with desk() as running:
        await running.do("app.bulletins")
        post(running.store, running.clock)
        await seen(running, "B-1")


async def test_an_operator_reads_and_does_not_post(desk: Opened) -> None:
    async with desk(person="Wang Min") as running:
        supervised(running)
        post(running.store, running.clock)
        await running.do("app.bulletins")
        await seen(running, "B-1")
        await running.do("bulletins.new")
        await running.until("needs a supervisor")
        await running.do("bulletins.read")
        await running.until("Saved: B-1.")
        assert bulletin(running).readers == ("Chen Jing", "Wang Min")


async def test_the_papers_of_the_list(desk: Opened) -> None:
    async with desk((120, 40)) as running:
        post(running.store, running.clock)
        await running.do("app.bulletins")
        await running.until("B-1")
        await running.settle()
        await running.do("bulletins.paper")
        await running.until("posted: Lift B")
        await running.do("paper.back", "bulletins.papers")
        await running.until("Bulletins")


async def test_views_and_search(desk: Opened) -> None:
    async with desk(person="Chen Jing") as running:
        post(running.store, running.clock)
        await running.do("app.bulletins")
        await running.until("B-1")
        await running.do("bulletins.unread")
        await running.until("Nothing is listed here.")
        await running.do("bulletins.next_view")
        await running.until("B-1")
        await running.do("bulletins.find")
        await running.type("gate")
        await running.until("Nothing matches “gate”. Esc clears the search.")
