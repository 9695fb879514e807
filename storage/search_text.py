"""Text of a ticket that searches look in, and the words they look for."""

import re
from collections.abc import Callable

from core.base.dataclass import dataclass
from core.base.text import dialled, digits, fold_case
from core.ticket.model import Ticket
from storage.phone_numbers import joined

_PHONE_LIKE = re.compile(r"\+?[\d ()-]{7,}")
SHORTEST_TAIL = 4
"""Smallest number of last digits that finds a phone number."""


@dataclass(frozen=True, slots=True)
class SearchWord:
    """Word to find: as text, or as the end of a phone number if it has a `tail`."""

    text: str
    tail: str = ""


def needle_of(ticket: Ticket, initials: Callable[[str], str]) -> str:
    """Return all texts by which a ticket can be found, one a line."""
    # a search must not reveal a caller who wished not to be named (§18)
    caller = "" if ticket.caller.confidential else ticket.caller.name
    people = (caller, ticket.assignee, *ticket.helpers, ticket.first_responder, ticket.operator)
    texts = (ticket.number, ticket.unit, ticket.place, ticket.description, *people)
    parts = dict.fromkeys((*map(fold_case, texts), *(initials(name) for name in people)))
    return "\n".join(part for part in parts if part)


def phones_of(ticket: Ticket) -> str:
    """Return the callers' numbers between bars, which mark the end of each."""
    return joined(dialled(caller.phone) for caller in (ticket.caller, *ticket.contacts))


def words_of(text: str) -> list[SearchWord]:
    """Return the words of a search, or one phone number if it looks like one."""
    folded = fold_case(text).strip()
    if _PHONE_LIKE.fullmatch(folded) and len(digits(folded)) >= 7:
        return [SearchWord(folded, digits(folded))]
    return [SearchWord(word, _tail(word)) for word in folded.split()]


def _tail(word: str) -> str:
    return word if word.isdecimal() and len(word) >= SHORTEST_TAIL else ""
