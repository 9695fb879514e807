"""Duties as instants, who is on duty, hours without cover, and turns that repeat."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from core.base.errors import InvalidInput, NotAllowed, NotFound
from core.base.text import Clean
from core.desk.desk import Desk
from core.desk.facts import RosterChanged
from core.duty.roster import DAY, Duty, expiring, turns, uncovered
from core.duty.spans import read_spans, shown
from core.people.directory import Directory, Person
from core.policy.model import default_policy
from core.policy.sections import ShiftRules
from storage.store import SqlStore

SHANGHAI, LONDON = ZoneInfo("Asia/Shanghai"), ZoneInfo("Europe/London")
MONDAY = date(2026, 3, 9)
NOW = datetime(2026, 3, 10, 1, 0, tzinfo=UTC)
"""A Tuesday, 09:00 at the site."""

STAFF = (
    Person("001", "王敏", "desk", "值班员", "operator"),
    Person("002", "李娜", "desk", "值班员", "operator"),
    Person("003", "周洋", "desk", "值班员", "operator"),
    Person("004", "赵云", "desk", "值班员", "operator", active_to=date(2026, 3, 12)),
    Person("011", "王强", "engineering", "维修工", certificate_until=date(2026, 4, 1)),
    Person("012", "李刚", "engineering", "维修工", certificate_until=date(2027, 4, 1)),
    Person("021", "陈静", "admin", "主管", "supervisor"),
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """The supervisor's desk, with no roster yet."""
    store = SqlStore(str(tmp_path / "roster.db"))
    with store.writing() as work:
        work.people.save_people(STAFF)
    yield Desk(store, "陈静", lambda: NOW)
    store.close()


@pytest.mark.parametrize(
    ("zone", "day", "span", "hours"),
    [
        (SHANGHAI, MONDAY, ("08:00", "16:00"), 8),
        (SHANGHAI, MONDAY, ("16:00", "24:00"), 8),
        (SHANGHAI, MONDAY, ("20:00", "08:00"), 12),
        (SHANGHAI, MONDAY, ("08:00", "08:00"), 24),
        (LONDON, date(2026, 3, 28), ("20:00", "08:00"), 11),
        (LONDON, date(2026, 10, 24), ("20:00", "08:00"), 13),
        (LONDON, date(2026, 3, 29), ("00:00", "08:00"), 7),
    ],
)
def test_a_duty_ends_when_the_sites_clocks_say_so(
    zone: ZoneInfo, day: date, span: tuple[str, str], hours: int
) -> None:
    start, end = Duty(day, *span, "001").instants(zone)
    assert end - start == timedelta(hours=hours)
    assert start.astimezone(zone).strftime("%H:%M") == span[0]


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("08-16", "08-16"),
        ("8:30-17", "08:30-17"),
        ("08:30 – 17:30", "08:30-17:30"),
        ("２０：００～８：００", "20-08"),
        ("00-08, 16-0", "00-08 16-24"),
        ("早", "08-16"),
        ("中班", "16-24"),
        ("夜", "00-08"),
        ("晚班", "00-08"),
        ("白", "08-16"),
        ("N", "00-08"),
        ("3", "16-24"),
        ("休", ""),
        ("-", ""),
        (" ", ""),
    ],
)
def test_duties_are_read_as_rosters_write_them(text: str, spans: str) -> None:
    assert " ".join(shown(*span) for span in read_spans(text, default_policy())) == spans


def test_words_mean_the_sites_own_shifts() -> None:
    twelves = replace(default_policy(), shift=ShiftRules(starts=("07:30", "19:30")))
    day, night = ("07:30", "19:30"), ("19:30", "07:30")
    assert [read_spans(word, twelves) for word in ("白", "夜", "2", "D")] == [
        (day,),
        (night,),
        (night,),
        (day,),
    ]


@pytest.mark.parametrize("text", ["8", "25-26", "08-24:30", "没人", "08-", "4", "08-16 08-12"])
def test_what_is_no_duty_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput, match="is not a duty time"):
        read_spans(text, default_policy())


def test_times_that_nobody_covers() -> None:
    known = turns(
        [Duty(MONDAY, "20:00", "08:00", "001"), Duty(MONDAY, "08:00", "16:00", "002")],
        Directory(people=STAFF),
        SHANGHAI,
    )
    start = datetime(2026, 3, 8, 22, tzinfo=UTC)
    gaps = [*uncovered(known, start, start + 2 * DAY)]
    assert [(begin - start, end - start) for begin, end in gaps] == [
        (timedelta(hours=0), timedelta(hours=2)),
        (timedelta(hours=10), timedelta(hours=14)),
        (timedelta(hours=26), timedelta(hours=48)),
    ]


def test_who_has_left_covers_nothing() -> None:
    duties = [Duty(MONDAY + count * DAY, "08:00", "16:00", no) for no in ("004", "x") for count in range(7)]
    assert [turn.duty.day.day for turn in turns(duties, Directory(people=STAFF), SHANGHAI)] == [9, 10, 11, 12]


def test_certificates_that_run_out_are_named_a_month_before() -> None:
    listed = Directory(people=STAFF)
    assert [expiring(listed, day) for day in (date(2026, 3, 1), date(2026, 3, 2))] == [(), (STAFF[4],)]
    assert expiring(listed, date(2026, 9, 1)) == (STAFF[4],)


def test_a_night_before_a_day_counts(desk: Desk) -> None:
    desk.roster.put_duty("王敏", MONDAY, Clean("20-08"))
    desk.roster.put_duty("002", MONDAY + DAY, Clean("早"), post=Clean("前台"))
    assert [turn.person.name for turn in desk.roster.on_duty()] == ["李娜"]
    assert desk.roster.on_duty()[0].post == "前台"
    assert [turn.person.name for turn in desk.roster.on_duty(NOW - timedelta(hours=1, minutes=1))] == ["王敏"]


def test_no_roster_is_not_a_week_of_gaps(desk: Desk) -> None:
    assert not desk.roster.outlook().rostered
    assert desk.roster.outlook().gaps == ()
    desk.roster.put_duty("王敏", MONDAY, Clean("08-16"))
    assert [(gap.department, gap.end - gap.start) for gap in desk.roster.outlook().gaps] == [
        ("desk", timedelta(days=7))
    ]


@pytest.mark.parametrize(("pattern", "people"), [("three_eights", 4), ("two_twelves", 4), ("1 2 3", 3)])
def test_a_pattern_leaves_no_hour_open(desk: Desk, pattern: str, people: int) -> None:
    before = MONDAY - DAY
    names = ["王敏", "李娜", "周洋", "王强"][:people]
    coming, _gone = desk.roster.lay_pattern(names, Clean(pattern), before, 16)
    known = turns(coming, Directory(people=STAFF), default_policy().site.zone)
    assert [*uncovered(known, NOW, NOW + 7 * DAY)] == []


def test_a_week_is_copied_without_those_who_leave(desk: Desk) -> None:
    for name in ("王敏", "赵云"):
        desk.roster.put_duty(name, MONDAY + 4 * DAY - 7 * DAY, Clean("08-16"))
    desk.roster.put_duty("李娜", MONDAY + 4 * DAY, Clean("00-08"))
    swap = desk.roster.copy_week(MONDAY - 7 * DAY, MONDAY)
    week = desk.roster.week(MONDAY)
    assert [week.text(no, MONDAY + 4 * DAY) for no in ("001", "002", "004")] == ["08-16", "00-08", ""]
    desk.roster.change_roster(*reversed(swap))
    assert desk.roster.week(MONDAY).text("001", MONDAY + 4 * DAY) == ""
    with pytest.raises(NotFound, match="no duty in that week"):
        desk.roster.copy_week(MONDAY + 14 * DAY, MONDAY)


def test_nobody_is_on_duty_twice_at_once_or_after_leaving(desk: Desk) -> None:
    desk.roster.put_duty("王敏", MONDAY, Clean("20-08"))
    with pytest.raises(InvalidInput, match=r"two duties at once on 2026-03-10: 20-08 and 00-08"):
        desk.roster.put_duty("王敏", MONDAY + DAY, Clean("00-08"))
    assert desk.roster.week(MONDAY).text("001", MONDAY + DAY) == ""
    with pytest.raises(InvalidInput, match="does not work here on 2026-03-13"):
        desk.roster.put_duty("赵云", date(2026, 3, 13), Clean("08-16"))


def test_the_roster_is_the_supervisors(desk: Desk) -> None:
    operator = Desk(desk.session.store, "王敏", desk.clock)
    with pytest.raises(NotAllowed):
        operator.roster.put_duty("王敏", MONDAY, Clean("08-16"))
    assert operator.roster.week(MONDAY).people[0].name == "王敏"


def test_what_changed_in_the_roster_is_in_the_log(desk: Desk) -> None:
    desk.roster.put_duty("王敏", MONDAY, Clean("08-16"))
    desk.roster.put_duty("王敏", MONDAY, Clean("08-16"))
    desk.roster.put_duty("王敏", MONDAY, Clean(""))
    with desk.session.store.reading() as look:
        entries = look.events.entries(RosterChanged)
    assert [(entry.event.actor, entry.event.fact) for entry in entries] == [
        ("陈静", RosterChanged(first=MONDAY, last=MONDAY, came=1)),
        ("陈静", RosterChanged(first=MONDAY, last=MONDAY, went=1)),
    ]
