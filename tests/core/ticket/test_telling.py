"""Telling the people of the ladder: who, once, in order, and again where nothing came of it (§7)."""

from dataclasses import field
from datetime import datetime, timedelta

import pytest

from core.base.dataclass import dataclass
from core.base.errors import NotAllowed
from core.base.text import Clean
from core.people.directory import Directory, Person
from core.people.roles import Actor
from core.ticket.acts.assign import Assign
from core.ticket.acts.base import Recipient, Rehearsal
from core.ticket.acts.handle import Handle
from core.ticket.acts.merge import Absorbed
from core.ticket.acts.note import AddNote
from core.ticket.acts.reclassify import Reclassify
from core.ticket.acts.tell import Acknowledge, Tell
from core.ticket.board import NEVER, marks_of
from core.ticket.codes import Way
from core.ticket.ladder import plan
from tests.core.play import CHIEF, Play, site

STAFF = Directory(
    people=(
        Person("1", "Li", "engineering"),
        Person("2", "Sun", role="supervisor"),
        Person("3", "Dong", role="director"),
        Person("4", "Zhang", role="general_manager"),
    )
)
SUP, DIR, GM = Clean("supervisor"), Clean("director"), Clean("general_manager")
HOLDERS = {"supervisor": "Sun", "director": "Dong", "general_manager": "Zhang"}


@dataclass(frozen=True)
class Known(Rehearsal):
    """Lookups where each role has its holder; a missing one is the next role's."""

    directory: Directory = field(default=STAFF)
    holders: dict[str, str] = field(default_factory=lambda: HOLDERS)

    def recipient(self, role: str, at: datetime) -> Recipient:
        """Return the holder of the role, or of the next one up."""
        roles = list(HOLDERS)
        for wanted in roles[roles.index(role) :]:
            if wanted in self.holders:
                return Recipient(self.holders[wanted], wanted)
        return Recipient("", role)


def known(now, holders=None):
    return Known(now, holders=holders if holders is not None else HOLDERS)


def states(play, at):
    return [(rung.role, rung.status) for rung in plan(play.ticket, play.policy, at)]


def statuses(play, at):
    return [rung.status for rung in plan(play.ticket, play.policy, at)]


def tell(play, who, at, **more):
    return play.act(Tell(who, **more), at, known=known(at))


def note(play, who, at, actor=CHIEF):
    return play.act(Acknowledge(who), at, known=known(at), actor=actor)


def test_a_rung_is_future_waiting_due_told_and_noted():
    play = Play()
    assert states(play, site("2026-03-10 23:59")) == [("supervisor", "future"), ("director", "future")]
    assert statuses(play, site("2026-03-11 00:00")) == ["waiting", "future"]
    assert statuses(play, site("2026-03-11 08:00")) == ["due", "future"]
    ticket = tell(play, SUP, site("2026-03-11 08:05"), said=Clean("will look"), way=Way.RADIO)
    told = ticket.tellings[-1]
    assert (told.person, told.role, told.by, told.way, told.said) == (
        "Sun", "supervisor", "chief", Way.RADIO, "will look",
    )  # fmt: skip
    assert statuses(play, site("2026-03-11 08:06")) == ["told", "future"]
    note(play, SUP, site("2026-03-11 08:10"))
    assert statuses(play, site("2026-03-11 08:11")) == ["acknowledged", "future"]


def test_nobody_is_told_twice_or_too_early():
    play = Play()
    with pytest.raises(NotAllowed, match="No one has to be told"):
        tell(play, SUP, site("2026-03-10 12:00"))
    tell(play, SUP, site("2026-03-11 08:05"))
    with pytest.raises(NotAllowed, match=r"Sun has already been told of .*, by chief"):
        tell(play, SUP, site("2026-03-11 08:06"))
    with pytest.raises(NotAllowed, match="has not been told yet"):
        note(play, DIR, site("2026-03-11 08:06"))
    note(play, SUP, site("2026-03-11 08:07"))
    with pytest.raises(NotAllowed, match="already acknowledged"):
        note(play, SUP, site("2026-03-11 08:08"))


def test_one_who_waits_for_the_morning_may_be_told_at_night():
    play = Play()
    tell(play, SUP, site("2026-03-11 00:30"))
    assert statuses(play, site("2026-03-11 08:00")) == ["told", "future"]


def test_a_higher_rung_does_not_cancel_an_untold_lower_one():
    play = Play()
    assert statuses(play, site("2026-03-12 09:00")) == ["due", "due"]
    tell(play, DIR, site("2026-03-12 09:00"))
    assert states(play, site("2026-03-12 09:01")) == [("supervisor", "due"), ("director", "told")]


def test_one_call_tells_both_where_the_next_role_up_stands_for_a_missing_one():
    play = Play()
    at = site("2026-03-12 09:00")
    play.act(Tell(Clean("Dong")), at, known=known(at, {"director": "Dong"}))
    assert states(play, at + timedelta(minutes=1)) == [("supervisor", "told"), ("director", "told")]
    assert {(one.person, one.role) for one in play.ticket.tellings} == {("Dong", "director")}


def test_a_name_that_is_due_for_nothing_is_refused_with_who_is():
    play = Play()
    with pytest.raises(NotAllowed, match="is due to be told to Zhang") as refused:
        tell(play, Clean("Zhang"), site("2026-03-11 08:05"))
    assert refused.value.values["names"] == ("Sun",)


def test_told_without_instruction_or_progress_comes_back_the_next_morning():
    play = Play()
    tell(play, SUP, site("2026-03-11 08:05"))
    note(play, SUP, site("2026-03-11 08:10"))
    assert statuses(play, site("2026-03-12 07:59"))[0] == "acknowledged"
    assert statuses(play, site("2026-03-12 08:00"))[0] == "again"
    tell(play, SUP, site("2026-03-12 08:20"))
    [again, *_] = plan(play.ticket, play.policy, site("2026-03-12 08:21"))
    assert (again.status, again.times) == ("told", 2)


@pytest.mark.parametrize("what", ["instruction", "progress"])
def test_an_instruction_or_progress_is_enough(what):
    play = Play()
    at = site("2026-03-11 08:05")
    tell(play, SUP, at, instruction=Clean("send two" if what == "instruction" else ""))
    if what == "progress":
        play.act(AddNote(Clean("parts are here")), site("2026-03-11 17:00"))
    assert statuses(play, site("2026-03-12 09:00"))[0] == "told"


def test_nobody_is_told_again_of_what_is_done():
    play = Play()
    play.act(Assign(Clean("Li")), site("2026-03-10 09:05"))
    tell(play, SUP, site("2026-03-11 08:05"))
    play.act(Handle(Clean("sealed"), no_arrival=Clean("by phone")), site("2026-03-11 10:00"))
    assert statuses(play, site("2026-03-12 09:00")) == ["told", "cancelled"]


def test_handled_late_without_telling_stays_untold():
    play = Play()
    play.act(Assign(Clean("Li")), site("2026-03-10 09:05"))
    play.act(Handle(Clean("sealed"), no_arrival=Clean("by phone")), site("2026-03-11 09:10"))
    assert statuses(play, site("2026-03-11 12:00")) == ["due", "cancelled"]
    assert marks_of(play.ticket, play.policy).awaited


def test_the_board_asks_until_somebody_is_told_and_again_in_the_morning():
    play = Play()
    assert marks_of(play.ticket, play.policy).tell_at == site("2026-03-11 08:00")
    tell(play, SUP, site("2026-03-11 08:05"))
    marks = marks_of(play.ticket, play.policy)
    assert (marks.tell_at, marks.awaited) == (site("2026-03-12 08:00"), True)
    note(play, SUP, site("2026-03-11 08:10"))
    assert not marks_of(play.ticket, play.policy).awaited


def test_a_correction_keeps_what_was_told():
    play = Play(category="minor_repair")
    tell(play, SUP, site("2026-03-12 08:05"))
    play.act(Reclassify("pipe_leak", reason=Clean("it leaks")), site("2026-03-12 08:30"))
    told = [(rung.role, rung.status) for rung in plan(play.ticket, play.policy, site("2026-03-12 08:31"))]
    assert told == [("supervisor", "told"), ("director", "due")]
    play.act(Reclassify("minor_repair", reason=Clean("no leak")), site("2026-03-12 08:40"))
    assert statuses(play, site("2026-03-12 08:41")) == ["told", "future"]


def test_a_merger_takes_over_what_was_told():
    main, other = Play(reported=site("2026-03-11 09:00")), Play()
    tell(other, SUP, site("2026-03-11 08:05"))
    merged = Absorbed(number="x", reported_at=other.ticket.reported_at, tellings=other.ticket.tellings)
    main.keep([merged], site("2026-03-11 09:10"))
    assert statuses(main, site("2026-03-11 09:11")) == ["told", "future"]


def test_each_person_takes_note_of_an_emergency_for_themselves():
    play = Play(category="fire")
    at = site("2026-03-10 09:20")
    for who in (SUP, DIR, GM):
        tell(play, who, at)
    note(play, DIR, at)
    assert statuses(play, at)[:3] == ["told", "acknowledged", "told"]


def test_who_takes_note_at_their_own_desk_was_told_by_it():
    play = Play()
    at = site("2026-03-11 08:05")
    note(play, SUP, at, Actor("Sun", "supervisor"))
    told = play.ticket.tellings[-1]
    assert (told.way, told.acknowledged_at) == (Way.MESSAGE, at)


def test_an_undone_telling_is_due_again():
    play = Play()
    tell(play, SUP, site("2026-03-11 08:05"))
    play.undo(site("2026-03-11 08:06"))
    assert statuses(play, site("2026-03-11 08:07"))[0] == "due"
    assert marks_of(play.ticket, play.policy).tell_at < NEVER
