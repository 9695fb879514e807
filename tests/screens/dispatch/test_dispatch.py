"""The dispatch board: departments and areas, and sending from there."""

import pytest
from syrupy.assertion import SnapshotAssertion

from core.ticket.codes import State
from tests.screens.conftest import Opened, Running

NOISE = "260310-013"
"""Nobody has been sent to it yet."""


async def standing(running: Running, number: str, who: str) -> None:
    """Wait until that one is sent."""
    for _turn in range(150):
        ticket = (await running.app.desk.ask(lambda desk: desk.queries.card(number))).ticket
        if ticket.assignee == who and ticket.state is State.ASSIGNED:
            return
        await running.pilot.pause(0.02)
    raise AssertionError(f"{ticket.assignee} {ticket.state}\n{running.text}")


@pytest.mark.parametrize(("size", "language"), [((80, 24), "en"), ((120, 40), "zh_CN")], ids=["en", "zh_CN"])
async def test_the_board(
    desk: Opened, looks: SnapshotAssertion, size: tuple[int, int], language: str
) -> None:
    async with desk(size, language) as running:
        await running.do("app.dispatch")
        await running.do("dispatch.next")
        assert running.text == looks
        await running.do("dispatch.areas")
        assert running.text == looks


async def test_sending_from_a_ticket_and_from_a_person(desk: Opened) -> None:
    async with desk((80, 40)) as running:
        await running.do("app.dispatch", "dispatch.next", "dispatch.down", "dispatch.assign")
        await running.type("Tang Lei")
        await running.do("form.save")
        await running.until("Tang Lei: certificate has expired, off duty.")
        await running.do("why.cancel")
        await running.until("give a reason")
        await running.do("form.save")
        await running.until("Why assign them anyway?")
        await running.do("why.own")
        await running.type("knows the caller")
        await running.pilot.press("enter")
        await standing(running, NOISE, "Tang Lei")
        await running.until("- Tang Lei")
        await running.do("dispatch.open")
        await running.until("Tang Lei  Security  (certificate has expired, off duty)")
        await running.do("ticket.back")
        await running.do("dispatch.top", "dispatch.next", "dispatch.down", "dispatch.assign")
        await running.until("Assign Ma Chao")
        await running.type(NOISE)
        await running.pilot.press("tab")
        await running.type("nearer")
        await running.do("form.save")
        await standing(running, NOISE, "Ma Chao")
