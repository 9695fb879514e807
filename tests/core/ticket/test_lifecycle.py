"""Every transition of DOMAIN §3: what it needs, what it leads to, what it says when it is not possible."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from core.base.errors import InvalidInput, NotAllowed
from core.base.text import Clean
from core.people.roles import Actor
from core.policy.model import default_policy
from core.ticket.acts.assign import Assign
from core.ticket.acts.base import Moment, Rehearsal, why_not
from core.ticket.acts.callback import PostponeCallback, RecordCallback
from core.ticket.acts.close import FeedBack, Reopen, Void
from core.ticket.acts.defer import Conclude, Defer, Explain, Revive
from core.ticket.acts.escalate import ReferUpwards, ReportUnsolved
from core.ticket.acts.handle import Handle
from core.ticket.acts.hold import Hold
from core.ticket.acts.merge import Merge
from core.ticket.acts.reclassify import Reclassify
from core.ticket.acts.urge import Urge
from core.ticket.acts.work import Arrive, Return
from core.ticket.clocks import timers
from core.ticket.codes import FeedbackWay, HoldReason, Result, State
from core.ticket.hold import settle
from core.ticket.ladder import plan
from core.ticket.model import Caller
from tests.core.play import CHIEF, Play, later, site

T0 = site("2026-03-10 09:00")
LI = "Li"
OPERATOR = Actor("op")


def at(minutes):
    return later(T0, minutes)


def on_site(**more):
    play = Play(**more)
    play.act(Assign(Clean(LI)), at(2))
    play.act(Arrive(), at(9))
    return play


def handled(**more):
    play = on_site(**more)
    play.act(Handle(Clean("new seal"), no_arrival=Clean("by phone")), at(40))
    return play


def clock(play, name, now, round_no=1):
    found = timers(settle(play.ticket, now), play.policy, now)
    return next(t for t in found if (t.name, t.round) == (name, round_no))


def statuses(play, now):
    return [(rung.role, rung.status) for rung in plan(play.ticket, play.policy, now)]


def test_a_call_goes_all_the_way_to_a_satisfied_callback():
    play = handled()
    assert play.ticket.state is State.HANDLED
    assert play.ticket.round.callback.due_at == at(40) + timedelta(hours=24)
    done = play.act(RecordCallback(Result.SATISFIED), at(90), actor=OPERATOR)
    assert (done.state, done.close_kind, done.closed_at) == (State.CLOSED, "satisfied", at(90))
    assert done.fed_back_at == at(90)
    assert [clock(play, name, at(99)).state for name in ("dispatch", "arrival", "ladder", "callback")] == [
        "met"
    ] * 4


def test_a_dissatisfied_customer_starts_the_next_round_at_once():
    play = handled()
    again = play.act(RecordCallback(Result.DISSATISFIED, reason=Clean("still leaking")), at(90))
    assert (again.state, again.round.number, again.round.anchor) == (State.ASSIGNED, 2, at(90))
    assert ("supervisor", "due") in statuses(play, at(91))
    assert clock(play, "ladder", at(91), 2).state == "running"
    assert again.rounds[0].callback.result == "dissatisfied"
    play.act(Handle(Clean("pipe replaced"), no_arrival=Clean("by phone")), at(200))
    third = play.act(RecordCallback(Result.DISSATISFIED, reason=Clean("still")), at(260))
    assert third.round.number == 3
    assert [r.role for r in plan(third, play.policy, at(261)) if r.reason == "rework"] == [
        "supervisor",
        "director",
    ]


def test_example_23_the_ladder_re_anchors_on_the_day_of_the_rework():
    play = Play(category="complaint", reported=site("2026-03-11 09:00"))
    play.act(Assign(Clean("Gao")), site("2026-03-11 09:05"))
    play.act(Handle(Clean("apologised"), no_arrival=Clean("by phone")), site("2026-03-11 15:00"))
    play.act(RecordCallback(Result.DISSATISFIED, reason=Clean("manner of service")), site("2026-03-12 10:00"))
    second = [r for r in plan(play.ticket, play.policy, site("2026-03-12 10:01")) if r.round == 2]
    assert [(r.role, r.due_at) for r in second] == [
        ("supervisor", site("2026-03-12 10:00")),
        ("supervisor", site("2026-03-14 00:00")),
        ("director", site("2026-03-15 00:00")),
    ]


@pytest.mark.parametrize(
    ("handled_at", "now", "expected"),
    [
        ("2026-03-10 23:59:59", "2026-03-11 09:30", ["cancelled", "cancelled"]),
        ("2026-03-11 00:00:00", "2026-03-11 09:30", ["cancelled", "cancelled"]),
        ("2026-03-11 06:30", "2026-03-11 09:30", ["lapsed", "cancelled"]),
        ("2026-03-11 09:10", "2026-03-11 09:30", ["due", "cancelled"]),
        (None, "2026-03-10 22:00", ["future", "future"]),
        (None, "2026-03-11 07:00", ["waiting", "future"]),
        (None, "2026-03-11 08:00", ["due", "future"]),
    ],
)
def test_status_checks_of_example_1(handled_at, now, expected):
    play = Play(category="water_electric")
    play.act(Assign(Clean(LI)), at(2))
    if handled_at:
        play.act(Handle(Clean("done"), no_arrival=Clean("by phone")), site(handled_at))
    assert [status for _, status in statuses(play, site(now))] == expected


def test_status_checks_of_example_13():
    play = Play(category="fire", reported=site("2026-03-14 02:17"))
    play.act(Assign(Clean("Guo")), site("2026-03-14 02:17:20"))
    play.act(Arrive(), site("2026-03-14 02:19:40"))
    now = site("2026-03-14 03:00")
    assert statuses(play, now) == [
        ("supervisor", "due"), ("director", "cancelled"), ("general_manager", "cancelled"),
        ("supervisor", "future"), ("director", "future"),
    ]  # fmt: skip


def test_parts_on_order_do_not_stop_the_ladder():
    play = Play(category="minor_repair", reported=site("2026-03-12 10:00"))
    play.act(Assign(Clean(LI)), site("2026-03-12 10:05"))
    before = [r.due_at for r in plan(play.ticket, play.policy, T0)]
    play.act(Hold(HoldReason.WAITING_PARTS, site("2026-03-16 09:00")), site("2026-03-12 15:00"))
    assert [r.due_at for r in plan(play.ticket, play.policy, site("2026-03-13 09:00"))] == before


def test_an_appointment_re_anchors_what_is_not_yet_due_and_resumes_by_itself():
    play = Play(category="minor_repair", reported=site("2026-03-10 10:00"))
    play.act(Assign(Clean(LI)), site("2026-03-10 10:05"))
    held = play.act(Hold(HoldReason.APPOINTMENT, site("2026-03-13 14:00")), site("2026-03-10 10:06"))
    assert held.state is State.ON_HOLD
    assert clock(play, "ladder", site("2026-03-12 10:00")).state == "paused"
    assert clock(play, "arrival", site("2026-03-12 10:00")).due_at == site("2026-03-13 14:15")
    assert settle(held, site("2026-03-13 14:00")).state is State.ASSIGNED
    arrived = play.act(Arrive(), site("2026-03-13 14:10"))
    assert [event.fact.type for event in play.events][-2:] == ["resumed", "arrived"]
    assert arrived.round.arrived_at == site("2026-03-13 14:10")
    assert clock(play, "arrival", site("2026-03-13 15:00")).state == "met"
    assert plan(arrived, play.policy, T0)[0].due_at == site("2026-03-15 00:00")


def test_an_appointment_made_after_the_breach_does_not_undo_it():
    play = Play()
    play.act(Assign(Clean(LI)), at(2))
    play.act(Hold(HoldReason.APPOINTMENT, at(200)), at(20))
    arrivals = [t for t in timers(play.ticket, play.policy, at(30)) if t.name == "arrival"]
    assert [(t.due_at, t.state) for t in arrivals] == [(at(15), "missed"), (at(215), "running")]


def test_an_appointment_after_a_visit_in_time_leaves_that_visit_in_time():
    play = on_site()
    play.act(Hold(HoldReason.APPOINTMENT, at(200)), at(20))
    arrivals = [t for t in timers(play.ticket, play.policy, at(300)) if t.name == "arrival"]
    assert [(t.due_at, t.state) for t in arrivals] == [(at(15), "met")]


def test_a_visit_before_the_appointment_of_a_later_round_has_no_clock():
    play = handled()
    play.act(RecordCallback(Result.DISSATISFIED, reason=Clean("drips")), at(60))
    play.act(Arrive(), at(70))
    play.act(Hold(HoldReason.APPOINTMENT, at(200)), at(80))
    arrivals = [t for t in timers(play.ticket, play.policy, at(300)) if t.name == "arrival"]
    assert [(t.round, t.state) for t in arrivals] == [(1, "met")]


def test_a_third_postponement_takes_a_supervisor():
    play = on_site()
    for start in (20, 40):
        play.act(Hold(HoldReason.NO_ACCESS, at(start + 10)), at(start), actor=OPERATOR)
    with pytest.raises(NotAllowed, match="supervisor"):
        play.act(Hold(HoldReason.NO_ACCESS, at(70)), at(60), actor=OPERATOR)
    assert play.act(Hold(HoldReason.NO_ACCESS, at(70)), at(60)).state is State.ON_HOLD


def test_returned_work_does_not_start_the_dispatch_clock_again():
    play = Play()
    play.act(Assign(Clean(LI)), at(2))
    back = play.act(Return(Clean("not ours")), at(4))
    assert (back.state, back.assignee) == (State.LOGGED, "")
    assert clock(play, "dispatch", at(60)).state == "met"


def test_moving_a_ticket_needs_a_reason_and_across_departments_a_supervisor():
    play = Play()
    play.act(Assign(Clean(LI)), at(2), actor=OPERATOR)
    with pytest.raises(InvalidInput, match="reason"):
        play.act(Assign(Clean("Hu")), at(3), actor=OPERATOR)
    with pytest.raises(NotAllowed, match="department"):
        play.act(Assign(Clean("Guo"), reason=Clean("nearer")), at(3), actor=OPERATOR)
    assert play.act(Assign(Clean("Guo"), reason=Clean("nearer")), at(3)).department == "security"


def test_deferred_needs_an_explanation_and_comes_back_re_anchored():
    play = on_site()
    with pytest.raises(NotAllowed, match="supervisor"):
        play.act(Defer(Clean("no budget"), date(2026, 6, 1)), at(30), actor=OPERATOR)
    with pytest.raises(InvalidInput, match="past"):
        play.act(Defer(Clean("no budget"), date(2026, 3, 9)), at(30))
    play.act(Defer(Clean("no budget"), date(2026, 6, 1)), at(30))
    assert clock(play, "explain", at(60)).state == "running"
    assert {s for _, s in statuses(play, site("2026-04-01 09:00"))} == {"cancelled"}
    play.act(Explain(Clean("no budget"), FeedbackWay.PHONE), at(90))
    assert clock(play, "explain", at(99)).state == "met"
    back = play.act(Revive(), site("2026-04-02 10:00"))
    assert back.state is State.ASSIGNED
    assert plan(back, play.policy, T0)[0].due_at == site("2026-04-03 00:00")
    play.act(Defer(Clean("still none"), date(2026, 9, 1)), site("2026-04-02 11:00"))
    with pytest.raises(NotAllowed, match="not been told yet"):
        play.act(Conclude(Clean("authority agreed")), site("2026-12-30 09:00"))
    play.act(Explain(Clean("still no budget"), FeedbackWay.PHONE), site("2026-12-30 09:30"))
    assert play.act(Conclude(Clean("authority agreed")), site("2026-12-30 10:00")).close_kind == "unsolved"


def test_closing_by_mistake_can_be_mended_for_a_day():
    play = handled()
    play.act(RecordCallback(Result.SATISFIED), at(90))
    with pytest.raises(NotAllowed, match="supervisor"):
        play.act(Reopen(Clean("wrong ticket")), at(95), actor=OPERATOR)
    with pytest.raises(NotAllowed, match="24 hours"):
        play.act(Reopen(Clean("wrong ticket")), at(91 + 24 * 60))
    again = play.act(Reopen(Clean("wrong ticket")), at(95))
    assert (again.state, again.round.number, again.closed_at) == (State.ASSIGNED, 2, None)


def test_voiding_takes_a_supervisor_after_ten_minutes_and_is_for_logged_tickets_only():
    with pytest.raises(NotAllowed, match="supervisor"):
        Play().act(Void(Clean("test call")), at(11), actor=OPERATOR)
    assert Play().act(Void(Clean("test call")), at(9), actor=OPERATOR).state is State.VOID
    with pytest.raises(NotAllowed, match="Already assigned"):
        on_site().act(Void(Clean("test call")), at(9))


def test_merging_keeps_the_earliest_report_and_counts_as_an_urge():
    main, other = Play(reported=at(5)), Play(reported=T0)
    known = Beside(at(8), replace(main.ticket, number="260310-002"))
    moment = Moment(CHIEF, at(8), main.policy, known)
    for_main = Merge("260310-002").elsewhere(other.ticket, moment)["260310-002"]
    other.act(Merge("260310-002"), at(8), known=known)
    after = main.keep(for_main, at(8))
    assert (other.ticket.state, other.ticket.merged_into) == (State.MERGED, "260310-002")
    assert (after.reported_at, after.urges) == (T0, 1)


class Beside(Rehearsal):
    """One more ticket is known."""

    def __init__(self, now, ticket):
        super().__init__(now)
        vars(self)["ticket"] = lambda number: ticket


def test_correcting_the_category_recomputes_the_clocks_from_the_report():
    play = Play(category="minor_repair")
    play.act(Reclassify("pipe_leak", reason=Clean("it is a leak")), at(3), actor=OPERATOR)
    assert clock(play, "arrival", at(4)).due_at == at(15)
    late = Play(category="minor_repair")
    late.act(Assign(Clean(LI)), at(1))
    late.act(Reclassify("pipe_leak", reason=Clean("it is a leak")), site("2026-03-11 10:00"))
    first = plan(late.ticket, late.policy, site("2026-03-11 10:01"))[0]
    assert (first.status, first.retro, first.due_at) == ("due", True, site("2026-03-11 00:00"))


def test_correcting_the_category_later_rewrites_no_past_round():
    play = handled()
    play.act(RecordCallback(Result.DISSATISFIED, reason=Clean("again")), at(90))
    before = [t for t in timers(play.ticket, play.policy, at(100)) if t.round == 1]
    play.act(Reclassify("enquiry", reason=Clean("only a question")), at(95))
    assert [t for t in timers(play.ticket, play.policy, at(100)) if t.round == 1] == before


def test_three_urges_reach_a_supervisor():
    play = Play()
    for minute in (5, 6, 7):
        play.act(Urge(Clean("Mrs Zhao")), at(minute))
    assert [r.role for r in plan(play.ticket, play.policy, at(8)) if r.reason == "urged"] == ["supervisor"]


def test_what_cannot_be_solved_is_told_at_once():
    play = on_site()
    play.act(ReportUnsolved(Clean("main valve stuck")), at(30))
    play.act(ReferUpwards(Clean("city water")), at(40))
    told = [(r.reason, r.role) for r in plan(play.ticket, play.policy, at(41)) if r.reason != "ladder"]
    assert told == [
        ("cannot_solve", "supervisor"), ("cannot_solve", "director"), ("beyond_office", "general_manager"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("number", "role"), [(1, []), (2, ["supervisor"]), (3, ["director"]), (5, ["director"])]
)
def test_repeats_are_told_at_once(number, role):
    play = Play(repeat_no=number)
    assert [r.role for r in plan(play.ticket, play.policy, at(1)) if r.reason == "repeat"] == role


def test_what_staff_found_is_verified_on_the_spot():
    play = handled(category="litter_stain", origin="found", caller=Caller())
    assert play.ticket.round.callback.rule == "verify"
    assert play.act(RecordCallback(Result.SATISFIED), at(60)).close_kind == "verified"


def test_an_anonymous_complaint_waives_its_callback_and_says_why():
    play = handled(category="complaint", caller=Caller(anonymous=True))
    assert (play.ticket.state, play.ticket.close_kind) == (State.CLOSED, "waived")
    assert [event.fact.reason for event in play.events if event.fact.type == "callback_result"] == [
        "anonymous"
    ]


def test_without_a_callback_a_ticket_closes_when_the_source_was_told():
    play = Play(category="enquiry")
    play.act(Assign(Clean("desk")), at(1))
    waiting = play.act(Handle(Clean("open till nine"), no_arrival=Clean("by phone")), at(4))
    assert waiting.state is State.HANDLED
    assert play.act(FeedBack(FeedbackWay.PHONE), at(6)).close_kind == "no_callback"


def test_nobody_can_be_given_up_on_too_early():
    play = handled()
    for minute in (60, 70, 80):
        play.act(RecordCallback(Result.NO_ANSWER), at(minute))
    with pytest.raises(NotAllowed, match="half-days"):
        play.act(RecordCallback(Result.UNREACHABLE), at(90))
    play.act(RecordCallback(Result.NO_ANSWER), at(60 * 8))
    with pytest.raises(NotAllowed, match="supervisor"):
        play.act(RecordCallback(Result.UNREACHABLE), at(60 * 9), actor=OPERATOR)
    assert play.act(RecordCallback(Result.UNREACHABLE), at(60 * 9)).close_kind == "unreached"


def test_whoever_did_the_work_does_not_ring_back():
    with pytest.raises(NotAllowed, match="did the work"):
        handled().act(RecordCallback(Result.SATISFIED), at(60), actor=Actor("Li"))


def test_neutral_asks_why_and_dissatisfied_asks_the_reason():
    for grade in ("neutral", "dissatisfied"):
        with pytest.raises(InvalidInput):
            handled().act(RecordCallback(Result(grade)), at(60))
    assert (
        handled().act(RecordCallback(Result.NEUTRAL, answer=Clean("took long")), at(60)).close_kind
        == "neutral"
    )


def test_a_callback_is_put_off_once_and_by_a_day_at_most():
    play = handled()
    due = play.ticket.round.callback.due_at
    with pytest.raises(InvalidInput, match="24 hours"):
        play.act(PostponeCallback(due + timedelta(hours=25), Clean("away")), at(60))
    moved = play.act(PostponeCallback(due + timedelta(hours=2), Clean("away")), at(60))
    assert moved.round.callback.due_at == due + timedelta(hours=2)
    with pytest.raises(NotAllowed, match="already"):
        play.act(PostponeCallback(due + timedelta(hours=3), Clean("away")), at(70))


def test_undo_takes_the_last_step_back_and_keeps_it_in_the_history():
    play = on_site()
    before = play.undo(at(10))
    assert (before.state, before.round.arrived_at) == (State.ASSIGNED, None)
    assert (before.version, len(play.events)) == (4, 4)
    assert play.undo(at(11)).state is not State.LOGGED  # undoing the undo is not a step back


def test_an_impossible_action_says_why():
    held = on_site().act(Hold(HoldReason.WEATHER, at(99)), at(7))
    said = {
        action: str(why_not(action, ticket, OPERATOR, at(10), default_policy()))
        for action, ticket in (
            ("arrive", Play().ticket),
            ("resume", on_site().ticket),
            ("callback", on_site().ticket),
            ("assign", Play().ticket),
            ("return", held),
        )
    }
    assert said == {
        "arrive": "Not assigned yet; assign it first.",
        "resume": "It is not on hold.",
        "callback": "The work is not done yet.",
        "assign": "None",
        "return": "It is on hold; resume it first.",
    }
    assert [
        str(why_not(action, held, OPERATOR, at(10), default_policy())) for action in ("accept", "arrive")
    ] == ["It is on hold; resume it first."] * 2
