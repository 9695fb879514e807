"""The supervisor's desk: sections in order of urgency, each line settled by one key."""

from datetime import date

import pytest
from syrupy.assertion import SnapshotAssertion

from core.base.text import Clean
from core.desk.desk import Desk
from core.intake.model import Intake, cleaned
from core.ticket.acts.defer import Defer
from core.ticket.acts.late import ExplainLate
from core.ticket.acts.request import AskApproval, Refuse
from core.ticket.codes import State
from core.ticket.model import Ticket
from core.ticket.requests import Ruling
from screens.supervision.section import Section
from screens.supervision.sections import SECTIONS
from tests.screens.conftest import Opened, Running

DRAIN = "260309-005"
CHIEFS = {"en": "Chen Jing", "zh_CN": "陈静"}
OPERATORS = {"en": "Li Na", "zh_CN": "李娜"}


def ask(running: Running, language: str = "en") -> None:
    """An operator at another desk asks for a deferral."""
    desk = Desk(running.store, OPERATORS[language], running.clock)
    desk.tickets.do(DRAIN, AskApproval(Defer(Clean("no budget" if language == "en" else "无预算"), DAY)))


DAY = date(2026, 9, 1)


def ticket(running: Running) -> Ticket:
    return Desk(running.store, "Chen Jing", running.clock).queries.card(DRAIN).ticket


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
async def test_the_sections(
    desk: Opened, looks: SnapshotAssertion, size: tuple[int, int], language: str
) -> None:
    async with desk(size, language, person=CHIEFS[language]) as running:
        await running.do("app.supervision")
        ask(running, language)
        await running.until("Defer: no budget" if language == "en" else "无预算")
        await running.do("supervision.top")
        assert running.text == looks


async def test_nothing_waits(desk: Opened, looks: SnapshotAssertion) -> None:
    async with desk(empty=True, person="Chen Jing") as running:
        await running.do("app.supervision")
        assert "Nothing waits for a supervisor now." in running.text


async def test_one_key_approves_and_one_takes_it_back(desk: Opened) -> None:
    async with desk(person="Chen Jing") as running:
        ask(running)
        await running.do("app.supervision", "supervision.act")
        await running.until("approved what Li Na asked for")
        assert ticket(running).state is State.DEFERRED
        await running.do("app.undo")
        await running.until("Defer: no budget")
        assert len(ticket(running).to_approve) == 1


async def test_a_request_is_refused_with_a_reason(desk: Opened) -> None:
    async with desk(person="Chen Jing") as running:
        ask(running)
        await running.do("app.supervision", "supervision.other")
        await running.type("ask for the money")
        await running.do("form.save")
        await running.until("refused what Li Na asked for")
        (request,) = ticket(running).requests
        assert (request.ruling, request.reason) == (Ruling.REFUSED, "ask for the money")


async def test_an_operator_sees_it_and_cannot_decide(desk: Opened) -> None:
    async with desk() as running:
        ask(running)
        await running.do("app.supervision", "supervision.act")
        await running.until("Needs a supervisor: Chen Jing.")
        assert len(ticket(running).to_approve) == 1


async def test_a_request_and_its_ruling_are_told_to_whom_they_concern(desk: Opened) -> None:
    async with desk(person="Chen Jing") as running:
        ask(running)
        await running.until("Li Na asks for approval of 0309-005")
        assert "$" in running.text
    async with desk(person="Li Na") as running:
        await running.pilot.pause(0.3)
        Desk(running.store, "Chen Jing", running.clock).tickets.do(DRAIN, Refuse(reason=Clean("ask first")))
        await running.until("Chen Jing did not approve 0309-005")


async def test_what_waits_is_told_at_sign_in(desk: Opened) -> None:
    async with desk() as running:
        ask(running)
    async with desk(person="Chen Jing") as running:
        await running.until("1 approval waits for you: $")


async def test_why_a_clock_ran_out_is_written_down(desk: Opened) -> None:
    async with desk(person="Chen Jing") as running:
        await running.do("app.supervision")
        one, *_others = Desk(running.store, "Chen Jing", running.clock).supervision.breaches()
        while "write down the reason" not in running.text:
            await running.do("supervision.down")
        await running.do("supervision.act")
        await running.type("rush hour")
        await running.do("form.save")
        await running.until("why it was late: rush hour")
        given = Desk(running.store, "Chen Jing", running.clock).queries.card(one.ticket.number).ticket.late
        assert [(late.clock, late.reason, late.by) for late in given] == [
            (one.breach.timer.name, "rush hour", "Chen Jing")
        ]


async def test_a_request_of_another_desk_comes_by_itself_and_one_that_is_impossible_says_so(
    desk: Opened,
) -> None:
    async with desk(person="Chen Jing") as running:
        await running.do("app.supervision")
        assert "Approvals" not in running.text
        ask(running)
        await running.until("Defer: no budget")
        Desk(running.store, "Liu Jianguo", running.clock).tickets.do(DRAIN, Defer(Clean("later"), DAY))
        await running.do("supervision.top")
        await running.until("Not possible any more: Deferred; reactivate it first.")
        await running.do("supervision.act")
        assert len(ticket(running).to_approve) == 1


async def test_enter_opens_the_ticket_or_the_screen_of_the_line(desk: Opened) -> None:
    async with desk(person="Chen Jing") as running:
        ask(running)
        await running.do("app.supervision", "supervision.open")
        await running.until("Approvals")
        assert "ticket" in running.app.screen.CONTEXTS  # type: ignore[attr-defined]
        await running.do("ticket.back", "supervision.next", "supervision.open")
        await running.until("to tell now")


async def test_a_request_longer_than_the_details_says_that_it_goes_on(desk: Opened) -> None:
    async with desk(person="Chen Jing") as running:
        words = "no budget " * 60 + "ring 13800138000"
        Desk(running.store, "Li Na", running.clock).tickets.do(DRAIN, AskApproval(Defer(Clean(words), DAY)))
        await running.do("app.supervision")
        *_list, last = running.text.rstrip().splitlines()[:-1]
        assert last.endswith("~")
        await running.do("supervision.act")
        await running.until("Decision")
        await running.do("form.save")
        await running.settle()
        assert ticket(running).to_approve


async def test_phone_numbers_in_reasons_and_to_dos_are_masked(desk: Opened) -> None:
    async with desk(person="Chen Jing") as running:
        chief = Desk(running.store, "Chen Jing", running.clock)
        late, *_others = chief.supervision.breaches()
        chief.tickets.do(late.ticket.number, ExplainLate(Clean("rang 13800138000")))
        await running.do("app.supervision")
        while "write down the reason" not in running.text or "138****8000" not in running.text:
            await running.do("supervision.down")
            assert "13800138000" not in running.text


async def test_a_to_do_that_asks_for_words_is_done_in_a_form(desk: Opened) -> None:
    async with desk(person="Chen Jing") as running:
        intake = Intake(description="bare wire in the hall", category="safety_hazard", unit="3-2-1201")
        wire = Desk(running.store, "Li Na", running.clock).tickets.log(cleaned(intake))
        await running.do("app.supervision")
        while not (
            (item := running.app.screen._item)  # type: ignore[attr-defined]
            and (item.section.name, item.shown.number) == ("to_do", wire.number)
        ):
            await running.do("supervision.down")
        await running.do("supervision.act")
        await running.until("why it needs no isolation")
        await running.type("electrician cut it off")
        await running.do("form.save")
        await running.until("electrician cut it off")
        assert not Desk(running.store, "Chen Jing", running.clock).queries.card(wire.number).ticket.to_do


def test_every_section_has_a_name_of_its_own_and_words_for_its_keys() -> None:
    assert len({section.name for section in SECTIONS}) == len(SECTIONS)
    for section in SECTIONS:
        assert section.title
        assert bool(section.does) == (type(section).act is not Section.act)
        assert bool(section.does_other) == (type(section).other is not Section.other)


async def test_closing_without_a_callback_is_asked_for_from_the_list_of_steps(desk: Opened) -> None:
    async with desk() as running:
        handled = next(
            row.number for row in Desk(running.store, "Li Na", running.clock).queries.board("callbacks").rows
        )
        await running.do("board.view_callbacks")
        await running.until(handled[-3:])
        await running.do("act.ask")
        await running.until("Ask for approval")
        await running.type("Call back")
        await running.do("form.save")
        await running.until("Ask for approval: Call back")
        await running.type("waived")
        await running.do("form.next_field")
        await running.type("asked not to be called")
        await running.do("form.save")
        await running.until("asked for approval")
        cards = Desk(running.store, "Li Na", running.clock).approvals.waiting()
        assert [(one.request.act, one.request.by) for one in cards] == [("callback", "Wang Min")]
