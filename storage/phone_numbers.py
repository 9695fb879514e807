"""Numbers of callers in the column `phones`, which are written between bars: the rule of §9 in SQL."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, and_, or_

from core.base.text import AREA_CODES, LOCAL, WHOLE, ends_of
from storage.tables import ticket

_phones = ticket.c.phones


def joined(numbers: Iterable[str]) -> str:
    """Return `dialled` numbers as the column has them: bars mark where each begins and ends."""
    known = "|".join(dict.fromkeys(filter(None, numbers)))
    return f"|{known}|" if known else ""


def has_number(number: str) -> ColumnElement[bool]:
    """Return the condition that a ticket has the `dialled` number (`core.base.text.same_number`)."""
    forms = [_phones.contains(f"|{end}|") for end in ends_of(number)]
    if len(number) >= WHOLE:
        forms.append(_phones.contains(f"{number}|"))
    elif len(number) == LOCAL:
        forms += [_phones.like(f"%|{area}__{number}|%") for area in AREA_CODES]
    # the common end first: almost every ticket is refused by this one comparison
    return and_(_phones.contains(f"{number[-LOCAL:]}|"), or_(*forms))
