"""Numbers of tickets and their row ids: 261122-017 is row 261122000017."""

import re
from collections.abc import Iterable
from datetime import date

from core.base.errors import NotFound
from core.base.i18n_marks import N_
from core.events.stream import Stream

KIND = "ticket"
"""Kind of the streams of tickets."""

SERIALS = 1_000_000
"""Bound of the serial numbers of one day."""

_NUMBER = re.compile(r"(\d{6})-(\d{3,6})", re.ASCII)


def is_number(text: str) -> bool:
    """Return True if a text is written as the whole number of a ticket."""
    return _NUMBER.fullmatch(text) is not None


def id_of(number: str) -> int:
    """Return the row id of that number; raise `NotFound` for an invalid number."""
    match = _NUMBER.fullmatch(number)
    ident = int(match[1]) * SERIALS + int(match[2]) if match else 0
    if not match or number_of(ident) != number:
        raise no_ticket(number)
    return ident


def number_of(ident: int) -> str:
    """Return the number of that row id."""
    day, serial = divmod(ident, SERIALS)
    return f"{day:06d}-{serial:03d}"


def stream_of(number: str) -> Stream:
    """Return the stream of the ticket of that number; raise `NotFound` for an invalid number."""
    return Stream(KIND, id_of(number))


def numbers_in(streams: Iterable[Stream]) -> tuple[str, ...]:
    """Return the numbers of the tickets among these streams, in their order."""
    return tuple(number_of(stream.number) for stream in streams if stream.kind == KIND)


def first_id(day: date) -> int:
    """Return the row id just before the first ticket of `day`."""
    return int(f"{day:%y%m%d}") * SERIALS


def no_ticket(number: str) -> NotFound:
    """Return the refusal for a number without a ticket."""
    return NotFound(N_("There is no ticket {number}."), hint=N_("See: dutydesk list"), number=number)
