"""The queue of callbacks, and a household that is called once."""

import pytest
from syrupy.assertion import SnapshotAssertion

from core.base.text import Clean
from core.desk.desk import Desk
from core.intake.model import Intake, cleaned
from core.ticket.acts.handle import Handle
from core.ticket.codes import State
from core.ticket.model import Caller
from screens.base.list_screen import ListScreen
from screens.callback.lines import SCRIPT
from tests.screens.callback.test_callback import handled, now, ring
from tests.screens.conftest import Opened, Running


def states(running: Running, numbers: list[str]) -> list[State]:
    desk = Desk(running.store, "Li Na", running.clock)
    return [desk.queries.card(number).ticket.state for number in numbers]


def household(running: Running) -> list[str]:
    """Three handled tickets of one household."""
    return [
        handled(running),
        handled(running, description="tap drips"),
        handled(running, unit="", place="lift 2", description="door"),
    ]


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
async def test_the_queue(
    desk: Opened, looks: SnapshotAssertion, size: tuple[int, int], language: str
) -> None:
    async with desk(size, language) as running:
        await running.do("app.callbacks")
        await running.until("0309-004")
        await running.settle()
        assert running.text == looks


def test_r125_each_callback_asks_one_open_question_and_keeps_the_answer() -> None:
    """The words to say end with an open question; what the customer answers is kept with the grade."""
    asked = [line for line in SCRIPT if "?" in line]
    assert asked[-1].endswith("What could we do better?")


async def test_one_call_grades_three_tickets(desk: Opened) -> None:
    async with desk((100, 40), empty=True) as running:
        numbers = household(running)
        await running.do("app.callbacks")
        await running.until("tap drips")
        await running.do("callbacks.open")
        await running.until("a grade for each of these tickets")
        await running.settle()
        await running.do("callback.satisfied")
        await running.until("001  satisfied")
        await running.do("callback.fairly_satisfied")
        await running.until("002  fairly satisfied")
        assert states(running, numbers) == [State.HANDLED] * 3
        await running.do("callback.very_satisfied")
        await now(running, numbers[2], State.CLOSED)
        assert states(running, numbers) == [State.CLOSED] * 3
        await running.until("Tickets recorded in one call: 3")
        assert isinstance(running.app.screen, ListScreen)


async def test_nobody_answers_for_the_whole_household(desk: Opened) -> None:
    async with desk((100, 40), empty=True) as running:
        numbers = household(running)
        await ring(running, numbers[1])
        await running.do("callback.no_answer")
        await running.until("Tickets recorded in one call: 3")
        elsewhere = Desk(running.store, "Li Na", running.clock)
        assert [one.attempts for one in elsewhere.callbacks.queue().pending] == [1, 1, 1]


async def test_grades_so_far_are_recorded_and_the_rest_stays_owed(desk: Opened) -> None:
    async with desk((100, 40), empty=True) as running:
        numbers = household(running)
        await ring(running, numbers[0])
        await running.do("callback.next")
        await running.until("> 002")
        await running.do("callback.satisfied")
        await running.until("002  satisfied")
        await running.do("callback.finish")
        await now(running, numbers[1], State.CLOSED)
        assert states(running, numbers) == [State.HANDLED, State.CLOSED, State.HANDLED]


async def test_the_second_desk_sees_who_calls_and_cannot_grade(desk: Opened) -> None:
    async with desk((100, 40), empty=True) as running:
        number = handled(running)
        Desk(running.store, "Li Na", running.clock).callbacks.claim(number)
        await ring(running, number)
        await running.until("Li Na has been calling this household since")
        await running.do("callback.satisfied")
        await running.settle()
        assert states(running, [number]) == [State.HANDLED]


async def test_solved_and_mode_go_with_the_grade(desk: Opened) -> None:
    async with desk((100, 40), empty=True) as running:
        number = handled(running)
        await ring(running, number)
        await running.do("callback.mode")
        await running.until("Mode: on site")
        await running.do("callback.solved")
        await running.until("Solved: no")
        await running.do("callback.satisfied")
        await running.until("but the problem is not solved")
        await running.do("form.save")
        card = await now(running, number, State.CLOSED)
        assert card.ticket.round.callback
        said = card.ticket.round.callback.attempts[-1]
        assert (said.mode, said.solved) == ("on_site", "no")


async def test_a_paid_service_asks_its_three_questions(desk: Opened) -> None:
    async with desk((100, 40), empty=True) as running:
        number = handled(running, category="paid_service")
        await ring(running, number)
        await running.do("callback.satisfied")
        await running.until("Process")
        await running.type("satisfied")
        await running.do("form.next_field")
        await running.type("very")
        await running.do("form.next_field")
        await running.type("yes")
        await running.do("form.save")
        card = await now(running, number, State.CLOSED)
        assert card.ticket.round.callback
        said = card.ticket.round.callback.attempts[-1]
        assert (said.process, said.quality, said.meets) == ("satisfied", "very_satisfied", "yes")


async def test_the_running_rate_of_a_sample_is_in_the_head(desk: Opened) -> None:
    async with desk((120, 30), empty=True) as running:
        elsewhere = Desk(running.store, "Li Na", running.clock)
        before, _code, after = running.app.desk.policy.text.partition('code = "pipe_leak"')
        sampled = after.replace('callback = "all"', 'callback = "sample:30"', 1)
        with running.store.writing() as work:
            work.policies.save(f'{before}code = "pipe_leak"{sampled}', running.clock(), "Li Na")
        for place in range(4):
            said = Intake(
                description=f"leak {place}",
                category="pipe_leak",
                place=f"hall {place}",
                caller=Caller("Zhao", f"1380013800{place}"),
                assign_to="Li Gang",
            )
            number = elsewhere.tickets.log(cleaned(said)).number
            elsewhere.tickets.do(number, Handle(Clean("done"), no_arrival=Clean("phone")))
        await running.do("app.callbacks")
        await running.until("of 30 %")
