"""Requests for approval change nothing but themselves; approved, the step is done as if by the approver."""

from dataclasses import fields, replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.base.errors import DeskError, NotAllowed
from core.base.serialization import from_text, to_plain, to_text
from core.base.text import Clean
from core.people.roles import Actor
from core.ticket.acts.base import Act, Rehearsal
from core.ticket.acts.close import Void
from core.ticket.acts.defer import Defer
from core.ticket.acts.hold import Hold
from core.ticket.acts.note import AddNote
from core.ticket.acts.request import Approve, AskApproval, Refuse, WithdrawRequest, wanted
from core.ticket.acts.undo import Undo
from core.ticket.board import marks_of, row_of
from core.ticket.clocks import timers
from core.ticket.hold import settle
from core.ticket.ladder import plan
from tests.core.play import CHIEF, STAFF, Play
from tests.core.ticket.test_properties import ACTS, HOLDS, plays

OPERATOR = Actor("op", "operator")
SUPERVISOR = Actor("sup", "supervisor")


def step_of(step, now):
    return step if isinstance(step, Act) else Hold(step[0], now + step[1])


def known(play, now, signature):
    return Rehearsal(now, STAFF, signature, tuple(play.events))


def asked(play, act, now):
    """Ask as an operator; None where there is nothing to ask for."""
    try:
        return play.act(AskApproval(act), now, actor=OPERATOR, known=known(play, now, "op"))
    except DeskError:
        return None


def without_requests(ticket):
    return replace(ticket, requests=(), version=0, seq=0, changed_at=ticket.logged_at)


@given(plays(), st.sampled_from([*ACTS, Undo(), *HOLDS]), st.integers(0, 3000))
def test_a_request_changes_nothing_but_itself(played, step, minutes):
    play, now = played
    now += timedelta(minutes=minutes)
    before = settle(play.ticket, now)
    ticket = asked(play, step_of(step, now), now)
    if ticket is None:
        return
    assert without_requests(ticket) == without_requests(before)
    assert timers(ticket, play.policy, now) == timers(before, play.policy, now)
    assert plan(ticket, play.policy, now) == plan(before, play.policy, now)
    assert marks_of(ticket, play.policy) == marks_of(before, play.policy)
    assert replace(row_of(ticket, play.policy), version=0) == replace(row_of(before, play.policy), version=0)
    play.act(Refuse(reason=Clean("no")), now)
    assert without_requests(play.ticket) == without_requests(before)


@given(plays(), st.sampled_from([*ACTS, *HOLDS]), st.integers(0, 3000), st.integers(0, 3000))
def test_approving_equals_doing_the_step_as_the_approver(played, step, minutes, waited):
    play, now = played
    now += timedelta(minutes=minutes)
    act = step_of(step, now)
    directly = Play(play.category, play.reported, play.policy, events=list(play.events))
    directly.events[:] = play.events
    if asked(play, act, now) is None:
        return
    then = now + timedelta(minutes=waited)
    for actor in (CHIEF, SUPERVISOR, OPERATOR):
        one, other = (_done(each, what, then, actor) for each, what in ((play, Approve()), (directly, act)))
        assert (one is None) == (other is None)
        if one and other:
            assert without_requests(one) == without_requests(other)
            assert one.requests[-1].done_by == actor.name
            return


def _done(play, act, at, actor):
    try:
        return play.act(act, at, actor=actor, known=known(play, at, actor.name))
    except DeskError:
        return None


@given(plays(), st.sampled_from([*ACTS, *HOLDS]))
def test_who_may_do_a_step_asks_for_nothing(played, step):
    play, now = played
    act = step_of(step, now)
    before = list(play.events)
    if act.about.reserved and _done(play, act, now, CHIEF):
        play.events[:] = before
        with pytest.raises(NotAllowed, match="yourself"):
            play.act(AskApproval(act), now, known=known(play, now, "chief"))


@pytest.mark.parametrize("act", [one for one in ACTS if not isinstance(one, tuple)], ids=repr)
def test_a_request_keeps_every_answer(act):
    assert from_text(type(act), to_text(to_plain(act))) == act
    assert {spec.name for spec in fields(act)} == set(to_plain(act))


def test_a_request_for_an_undo_is_about_the_step_that_was_the_last_one_then():
    play = Play()
    then = play.reported + timedelta(minutes=30)
    play.act(AddNote(Clean("seen")), play.reported)
    ticket = asked(play, Undo(), then)
    assert ticket is not None and wanted(ticket.requests[0]) == Undo(step=2)
    play.act(AddNote(Clean("seen again")), then)
    with pytest.raises(NotAllowed, match="not the last one any more"):
        play.act(Approve(), then, known=known(play, then, "chief"))


def test_one_step_is_asked_for_once():
    play = Play()
    then = play.reported + timedelta(minutes=30)
    assert asked(play, Void(Clean("a test")), then)
    with pytest.raises(NotAllowed, match="op has asked for this already"):
        play.act(AskApproval(Void(Clean("a test"))), then, actor=OPERATOR, known=known(play, then, "op"))
    assert asked(play, Void(Clean("another reason")), then)


def test_no_request_hides_in_another_one():
    play = Play()
    then = play.reported + timedelta(minutes=30)
    assert asked(play, Void(Clean("a test")), then)
    for act in (Approve(), AskApproval(Void(Clean("another"))), AddNote(Clean("seen"))):
        with pytest.raises(NotAllowed, match="cannot be asked for"):
            play.act(AskApproval(act), then, actor=OPERATOR, known=known(play, then, "op"))


def test_only_a_step_that_is_possible_can_be_asked_for():
    play = Play()
    now = play.reported
    with pytest.raises(DeskError, match="day of the review is already past"):
        act = Defer(Clean("no budget"), (now - timedelta(days=3)).date())
        play.act(AskApproval(act), now, actor=OPERATOR, known=known(play, now, "op"))


def test_a_request_of_which_the_answers_are_erased_cannot_be_approved():
    play = Play()
    ticket = asked(play, Void(Clean("a test")), play.reported + timedelta(minutes=30))
    assert ticket is not None
    with pytest.raises(NotAllowed, match="erased"):
        wanted(replace(ticket.requests[0], answers=""))


def test_withdrawing_is_for_whoever_asked():
    play = Play()
    then = play.reported + timedelta(minutes=30)
    asked(play, Void(Clean("a test")), then)
    with pytest.raises(NotAllowed, match="Only op"):
        play.act(WithdrawRequest(), then, actor=Actor("other"), known=known(play, then, "other"))
    ticket = play.act(WithdrawRequest(), then, actor=OPERATOR, known=known(play, then, "op"))
    assert not ticket.to_approve
