"""Times and days as people type them."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.base.errors import InvalidInput
from core.base.time_input import parse_day, parse_when

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
