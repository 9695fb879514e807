"""One ticket: clocks, rounds, who is told, what can be done, and everything that happened."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from syrupy.assertion import SnapshotAssertion
from textual.pilot import Pilot

from core.base.text import Clean
from core.desk.desk import Desk
from core.intake.model import Intake, cleaned
from core.ticket.acts.assign import Assign
from core.ticket.acts.undo import Undo
from core.ticket.acts.urge import Urge
from core.ticket.model import Caller, Ticket
from screens.ticket.screen import TicketScreen
from tests.screens.conftest import NOW, AtRest, Opened, Running, screen_text, settled

LEAK = Intake(
    unit="3-2-1201",
    description="kitchen pipe leaking",
    category="pipe_leak",
    caller=Caller("Mrs Zhao", "13812345678"),
)


def other(running: Running, name: str = "Li Na") -> Desk:
    """Another desk on the same storage."""
    return Desk(running.store, name, running.clock)


async def show(running: Running, number: str) -> TicketScreen:
    """The ticket's screen."""
    screen = TicketScreen(number)
    running.app.push_screen(screen)
    await running.until("Mrs Zhao")
    await running.settle()
    return screen


def log(running: Running, **more: object) -> Ticket:
    """A call that another desk took."""
    return other(running).tickets.log(cleaned(replace(LEAK, **more)))  # type: ignore[arg-type]


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
async def test_the_ticket(
    desk: Opened, looks: SnapshotAssertion, size: tuple[int, int], language: str
) -> None:
    async with desk(size, language) as running:
        running.app.push_screen(TicketScreen("260309-005"))
        await running.until("0309-005")
        await running.until("138****")
        await running.settle()
        assert running.text == looks


def test_its_colours(desk_at_rest: AtRest, snap_compare: Callable[..., bool]) -> None:
    async def show_it(pilot: Pilot[None]) -> None:
        while "承办" not in screen_text(pilot.app):
            await pilot.pause(0.02)
        pilot.app.push_screen(TicketScreen("260309-005"))
        while "经过" not in screen_text(pilot.app):
            await pilot.pause(0.02)
        await settled(pilot.app, pilot)

    assert snap_compare(desk_at_rest("zh_CN"), terminal_size=(120, 40), run_before=show_it)


async def test_its_clocks_count(desk: Opened) -> None:
    async with desk((120, 40), empty=True) as running:
        await show(running, log(running).number)
        before = running.text.splitlines()
        assert any("arrival" in line and "15 min" in line for line in before)
        await running.tick(minutes=9)
        assert any(
            "arrival" in line and "soon" in line and "6m00s" in line for line in running.text.splitlines()
        )
        await running.tick(minutes=10)
        late = [line for line in running.text.splitlines() if "arrival" in line]
        assert "!!" in late[0] and "late" in late[0] and "4m00s" in late[0]


async def test_the_phone_is_masked_until_a_key_is_pressed(desk: Opened) -> None:
    async with desk(empty=True) as running:
        first, second = log(running), log(running, unit="3-2-1202")
        await show(running, first.number)
        assert "138****5678" in running.text
        await running.do("ticket.phone")
        assert "13812345678" in running.text
        await running.do("ticket.phone")
        assert "13812345678" not in running.text
        await running.do("ticket.phone", "ticket.next")
        await running.until("3-2-1202")
        assert "13812345678" not in running.text
        await running.do("ticket.next")
        await running.until("This is the end of the list.")
        await running.do("ticket.previous")
        await running.until("3-2-1201")
        assert second.number != first.number


async def test_what_cannot_be_done_is_there_and_says_why(desk: Opened) -> None:
    async with desk((80, 60), empty=True) as running:
        await show(running, log(running).number)
        assert "Not assigned yet;" in running.text
        assert running.text.count("It is not on hold.") == 1
        await running.do("act.resume")
        assert running.text.count("It is not on hold.") == 2
        await running.do("act.undo")
        assert running.text.count("There is nothing to undo.") == 2


async def test_what_another_desk_does_appears(desk: Opened) -> None:
    async with desk((120, 40), empty=True) as running:
        ticket = log(running)
        await show(running, ticket.number)
        other(running).tickets.do(ticket.number, Assign(Clean("Li Gang")), seen=1)
        await running.until("assigned to Li Gang")
        assert "assigned" in running.text


async def test_the_history_tells_what_was_undone_and_what_was_entered_late(desk: Opened) -> None:
    async with desk((80, 64), empty=True) as running:
        ticket = log(running)
        running.clock.pass_by(minutes=10)
        elsewhere = other(running)
        elsewhere.tickets.do(ticket.number, Assign(Clean("Li Gang")))
        elsewhere.tickets.do(ticket.number, Undo())
        elsewhere.tickets.do(
            ticket.number, Urge(Clean("Mr [b]Zhao[/b]")), at=NOW, note=Clean("[/x] \x1b[31mred")
        )
        await show(running, ticket.number)
        text = " ".join(running.text.split())
        assert "assigned to Li Gang [undone]" in text
        assert "undone: assigned to Li Gang" in text
        assert "customer asked again: Mr [b]Zhao[/b]; [/x]" in text
        assert "(entered 03-10 10:27)" in text
        assert "\x1b" not in running.text


async def test_a_low_screen_scrolls_by_keys(desk: Opened) -> None:
    async with desk((80, 14), empty=True) as running:
        await show(running, log(running).number)
        assert "History" not in running.text
        await running.do("ticket.bottom")
        assert "logged (call): kitchen pipe leaking" in running.text
        await running.do("ticket.top")
        assert "Mrs Zhao" in running.text
        for _turn in range(12):
            await running.do("ticket.page_down")
        assert "logged (call)" in running.text
        await running.do("ticket.back")
        assert not isinstance(running.app.screen, TicketScreen)


async def test_a_number_that_is_not_there_is_said(desk: Opened) -> None:
    async with desk(empty=True) as running:
        running.app.push_screen(TicketScreen("260310-999"))
        await running.until("260310-999")
        assert "There is no ticket" in running.text
