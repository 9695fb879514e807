"""The place of a call: asked once on saving, never of an emergency, never of a line that has one."""

from core.ticket.whereabouts import lacks_place
from screens.base.why import WhyScreen
from screens.intake.screen import IntakeScreen
from screens.ticket.screen import TicketScreen
from tests.screens.conftest import Opened
from tests.screens.intake.test_intake import logged, shown


async def test_a_matter_without_a_place_is_asked_once_why(desk: Opened) -> None:
    async with desk() as running:
        await running.do("app.new_ticket")
        await running.type("tap drips")
        await running.do("intake.save")
        await running.until("Why is there no place?")
        await running.do("why.reason_1")
        ticket = await logged(running)
        assert (ticket.where, ticket.particulars.no_place) == ("", "the caller does not know")
        await running.do("board.open")
        await running.until("No place      the caller does not know")


async def test_back_from_the_question_is_the_form_as_it_was_at_the_place(desk: Opened) -> None:
    async with desk() as running:
        await running.do("app.new_ticket")
        await running.type("tap drips")
        await running.do("intake.save")
        await running.until("Why is there no place?")
        await running.do("why.cancel")
        await running.until("It does not say where.")
        assert isinstance(running.app.screen, IntakeScreen)
        assert shown(running, "description") == "tap drips"
        assert running.app.focused is not None and running.app.focused.id == "field-unit"
        await running.type("3-2-0601")
        await running.do("intake.save")
        assert (await logged(running)).unit == "3-2-0601"


async def test_an_emergency_is_logged_and_its_place_stays_red_until_it_is_filled_in(desk: Opened) -> None:
    async with desk() as running:
        await running.do("app.new_ticket")
        await running.type("fire, flames everywhere")
        await running.do("intake.save")
        ticket = await logged(running)
        assert lacks_place(ticket)
        await running.until(": place? No one has said where it is.")
        assert not isinstance(running.app.screen, WhyScreen)
        await running.do("board.open")
        await running.until("EMERGENCY place?")
        assert isinstance(running.app.screen, TicketScreen)
        await running.do("act.place")
        await running.until("3-2-1201, or in words")
        await running.type("boiler room")
        await running.do("form.save")
        await running.until("016  boiler room  ")
        assert "place?" not in running.text


async def test_a_question_needs_no_place(desk: Opened) -> None:
    async with desk() as running:
        await running.do("app.new_ticket")
        await running.type("what are the opening hours of the office")
        await running.do("intake.save")
        assert (await logged(running)).category == "enquiry"
