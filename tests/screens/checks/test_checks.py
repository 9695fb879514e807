"""The daily checks: people with their last days, what each has to ask, and recording it."""

import pytest
from syrupy.assertion import SnapshotAssertion

from core.base.text import Clean
from core.desk.checks import CheckTable
from core.desk.desk import Desk
from core.ticket.acts.check import CheckMatter
from core.ticket.codes import CheckState
from tests.screens.conftest import Opened, Running


async def table(running: Running) -> CheckTable:
    """The table as the desk has it."""
    return await running.app.desk.ask(lambda desk: desk.checks.table())


def asked_about(desk: Desk) -> None:
    """Somebody asks about the first tickets of the day."""
    for check in desk.checks.on()[:6]:
        if check.state is CheckState.DUE:
            desk.tickets.do(check.number, CheckMatter(Clean("parts come")))


async def days_later(running: Running, days: int) -> None:
    """Let days pass; on each but the last two somebody asks about some tickets."""
    for day in range(days):
        await running.tick(days=1)
        if day < days - 2:
            await running.app.desk.ask(asked_about)


@pytest.mark.parametrize(("size", "language"), [((80, 24), "en"), ((120, 40), "zh_CN")], ids=["en", "zh_CN"])
async def test_the_table(
    desk: Opened, looks: SnapshotAssertion, size: tuple[int, int], language: str
) -> None:
    async with desk(size, language) as running:
        await days_later(running, 4)
        await running.do("app.checks")
        assert running.text == looks
        await running.do("checks.open", "checks.down", "checks.open")
        assert running.text == looks


async def test_what_was_asked_leaves_the_list(desk: Opened) -> None:
    async with desk() as running:
        await running.do("app.checks", "checks.down", "checks.check")
        await running.until("To ask today: 0")
        assert "+1" in running.text
        await running.do("checks.top", "checks.open")
        await running.until("     +       0309-007")


async def test_each_check_is_one_key_and_undone_by_one(desk: Opened) -> None:
    """From the board: the list, down to the first ticket, asked; every further one is a single key."""
    async with desk() as running:
        await days_later(running, 1)
        before = (await table(running)).due
        await running.do("app.checks", "checks.down", "checks.check")
        await running.until(f"To ask today: {before - 1}")
        await running.do("checks.check")
        await running.until(f"To ask today: {before - 2}")
        assert (await table(running)).due == before - 2
        await running.do("app.undo")
        await running.until(f"To ask today: {before - 1}")
        await running.do("app.undo")
        await running.until(f"To ask today: {before}")


async def test_the_answer_is_kept(desk: Opened) -> None:
    async with desk() as running:
        await days_later(running, 1)
        await running.do("app.checks", "checks.down", "checks.answer")
        await running.type("valve ordered")
        await running.do("form.save")
        listed = await running.app.desk.ask(lambda desk: desk.checks.on())
        number = next(one.number for one in listed if one.state is CheckState.DONE)
        card = await running.app.desk.ask(lambda desk: desk.queries.card(number))
        assert [check.answer for check in card.ticket.checks] == ["valve ordered"]


async def test_a_check_of_another_desk_is_seen(desk: Opened) -> None:
    async with desk() as running:
        await days_later(running, 1)
        before = await table(running)
        await running.do("app.checks")
        number = before.open[0].number
        await running.app.desk.ask(lambda desk: desk.tickets.do(number, CheckMatter()))
        await running.tick(minutes=2)
        await running.until(f"To ask today: {before.due - 1}")


async def test_enter_opens_the_persons_tickets_and_then_the_ticket(desk: Opened) -> None:
    async with desk() as running:
        await days_later(running, 1)
        people = [row.person for row in (await table(running)).people]
        await running.do("app.checks", "checks.bottom", "checks.open")
        assert f"- {people[-1]}" in running.text
        await running.do("checks.open")
        assert "checks" not in running.app.screen.CONTEXTS  # type: ignore[attr-defined]
        await running.do("ticket.back")
        await running.until("To ask today")
