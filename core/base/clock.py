"""Instants, site days, and the one function that reads the system's clock."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

Clock = Callable[[], datetime]
"""Source of the present instant, aware and in UTC; injected wherever time matters."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


def system_clock() -> datetime:
    """Return the present instant in UTC."""
    return datetime.now(UTC)


def minutes(count: float) -> timedelta:
    """Return a duration of `count` minutes."""
    return timedelta(minutes=count)


def to_micros(instant: datetime) -> int:
    """Return the microseconds since the epoch, the stored form of an instant."""
    return (instant - EPOCH) // MICROSECOND


def from_micros(micros: int) -> datetime:
    """Return the instant stored as `micros`."""
    return EPOCH + timedelta(microseconds=micros)


@lru_cache(maxsize=8)
def zone(name: str) -> ZoneInfo:
    """Return the time zone called `name`; raise `KeyError` or `ValueError` for an unknown one."""
    return ZoneInfo(name)


@lru_cache(maxsize=1024)
def at_site(day: date, wall: time, tz: ZoneInfo) -> datetime:
    """Return the instant at which the site's clocks show `wall` on `day`."""
    return datetime.combine(day, wall, tz).astimezone(UTC)


def site_time(instant: datetime, tz: ZoneInfo) -> datetime:
    """Return `instant` as the site's clocks show it."""
    return instant.astimezone(tz)
