"""Shows 1: from the ringing phone to the satisfied callback, with keys only."""

import pytest

from core.desk.desk import Desk
from core.desk.queries import Card
from core.ticket.codes import State
from tests.screens.conftest import Opened, Running


async def card(running: Running, words: str = "kitchen pipe leaking") -> Card:
    """The youngest ticket with these words."""

    def look(desk: Desk) -> Card:
        rows = [row for row in desk.queries.board("all").rows if words in row.description]
        return desk.queries.card(max(rows, key=lambda row: row.number).number)

    return await running.app.desk.ask(look)


async def until_state(running: Running, state: State) -> Card:
    """The ticket as soon as it stands there."""
    for _turn in range(100):
        found = await card(running)
        if found.ticket.state is state:
            return found
        await running.pilot.pause(0.02)
    raise AssertionError(f"never {state}: {found.ticket}\n{running.text}")


@pytest.mark.parametrize(("size", "language"), [((80, 24), "en"), ((120, 40), "zh_CN")], ids=["en", "zh_CN"])
async def test_from_the_ringing_phone_to_the_satisfied_callback(
    desk: Opened, size: tuple[int, int], language: str
) -> None:
    async with desk(size, language, empty=True) as running:
        await running.do("app.new_ticket")
        await running.type("3-2-1201 kitchen pipe leaking")
        await running.pilot.press("enter")
        await until_state(running, State.LOGGED)
        await running.until("3-2-1201")

        await running.tick(minutes=2)
        await running.do("act.assign")
        await running.type("Li Gang")
        await running.pilot.press("enter")
        assert (await until_state(running, State.ASSIGNED)).ticket.assignee == "Li Gang"

        await running.tick(minutes=5)
        await running.settle()
        await running.do("act.arrive")
        await until_state(running, State.ON_SITE)
        await running.settle()
        await running.do("act.undo")
        await until_state(running, State.ASSIGNED)
        await running.settle()
        await running.do("act.arrive")
        await until_state(running, State.ON_SITE)

        await running.tick(minutes=20)
        await handle(running, "seal replaced")
        found = await until_state(running, State.HANDLED)
        assert found.ticket.round.arrived_at is not None

        await ring_back(running)
        await running.do("callback.dissatisfied")
        await running.pilot.press("down", "enter", "enter")
        again = await until_state(running, State.ASSIGNED)
        assert again.ticket.round.number == 2
        await running.do("board.view_open")
        await running.until("(2) kitchen")
        assert any(timer.round == 2 and timer.name == "ladder" for timer in again.timers)

        await running.tick(minutes=30)
        await handle(running, "pipe replaced", no_arrival="told by radio")
        await until_state(running, State.HANDLED)
        await ring_back(running)
        await running.do("callback.satisfied")
        closed = await until_state(running, State.CLOSED)
        assert closed.ticket.close_kind == "satisfied"
        assert [turn.callback.result for turn in closed.ticket.rounds if turn.callback] == [
            "dissatisfied",
            "satisfied",
        ]


async def handle(running: Running, outcome: str, no_arrival: str = "") -> None:
    """The worker reports that it is done."""
    await running.settle()
    await running.do("act.handle")
    await running.type(outcome)
    await running.pilot.press("tab")
    await running.type("worn out")
    if no_arrival:
        await running.pilot.press("tab", "tab")
        await running.type(no_arrival)
    await running.do("form.save")


async def ring_back(running: Running) -> None:
    """The callback's card of the only ticket that is owed one."""
    await running.settle()
    await running.do("board.view_callbacks")
    await running.until("3-2-1201")
    await running.settle()
    await running.do("act.callback")
    await running.settle()
