"""The past on screen: a sign that cannot be overlooked, steps back and forth, and nothing written."""

from __future__ import annotations

from datetime import timedelta

import pytest
from syrupy.assertion import SnapshotAssertion

from core.base.text import Clean
from core.desk.desk import Desk
from core.events.as_of import AsOf
from core.intake.model import Intake, cleaned
from core.ticket.acts.assign import Assign
from screens.past.board import PastBoardScreen
from screens.past.ticket import PastTicketScreen
from tests.screens.conftest import NOW, Opened, Running
from tests.screens.test_contrast import in_every_theme, rows
from tests.tui.test_theme import contrast
from tui import demo
from tui.commands.registry import COMMANDS, commands


def other(running: Running) -> Desk:
    """Another desk on the same storage."""
    return Desk(running.store, "Li Na", running.clock)


def log_late(running: Running) -> str:
    """A call of an hour ago that is entered now."""
    said = Intake(
        unit="3-2-1201",
        description="kitchen pipe leaking",
        category="pipe_leak",
        reported_at=running.clock() - timedelta(hours=1),
    )
    return other(running).tickets.log(cleaned(said)).number


async def past(running: Running) -> PastBoardScreen:
    """The board of the past, as of now."""
    await running.do("app.past")
    await running.until("AS OF")
    await running.settle()
    assert isinstance(running.app.screen, PastBoardScreen)
    return running.app.screen


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
async def test_the_board_as_it_stood(
    desk: Opened, looks: SnapshotAssertion, size: tuple[int, int], language: str
) -> None:
    async with desk(size, language) as running:
        await running.do("app.past", "past.hour_back")
        await running.settle()
        assert running.text == looks


@pytest.mark.parametrize("language", ["en", "zh_CN"])
async def test_a_ticket_as_it_stood(desk: Opened, looks: SnapshotAssertion, language: str) -> None:
    async with desk((80, 24), language) as running:
        await running.do("app.past", "past.hour_back", "past_board.open")
        await running.settle()
        assert running.text == looks


async def test_now_is_the_board_that_was_left(desk: Opened) -> None:
    async with desk((120, 40)) as running:
        live = [row.number for row in running.app.board._list.rows]
        counts = running.app.board._head.shown.counts
        screen = await past(running)
        assert [row.number for row in screen._list.rows] == live
        assert screen._head.shown.counts == counts


async def test_a_late_entry_is_seen_by_what_had_happened_alone(desk: Opened) -> None:
    async with desk((120, 40)) as running:
        number = log_late(running)
        screen = await past(running)
        await running.tick(minutes=1)
        assert number in [row.number for row in screen._list.rows]
        await running.do("past.hour_back")
        screen.moment.as_of = AsOf(NOW - timedelta(minutes=30))
        await running.do("past.question")
        assert number in [row.number for row in screen._list.rows]
        assert "what had happened by then" in running.text
        await running.do("past.question")
        assert number not in [row.number for row in screen._list.rows]
        assert "what the desk knew by then" in running.text


async def test_stepping_by_event_hour_and_day_and_typing_a_time(desk: Opened) -> None:
    async with desk() as running:
        screen = await past(running)
        start = screen.moment.as_of.at
        await running.do("past.hour_back", "past.day_back")
        assert screen.moment.as_of.at == start - timedelta(hours=25)
        await running.do("past.hour_on", "past.day_on", "past.day_on")
        assert screen.moment.as_of.at == running.clock()
        await running.do("past.earlier")
        await running.until("AS OF")
        with running.store.reading() as look:
            last = max(
                event.recorded_at
                for row in other(running).queries.board("all").rows
                for event in look.tickets.history(row.number)
                if event.recorded_at < start
            )
        assert screen.moment.as_of.at == last
        await running.do("past.later")
        await running.until("Nothing has happened since.")
        await running.do("past.at")
        await running.type("09:00")
        await running.do("form.save")
        await running.until("09:00:00: what")
        assert screen.moment.as_of.at == NOW.replace(hour=1, minute=0, second=0)


async def test_the_steps_of_a_ticket_go_by_its_own_events(desk: Opened) -> None:
    async with desk() as running:
        number = log_late(running)
        await running.tick(minutes=5)
        other(running).tickets.do(number, Assign(Clean("engineering")))
        await running.tick(minutes=5)
        running.app.push_screen(PastTicketScreen(number, AsOf(running.clock())))
        await running.until("assigned")
        await running.do("past.earlier", "past.earlier")
        assert "unassigned" in await running.until("unassigned")
        await running.do("past.earlier")
        await running.until("Nothing had happened before.")
        await running.do("past.hour_back")
        await running.until("did not exist at that time")
        await running.do("past.question")
        await running.until("kitchen pipe leaking")


async def test_one_key_returns_to_now(desk: Opened) -> None:
    async with desk() as running:
        await past(running)
        await running.do("past.hour_back", "past_board.open")
        assert type(running.app.screen) is PastTicketScreen
        await running.do("app.past")
        assert running.app.screen_stack == [running.app.board]


WRITES = {
    command.id
    for command in COMMANDS.values()
    if command.context == "act"
    or (
        command.context == "app"
        and (command.right or command.step or command.id in ("app.parked", "app.import"))
    )
}


@pytest.mark.parametrize("page", ["board", "ticket"])
async def test_nothing_can_be_written_from_the_past(desk: Opened, page: str) -> None:
    async with desk(person=demo.supervisor("en")) as running:
        await past(running)
        await running.do("past.hour_back")
        if page == "ticket":
            await running.do("past_board.open")
        screen = running.app.screen
        assert isinstance(screen, PastBoardScreen | PastTicketScreen)
        with running.store.reading() as look:
            place = look.pulse()
        assert {one.id for one in commands(*screen.CONTEXTS)} > {one.id for one in commands("act")}
        for command in commands("act", "app"):
            if command.id not in WRITES:
                continue
            running.app.clear_notifications()
            for key in running.app.keys.keys(command.id):
                await running.pilot.press(key)
                await running.pilot.pause()
                assert running.app.screen is screen, command.id
                (told,) = {notice.message for notice in running.app._notifications}
                assert "nothing can be written from here" in told.replace("\n", " "), command.id
        with running.store.reading() as look:
            assert look.pulse() == place


@pytest.mark.parametrize("term", [("xterm-256color", "truecolor"), ("linux", "")], ids=["truecolor", "linux"])
async def test_the_sign_can_be_read_in_every_theme(
    desk: Opened, monkeypatch: pytest.MonkeyPatch, term: tuple[str, str]
) -> None:
    monkeypatch.setenv("TERM", term[0])
    monkeypatch.setenv("COLORTERM", term[1])
    async with desk((80, 24)) as running:
        await past(running)
        await in_every_theme(running, field=False)
        sign, below = (cells[0].ground for cells in rows(running)[1:3])
        assert contrast(sign, below) >= 3
