"""The rule beside a deadline is the policy's own, with its own remark (§1, §23 on §4)."""

from dataclasses import replace
from datetime import timedelta

from core.policy.model import default_policy, parse_policy
from core.policy.remarks import sources_of
from core.policy.urgency import Urgency
from core.ticket.clock_rules import ClockRule, rule_of
from core.ticket.clocks import timers
from core.ticket.model import Ticket
from tests.core.play import Play, site

REPORTED = site("2026-03-10 09:00")


def rules(ticket: Ticket) -> dict[str, ClockRule]:
    return {
        timer.name: rule_of(timer, ticket, default_policy())
        for timer in timers(ticket, default_policy(), REPORTED)
    }


def test_each_limit_has_the_remark_of_its_own_line() -> None:
    found = rules(Play(category="fire").ticket)
    assert found["arrival"] == ("within {count} min", {"count": 3}, "seed S0")
    assert found["dispatch"].source == ""
    assert found["ladder"] == ("the same day", {"count": 1}, "prop")
    leak = rules(Play(category="pipe_leak").ticket)
    assert leak["ladder"] == ("the same day", {"count": 1}, "seed S1")
    assert leak["dispatch"].source == ""
    assert rules(Play(category="minor_repair").ticket)["ladder"][:2] == ("in two days", {"count": 2})


def test_an_emergency_by_hand_has_the_rules_of_emergencies() -> None:
    found = rules(replace(Play(category="minor_repair").ticket, urgency=Urgency.EMERGENCY))
    assert found["arrival"] == ("within {count} min", {"count": 3}, "seed S0")
    assert found["dispatch"].source == "prop"


def test_an_appointment_has_the_limit_of_appointments() -> None:
    ticket = Play(category="minor_repair", appointment=REPORTED + timedelta(hours=3)).ticket
    assert rules(ticket)["arrival"] == ("agreed time + {count} min", {"count": 15}, "prop")


def test_a_policy_without_remarks_names_no_source() -> None:
    bare = "\n".join(line.partition(" #")[0] for line in default_policy().text.splitlines())
    assert parse_policy(bare).categories == default_policy().categories
    assert set(sources_of(bare).values()) <= {""}
