"""Durations: the words in both languages, which nobody takes for times of day."""

import re
from datetime import timedelta

import pytest

from core.base.duration import HOUR, duration
from core.base.errors import NotAllowed
from tui.i18n import _, use_language

SPANS = (
    (timedelta(), "0s", "0秒"),
    (timedelta(seconds=7), "7s", "7秒"),
    (timedelta(minutes=7, seconds=26), "7m26s", "7分26秒"),
    (timedelta(minutes=9, seconds=59, microseconds=999_999), "9m59s", "9分59秒"),
    (timedelta(minutes=10), "10 min", "10分钟"),
    (timedelta(minutes=59, seconds=59), "59 min", "59分钟"),
    (timedelta(hours=1), "1h00", "1小时00分"),
    (timedelta(hours=8, minutes=6), "8h06", "8小时06分"),
    (timedelta(hours=15, minutes=53), "15h53", "15小时53分"),
    (timedelta(days=1, hours=5), "1d05h", "1天5小时"),
    (timedelta(days=12, hours=5), "12d", "12天"),
)


@pytest.mark.parametrize(("span", "english", "chinese"), SPANS)
def test_a_duration_in_both_languages(span: timedelta, english: str, chinese: str) -> None:
    use_language("en")
    assert (duration(span), duration(span, _), duration(-span, _)) == (english, english, english)
    use_language("zh_CN")
    assert duration(span, _) == chinese


def test_no_duration_reads_as_a_time_of_day() -> None:
    for language in ("en", "zh_CN"):
        use_language(language)
        for seconds in (*range(0, 90_000, 37), *range(90_000, 1_000_000, 997)):
            for below in (timedelta(minutes=10), HOUR):
                said = duration(timedelta(seconds=seconds), _, seconds_below=below)
                assert not re.search(r":|(?<!小)时\d|点", said), said


def test_an_average_keeps_its_seconds_below_an_hour() -> None:
    assert duration(timedelta(minutes=34, seconds=5), seconds_below=HOUR) == "34m05s"
    assert duration(timedelta(minutes=75, seconds=30), seconds_below=HOUR) == "1h15"


def test_a_refusal_says_a_wait_in_words() -> None:
    refusal = NotAllowed("Try again in {wait}.", wait=timedelta(seconds=75))
    assert refusal.text() == "Try again in 1m15s."
