"""Sections of the supervisor's desk: categories, spot checks, handling plans, investigation groups."""

from datetime import timedelta

from core.base.text import Clean
from core.desk.desk import Desk
from core.intake.model import Intake, cleaned
from core.ticket.acts.handle import Handle
from core.ticket.acts.handling_plan import PlanHandling
from core.ticket.model import Ticket
from screens.supervision.sections import SECTIONS
from tests.screens.conftest import Opened, Running

CHIEF = "Chen Jing"


def at_desk(running: Running, person: str = CHIEF) -> Desk:
    return Desk(running.store, person, running.clock)


def log(running: Running, description: str, category: str) -> Ticket:
    intake = Intake(description=description, category=category, assign_to="admin")
    return at_desk(running, "Li Na").tickets.log(cleaned(intake))


def now(running: Running, ticket: Ticket) -> Ticket:
    return at_desk(running).queries.card(ticket.number).ticket


async def go_to(running: Running, section: str, number: str) -> None:
    """Open the desk and move to the line of that ticket in that section."""
    await running.do("app.supervision")
    (one,) = (one for one in SECTIONS if one.name == section)
    for _ in range(60):
        item = running.app.screen._item  # type: ignore[attr-defined]
        if item and (item.section, item.shown.number) == (one, number):
            return
        await running.do("supervision.down")
    raise AssertionError(f"{number} is not listed in {section}")


async def test_one_key_confirms_a_category(desk: Opened) -> None:
    async with desk(person=CHIEF) as running:
        fire = log(running, "flames in the bin", "fire")
        await go_to(running, "classification", fire.number)
        await running.do("supervision.act")
        await running.until("category confirmed")
        assert now(running, fire).classified_at


async def test_one_key_ticks_the_step_of_a_plan_that_is_due(desk: Opened) -> None:
    async with desk(person=CHIEF) as running:
        rude, later = log(running, "guard was rude", "complaint"), log(running, "cleaner", "complaint")
        day = running.clock().date()
        chief = at_desk(running)
        chief.tickets.do(rude.number, PlanHandling(Clean("apologise"), Clean(CHIEF), day))
        chief.tickets.do(later.number, PlanHandling(Clean("train"), Clean(CHIEF), day + timedelta(days=9)))
        await go_to(running, "plan_steps", rude.number)
        assert "apologise" in running.text
        assert "train" not in running.text
        await running.do("supervision.act")
        await running.until("done: handling plan")
        assert not now(running, rude).to_do


async def test_a_spot_check_that_is_proposed_is_recorded_there(desk: Opened) -> None:
    async with desk(person=CHIEF) as running:
        for count in range(60):
            at_desk(running, "Li Na").tickets.do(
                log(running, f"question {count}", "enquiry").number, Handle(Clean("answered"))
            )
        drawn = at_desk(running).supervision.spot_checks()[0].ticket
        await go_to(running, "spot_checks", drawn.number)
        await running.do("supervision.act")
        await running.type("in order")
        await running.do("form.save")
        await running.until("spot check")
        assert now(running, drawn).spot_checks


async def test_a_major_complaint_asks_for_its_group(desk: Opened) -> None:
    async with desk(person=CHIEF) as running:
        major = log(running, "goes to the newspaper", "complaint_major")
        await go_to(running, "investigations", major.number)
        assert "group is missing" in running.text
        await running.do("supervision.act")
        await running.type(CHIEF)
        await running.do("form.save")
        await running.until("investigation group")
        group = now(running, major).investigation
        assert group is not None
        assert group.lead == CHIEF
