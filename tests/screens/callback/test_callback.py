"""Ringing back: the card, the words, and every answer by one key."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from syrupy.assertion import SnapshotAssertion
from textual.pilot import Pilot

from core.base.text import Clean
from core.desk.desk import Desk
from core.desk.queries import Card
from core.intake.model import Intake, cleaned
from core.people.directory import Person
from core.ticket.acts.handle import Handle
from core.ticket.acts.note import AddNote
from core.ticket.acts.request import Approve
from core.ticket.acts.work import Arrive
from core.ticket.codes import State
from core.ticket.model import Caller
from screens.callback.screen import CallbackScreen
from tests.screens.conftest import AtRest, Opened, Running, screen_text, settled

LEAK = Intake(
    unit="3-2-1201",
    description="kitchen pipe leaking",
    category="pipe_leak",
    caller=Caller("Mrs Zhao", "13812345678"),
    assign_to="Li Gang",
)


def handled(running: Running, **more: object) -> str:
    """A ticket whose work is done; its number."""
    elsewhere = Desk(running.store, "Li Na", running.clock)
    number = elsewhere.tickets.log(cleaned(replace(LEAK, **more))).number  # type: ignore[arg-type]
    elsewhere.tickets.do(number, Arrive())
    elsewhere.tickets.do(
        number,
        Handle(Clean("seal replaced"), no_arrival=Clean("by phone"), materials=Clean("seal"), fee=Clean("0")),
    )
    return number


async def ring(running: Running, number: str, seen: str = "seal replaced") -> CallbackScreen:
    """The card of that ticket."""
    screen = CallbackScreen(number)
    running.app.push_screen(screen)
    await running.until(seen)
    await running.settle()
    return screen


async def now(running: Running, number: str, state: State) -> Card:
    """The ticket as soon as it stands there and the card is closed."""
    for _turn in range(150):
        card = await running.app.desk.ask(lambda desk: desk.queries.card(number))
        if card.ticket.state is state and not isinstance(running.app.screen, CallbackScreen):
            return card
        await running.pilot.pause(0.02)
    raise AssertionError(f"never {state}: {card.ticket.state}\n{running.text}")


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40), (160, 45)], ids=["80x24", "120x40", "160x45"])
async def test_the_card(desk: Opened, looks: SnapshotAssertion, size: tuple[int, int], language: str) -> None:
    async with desk(size, language) as running:
        running.app.push_screen(CallbackScreen("260309-004"))
        await running.until("13800138108")
        await running.settle()
        assert running.text == looks


def test_its_colours(desk_at_rest: AtRest, snap_compare: Callable[..., bool]) -> None:
    async def show_it(pilot: Pilot[None]) -> None:
        while "Assigned to" not in screen_text(pilot.app):
            await pilot.pause(0.02)
        pilot.app.push_screen(CallbackScreen("260309-004"))
        while "13800138108" not in screen_text(pilot.app):
            await pilot.pause(0.02)
        await settled(pilot.app, pilot)

    assert snap_compare(desk_at_rest(), terminal_size=(80, 24), run_before=show_it)


@pytest.mark.parametrize("grade", ["very_satisfied", "satisfied", "fairly_satisfied"])
async def test_a_good_answer_closes_with_one_key(desk: Opened, grade: str) -> None:
    async with desk(empty=True) as running:
        number = handled(running)
        await ring(running, number)
        await running.do(f"callback.{grade}")
        card = await now(running, number, State.CLOSED)
        assert card.ticket.round.callback and card.ticket.round.callback.result == grade
        await running.until("Undo: F8")


async def test_what_the_customer_said_goes_with_the_answer(desk: Opened) -> None:
    async with desk(empty=True) as running:
        number = handled(running)
        await ring(running, number)
        await running.do("callback.answer")
        await running.type("quick 1 [/x]")
        await running.pilot.press("enter")
        await running.do("callback.satisfied")
        card = await now(running, number, State.CLOSED)
        assert card.ticket.round.callback
        assert card.ticket.round.callback.attempts[0].answer == "quick 1 [/x]"


async def test_neutral_asks_why(desk: Opened) -> None:
    async with desk(empty=True) as running:
        number = handled(running)
        await ring(running, number)
        await running.do("callback.neutral", "form.save")
        await running.until("“Why” is still empty.")
        await running.type("so so")
        await running.do("form.save")
        assert (await now(running, number, State.CLOSED)).ticket.close_kind == "neutral"


async def test_dissatisfied_asks_the_reason_and_opens_the_next_round(desk: Opened) -> None:
    async with desk((120, 40), empty=True) as running:
        number = handled(running)
        await ring(running, number)
        await running.do("callback.dissatisfied")
        await running.type("other")
        await running.do("form.save")
        await running.until("Enter why the customer is not satisfied.")
        await running.pilot.press("tab")
        await running.type("the smell is back")
        await running.do("form.save")
        card = await now(running, number, State.ASSIGNED)
        assert card.ticket.round.number == 2
        await running.until("Round 2 begins now")
        await running.do("act.undo")
        card = await now(running, number, State.HANDLED)
        assert card.ticket.round.number == 1


async def test_nobody_answers_three_times(desk: Opened) -> None:
    async with desk(empty=True) as running:
        number = handled(running)
        for hours in (2, 2, 2):
            screen = await ring(running, number)
            reason = screen.why_not("callback.unreachable")
            assert reason and "Needs 3 attempts" in reason
            await running.do("callback.no_answer")
            await now(running, number, State.HANDLED)
            running.clock.pass_by(hours=hours)
        await ring(running, number)
        assert running.text.count("no answer (Wang Min)") >= 2
        await running.do("callback.unreachable")
        await running.until("without the customer's feedback")
        await running.do("form.save")
        assert (await now(running, number, State.CLOSED)).ticket.close_kind == "unreached"


async def test_it_is_put_off_once(desk: Opened) -> None:
    async with desk(empty=True) as running:
        number = handled(running)
        screen = await ring(running, number)
        await running.do("callback.postpone")
        await running.type("+9d")
        await running.pilot.press("tab")
        await running.type("on a journey")
        await running.do("form.save")
        await running.until("postponed by at most 24 hours")
        running.app.screen.query_one("#field-until").focus()
        await running.pilot.press("ctrl+u")
        await running.type("+1d2h")
        await running.do("form.save")
        await running.until("callback postponed until")
        screen = await ring(running, number)
        assert screen.why_not("callback.postpone") == "This callback has already been postponed once."


@pytest.mark.parametrize("by_form", [False, True])
async def test_the_call_can_have_been_earlier(desk: Opened, by_form: bool) -> None:
    async with desk(empty=True) as running:
        running.clock.pass_by(minutes=-30)
        number = handled(running)
        running.clock.pass_by(minutes=30)
        await ring(running, number)
        assert "Called at" not in running.text
        await running.do("callback.called")
        for wrong, why in (
            ("soon", "is not a time"),
            ("10:20", "in the future"),
            ("-45m", "before the ticket"),
        ):
            await running.type(wrong)
            await running.until(wrong)
            await running.pilot.press("enter")
            await running.do("callback.satisfied")
            await running.until(why)
            await running.pilot.press("ctrl+a", "ctrl+k")
        await running.type("-10m")
        await running.pilot.press("enter")
        await running.do("callback.neutral" if by_form else "callback.satisfied")
        if by_form:
            await running.until("-10m")
            await running.type("took long")
            await running.do("form.save")
        card = await now(running, number, State.CLOSED)
        assert (running.clock() - card.ticket.round.callback.attempts[0].at).total_seconds() == 600  # type: ignore[union-attr]


async def test_giving_up_takes_a_supervisor(desk: Opened) -> None:
    async with desk(empty=True) as running:
        with running.store.writing() as work:
            work.people.save_people(
                Person(name, name, role=role)
                for name, role in (
                    ("Liu", "director"),
                    ("Wang Min", "operator"),
                    ("Li Na", "operator"),
                    ("Li Gang", "worker"),
                )
            )
        number = handled(running)
        await running.pilot.pause(0.5)
        await ring(running, number)
        await running.until("“Close without a callback” needs a supervisor")
        await running.do("callback.waive")
        assert isinstance(running.app.screen, CallbackScreen)
        await running.until("~ asks for approval.")


async def test_closing_without_a_callback_is_asked_for_where_it_was_refused(desk: Opened) -> None:
    """The form proposes what was refused; nothing is closed before somebody approves it."""
    async with desk(empty=True) as running:
        with running.store.writing() as work:
            roles = {
                "Chen Jing": "supervisor",
                "Wang Min": "operator",
                "Li Na": "operator",
                "Li Gang": "worker",
            }
            work.people.save_people(Person(name, name, role=role) for name, role in roles.items())
        number = handled(running)
        await running.pilot.pause(0.5)
        await ring(running, number)
        assert "~ Approval" in running.text
        await running.do("callback.waive")
        await running.until("~ asks for approval.")
        await running.pilot.press("~")
        await running.until("Ask for approval: Close without a callback")
        await running.until("waived")
        await running.do("form.next_field")
        await running.type("asked not to be called")
        await running.do("form.save")
        await running.until("asked for approval")
        (one,) = Desk(running.store, "Chen Jing", running.clock).approvals.waiting()
        assert (one.request.act, one.request.by) == ("callback", "Wang Min")
        assert "asked not to be called" in one.request.answers
        done = Desk(running.store, "Chen Jing", running.clock).tickets.do(number, Approve())
        assert done.state is State.CLOSED


async def test_who_may_close_it_has_nothing_to_ask_for_on_the_card(desk: Opened) -> None:
    async with desk(empty=True) as running:
        await ring(running, handled(running))
        assert "~ Approval" not in running.text
        await running.pilot.press("~")
        await running.until("You may close it without a callback yourself.")


async def test_whoever_did_the_work_does_not_ring(desk: Opened) -> None:
    async with desk(empty=True) as running:
        number = handled(running, assign_to="Wang Min")
        await ring(running, number)
        await running.until("The person who did the work cannot make the")
        await running.do("callback.satisfied")
        assert isinstance(running.app.screen, CallbackScreen)


async def test_at_night_the_card_says_from_when(desk: Opened) -> None:
    async with desk(empty=True) as running:
        running.clock.pass_by(hours=15)
        number = handled(running)
        await ring(running, number)
        assert "from 09:00" in running.text
        assert "calling hours 09:00-20:00" in running.text


async def test_what_staff_found_is_verified_on_the_spot(desk: Opened) -> None:
    async with desk(empty=True) as running:
        number = handled(running, found=True, caller=Caller(), first_responder="Old Ma")
        await ring(running, number)
        assert "Verify on the spot" in running.text
        assert "Wang Min asks Old Ma to check on site." in running.text
        await running.do("callback.satisfied")
        assert (await now(running, number, State.CLOSED)).ticket.close_kind == "verified"


async def test_somebody_else_was_faster(desk: Opened) -> None:
    async with desk(empty=True) as running:
        number = handled(running)
        await ring(running, number)
        Desk(running.store, "Li Na", running.clock).tickets.do(number, AddNote(Clean("rings tomorrow")))
        await running.do("callback.satisfied")
        await running.until("was changed by Li Na")
        assert isinstance(running.app.screen, CallbackScreen)
        await running.do("callback.satisfied")
        await now(running, number, State.CLOSED)
