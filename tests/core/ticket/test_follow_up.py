"""Daily checks: which days ask for one, and how each stands (§8, §20)."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.base.errors import NotAllowed
from core.base.text import Clean
from core.events.stream import Event
from core.people.roles import Actor
from core.policy.model import Policy, default_policy
from core.ticket.acts.assign import Assign
from core.ticket.acts.callback import RecordCallback, Rework
from core.ticket.acts.check import CheckMatter
from core.ticket.acts.close import Reopen, Void
from core.ticket.acts.defer import Defer, Revive
from core.ticket.acts.handle import Handle
from core.ticket.codes import CheckState, Result, State
from core.ticket.fold import fold
from core.ticket.follow_up import FollowUp, Reckoning, follow_up
from core.ticket.hold import settle
from core.ticket.ladder import service_day
from core.ticket.model import Ticket
from tests.core.play import CHIEF, Play, site

DAY = timedelta(days=1)
LATER = site("2026-04-30 12:00")
LI = Clean("Li")


def rules(**changes: object) -> Policy:
    policy = default_policy()
    return replace(policy, followup=replace(policy.followup, **changes))  # type: ignore[arg-type]


def followed(play: Play) -> FollowUp:
    found = follow_up(play.ticket, play.policy)
    assert found
    return found


def asked(play: Play, now: datetime = LATER) -> list[str]:
    """The days that ask for a check."""
    days = [date(2026, 3, 1) + DAY * place for place in range(70)]
    found = followed(play)
    return [
        f"{day:%m-%d}" for day in days if found.state(day, Reckoning(play.policy, now)) is not CheckState.NONE
    ]


def sent(reported: str, **more: object) -> Play:
    play = Play(reported=site(reported), **more)  # type: ignore[arg-type]
    play.act(Assign(LI), play.reported + timedelta(minutes=1))
    return play


@pytest.mark.parametrize(
    ("reported", "handled", "days"),
    [
        ("2026-03-10 09:00", "2026-03-10 18:00", []),
        ("2026-03-10 09:00", "2026-03-11 10:00", []),
        ("2026-03-10 23:50", "2026-03-13 09:00", ["03-11", "03-12"]),
        ("2026-03-10 00:00", "2026-03-12 00:00", ["03-11"]),
        ("2026-03-10 23:59", "2026-03-11 23:59", []),
    ],
)
def test_the_examples(reported: str, handled: str, days: list[str]) -> None:
    play = sent(reported)
    play.act(Handle(Clean("done"), no_arrival=Clean("by phone")), site(handled))
    assert asked(play) == days


def test_the_check_of_today_is_due_until_its_end_then_missed() -> None:
    play = sent("2026-03-10 09:00")
    found, day = followed(play), date(2026, 3, 11)
    state = {at: found.state(day, Reckoning(play.policy, site(at))) for at in (
        "2026-03-10 23:59", "2026-03-11 00:00", "2026-03-11 23:59", "2026-03-12 00:00",
    )}  # fmt: skip
    assert [*state.values()] == [CheckState.NONE, CheckState.DUE, CheckState.DUE, CheckState.MISSED]


def test_after_a_rework_it_goes_on_the_day_after() -> None:
    play = sent("2026-03-10 09:00")
    play.act(Handle(Clean("done"), no_arrival=Clean("by phone")), site("2026-03-12 09:00"))
    play.act(
        RecordCallback(Result.DISSATISFIED, reason=Clean("drips")), site("2026-03-14 10:00"), actor=OTHER
    )
    assert asked(play, site("2026-03-17 08:00")) == ["03-11", "03-15", "03-16", "03-17"]


def test_what_the_staff_found_is_asked_about_until_it_is_verified() -> None:
    play = sent("2026-03-10 09:00", category="street_light", origin="found")
    play.act(Handle(Clean("new bulb"), no_arrival=Clean("by phone")), site("2026-03-11 09:00"))
    assert play.ticket.state is State.HANDLED
    assert asked(play, site("2026-03-13 08:00")) == ["03-11", "03-12", "03-13"]
    play.act(RecordCallback(Result.SATISFIED), site("2026-03-13 10:00"), actor=OTHER)
    assert asked(play) == ["03-11", "03-12"]


def test_deferred_work_asks_for_nothing_until_it_goes_on() -> None:
    play = sent("2026-03-10 09:00")
    play.act(Defer(Clean("no budget"), date(2026, 9, 1)), site("2026-03-12 09:00"))
    assert asked(play) == ["03-11"]
    play.act(Revive(), site("2026-03-20 09:00"))
    assert asked(play, site("2026-03-22 09:00")) == ["03-11", "03-21", "03-22"]


def test_a_reopened_matter_is_asked_about_again() -> None:
    play = sent("2026-03-10 09:00", category="street_light", origin="found")
    play.act(Handle(Clean("new bulb"), no_arrival=Clean("by phone")), site("2026-03-10 10:00"))
    play.act(RecordCallback(Result.SATISFIED), site("2026-03-10 11:00"), actor=OTHER)
    play.act(Reopen(Clean("wrong lamp")), site("2026-03-11 10:00"))
    assert asked(play, site("2026-03-13 09:00")) == ["03-12", "03-13"]


def test_a_void_ticket_has_none() -> None:
    play = Play()
    play.act(Void(Clean("test")), site("2026-03-10 09:05"))
    assert follow_up(play.ticket, play.policy) is None


OTHER = Actor("other", "director")


def check(play: Play, at: str, actor: Actor = CHIEF, **more: object) -> Ticket:
    return play.act(CheckMatter(**more), site(at), actor=actor)  # type: ignore[arg-type]


def test_a_check_is_done_on_its_day_and_late_after_it() -> None:
    play = sent("2026-03-10 09:00")
    check(play, "2026-03-11 23:59", answer=Clean("parts come"))
    check(play, "2026-03-13 00:00", day=date(2026, 3, 12))
    found, now = followed(play), site("2026-03-13 09:00")
    states = [found.state(date(2026, 3, day), Reckoning(play.policy, now)) for day in (10, 11, 12, 13)]
    assert states == [CheckState.NONE, CheckState.DONE, CheckState.LATE, CheckState.DUE]
    first = play.ticket.checks[0]
    assert (first.person, first.by, first.answer) == ("op", "chief", "parts come")
    play.undo(site("2026-03-13 09:01"))
    assert len(play.ticket.checks) == 1


def test_a_check_is_made_once_and_only_on_a_day_that_asks_for_it() -> None:
    play = sent("2026-03-10 09:00")
    with pytest.raises(NotAllowed, match="due"):
        check(play, "2026-03-10 10:00")
    check(play, "2026-03-11 10:00")
    with pytest.raises(NotAllowed, match="already"):
        check(play, "2026-03-11 11:00")
    with pytest.raises(NotAllowed, match="due"):
        check(play, "2026-03-11 11:00", day=date(2026, 3, 12))
    with pytest.raises(NotAllowed, match="op's"):
        check(play, "2026-03-12 11:00", for_=Clean("Gao"))


def test_a_missed_day_is_named_where_today_asks_for_none() -> None:
    play = sent("2026-03-10 09:00")
    play.act(Handle(Clean("done"), no_arrival=Clean("by phone")), site("2026-03-13 09:00"))
    with pytest.raises(NotAllowed, match="due") as refused:
        check(play, "2026-03-13 10:00")
    assert refused.value.values["days"] == (date(2026, 3, 12), date(2026, 3, 11))
    check(play, "2026-03-13 10:00", day=date(2026, 3, 12))
    assert followed(play).state(date(2026, 3, 12), Reckoning(play.policy, LATER)) is CheckState.LATE


def test_the_desk_may_only_check_for_others_where_the_policy_lets_it() -> None:
    at = "2026-03-11 10:00"
    check(sent("2026-03-10 09:00"), at, Actor("desk", "operator"))
    alone = sent("2026-03-10 09:00", policy=rules(desk_delegate=False))
    with pytest.raises(NotAllowed):
        check(alone, at, Actor("desk", "operator"))
    with pytest.raises(NotAllowed):
        check(alone, at, Actor("Li", "worker"))
    check(alone, at, Actor("op", "worker"))
    check(alone, "2026-03-12 10:00", Actor("sup", "supervisor"))


def test_the_policy_says_from_when_until_when_and_by_when() -> None:
    same = sent("2026-03-10 09:00", policy=rules(start="same_day"))
    same.act(Handle(Clean("done"), no_arrival=Clean("by phone")), site("2026-03-12 09:00"))
    assert asked(same) == ["03-10", "03-11"]
    closed = sent("2026-03-10 09:00", policy=rules(until="closed"))
    closed.act(Handle(Clean("done"), no_arrival=Clean("by phone")), site("2026-03-10 19:00"))
    closed.act(RecordCallback(Result.SATISFIED), site("2026-03-13 10:00"), actor=OTHER)
    assert asked(closed) == ["03-11", "03-12"]
    early = sent("2026-03-10 09:00", policy=rules(by="18:00"))
    day = date(2026, 3, 11)
    assert followed(early).state(day, Reckoning(early.policy, site("2026-03-11 18:00"))) is CheckState.MISSED
    check(early, "2026-03-11 18:00")
    assert followed(early).state(day, Reckoning(early.policy, LATER)) is CheckState.LATE


def test_a_run_of_misses_is_the_last_one() -> None:
    play, days = sent("2026-03-10 09:00"), [date(2026, 3, 9) + DAY * place for place in range(8)]
    now = site("2026-03-15 09:00")
    assert len(followed(play).missed(days[0], days[-1], Reckoning(play.policy, now))) == 4
    check(play, "2026-03-13 10:00")
    assert followed(play).missed(days[0], days[-1], Reckoning(play.policy, now)) == (date(2026, 3, 14),)
    assert followed(play).missed(days[0], days[4], Reckoning(play.policy, now)) == (
        date(2026, 3, 11),
        date(2026, 3, 12),
    )


minutes = st.integers(0, 5 * 24 * 60)


@given(st.lists(minutes, min_size=1, max_size=8), st.sampled_from(["24:00", "06:00", "18:00"]), st.booleans())
def test_the_days_are_those_that_a_minute_by_minute_look_finds(
    gaps: list[int], day_end: str, found: bool
) -> None:
    """Handled, dissatisfied, handled again: compared with asking on each day whether work was owed."""
    policy = default_policy()
    policy = replace(policy, site=replace(policy.site, day_end=day_end))
    play = sent(
        "2026-03-10 09:00",
        policy=policy,
        category="street_light" if found else "pipe_leak",
        origin="found" if found else "received",
    )
    at = play.reported + timedelta(minutes=2)
    for gap in gaps:
        at += timedelta(minutes=gap)
        work = play.ticket.state is not State.HANDLED
        act = (
            Handle(Clean("done"), no_arrival=Clean("by phone"))
            if work
            else RecordCallback(Result.DISSATISFIED, reason=Clean("no"))
        )
        play.act(act, at, actor=CHIEF if work else OTHER)
    now = at + 3 * DAY
    state, day, naive = followed(play), service_day(play.reported, policy.site), []
    while day <= service_day(now, policy.site):
        if _owed_all_day(play, day, policy, now):
            naive.append(day)
        day += DAY
    day = service_day(play.reported, policy.site)
    days = [day + DAY * place for place in range((service_day(now, policy.site) - day).days + 1)]
    assert [day for day in days if any(state.asked(day, day, Reckoning(policy, now)))] == naive


def _owed_all_day(play: Play, day: date, policy: Policy, now: datetime) -> bool:
    """Whether work or a verification was owed all day, without a rework that began anew on it."""
    for place, event in enumerate(play.events):
        if service_day(event.at, policy.site) != day:
            continue
        before = play.events[:place]
        owed_before = bool(before) and _owed(before, event.at)
        owed_after = _owed(play.events[: place + 1], event.at)
        if owed_before != owed_after or isinstance(event.fact, Rework):
            return False
    past = [event for event in play.events if service_day(event.at, policy.site) <= day]
    return bool(past) and _owed(past, min(now, past[-1].at)) and service_day(past[0].at, policy.site) < day


def _owed(events: list[Event], at: datetime) -> bool:
    ticket = settle(fold(events), at)
    callback = ticket.round.callback
    verify = ticket.state is State.HANDLED and callback is not None and callback.rule == "verify"
    return ticket.is_open or verify
