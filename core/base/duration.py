"""Durations in words, which cannot be read as times of day: `7m26s`, `14 min`, `8h06`, `1d05h`."""

from collections.abc import Callable
from datetime import timedelta

from core.base.i18n_marks import N_, without_context

MINUTE, TEN_MINUTES = timedelta(minutes=1), timedelta(minutes=10)
HOUR, DAY, TEN_DAYS = timedelta(hours=1), timedelta(days=1), timedelta(days=10)


def duration(
    span: timedelta,
    translate: Callable[[str], str] = without_context,
    *,
    seconds_below: timedelta = TEN_MINUTES,
) -> str:
    """Return a span in few cells, of either sign: seconds while it is short, then minutes, hours, days."""
    span = abs(span)
    seconds = int(span.total_seconds())
    minutes, hours = seconds // 60, seconds // 3600
    if span < MINUTE:
        words = N_("{seconds}s")
    elif span < seconds_below:
        words = N_("{minutes}m{seconds:02d}s")
    elif span < HOUR:
        words = N_("{minutes} min")
    elif span < DAY:
        words, minutes = N_("{hours}h{minutes:02d}"), minutes % 60
    elif span < TEN_DAYS:
        words, hours = N_("{days}d{hours:02d}h"), hours % 24
    else:
        words = N_("{days}d")
    return translate(words).format(days=span.days, hours=hours, minutes=minutes, seconds=seconds % 60)
