"""The steps of a ticket: what each asks, what it does, what it says when it is refused."""

from dataclasses import replace

import pytest
from syrupy.assertion import SnapshotAssertion

from core.base.questions import answered, questions
from core.base.text import Clean
from core.desk.desk import Desk
from core.desk.queries import Card
from core.intake.model import Intake, cleaned
from core.people.directory import Person
from core.ticket.acts.base import act_class, without_questions
from core.ticket.acts.defer import Defer
from core.ticket.acts.note import AddNote
from core.ticket.acts.table import ACTS
from core.ticket.acts.work import Arrive
from core.ticket.codes import State
from core.ticket.model import Caller
from screens.base.form_screen import FormScreen
from screens.base.steps import why_not
from screens.ticket.actions import to_ask
from tests.screens.conftest import Opened, Running
from tui.commands.registry import commands
from tui.commands.steps import ASK, EARLIER

LEAK = Intake(
    unit="3-2-1201",
    description="kitchen pipe leaking",
    category="pipe_leak",
    caller=Caller("Mrs Zhao", "13812345678"),
)


def elsewhere(running: Running) -> Desk:
    """Another desk on the same storage."""
    return Desk(running.store, "Li Na", running.clock)


async def begin(running: Running, *steps: str, **more: object) -> str:
    """A ticket on the board that these steps have been done with; its number."""
    desk = elsewhere(running)
    number = desk.tickets.log(cleaned(replace(LEAK, **more))).number  # type: ignore[arg-type]
    for step in steps:
        name, _space, word = step.partition(" ")
        act = act_class(name)
        asked = questions(act)[0].name if word else ""
        desk.tickets.do(number, act.from_form(answered(act, {asked: word})))
    await running.do("board.view_all")
    await running.until("3-2-1201")
    await running.tick(seconds=1)
    return number


async def card(running: Running, number: str) -> Card:
    """The ticket now."""
    return await running.app.desk.ask(lambda desk: desk.queries.card(number))


async def after(running: Running, number: str, version: int) -> Card:
    """The ticket as soon as it has had so many steps."""
    for _turn in range(150):
        found = await card(running, number)
        if found.ticket.version >= version and not isinstance(running.app.screen, FormScreen):
            return found
        await running.pilot.pause(0.02)
    raise AssertionError(f"never step {version}: {found.ticket}\n{running.text}")


def test_every_transition_has_a_step_and_every_step_a_command() -> None:
    steps = {command.name for command in commands("act")}
    assert steps == {ASK, EARLIER, *(name for name, about in ACTS.items() if about.short)}
    assert all(act_class(name).about.name == name for name in ACTS)


@pytest.mark.parametrize("language", ["en", "zh_CN"])
async def test_the_form_of_a_step(desk: Opened, looks: SnapshotAssertion, language: str) -> None:
    async with desk(language=language) as running:
        await running.do("board.down", "board.down", "board.down", "act.assign")
        await running.type("li" if language == "en" else "lg")
        await running.until("> ")
        assert running.text == looks


HELD = ("assign Li Gang", "arrive")
STEPS = [
    ((), "assign", ["Li Gang"], State.ASSIGNED),
    (("assign Li Gang",), "accept", [], State.ACCEPTED),
    (("assign Li Gang",), "arrive", [], State.ON_SITE),
    (("assign Li Gang",), "helper", ["Luo Bin"], State.ASSIGNED),
    (("assign Li Gang", "helper Luo Bin"), "remove_helper", ["Luo Bin"], State.ASSIGNED),
    (HELD, "hold", ["waiting_parts", "+2h", "", "valve"], State.ON_HOLD),
    (HELD, "handle", ["seal replaced", "worn out"], State.HANDLED),
    (HELD, "urge", ["Mr Zhao"], State.ON_SITE),
    (HELD, "note", ["tap turned off"], State.ON_SITE),
    (HELD, "contact", ["Mr Qian", "13812345679"], State.ON_SITE),
    ((), "isolate", ["tape", "Luo Bin"], State.LOGGED),
    (("isolate tape",), "remove_isolation", [], State.LOGGED),
    ((), "first_responder", ["Luo Bin", "Jieya Cleaning", "he saw it"], State.LOGGED),
    (HELD, "cannot_solve", ["no spare part"], State.ON_SITE),
    (HELD, "beyond_office", ["needs the city", "water off for a week"], State.ON_SITE),
    (HELD, "defer", ["no spare part", "2026-06-01"], State.DEFERRED),
    ((), "reply", ["somebody comes at eleven"], State.LOGGED),
    (("assign Li Gang",), "return", ["not ours"], State.LOGGED),
    ((), "reclassify", ["Water and electric repair", "he was wrong", "", "emergency"], State.ASSIGNED),
    ((), "void", ["a mistake"], State.VOID),
]


@pytest.mark.parametrize(("before", "action", "typed", "state"), STEPS, ids=[step[1] for step in STEPS])
async def test_a_step(
    desk: Opened, before: tuple[str, ...], action: str, typed: list[str], state: State
) -> None:
    async with desk(empty=True) as running:
        number = await begin(running, *before)
        await running.do(f"act.{action}")
        if typed:
            await running.until("3-2-1201  kitchen")
        for index, text in enumerate(typed):
            await running.pilot.press(*["tab"] * bool(index), "ctrl+a", "ctrl+k")
            await running.type(text)
        if typed:
            await running.do("form.save")
        found = await after(running, number, len(before) + 2)
        assert found.ticket.state is state
        await running.until("Undo: F8")
        await running.settle()
        await running.do("act.undo")
        await after(running, number, len(before) + 3)
        await running.until("undone: ")


async def test_a_long_matter_leaves_room_for_the_fields(desk: Opened) -> None:
    async with desk(empty=True) as running:
        await begin(running, description="kitchen pipe leaking " * 40)
        await running.do("act.note")
        for shown in ("Add a note", "Note", "When", "~"):
            assert shown in running.text


async def test_the_site_manager_is_told(desk: Opened) -> None:
    async with desk(empty=True) as running:
        number = await begin(running, first_responder="Deng", employer="Jieya Cleaning")
        await running.do("act.manager_told")
        await running.until("3-2-1201  kitchen")
        await running.type("Fang Min")
        await running.do("form.save")
        found = await after(running, number, 2)
        assert found.ticket.manager_told_at is not None
        assert "site manager told: Fang Min" in await running.until("Undo: F8")


async def test_steps_that_end_what_was_begun(desk: Opened) -> None:
    async with desk(empty=True) as running:
        number = await begin(running, "assign Li Gang")
        elsewhere(running).tickets.do(number, Defer(Clean("no part"), running.clock().date()))
        await running.until("deferred")
        for version, action in enumerate(("explain", "revive"), 4):
            await running.tick(seconds=1)
            await running.do(f"act.{action}")
            if action == "explain":
                await running.until("What was said")
                await running.type("no part before June")
                await running.do("form.save")
            await after(running, number, version)
        assert (await card(running, number)).ticket.state is State.ASSIGNED


async def test_two_keys_tell_everyone_who_waits(desk: Opened) -> None:
    async with desk(empty=True) as running:
        number = await begin(running, "contact Mr Qian", "assign Li Gang", category="enquiry")
        elsewhere(running).tickets.do(number, act_class("handle").from_form({"outcome": Clean("at ten")}))
        await running.do("board.view_feedback")
        await running.until("3-2-1201")
        await running.tick(seconds=1)
        await running.pilot.press("y")
        await running.until("empty: everyone who waits")
        await running.pilot.press("enter")
        found = await after(running, number, 5)
        assert (found.ticket.state, len(found.ticket.feedbacks)) == (State.CLOSED, 2)
        await running.until("Everyone knows the outcome.")


async def test_the_details_of_a_complaint_are_dim_on_what_is_none(desk: Opened) -> None:
    async with desk(empty=True) as running:
        leak = await card(running, await begin(running))
        for act in ("complaint", "handling_plan"):
            refused = why_not(act, leak, running.app)
            assert refused and "not a complaint" in refused.text(str)


async def test_a_detail_emptied_in_the_form_is_cleared(desk: Opened) -> None:
    async with desk(empty=True) as running:
        number = await begin(running, "complaint Luo Bin", category="complaint", demand="refund")
        await running.do("act.complaint")
        await running.until("Planned for")
        await running.pilot.press("tab", "ctrl+a", "ctrl+k", "enter")
        known = (await after(running, number, 3)).ticket.complaint
        assert known and (known.about, known.demand) == ("Luo Bin", "")


async def test_two_tickets_become_one(desk: Opened) -> None:
    async with desk(empty=True) as running:
        first = await begin(running)
        running.clock.pass_by(minutes=1)
        second = elsewhere(running).tickets.log(cleaned(LEAK)).number
        await running.until("002")
        await running.do("board.bottom")
        await running.settle()
        await running.do("act.merge")
        await running.until("the other one continues for both")
        await running.pilot.press("down", "enter", "enter")
        await after(running, second, 2)
        states = {(await card(running, number)).ticket.state for number in (first, second)}
        assert states == {State.LOGGED, State.MERGED}


async def test_a_wrong_time_is_said_and_nothing_typed_is_lost(desk: Opened) -> None:
    async with desk(empty=True) as running:
        number = await begin(running, *HELD)
        await running.do("act.hold")
        await running.type("weather")
        await running.pilot.press("tab")
        await running.type("someday")
        await running.do("form.save")
        await running.until("“someday” is not a time.")
        await running.type("10:05")
        await running.do("form.save")
        await running.until("The planned time is already past.")
        assert "weather" in running.text
        await running.do("form.cancel")
        assert (await card(running, number)).ticket.state is State.ON_SITE


async def test_the_time_of_a_step_can_be_earlier(desk: Opened) -> None:
    async with desk(empty=True) as running:
        running.clock.pass_by(minutes=-30)
        number = await begin(running)
        running.clock.pass_by(minutes=30)
        await running.do("act.assign")
        await running.type("Li Gang")
        await running.pilot.press("tab", "tab")
        await running.type("-10m")
        await running.do("form.save")
        found = await after(running, number, 2)
        assert found.ticket.assigned_at
        assert (running.clock() - found.ticket.assigned_at).total_seconds() == 600


async def test_every_act_can_say_when_it_happened_or_why_not(desk: Opened) -> None:
    async with desk(empty=True) as running:
        shown = await card(running, await begin(running))
        for name, about in ACTS.items():
            asked = [entry.name for entry in await to_ask(act_class(name), shown, running.app)]
            if name == "callback":  # its card has a field for the time
                assert not asked and not about.only_now
            elif asked:
                assert ("at" in asked) is not bool(about.only_now), name
            else:
                assert (name in without_questions()) is not bool(about.only_now), name


EARLIER_STEPS = [
    (("assign Li Gang",), "", State.ON_SITE),
    (("assign Li Gang",), "Accepted", State.ACCEPTED),
    (("isolate tape",), "", State.LOGGED),
]


@pytest.mark.parametrize(("before", "step", "state"), EARLIER_STEPS)
async def test_a_step_without_a_form_can_be_earlier(
    desk: Opened, before: tuple[str, ...], step: str, state: State
) -> None:
    async with desk(empty=True) as running:
        running.clock.pass_by(minutes=-30)
        number = await begin(running, *before)
        running.clock.pass_by(minutes=30)
        await running.do("act.earlier")
        await running.until("Done earlier")
        if step:
            await running.pilot.press("ctrl+a", "ctrl+k")
            await running.type(step)
        if "assign Li Gang" in before:
            await running.pilot.press("enter")
        await running.type("-45m")
        await running.pilot.press("enter")
        await running.until("That time is before")
        await running.pilot.press("ctrl+a", "ctrl+k")
        await running.type("10:20")
        await running.pilot.press("enter")
        await running.until("That time is in the future.")
        await running.pilot.press("ctrl+a", "ctrl+k")
        await running.type("-10m")
        await running.pilot.press("enter")
        found = await after(running, number, len(before) + 2)
        assert found.ticket.state is state
        assert (running.clock() - found.history[-1].at).total_seconds() == 600


async def test_where_no_step_can_be_earlier_its_key_says_why(desk: Opened) -> None:
    async with desk(empty=True) as running:
        await begin(running)
        await running.do("act.earlier")
        await running.until("Not assigned yet; assign it first.")


async def test_a_name_is_found_by_its_initials(desk: Opened) -> None:
    async with desk(language="zh_CN") as running:
        await running.do("board.view_unassigned")
        await running.settle()
        await running.do("act.assign")
        await running.type("zw")
        await running.pilot.press("enter")
        await running.until("张伟")
        await running.do("form.save")
        await running.until("派给张伟")


async def test_moving_it_on_asks_why_and_across_departments_takes_a_supervisor(desk: Opened) -> None:
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
        number = await begin(running, "assign Li Gang")
        await running.pilot.pause(0.3)
        await running.do("act.assign")
        await running.type("Cleaning")
        await running.do("form.save")
        await running.until("“Reason” is still empty.")
        await running.type("wet floor")
        await running.do("form.save")
        await running.until("“Reassign to another department” needs a supervisor")
        assert "wet floor" in running.text
        assert (await card(running, number)).ticket.version == 2


async def test_somebody_was_faster_while_the_form_was_open(desk: Opened) -> None:
    async with desk(empty=True) as running:
        number = await begin(running, *HELD)
        await running.do("act.note")
        await running.type("tap turned off")
        elsewhere(running).tickets.do(number, AddNote(Clean("caller rang again")))
        await running.do("form.save")
        await running.until("was changed by Li Na")
        assert "caller rang again" in running.text
        await running.do("form.save")
        found = await after(running, number, 5)
        assert [event.fact.note for event in found.history[-2:]] == ["caller rang again", "tap turned off"]


async def test_somebody_was_faster_than_a_key(desk: Opened) -> None:
    async with desk(empty=True) as running:
        number = await begin(running, "assign Li Gang")
        running.app.workers.cancel_group(running.app, "feed")
        elsewhere(running).tickets.do(number, Arrive())
        await running.do("act.accept")
        await running.until("Li Na: arrived")
        found = await card(running, number)
        assert (found.ticket.state, found.ticket.version) == (State.ON_SITE, 3)
