"""Whatever happens to a ticket, nobody to be told is forgotten, told twice or told for nothing (§7)."""

import os
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from core.base.errors import DeskError
from core.base.text import Clean
from core.policy.urgency import Urgency
from core.ticket.acts.assign import Assign
from core.ticket.acts.base import Act
from core.ticket.acts.escalate import ReportUnsolved
from core.ticket.acts.handle import Handle
from core.ticket.acts.hold import Hold, Resume
from core.ticket.acts.note import AddNote
from core.ticket.acts.reclassify import Reclassify
from core.ticket.acts.tell import Acknowledge, Tell
from core.ticket.acts.urge import Urge
from core.ticket.acts.work import Arrive, Return
from core.ticket.board import marks_of
from core.ticket.codes import HoldReason
from core.ticket.hold import settle
from core.ticket.ladder import plan
from tests.core.play import Play, site
from tests.core.ticket.test_telling import known

HISTORIES = int(os.environ.get("DUTYDESK_HISTORIES", "300"))
"""Random histories; 3,000 of them take minutes."""

WHO = ("supervisor", "director", "general_manager")
ACTS: dict[str, Callable[[int], Act]] = {
    "assign": lambda n: Assign(Clean(("Li", "Hu")[n % 2]), reason=Clean("nearer")),
    "arrive": lambda _: Arrive(),
    "return": lambda _: Return(Clean("not ours")),
    "note": lambda _: AddNote(Clean("parts ordered")),
    "urge": lambda _: Urge(),
    "unsolved": lambda _: ReportUnsolved(Clean("no parts")),
    "category": lambda n: Reclassify(("minor_repair", "pipe_leak", "fire")[n % 3], reason=Clean("otherwise")),
    "urgency": lambda n: Reclassify(reason=Clean("worse"), urgency=[*Urgency][n % 3]),
    "resume": lambda _: Resume(),
    "handle": lambda _: Handle(Clean("done"), no_arrival=Clean("by phone")),
    "tell": lambda n: Tell(Clean(WHO[n % 3]), instruction=Clean("send two" if n % 5 == 0 else "")),
    "acknowledge": lambda n: Acknowledge(Clean(WHO[n % 3])),
}

OFTEN = [*ACTS, "hold", "tell", "assign", "assign", "handle", "handle"]
"""Acts to draw from, such that some histories end."""

steps = st.lists(
    st.tuples(st.sampled_from(OFTEN), st.integers(0, 29), st.integers(1, 40)),
    max_size=14,
)


@settings(max_examples=HISTORIES, deadline=None)
@given(st.sampled_from(["minor_repair", "pipe_leak", "complaint_major", "fire"]), st.integers(0, 1439), steps)
def test_nobody_is_forgotten_told_twice_or_told_for_nothing(category, minute, happens):
    play = Play(category=category, reported=site("2026-03-10 00:00") + timedelta(minutes=minute))
    now = play.reported
    for name, number, hours in happens:
        now += timedelta(hours=hours, minutes=number)
        before = {rung.key: rung for rung in plan(settle(play.ticket, now), play.policy, now)}
        already = {rung.told.rung for rung in before.values() if rung.told}
        act = (
            Hold([*HoldReason][number % 5], now + timedelta(hours=number + 1))
            if name == "hold"
            else ACTS[name](number)
        )
        count = len(play.ticket.tellings)
        with suppress(DeskError):
            play.act(act, now, known=known(now))
        for told in play.ticket.tellings[count:]:
            named = next(r for r in before.values() if told.rung in (r.key, r.told.rung if r.told else None))
            assert named.status in ("due", "waiting", "again"), "told of nothing that was owed"
            assert told.rung not in already or named.status == "again", "told twice"
        ticket = settle(play.ticket, now)
        marks = marks_of(play.ticket, play.policy)
        listed = not play.ticket.closed_at and (marks.tell_at <= now or marks.awaited)
        owed = [rung for rung in plan(ticket, play.policy, now) if rung.owed]
        assert listed or not owed or play.ticket.closed_at, "somebody is to be told and on no list"
