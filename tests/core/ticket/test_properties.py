"""What holds for every history, whatever the desk does."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.base.errors import DeskError
from core.base.serialization import from_plain, to_plain
from core.base.text import Clean
from core.events.fact import fact_class, personal_names
from core.policy.model import default_policy
from core.ticket.acts.assign import Assign
from core.ticket.acts.base import Act
from core.ticket.acts.callback import RecordCallback
from core.ticket.acts.close import FeedBack, Reopen, Void
from core.ticket.acts.defer import Conclude, Defer, Explain, Revive
from core.ticket.acts.escalate import ReferUpwards, ReportUnsolved
from core.ticket.acts.handle import Handle
from core.ticket.acts.hold import Hold, Resume
from core.ticket.acts.note import AddNote
from core.ticket.acts.reclassify import Reclassify
from core.ticket.acts.reply import Reply
from core.ticket.acts.urge import Urge
from core.ticket.acts.work import Accept, Arrive, Return
from core.ticket.board import NEVER, level, order_key, rank, row_of
from core.ticket.clocks import timers
from core.ticket.codes import FeedbackWay, HoldReason, Result
from core.ticket.fold import evolve, fold
from core.ticket.hold import settle
from core.ticket.model import Caller, Ticket
from tests.core.play import Play, site

ACTS: list[Act] = [
    Assign(Clean("Li"), reason=Clean("nearer")),
    Assign(Clean("Guo"), reason=Clean("nearer")),
    Accept(),
    Arrive(),
    Return(Clean("not ours")),
    Resume(),
    Reply(Clean("we come at once")),
    Handle(Clean("done"), no_arrival=Clean("by phone")),
    Handle(Clean("done"), fed_back=FeedbackWay.PHONE),
    FeedBack(FeedbackWay.MESSAGE),
    RecordCallback(Result.NO_ANSWER),
    RecordCallback(Result.SATISFIED),
    RecordCallback(Result.NEUTRAL, answer=Clean("slow")),
    RecordCallback(Result.DISSATISFIED, reason=Clean("again")),
    RecordCallback(Result.WAIVED, reason=Clean("asked not to be called")),
    Defer(Clean("no budget"), date(2027, 1, 1)),
    Explain(Clean("no budget"), FeedbackWay.PHONE),
    Revive(),
    Conclude(Clean("authority agreed")),
    Reopen(Clean("mistake")),
    Void(Clean("test")),
    Urge(),
    AddNote(Clean("seen")),
    Reclassify("fire", reason=Clean("smoke")),
    Reclassify("enquiry", reason=Clean("question")),
    ReportUnsolved(Clean("valve")),
    ReferUpwards(Clean("city")),
]
HOLDS = [(reason, timedelta(minutes=minutes)) for reason in HoldReason for minutes in (30, 2000)]
steps = st.lists(
    st.tuples(st.sampled_from(ACTS + HOLDS), st.integers(0, 2000), st.booleans()), min_size=1, max_size=14
)


@st.composite
def plays(draw):
    """A ticket with a random history of acts, the impossible ones left out."""
    policy = default_policy()
    category = draw(st.sampled_from(sorted(policy.categories)))
    found = draw(st.booleans())
    play = Play(
        category, origin="found" if found else "received", caller=Caller(anonymous=draw(st.booleans()))
    )
    now = play.reported
    for step, minutes, undo in draw(steps):
        now += timedelta(minutes=minutes)
        _try(play, step, now, undo=undo and minutes % 7 == 0)
    return play, now


def _try(play, step, now, *, undo):
    act = step if isinstance(step, Act) else Hold(step[0], now + step[1])
    try:
        play.act(act, now)
    except DeskError:
        return
    if undo:
        play.undo(now)


@given(plays())
def test_folding_the_events_again_gives_the_same_ticket(played):
    play, _ = played
    assert fold(play.events) == fold(list(play.events))
    if not any(event.fact.type == "undone" for event in play.events):
        ticket = None
        for event in play.events:
            ticket = evolve(ticket, event)
        assert ticket == fold(play.events)


@given(plays())
def test_events_and_tickets_survive_being_stored_as_plain_data(played):
    play, _ = played
    assert from_plain(Ticket, to_plain(play.ticket)) == play.ticket
    for event in play.events:
        kind = fact_class("ticket", event.fact.type)
        assert from_plain(kind, to_plain(event.fact)) == event.fact
        assert personal_names(kind) <= set(to_plain(event.fact))


@given(plays(), st.sampled_from(ACTS + HOLDS), st.integers(0, 5000))
def test_no_later_event_changes_a_past_rounds_result(played, step, minutes):
    play, now = played
    before = play.ticket
    later = now + timedelta(minutes=minutes)
    past = len(before.rounds) - (before.round.handled_at is None)
    judged = [
        t for t in timers(before, play.policy, later) if t.round <= past and t.state in ("met", "missed")
    ]
    _try(play, step, later, undo=False)
    after = play.ticket
    for one, other in zip(before.rounds[:past], after.rounds, strict=False):
        assert (one.handled_at, one.outcome, one.arrived_at) == (
            other.handled_at,
            other.outcome,
            other.arrived_at,
        )
        if one.callback and one.callback.result:
            assert other.callback == one.callback
    kept = timers(after, play.policy, later)
    assert [t for t in judged if t not in kept and t.name != "explain"] == []


@given(plays(), st.integers(0, 100_000))
def test_no_clock_is_due_before_it_starts(played, minutes):
    play, now = played
    for timer in timers(settle(play.ticket, now), play.policy, now + timedelta(minutes=minutes)):
        assert timer.started_at <= timer.due_at
        assert timer.warn_at is None or timer.warn_at <= timer.due_at
        assert timer.met_at is None or timer.state in ("met", "missed")


@given(st.lists(plays(), min_size=2, max_size=5), st.integers(-500, 5000))
def test_the_board_order_is_total_and_stable(several, minutes):
    now = site("2026-03-10 09:00") + timedelta(minutes=minutes)
    rows = [row_of(play.ticket, play.policy) for play, _ in several]
    rows = [replace(row, number=f"260310-{place:03d}") for place, row in enumerate(rows)]
    ordered = sorted(rows, key=lambda row: order_key(row, now))
    shuffled = rows[1::2] + rows[::2]
    assert sorted(shuffled, key=lambda row: order_key(row, now)) == ordered
    assert len({order_key(row, now) for row in rows}) == len(rows)
    ranks = [rank(row.marks, now) for row in ordered]
    assert ranks == sorted(ranks)


@given(plays(), st.integers(0, 100_000))
def test_the_boards_level_is_that_of_the_ticket_clocks(played, minutes):
    play, now = played
    then = now + timedelta(minutes=minutes)
    ticket = settle(play.ticket, then)
    marks = row_of(play.ticket, play.policy).marks
    states = {t.state for t in timers(ticket, play.policy, then)} if ticket.closed_at is None else set()
    paused = "paused" in states
    for state in ("breached", "amber", "running"):
        if state in states:
            assert level(marks, then) == state or (
                paused and level(marks, then) in ("breached", "amber", "running")
            )
            break
    else:
        assert marks.due_at == NEVER or paused
