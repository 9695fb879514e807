"""Times and days as people type them."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.base.errors import InvalidInput
from core.base.spoken_times import Aim
from core.base.time_input import parse_day, parse_due, parse_when

SHANGHAI = ZoneInfo("Asia/Shanghai")
LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 3, 10, 18, 17, 45, tzinfo=UTC)
"""02:17:45 on the 11th at the site."""


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("now", "2026-03-11 02:17:45"),
        ("14:30", "2026-03-11 14:30:00"),
        ("9:05", "2026-03-11 09:05:00"),
        ("01:02:03", "2026-03-11 01:02:03"),
        ("24:00", "2026-03-12 00:00:00"),
        (" １４：３０ ", "2026-03-11 14:30:00"),
        ("-15m", "2026-03-11 02:02:45"),
        ("+2h", "2026-03-11 04:17:45"),
        ("+1h30m", "2026-03-11 03:47:45"),
        ("+2D", "2026-03-13 02:17:45"),
        ("2026-03-10 09:00", "2026-03-10 09:00:00"),
        ("2026-03-10T09:00:30", "2026-03-10 09:00:30"),
        ("2026-03-10T09:00Z", "2026-03-10 17:00:00"),
        ("2026-03-10T09:00+01:00", "2026-03-10 16:00:00"),
        ("2026-03-12", "2026-03-12 00:00:00"),
    ],
)
def test_times_as_typed(text: str, shown: str) -> None:
    instant = parse_when(text, NOW, SHANGHAI)
    assert instant.tzinfo is UTC
    assert instant.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M:%S") == shown


MORNING = datetime(2026, 11, 30, 2, 30, tzinfo=UTC)
"""10:30 on a Monday at the site."""
MIDNIGHT = datetime(2026, 11, 29, 16, 5, tzinfo=UTC)
"""00:05 at the site."""


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("明天上午10点", "12-01 10:00"),
        ("明天10:00", "12-01 10:00"),
        ("周五下午3点", "12-04 15:00"),
        ("tomorrow 10:00", "12-01 10:00"),
        ("3pm", "11-30 15:00"),
        ("12-01 10:00", "12-01 10:00"),
        ("2026/12/1 10:00", "12-01 10:00"),
        ("下午三点半", "11-30 15:30"),
        ("friday 3pm", "12-04 15:00"),
        ("3 p.m. tomorrow", "12-01 15:00"),
        ("12月1日10点", "12-01 10:00"),
        ("明天上午", "12-01 09:00"),
        ("tonight", "11-30 19:00"),
        ("1 june 10am", "06-01 10:00"),
        ("10点", "11-30 10:00"),
        ("8点", "12-01 08:00"),
    ],
)
def test_a_time_to_come_is_read_as_the_line_reads_it(text: str, shown: str) -> None:
    instant = parse_when(text, MORNING, SHANGHAI, Aim.FUTURE)
    assert instant.astimezone(SHANGHAI).strftime("%m-%d %H:%M") == shown


@pytest.mark.parametrize(
    ("text", "now", "shown"),
    [
        ("23:58", MIDNIGHT, "11-29 23:58"),
        ("00:20", MIDNIGHT, "11-30 00:20"),  # a wrong watch: left to be refused
        ("3点", MORNING, "11-30 03:00"),
        ("3pm", MORNING, "11-29 15:00"),
        ("昨天 14:05", MORNING, "11-29 14:05"),
        ("周五下午3点", MORNING, "11-27 15:00"),
        ("11-29 22:00", MORNING, "11-29 22:00"),
        ("-15m", MORNING, "11-30 10:15"),
    ],
)
def test_what_has_happened_is_the_last_such_time(text: str, now: datetime, shown: str) -> None:
    instant = parse_when(text, now, SHANGHAI, Aim.PAST)
    assert instant.astimezone(SHANGHAI).strftime("%m-%d %H:%M") == shown


def test_a_time_without_a_side_is_that_of_today() -> None:
    for now in (MORNING, MIDNIGHT):
        for text in ("23:58", "00:01"):
            instant = parse_when(text, now, SHANGHAI)
            assert instant.astimezone(SHANGHAI).strftime("%m-%d %H:%M") == f"11-30 {text}"


def test_a_refusal_shows_times_that_work() -> None:
    with pytest.raises(InvalidInput) as refused:
        parse_when("soon", MORNING, SHANGHAI)
    shown = refused.value.hint.removeprefix("Write ").removesuffix(".").replace(" or ", ", ").split(", ")
    for text in shown:
        assert parse_when(text, MORNING, SHANGHAI)


def test_a_day_alone_is_a_deadline_at_its_end() -> None:
    assert parse_due("2026-12-01", MORNING, SHANGHAI) == datetime(2026, 12, 1, 16, tzinfo=UTC)
    assert parse_due("明天10点", MORNING, SHANGHAI) == datetime(2026, 12, 1, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    ["", "soon", "25:00", "12:60", "24:01", "-", "+", "15m", "+99999d+1h", "20260310", "1430", "2026-13-01"],
)
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput, match="not a time") as refused:
        parse_when(text, NOW, SHANGHAI)
    assert "14:30" in refused.value.text()


def test_an_instant_without_room_for_its_clocks_is_refused() -> None:
    with pytest.raises(InvalidInput, match="not a time"):
        parse_when("9999-12-31T23:59:59", NOW, SHANGHAI)


def test_an_offset_past_the_beginning_of_time_is_refused() -> None:
    with pytest.raises(InvalidInput):
        parse_when("-99999d", datetime(20, 1, 1, tzinfo=UTC), SHANGHAI)


def test_wall_time_follows_the_change_of_clocks() -> None:
    winter = datetime(2026, 3, 28, 12, tzinfo=UTC)
    summer = datetime(2026, 3, 30, 12, tzinfo=UTC)
    assert parse_when("09:00", winter, LONDON).hour == 9
    assert parse_when("09:00", summer, LONDON).hour == 8


def test_days_as_typed() -> None:
    assert parse_day("2026-06-01", NOW, SHANGHAI) == date(2026, 6, 1)
    assert parse_day("+30d", NOW, SHANGHAI) == date(2026, 4, 10)
    assert parse_day("下周五", MORNING, SHANGHAI) == date(2026, 12, 11)
    assert parse_day("next friday", MORNING, SHANGHAI) == date(2026, 12, 11)
    assert parse_day("12-01", MORNING, SHANGHAI) == date(2026, 12, 1)
    assert parse_day("3月12日", MORNING, SHANGHAI, Aim.PAST) == date(2026, 3, 12)
    for text in ("", "June", "+2h", "09:00"):
        with pytest.raises(InvalidInput, match="not a day"):
            parse_day(text, NOW, SHANGHAI)


@given(st.text(max_size=30))
def test_whatever_is_typed_it_is_a_time_or_a_sentence(text: str) -> None:
    for parse in (parse_when, parse_day):
        try:
            parse(text, NOW, SHANGHAI)
        except InvalidInput as refused:
            assert text in refused.text()
