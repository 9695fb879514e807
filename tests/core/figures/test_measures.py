"""Arrival figures (DOMAIN §14): what counts as in time, late, never, and the exact means and ranks."""

from dataclasses import replace
from datetime import datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.base.text import Clean
from core.figures.measures import Arrival, Arrivals, arrival_of, arrivals, percent_text
from core.policy.model import default_policy
from core.ticket.acts.assign import Assign
from core.ticket.acts.base import Moment, Rehearsal
from core.ticket.acts.callback import RecordCallback
from core.ticket.acts.handle import Handle, Handled, at_once
from core.ticket.acts.hold import Hold
from core.ticket.acts.work import Arrive
from core.ticket.codes import HoldReason, Result, State
from core.ticket.model import Ticket
from tests.core.play import CHIEF, Play, later, site

T0 = site("2026-03-10 09:00")
POLICY = default_policy()
LI = "Li"


def at(minutes: float) -> datetime:
    return later(T0, minutes)


def arrived(minutes: float) -> Ticket:
    """A leaking pipe (warning after 5 minutes, promised within 15) at which somebody was then."""
    play = Play()
    play.act(Assign(Clean(LI)), at(1))
    return play.act(Arrive(), at(minutes))


def outcome(ticket: Ticket, minutes: float = 600) -> Arrival:
    return arrival_of(ticket, POLICY, at(minutes))


@pytest.mark.parametrize(
    ("minutes", "expected", "amber"),
    [
        (4.99, "in_time", False),
        (5, "in_time", True),
        (15, "in_time", True),
        (15.001, "late", False),
    ],
)
def test_an_arrival_is_measured_against_warning_and_promise(
    minutes: float, expected: str, amber: bool
) -> None:
    assert outcome(arrived(minutes)) == Arrival(expected, True, amber, timedelta(minutes=minutes))


def test_where_nobody_came_the_promise_decides() -> None:
    play = Play()
    assert outcome(play.ticket, 15) == Arrival("waiting")
    assert outcome(play.ticket, 15.01) == Arrival("never")


def test_a_matter_ended_before_the_promise_without_anybody_there_counts_as_never() -> None:
    play = Play()
    play.act(Assign(Clean(LI)), at(1))
    play.keep([Handled(outcome="turned out to be next door")], at(8))
    assert outcome(play.ticket, 9) == Arrival("never")


def test_a_matter_solved_by_phone_in_time_needed_nobody() -> None:
    for minutes, expected in ((15, "none"), (15.01, "never")):
        play = Play()
        play.act(Assign(Clean(LI)), at(1))
        play.act(Handle(Clean("told how to shut the valve"), no_arrival=Clean("by phone")), at(minutes))
        assert outcome(play.ticket) == Arrival(expected)


def test_a_matter_answered_on_the_spot_promised_nobody() -> None:
    play = Play()
    moment = Moment(CHIEF, at(1), play.policy, Rehearsal(at(1)))
    play.keep(at_once(play.ticket, moment, Clean("told how to reset the fuse")), at(1))
    assert outcome(play.ticket) == Arrival("none")


def test_a_category_without_a_promise_only_counts_the_arrival() -> None:
    play = Play("enquiry")
    play.act(Assign(Clean(LI)), at(1))
    play.act(Arrive(), at(30))
    assert outcome(play.ticket) == Arrival("none", True, took=timedelta(minutes=30))


def test_an_agreed_time_is_kept_or_not_but_says_nothing_about_speed() -> None:
    play = Play("minor_repair", appointment=at(240))
    play.act(Assign(Clean(LI)), at(1))
    assert outcome(play.act(Arrive(), at(250))) == Arrival("in_time", True, True)


def test_a_time_agreed_after_the_breach_does_not_undo_it() -> None:
    play = Play()
    play.act(Assign(Clean(LI)), at(1))
    play.act(Hold(HoldReason.APPOINTMENT, at(120)), at(20))
    assert outcome(play.act(Arrive(), at(121))).outcome == "late"


def test_only_the_first_round_is_an_answer_to_the_report() -> None:
    play = Play()
    play.act(Assign(Clean(LI)), at(1))
    play.act(Arrive(), at(4))
    play.act(Handle(Clean("sealed"), no_arrival=Clean("by phone")), at(40))
    play.act(RecordCallback(Result.DISSATISFIED, reason=Clean("leaks again")), at(100))
    assert outcome(play.act(Arrive(), at(300))).outcome == "in_time"


def test_void_and_merged_tickets_are_not_counted() -> None:
    ticket = arrived(4)
    others = [replace(ticket, state=state) for state in (State.VOID, State.MERGED)]
    figures = arrivals([ticket, *others], {1: POLICY}, at(600))
    assert {category: f.calls for category, f in figures.items()} == {"": 1, "pipe_leak": 1}


def taking(*seconds: float) -> Arrivals:
    return Arrivals([Arrival("in_time", True, took=timedelta(seconds=s)) for s in seconds])


def test_mean_and_median_are_exact() -> None:
    figures = taking(1, 2, 4, 10)
    assert (figures.mean, figures.median) == (Fraction(17, 4), Fraction(3))
    assert taking(1, 2, 10).median == 2
    assert taking(0.1, 0.2).mean == Fraction(3, 20)


def test_the_nearest_rank_is_one_of_the_values() -> None:
    ten = taking(*range(1, 11))
    assert [ten.percentile(p) for p in (0, 10, 11, 90, 91, 100)] == [1, 1, 2, 9, 10, 10]


def test_nothing_at_all_has_no_mean_and_no_rate() -> None:
    none = Arrivals([])
    assert (none.mean, none.median, none.percentile(90), none.on_time) == (None, None, None, None)
    assert percent_text(none.on_time) == "-"


def test_a_percentage_is_cut_not_rounded() -> None:
    assert percent_text(Fraction(94_999, 100_000)) == "94.99"
    assert percent_text(Fraction(2, 3)) == "66.66"
    assert percent_text(Fraction(1)) == "100.00"


@given(st.lists(st.integers(0, 10_000), min_size=1), st.integers(1, 100))
def test_a_percentile_covers_its_share_and_nothing_smaller_does(seconds: list[int], percent: int) -> None:
    value = taking(*seconds).percentile(percent)
    assert value is not None
    assert sum(s <= value for s in seconds) * 100 >= percent * len(seconds)
    assert sum(s < value for s in seconds) * 100 < percent * len(seconds)
