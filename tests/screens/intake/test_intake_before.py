"""What was reported before: shown while typing, one key decides and saves, an emergency never waits."""

import pytest
from syrupy.assertion import SnapshotAssertion

from core.ticket.acts.created import Created
from core.ticket.board import Row
from core.ticket.model import Ticket
from screens.intake.matches import MatchesScreen
from screens.intake.screen import IntakeScreen
from tests.screens.conftest import Opened, Running
from tests.screens.intake.test_intake import write
from tui.widgets.board_list import BoardList

SAME = "3-1-0801 kitchen pipe leaking"
"""Of the sample estate's 006, on which somebody is at work."""


async def rows(running: Running) -> dict[str, Row]:
    """Every ticket by its number."""
    found = await running.app.desk.ask(lambda desk: desk.queries.board("all").rows)
    return {row.number: row for row in found}


async def ticket(running: Running, number: str) -> Ticket:
    """One ticket."""
    return await running.app.desk.ask(lambda desk: desk.queries.card(number).ticket)


async def saved(running: Running) -> None:
    """Wait until the form is gone."""
    for _turn in range(150):
        if not any(isinstance(screen, IntakeScreen) for screen in running.app.screen_stack):
            return
        await running.pilot.pause(0.02)
    raise AssertionError(running.text)


async def asked(running: Running, text: str) -> set[str]:
    """Type a call and save it: the numbers that were there, and the chooser is open."""
    before = set(await rows(running))
    await running.do("app.new_ticket")
    await write(running, text)
    await running.do("intake.save")
    for _turn in range(150):
        if isinstance(running.app.screen, MatchesScreen):
            return before
        await running.pilot.pause(0.02)
    raise AssertionError(running.text)


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
async def test_the_chooser(
    desk: Opened, looks: SnapshotAssertion, size: tuple[int, int], language: str
) -> None:
    async with desk(size, language) as running:
        said = "kitchen pipe leaking" if language == "en" else "厨房水管漏水"
        await asked(running, f"3-1-0801 {said}")
        assert running.text == looks


async def test_it_is_shown_while_the_caller_speaks(desk: Opened) -> None:
    async with desk() as running:
        await running.do("app.new_ticket")
        await write(running, SAME)
        text = await running.until("Reported before?  006")
        assert "on site Li Gang  (same unit)" in text
        assert "Tell the caller: We already have this report. Li Gang is working on it" in text


async def test_urging_makes_no_ticket_and_is_counted(desk: Opened) -> None:
    async with desk() as running:
        before = await asked(running, SAME)
        urges = (await ticket(running, "260310-006")).urges
        await running.do("matches.urge")
        await saved(running)
        assert set(await rows(running)) == before
        assert (await ticket(running, "260310-006")).urges == urges + 1
        assert "We already have this report" in running.text
        assert running.app.identity.drafts.pending() == []


async def test_a_repeat_is_a_ticket_in_the_chain(desk: Opened) -> None:
    async with desk() as running:
        before = await asked(running, f"{SAME} @zw")
        await running.do("matches.repeat")
        await saved(running)
        (number,) = set(await rows(running)) - before
        new = await ticket(running, number)
        assert (new.repeat_of, new.repeat_no) == ("260310-006", 2)


async def test_unrelated_takes_one_more_key_for_the_reason(desk: Opened) -> None:
    async with desk() as running:
        before = await asked(running, SAME)
        await running.do("matches.unrelated")
        await running.until("another spot")
        await running.do("matches.cancel")
        await running.until("Asked again: no new ticket")
        await running.do("matches.unrelated", "matches.repeat")
        await saved(running)
        (number,) = set(await rows(running)) - before
        created = (await running.app.desk.ask(lambda desk: desk.queries.card(number).history))[0].fact
        assert isinstance(created, Created)
        assert (created.unrelated_to, created.unrelated_because) == ("260310-006", "other_spot")


async def test_one_of_many_keeps_the_caller_with_the_main_ticket(desk: Opened) -> None:
    async with desk() as running:
        await running.do("app.new_ticket")
        await write(running, "3-2-0601 13900001111 water leaking from the pipe")
        await running.until("same building")
        before = set(await rows(running))
        await running.do("intake.matches", "matches.one_of_many")
        await saved(running)
        assert set(await rows(running)) == before
        assert "13900001111" in [one.phone for one in (await ticket(running, "260310-006")).contacts]


async def test_escape_goes_back_to_the_form_as_it_was(desk: Opened) -> None:
    async with desk() as running:
        before = await asked(running, SAME)
        await running.do("matches.cancel")
        assert isinstance(running.app.screen, IntakeScreen)
        assert SAME in running.text
        assert set(await rows(running)) == before


async def test_an_emergency_is_logged_first_and_compared_afterwards(desk: Opened) -> None:
    async with desk() as running:
        before = set(await rows(running))
        await running.do("app.new_ticket")
        await write(running, "2-1-0301 smell of gas again")
        await running.do("intake.save")
        await saved(running)
        assert len(set(await rows(running)) - before) == 1
        assert "Perhaps the same: 015" in running.text


async def test_the_next_call_is_taken_from_the_chooser_too(desk: Opened) -> None:
    async with desk() as running:
        before = await asked(running, SAME)
        await running.pilot.press("f2")
        await running.until("parked 1: 10:17 3-1-0801")
        assert isinstance(running.app.screen, IntakeScreen)
        assert set(await rows(running)) == before


async def test_of_many_earlier_matters_the_choices_stay_in_sight(desk: Opened) -> None:
    async with desk((60, 20)) as running:
        for _again in range(3):
            await running.app.desk.ask(lambda desk: desk.tickets.log(desk.tickets.read_line(SAME)))
        await asked(running, SAME)
        assert "Reported before?   1/4" in running.text
        assert "4  One of many" in running.text
        await running.do("matches.up")
        assert "Reported before?   4/4" in running.text
        assert "> 006" in running.text


async def test_the_cursor_goes_to_a_ticket_that_was_listed_already(desk: Opened) -> None:
    async with desk() as running:
        running.app.board.point_at("260310-006")
        found = running.app.board.query_one(BoardList).selected
        assert found is not None and found.number == "260310-006"
