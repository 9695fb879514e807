"""The form knows the caller, has a second page, takes walk-ins, and calls from paper in a row."""

from datetime import timedelta

import pytest
from syrupy.assertion import SnapshotAssertion

from core.intake.model import Intake
from core.people.units import Contact, Unit
from core.ticket.codes import Danger, RelayKind, RelayReason, State
from core.ticket.model import Caller, Relay
from screens.base.steps import TOLD
from screens.intake.more import MORE
from screens.intake.screen import IntakeScreen
from tests.screens.conftest import NOW, Opened, Running
from tests.screens.intake.test_intake import go_to, logged, shown, write
from tests.screens.intake.test_intake_before import rows, saved, ticket
from tui.files.drafts import CALL, Draft
from tui.widgets.fields import Field
from tui.widgets.parked import about_draft

LINE = "3-2-0601 kitchen pipe leaking"


def said(running: Running) -> IntakeScreen:
    """The form that is open."""
    assert isinstance(running.app.screen, IntakeScreen)
    return running.app.screen


async def test_r030_one_key_opens_the_register_from_any_screen(desk: Opened) -> None:
    """The board, a ticket, a callback, a dialog, the help, the form itself: one key begins a new entry."""
    async with desk() as running:
        for there in ([], ["board.open"], ["board.open", "act.note"], ["app.help"], ["app.new_ticket"]):
            await running.do("app.board", *there)
            await running.pilot.press("f2")
            await running.settle()
            assert isinstance(running.app.screen, IntakeScreen), there
            await running.do("app.board")


async def test_r046_a_category_is_mandatory_and_brings_the_times_to_promise(desk: Opened) -> None:
    """The words choose a category, its times stand there to be said aloud, and no ticket is without one."""
    async with desk() as running:
        await running.do("app.new_ticket")
        await write(running, LINE)
        assert "Say: on site by 10:32" in running.text
        await go_to(running, "category")
        await running.pilot.press("ctrl+a", "ctrl+k")
        await write(running, "nothing of the kind")
        await running.do("intake.save")
        await running.until("There is no category")
        running.app.screen.query_one("#field-category", Field).point_out()
        await running.pilot.press("backspace")
        await running.do("intake.save")
        assert (await logged(running)).category == "pipe_leak"


async def test_r049_every_kind_of_record_is_logged_on_the_form(desk: Opened) -> None:
    """An enquiry, a request, a repair, a complaint, a suggestion and praise each find their category."""
    async with desk() as running:
        categories = running.app.desk.policy.categories
        kinds = {category.kind: category for category in categories.values()}
        assert {
            "repair",
            "complaint",
            "enquiry",
            "service",
            "feedback",
            "onsite",
            "emergency",
        } <= kinds.keys()
        await running.do("app.new_ticket")
        line = running.app.screen.query_one("#line", Field)
        for category in kinds.values():
            line.value = ""
            await write(running, f"3-2-0601 something #{category.code}")
            assert shown(running, "category") == category.title("en")


async def test_what_is_understood_is_marked_in_the_line(desk: Opened) -> None:
    async with desk() as running:
        await running.do("app.new_ticket")
        await write(running, LINE)
        line = said(running).query_one("#line", Field)
        strip = line.render_line(0)
        underlined = "".join(part.text for part in strip if part.style and part.style.underline)
        assert underlined == "3-2-0601"


async def test_a_number_brings_up_who_calls_and_from_where(desk: Opened) -> None:
    async with desk((120, 40)) as running:
        await running.do("app.new_ticket")
        await write(running, "138 0013 8260 tap drips")
        assert (shown(running, "unit"), shown(running, "caller")) == ("3-2-0601", "Mr Zhao")
        text = await running.until("Specialist: Zheng Kai")
        assert "Assign (open tickets): " in text
        await go_to(running, "caller")
        await write(running, "Mrs Zhao")
        await running.do("intake.save")
        assert (await logged(running)).caller == Caller("Mrs Zhao", "13800138260")


async def test_of_several_people_on_one_number_one_key_takes_the_next(desk: Opened) -> None:
    async with desk() as running:
        people = (Contact("Ms Bai", "13700000001", "owner"), Contact("Mr Bai", "13700000001", "tenant"))
        with running.store.writing() as work:
            work.people.save_units([Unit("9-1-0101", contacts=people)])
        await running.app._catch_up()
        await running.do("app.new_ticket")
        await write(running, "13700000001 tap drips")
        await running.until("Who is it?")
        assert shown(running, "caller") == ""
        for name in ("Ms Bai", "Mr Bai", "Ms Bai"):
            await running.do("intake.who")
            assert shown(running, "caller") == name
        await running.do("intake.save")
        ticket = await logged(running)
        assert (ticket.unit, ticket.caller.name) == ("9-1-0101", "Ms Bai")


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
async def test_the_second_page(
    desk: Opened, looks: SnapshotAssertion, size: tuple[int, int], language: str
) -> None:
    async with desk(size, language) as running:
        await running.do("app.new_ticket")
        words = "via control room 3-2-0601 lamp out anonymous"
        await write(running, words if language == "en" else "监控中心转达 3-2-0601 路灯不亮 匿名")
        await running.do("intake.more")
        assert running.text == looks


async def test_the_line_fills_the_second_page_and_a_correction_wins(desk: Opened) -> None:
    async with desk() as running:
        await running.do("app.new_ticket")
        await write(running, "via control room 3-2-0601 water meter cover loose")
        await running.do("intake.more")
        assert (shown(running, "relay"), running.app.focused and running.app.focused.id) == (
            "control room",
            "field-relay",
        )
        for name, text in {
            "relay_person": "Chen Jing",
            "relay_reason": "inconvenient",
            "received": "10:05",
            "measure": "tape",
            "measure_by": "Zhou Yang",
            "confidential": "yes",
            "external_no": "GD-77",
            "inspector": "the street office",
            "paper_no": "L-3",
            "paper_place": "cabinet 2",
        }.items():
            await go_to(running, name)
            await write(running, text)
        await running.do("intake.more")
        assert running.app.focused is running.app.screen.query_one("#line")
        await running.do("intake.save")
        ticket = await logged(running)
        noted = ticket.particulars
        assert noted.relay == Relay(RelayKind.CONTROL_ROOM, "Chen Jing", RelayReason.INCONVENIENT)
        assert noted.received_at == NOW.replace(minute=5, second=0)
        assert (noted.external_no, noted.inspector) == ("GD-77", "the street office")
        assert noted.original and (noted.original.number, noted.original.place) == ("L-3", "cabinet 2")
        assert ticket.caller.confidential and ticket.isolated
        assert [(hazard.measure, hazard.by) for hazard in ticket.hazards] == [("tape", "Zhou Yang")]


async def test_every_field_of_the_second_page_is_reached_by_tab(desk: Opened) -> None:
    async with desk() as running:
        await running.do("app.new_ticket", "intake.more")
        reached = []
        for _turn in MORE:
            reached.append((running.app.focused and running.app.focused.id) or "")
            await running.pilot.press("tab")
        assert reached == [f"field-{name}" for name in MORE]


async def test_a_relay_without_a_reason_is_asked_for_it_by_one_key(desk: Opened) -> None:
    async with desk() as running:
        await running.do("app.new_ticket")
        await write(running, "via control room 3-2-0601 lamp out")
        await running.do("intake.save")
        await running.until("Why did it not come directly?")
        await running.pilot.press("escape")
        await running.until("Enter why the report did not come directly.")
        await running.do("intake.save")
        await running.until("Why did it not come directly?")
        await running.pilot.press("2")
        ticket = await logged(running)
        assert ticket.particulars.relay == Relay(RelayKind.CONTROL_ROOM, "", RelayReason.INCONVENIENT)
        assert ticket.tasks == ()


async def test_safety_information_is_asked_what_the_danger_is_to(desk: Opened) -> None:
    async with desk() as running:
        await running.do("app.new_ticket")
        await write(running, "3-2-0601 #safety_hazard manhole open")
        await running.do("intake.save")
        await running.until("A danger to what?")
        assert "5  gas" in running.text
        await running.pilot.press("6", "1")
        assert (await logged(running)).particulars.danger is Danger.PERSON


async def test_words_that_name_the_danger_leave_no_question(desk: Opened) -> None:
    async with desk() as running:
        await running.do("app.new_ticket")
        await write(running, "3-2-0601 #safety_hazard bare wire in the corridor")
        await running.do("intake.save")
        assert (await logged(running)).particulars.danger is Danger.ELECTRICITY


async def test_a_relay_needs_its_kind(desk: Opened) -> None:
    async with desk() as running:
        await running.do("app.new_ticket")
        await write(running, LINE)
        await running.do("intake.more")
        await go_to(running, "relay_person")
        await write(running, "Chen Jing")
        await running.do("intake.save")
        await running.until("Enter who passed it on.")
        assert running.app.focused is running.app.screen.query_one("#field-relay")


async def test_a_walk_in_differs_by_one_key(desk: Opened) -> None:
    async with desk() as running:
        await running.do("app.walk_in")
        await running.until("Walk-in   answered")
        await write(running, LINE)
        await running.pilot.press("ctrl+y")
        await running.until("parked 1:")
        await write(running, "A-1508 wants the keys of the meeting room")
        await running.do("intake.save")
        assert (await logged(running)).channel == "visit"
        await running.do("app.parked", "intake.save")
        assert (await logged(running)).channel == "visit"


async def test_a_complaint_shows_its_reply_clock_until_something_was_said(desk: Opened) -> None:
    async with desk((120, 40)) as running:
        await running.do("app.new_ticket")
        await write(running, "3-2-0601 the guard at the gate was rude #Complaint")
        await running.until("Answer given or answer within 10 min")
        await running.tick(seconds=75)
        assert "Answer given or answer within 8m45s" in running.text
        await go_to(running, "opinion")
        await write(running, "the captain will call")
        await running.settle()
        assert "or answer within" not in running.text
        await running.do("intake.save")
        assert (await logged(running)).opinion == "the captain will call"


async def test_what_was_put_right_at_once_is_logged_as_closed(desk: Opened) -> None:
    async with desk() as running:
        await running.do("app.new_ticket")
        await write(running, "~Lin litter in the lobby of building 3")
        await running.do("intake.at_once")
        assert running.app.focused is running.app.screen.query_one("#field-outcome")
        await write(running, "picked up")
        await running.pilot.press("enter")
        ticket = await logged(running)
        assert (ticket.state, ticket.close_kind) == (State.CLOSED, "at_once")


async def test_calls_from_paper_are_entered_in_a_row_with_their_own_times(desk: Opened) -> None:
    async with desk() as running:
        before = set(await rows(running))
        await running.do("app.backfill")
        await write(running, LINE)
        await running.do("intake.save")
        await running.until("When was the call?")
        running.app.screen.query_one("#line", Field).focus()
        await running.pilot.press("ctrl+a", "ctrl+k")
        for done, text in enumerate(
            ("09:05 3-2-0601 tap drips", "9:20 1-1-0302 lamp out @Li", "23:50 garden noise")
        ):
            await running.until(f"From paper   {done} entered")
            await write(running, text)
            await running.do("intake.save")
            if "@" in text:
                await running.until("Li Gang: on site elsewhere.")
                await running.do("why.reason_1")
        await running.until("From paper   3 entered")
        await running.do("intake.park")
        await running.until("3 calls entered from paper.")
        new = sorted(set(await rows(running)) - before)
        tickets = [await ticket(running, number) for number in new]
        assert all(one.particulars.entered_late for one in tickets)
        reported = sorted(one.reported_at for one in tickets)
        yesterday = NOW.replace(hour=15, minute=50, second=0) - timedelta(days=1)
        assert reported == [
            yesterday,
            NOW.replace(hour=1, minute=5, second=0),
            NOW.replace(hour=1, minute=20, second=0),
        ]
        assert {one.logged_at for one in tickets} == {NOW}


async def test_a_call_from_paper_that_is_parked_stays_one(desk: Opened) -> None:
    async with desk() as running:
        await running.do("app.backfill")
        await write(running, "09:05 3-2-0601 tap drips")
        await running.do("intake.park", "app.parked")
        await running.until("From paper")
        await running.do("intake.save")
        await running.until("From paper   1 entered")
        await running.do("intake.park")
        await saved(running)


async def test_what_is_typed_for_one_call_is_never_in_the_next(desk: Opened) -> None:
    async with desk() as running:
        await running.do("app.new_ticket")
        await write(running, "3-2-0601 13800138260 tap drips urgent")
        await running.do("intake.more")
        await go_to(running, "inspector")
        await write(running, "the street office")
        await running.pilot.press("f2")
        await running.settle()
        form = said(running)
        intake = form._call.intake(form._line, form._texts, form._typed)
        fresh = Intake(line="", category="", first_responder="Wang Min", reported_at=NOW, answered_at=NOW)
        assert (intake.unit, intake.caller, intake.particulars) == (
            fresh.unit,
            fresh.caller,
            fresh.particulars,
        )
        await running.do("app.parked")
        assert (shown(running, "unit"), shown(running, "inspector")) == ("3-2-0601", "the street office")


async def test_what_cannot_be_used_is_pointed_out_on_its_own_page(desk: Opened) -> None:
    async with desk() as running:
        await running.do("app.new_ticket")
        await write(running, "3-2-0601 lamp out")
        await go_to(running, "category")
        await write(running, "zzz")
        await running.do("intake.more")
        await running.pilot.press("tab", "tab", "tab")
        await write(running, "xx")
        before = await running.app.desk.ask(lambda desk: len(desk.queries.board("all").rows))
        await running.pilot.press("enter")
        await running.until("There is no category “zzz”. Choose one from the list.")
        assert not running.app.screen.has_class("-more")
        assert running.app.focused is running.app.screen.query_one("#field-category")
        # the list is open on its first line, which nobody has chosen
        await running.pilot.press("enter")
        await running.settle()
        assert await running.app.desk.ask(lambda desk: len(desk.queries.board("all").rows)) == before
        await write(running, "leaking")
        await running.pilot.press("enter", "enter")
        await running.until("“xx” is not a time.")
        assert running.app.screen.has_class("-more")
        assert running.app.focused is running.app.screen.query_one("#field-relay_at")


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("13800138000 lamp", "138****8000 lamp"),
        ("3-2-1201 leak 138 0013 8000", "3-2-1201 leak 138****8000"),
        ("12-3-1201 leak", "12-3-1201 leak"),
        ("010-88887777 lamp", "010****7777 lamp"),
    ],
)
def test_a_parked_call_is_listed_without_its_number(line: str, label: str) -> None:
    assert about_draft(Draft(CALL, NOW, {"line": line})) == label


async def test_a_long_call_leaves_a_short_notice(desk: Opened) -> None:
    async with desk() as running:
        await running.do("app.new_ticket")
        await write(running, "3-2-0601 " + "lamp out " * 40)
        await running.do("intake.save")
        await running.until("logged (call)")
        (notice,) = running.app._notifications
        assert len(notice.message) <= TOLD
