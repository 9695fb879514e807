"""Tickets that turn out to belong to another department: who may send them there, and when they go alone."""

from __future__ import annotations

import pytest

from core.base.errors import NotAllowed
from core.base.text import EMPTY, Clean
from core.people.roles import Actor
from core.policy.urgency import Urgency
from core.ticket.acts.answer import AnswerEmergency, EmergencyAnswer
from core.ticket.acts.assign import Assign
from core.ticket.acts.base import Moment, Rehearsal
from core.ticket.acts.reclassify import REASONS, Reclassify
from core.ticket.acts.work import Arrive, Return
from core.ticket.board import marks_of
from core.ticket.clocks import timers
from core.ticket.codes import State
from tests.core.play import STAFF, Play, later, site

T0 = site("2026-03-10 09:00")
OPERATOR = Actor("op")
WHY = Clean("it burns")


def enquiry(*, sent: bool = True) -> Play:
    """An enquiry with the service desk."""
    play = Play(category="enquiry")
    if sent:
        play.act(Assign(Clean("desk")), later(T0, 1), actor=OPERATOR)
    return play


def test_a_fire_goes_to_its_department_with_the_correction_of_the_category() -> None:
    play = enquiry()
    ticket = play.act(Reclassify("fire", reason=WHY), later(T0, 2), actor=OPERATOR)
    assert (ticket.category, ticket.urgency) == ("fire", Urgency.EMERGENCY)
    assert (ticket.department, ticket.assignee, ticket.state) == ("security", "", State.ASSIGNED)
    assert marks_of(ticket, play.policy).emergency
    arrival = next(one for one in timers(ticket, play.policy, later(T0, 2)) if one.name == "arrival")
    assert (arrival.state, arrival.due_at) == ("amber", later(T0, 3))
    assert play.undo(later(T0, 3)).department == "desk"


@pytest.mark.parametrize(
    ("to", "then"),
    [("Guo", ("security", "Guo")), ("engineering", ("engineering", "")), ("desk", ("desk", ""))],
)
def test_an_emergency_goes_where_the_operator_says(to: str, then: tuple[str, str]) -> None:
    ticket = enquiry().act(Reclassify("fire", reason=WHY, to=Clean(to)), later(T0, 2), actor=OPERATOR)
    assert (ticket.category, ticket.department, ticket.assignee) == ("fire", *then)


def test_an_emergency_stays_if_the_form_says_so() -> None:
    act = Reclassify.from_form({"category": "fire", "reason": WHY})
    assert act.to == EMPTY
    assert enquiry().act(act, later(T0, 2), actor=OPERATOR).department == "desk"


def test_an_emergency_is_moved_by_any_operator_and_other_tickets_by_a_supervisor() -> None:
    fire = enquiry()
    fire.act(Reclassify("fire", reason=WHY, to=EMPTY), later(T0, 2), actor=OPERATOR)
    moved = fire.act(Assign(Clean("security"), WHY), later(T0, 3), actor=OPERATOR)
    assert moved.department == "security"
    with pytest.raises(NotAllowed, match="another department"):
        enquiry().act(Assign(Clean("security"), WHY), later(T0, 2), actor=OPERATOR)


def test_another_matter_stays_until_a_supervisor_sends_it() -> None:
    assert (
        enquiry().act(Reclassify("pipe_leak", reason=WHY), later(T0, 2), actor=OPERATOR).department == "desk"
    )
    with pytest.raises(NotAllowed, match="another department"):
        enquiry().act(
            Reclassify("pipe_leak", reason=WHY, to=Clean("engineering")), later(T0, 2), actor=OPERATOR
        )
    sent = enquiry().act(Reclassify("pipe_leak", reason=WHY, to=Clean("engineering")), later(T0, 2))
    assert (sent.category, sent.department, sent.state) == ("pipe_leak", "engineering", State.ASSIGNED)


def test_a_ticket_that_nobody_has_follows_its_category() -> None:
    fresh = enquiry(sent=False).act(Reclassify("fire", reason=WHY), later(T0, 1), actor=OPERATOR)
    assert (fresh.department, fresh.state) == ("security", State.LOGGED)
    returned = enquiry()
    returned.act(Return(Clean("not ours")), later(T0, 2))
    ticket = returned.act(Reclassify("fire", reason=WHY), later(T0, 3), actor=OPERATOR)
    assert (ticket.department, ticket.state) == ("security", State.LOGGED)


def test_people_on_site_are_followed_by_those_of_the_right_department() -> None:
    play = enquiry()
    play.act(Arrive(), later(T0, 2))
    ticket = play.act(Reclassify("fire", reason=WHY), later(T0, 5), actor=OPERATOR)
    assert (ticket.department, ticket.state) == ("security", State.ASSIGNED)


@pytest.mark.parametrize(
    ("category", "sent", "actor", "proposed"),
    [
        ("fire", True, OPERATOR, "security"),
        ("fire", False, OPERATOR, "security"),
        ("pipe_leak", False, OPERATOR, ""),
        ("pipe_leak", True, Actor("sup", "supervisor"), "engineering"),
        ("enquiry", True, OPERATOR, ""),
    ],
)
def test_what_a_form_proposes(category: str, sent: bool, actor: Actor, proposed: str) -> None:
    moment = Moment(actor, later(T0, 2), enquiry().policy, Rehearsal(later(T0, 2), STAFF))
    assert Reclassify(category, reason=WHY).proposed(enquiry(sent=sent).ticket, moment) == proposed


def test_a_form_proposes_nothing_that_is_not_allowed() -> None:
    moment = Moment(OPERATOR, later(T0, 2), enquiry().policy, Rehearsal(later(T0, 2), STAFF))
    with pytest.raises(NotAllowed):
        Reclassify("pipe_leak", reason=WHY).proposed(enquiry().ticket, moment)


@pytest.mark.parametrize(("who", "minute", "reason"), [("op", 9, REASONS[0]), ("op", 11, ""), ("li", 1, "")])
def test_ones_own_fresh_ticket_is_corrected_without_writing_a_reason(
    who: str, minute: int, reason: str
) -> None:
    now = later(T0, minute)
    moment = Moment(OPERATOR, now, enquiry().policy, Rehearsal(now, STAFF, who))
    assert Reclassify.first(enquiry().ticket, moment)["reason"] == reason


def test_yes_to_the_question_sends_it_to_the_department_of_the_emergency() -> None:
    play = Play(category="enquiry", suspected="fire")
    play.act(Assign(Clean("desk")), later(T0, 1), actor=OPERATOR)
    ticket = play.act(AnswerEmergency(EmergencyAnswer.YES), later(T0, 2), actor=OPERATOR)
    assert (ticket.department, ticket.state, ticket.urgency) == ("security", State.ASSIGNED, "emergency")
    assert play.undo(later(T0, 3)).department == "desk"


def test_no_to_the_question_moves_nothing() -> None:
    play = Play(category="enquiry", suspected="fire")
    play.act(Assign(Clean("desk")), later(T0, 1), actor=OPERATOR)
    ticket = play.act(AnswerEmergency(EmergencyAnswer.NO), later(T0, 2), actor=OPERATOR)
    assert (ticket.category, ticket.department) == ("enquiry", "desk")
