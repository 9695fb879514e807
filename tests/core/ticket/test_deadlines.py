"""The worked examples of DOMAIN §20, and the rules behind them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.policy.model import DEFAULT_POLICY, default_policy, parse_policy
from core.ticket import callbacks
from core.ticket.clocks import promise
from core.ticket.ladder import end_of_day, service_day, tell_time
from tests.core.play import site, with_site

SUP, DIR, GM = "supervisor", "director", "general_manager"
EXAMPLES = [
    ("2026-03-10 09:00", "water_electric", "03-10 09:05", "03-10 09:15", "",
     [(SUP, "03-11 00:00", "03-11 08:00"), (DIR, "03-12 00:00", "03-12 08:00")]),
    ("2026-03-10 23:50", "pipe_leak", "03-10 23:55", "03-11 00:05", "",
     [(SUP, "03-11 00:50", "03-11 08:00"), (DIR, "03-12 00:00", "03-12 08:00")]),
    ("2026-03-11 00:00", "street_light", "03-11 00:05", "03-11 00:15", "",
     [(SUP, "03-12 00:00", "03-12 08:00"), (DIR, "03-13 00:00", "03-13 08:00")]),
    ("2026-03-12 10:00", "minor_repair", "03-12 10:15", "03-12 10:30", "",
     [(SUP, "03-14 00:00", "03-14 08:00"), (DIR, "03-15 00:00", "03-15 08:00")]),
    ("2026-03-13 16:40", "complaint", "03-13 16:55", "", "03-13 16:50",
     [(SUP, "03-15 00:00", "03-15 08:00"), (DIR, "03-16 00:00", "03-16 08:00")]),
    ("2026-03-13 23:10", "complaint_major", "03-13 23:15", "", "03-13 23:20",
     [(GM, "03-13 23:10", "03-13 23:10"), (DIR, "03-14 00:10", "03-14 00:10"),
      (GM, "03-15 00:00", "03-15 00:00")]),
    ("2026-03-14 02:17", "fire", "03-14 02:18", "03-14 02:20", "",
     [(SUP, "03-14 02:17", "03-14 02:17"), (DIR, "03-14 02:20", "03-14 02:20"),
      (GM, "03-14 02:27", "03-14 02:27"),
      (SUP, "03-15 00:00", "03-15 00:00"), (DIR, "03-16 00:00", "03-16 00:00")]),
    ("2026-02-27 15:00", "suggestion", "02-27 15:30", "", "02-28 15:00",
     [(SUP, "03-01 00:00", "03-01 08:00"), (DIR, "03-02 00:00", "03-02 08:00")]),
]  # fmt: skip


def shown(instant, policy=None):
    tz = (policy or default_policy()).site.zone
    return instant.astimezone(tz).strftime("%m-%d %H:%M") if instant else ""


def rungs(found, policy=None):
    return [(rung.role, shown(rung.due_at, policy), shown(rung.tell_at, policy)) for rung in found.rungs]


@pytest.mark.parametrize(("reported", "category", "dispatch", "arrive", "reply", "ladder"), EXAMPLES)
def test_worked_examples(reported, category, dispatch, arrive, reply, ladder):
    policy = default_policy()
    found = promise(policy.category(category), policy, site(reported))
    assert (shown(found.dispatch_by), shown(found.arrive_by), shown(found.reply_by)) == (
        dispatch,
        arrive,
        reply,
    )
    assert rungs(found) == ladder


def test_exclusive_counting_shifts_the_ladder_that_counts_days_and_no_other():
    policy = with_site(day_count="exclusive")
    two_day = promise(policy.category("minor_repair"), policy, site("2026-03-12 10:00"))
    assert [rung[1] for rung in rungs(two_day)] == ["03-15 00:00", "03-16 00:00"]
    same_day = promise(policy.category("water_electric"), policy, site("2026-03-10 09:00"))
    assert [rung[1] for rung in rungs(same_day)] == ["03-11 00:00", "03-12 00:00"]


def test_telling_may_go_on_till_midnight():
    usual = DEFAULT_POLICY.read_text(encoding="utf-8")
    tell = usual.replace('tell_from      = "08:00"', 'tell_from = "00:00"')
    written = tell.replace('"22:00"', '"24:00"')
    policy = parse_policy(written)
    found = promise(policy.category("pipe_leak"), policy, site("2026-03-10 23:50"))
    assert all(rung.tell_at == rung.due_at for rung in found.rungs)


def test_an_appointment_moves_the_arrival_and_the_ladder():
    policy = default_policy()
    found = promise(
        policy.category("minor_repair"), policy, site("2026-03-10 10:00"), site("2026-03-13 14:00")
    )
    assert shown(found.arrive_by) == "03-13 14:15"
    assert rungs(found) == [(SUP, "03-15 00:00", "03-15 08:00"), (DIR, "03-16 00:00", "03-16 08:00")]


def test_rungs_follow_the_wall_clock_when_the_clocks_change():
    policy = with_site(tz="Europe/London")
    reported = site("2026-03-28 20:00", policy)
    found = promise(policy.category("minor_repair"), policy, reported)
    assert found.rungs[0].due_at - reported == timedelta(hours=27)
    assert rungs(found, policy)[0] == (SUP, "03-30 00:00", "03-30 08:00")


@pytest.mark.parametrize(
    ("handled", "hours", "due"),
    [
        ("2026-03-10 11:15", 24, "03-11 11:15"),
        ("2026-03-10 21:40", 24, "03-11 20:00"),
        ("2026-03-10 07:00", 24, "03-10 20:00"),
        ("2026-03-10 20:00", 24, "03-11 20:00"),
        ("2026-03-10 00:30", 24, "03-10 20:00"),
        ("2026-03-10 19:30", 2, "03-10 20:00"),
        ("2026-03-10 20:30", 2, "03-11 10:00"),
    ],
)
def test_callback_due(handled, hours, due):
    assert shown(callbacks.due_at(site(handled), hours, default_policy())) == due


instants = st.integers(1_577_836_800, 2_051_222_400).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
sites = st.builds(
    lambda tz, end, count, floor: with_site(tz=tz, day_end=end, day_count=count, late_floor_min=floor),
    st.sampled_from(["Asia/Shanghai", "Europe/London", "America/Los_Angeles", "Australia/Lord_Howe"]),
    st.sampled_from(["24:00", "22:00", "06:00"]),
    st.sampled_from(["inclusive", "exclusive"]),
    st.sampled_from([0, 60, 600]),
)
categories = st.sampled_from(sorted(default_policy().categories))


@given(instants, sites, categories)
def test_no_clock_is_due_before_it_starts(reported, policy, code):
    category = policy.category(code)
    found = promise(category, policy, reported)
    for due in (found.dispatch_by, found.arrive_by, found.reply_by):
        assert due is None or due > reported
    for rung in found.rungs:
        assert reported <= rung.due_at <= rung.tell_at
        assert category.quiet or rung.tell_at == rung.due_at


@given(instants, sites)
def test_service_days_end_after_their_instants_and_follow_each_other(instant, policy):
    ends = [end_of_day(instant, day, policy.site) for day in (1, 2, 3)]
    assert instant < ends[0] < ends[1] < ends[2]
    assert service_day(ends[0], policy.site) > service_day(instant, policy.site)


@given(instants, st.integers(1, 72), sites)
def test_a_callback_is_due_in_calling_hours_and_never_before_the_work_is_done(handled, hours, policy):
    due = callbacks.due_at(handled, hours, policy)
    local = due.astimezone(policy.site.zone)
    assert due > handled
    assert policy.site.call_from <= local.strftime("%H:%M") <= policy.site.call_to


@given(instants, sites)
def test_quiet_ladders_are_told_while_people_are_awake(due, policy):
    local = tell_time(due, policy.site, quiet=True).astimezone(policy.site.zone)
    assert "08:00" <= local.strftime("%H:%M") < "22:00"


def test_a_policy_names_every_problem_at_once():
    text = default_policy().text.replace('tz             = "Asia/Shanghai"', 'tz = "Mars/Base"\ntzz = 1')
    text = text.replace('ladder = "two_day"', 'ladder = "tow_day"', 1)
    with pytest.raises(Exception, match="Mars/Base") as caught:
        parse_policy(text)
    assert "tzz" in str(caught.value)
    assert "did you mean tz?" in str(caught.value)


def test_the_shipped_policy_has_the_numbers_of_the_procedures():
    policy = default_policy()
    assert len(policy.categories) == 25
    fire, leak = policy.category("fire"), policy.category("水管漏水")
    assert (fire.dispatch_min, fire.warn_min, fire.arrive_min) == (1, 2, 3)
    assert (leak.code, leak.warn_min, leak.arrive_min, leak.ladder) == ("pipe_leak", 5, 15, "same_day")
    assert parse_policy(policy.text) == replace(policy, version=0)
