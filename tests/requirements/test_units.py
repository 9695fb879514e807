"""The units: who looks after them, what is known before they are rung, when they are visited (S2, S4)."""

import json
from dataclasses import replace
from datetime import date

import pytest

from core.base.text import Clean
from core.intake.unit_profile import visit_due, who_calls
from core.people.units import Contact, Unit
from core.policy.model import default_policy
from core.ticket.acts.assign import Assign
from core.ticket.acts.callback import RecordCallback
from core.ticket.acts.handle import Handle
from core.ticket.codes import Result
from core.ticket.model import Caller
from tests.cli.program import Cli
from tests.requirements.conftest import Office
from tui.papers.forms import FORMS
from tui.papers.making import make_opinions

CALLER = Caller("赵女士", "13800138000")
TENANT = Unit(
    "A-1508",
    "云帆软件",
    "tenant",
    "A",
    contacts=(Contact("赵女士", "13800138000", "行政"),),
    specialist="王敏",
    services="绿植租摆",
    visited_on=date(2025, 11, 30),
)


def handled(office: Office, who: str) -> str:
    """A matter of the tenant that `who` has done."""
    ticket = office.log("空调漏水", "water_electric", unit=TENANT.code, caller=CALLER)
    office.desk.tickets.do(ticket.number, Assign(Clean(who), reason=Clean("在场")))
    return office.desk.tickets.do(ticket.number, Handle(Clean("已修好"), no_arrival=Clean("补录"))).number


def test_r048_the_specialist_rings_back_unless_he_did_the_work(office: Office) -> None:
    """A unit's service specialist rings it back; the desk does, where he did the work himself."""
    office.chief.register.save_unit(TENANT)
    callers = []
    for worker in ("罗斌", "王敏"):
        card = office.desk.queries.card(handled(office, worker))
        one = who_calls(card.ticket, card.policy, office.desk.queries.directory())
        callers.append(one.name if one else "")
    assert callers == ["王敏", ""]


def test_r048_the_unit_names_its_specialist_and_the_desk_shows_him(office: Office, cli: Cli) -> None:
    """Each unit has a named specialist, entered by number or name, whom the desk shows at once."""
    office.chief.register.save_unit(replace(TENANT, specialist="001"))
    base = ("--database", str(office.store.database.place), "--as", "王敏")
    assert json.loads(cli(*base, "known", TENANT.code, "--json").out)["specialist"] == "王敏"


def test_r156_the_master_of_units_and_when_each_was_spoken_to(office: Office) -> None:
    """Name, room, contacts with phones, specialist; last contact and next visit follow from what happened."""
    office.chief.register.save_unit(TENANT)
    before = office.desk.callers.profile("A座1508")
    assert (before.unit, before.last_contact) == (TENANT, date(2025, 11, 30))
    assert before.visit_due == date(2026, 2, 28)
    office.log("空调漏水", "water_electric", unit=TENANT.code, caller=CALLER)
    office.later(days=3)
    assert office.desk.callers.profile(TENANT.code).last_contact == date(2026, 3, 10)


@pytest.mark.parametrize(
    ("visited", "due"),
    [("2025-11-30", "2026-02-28"), ("2026-01-31", "2026-04-30"), ("2026-03-10", "2026-06-10")],
)
def test_r156_three_calendar_months_clipped_to_the_month(visited: str, due: str) -> None:
    """The next visit is three calendar months after the last one, at the end of a shorter month."""
    unit = replace(TENANT, visited_on=date.fromisoformat(visited))
    months = default_policy().visit.period_months
    assert visit_due(unit, months, date(2026, 3, 10)) == date.fromisoformat(due)
    assert visit_due(replace(unit, active_to=date(2026, 3, 9)), months, date(2026, 3, 10)) is None


def test_r162_what_is_known_before_the_call(office: Office) -> None:
    """The unit with its services, what is open and was done there, and its last grades."""
    office.chief.register.save_unit(TENANT)
    done = handled(office, "罗斌")
    still = office.log("窗户卡住", "water_electric", unit=TENANT.code, caller=CALLER).number
    office.later(hours=1)
    office.desk.tickets.do(done, RecordCallback(Result.SATISFIED))
    profile = office.desk.callers.profile(TENANT.code)
    assert profile.unit.services == "绿植租摆"
    assert profile.specialist and profile.specialist.name == "王敏"
    assert [row.number for row in profile.open] == [still]
    assert [row.number for row in profile.recent] == [done]
    assert [(one.number, one.grade) for one in profile.grades] == [(done, "satisfied")]


def test_r032_the_centre_stands_on_every_paper(office: Office) -> None:
    """Name, hotline, e-mail and responsible person, once entered, are printed on the papers."""
    office.chief.register.save_site(
        name="金辉花园", hotline="010-5555", email="desk@a.example", responsible="刘建国"
    )
    printed = FORMS["html"](make_opinions(office.chief, date(2026, 3, 1), date(2026, 3, 10))).decode()
    for said in ("金辉花园", "010-5555", "desk@a.example", "刘建国"):
        assert said in printed
