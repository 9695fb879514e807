"""An urgency above that of the category brings its clocks and its ladder (R208, DOMAIN §23 on §4)."""

from dataclasses import replace

import pytest

from core.base.errors import Misconfigured, NotAllowed
from core.base.text import Clean
from core.people.roles import Actor
from core.policy.model import default_policy, parse_policy
from core.policy.sections import EmergencyRules
from core.policy.urgency import Urgency
from core.ticket.acts.assign import Assign
from core.ticket.acts.handle import Handle
from core.ticket.acts.reclassify import Reclassify
from core.ticket.clocks import timers
from core.ticket.ladder import plan
from tests.core.play import Play, site

OPERATOR = Actor("op", "operator")
NOON = site("2026-03-10 12:00")


def raised(play, urgency, at, actor=OPERATOR, category=""):
    return play.act(Reclassify(category, reason=Clean("worse"), urgency=urgency), at, actor=actor)


def dues(play, at):
    return {timer.name: f"{timer.due_at.astimezone(play.policy.site.zone):%d %H:%M}" for timer in
            timers(play.ticket, play.policy, at)}  # fmt: skip


def rungs(play, at):
    return [
        (rung.role, f"{rung.due_at.astimezone(play.policy.site.zone):%d %H:%M}", rung.status)
        for rung in plan(play.ticket, play.policy, at)
    ]


def test_an_emergency_by_hand_has_the_clocks_of_one_from_the_report():
    play = Play(category="minor_repair")
    assert dues(play, NOON)["dispatch"] == "10 09:15"
    raised(play, Urgency.EMERGENCY, site("2026-03-10 09:05"))
    found = dues(play, NOON)
    assert (found["dispatch"], found["arrival"]) == ("10 09:01", "10 09:03")


def test_it_climbs_at_once_to_all_three_without_quiet_hours():
    play = Play(category="minor_repair", reported=site("2026-03-10 23:30"))
    raised(play, Urgency.EMERGENCY, site("2026-03-10 23:35"))
    assert rungs(play, site("2026-03-10 23:41"))[:3] == [
        ("supervisor", "10 23:30", "due"),
        ("director", "10 23:33", "due"),
        ("general_manager", "10 23:40", "due"),
    ]


def test_taking_it_back_is_a_supervisors():
    play = Play(category="minor_repair")
    raised(play, Urgency.EMERGENCY, site("2026-03-10 09:05"))
    with pytest.raises(NotAllowed, match="Take back an emergency"):
        raised(play, Urgency.NORMAL, site("2026-03-10 09:06"))
    raised(play, Urgency.NORMAL, site("2026-03-10 09:06"), Actor("sup", "supervisor"))
    assert dues(play, NOON)["dispatch"] == "10 09:15"


def test_it_stays_an_emergency_in_another_category():
    play = Play(category="minor_repair")
    raised(play, Urgency.EMERGENCY, site("2026-03-10 09:05"))
    ticket = raised(play, None, site("2026-03-10 09:06"), category="pipe_leak")
    assert (ticket.category, ticket.urgency) == ("pipe_leak", Urgency.EMERGENCY)


def test_what_was_judged_as_an_emergency_stays_so_after_a_correction():
    play = Play(category="minor_repair")
    raised(play, Urgency.EMERGENCY, site("2026-03-10 09:02"))
    play.act(Assign(Clean("Li")), site("2026-03-10 09:02"))
    play.act(Handle(Clean("done"), no_arrival=Clean("by phone")), site("2026-03-10 09:20"))
    assert play.ticket.rounds[0].urgency == "emergency"
    assert dues(play, NOON)["dispatch"] == "10 09:01"


def test_urgent_on_a_matter_of_two_days_has_the_ladder_of_one():
    play = Play(category="minor_repair")
    assert rungs(play, NOON)[0][1] == "12 00:00"
    raised(play, Urgency.URGENT, site("2026-03-10 09:05"))
    assert rungs(play, NOON)[0][1] == "11 00:00"
    assert dues(play, NOON)["dispatch"] == "10 09:15"


def test_rules_without_the_section_change_nothing():
    policy = replace(default_policy(), emergency=EmergencyRules(0, 0, 0, ""))
    play = Play(category="minor_repair", policy=policy)
    raised(play, Urgency.EMERGENCY, site("2026-03-10 09:05"))
    assert dues(play, NOON)["dispatch"] == "10 09:15"


def test_a_ladder_that_does_not_exist_is_named():
    text = default_policy().text.replace('ladder     = "same_day"', 'ladder = "same"')
    with pytest.raises(Misconfigured, match=r"urgent\.ladder"):
        parse_policy(text)
