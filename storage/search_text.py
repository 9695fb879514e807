"""What a search looks in, and what it looks for."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from core.base.text import dialled, digits, fold_case
from core.ticket.model import Ticket

_PHONE_LIKE = re.compile(r"\+?[\d ()-]{7,}")
SHORTEST_TAIL = 4
"""The fewest last digits of a phone number that find it."""


@dataclass(frozen=True, slots=True)
class Word:
    """Something that must be found: as text, or as the end of a phone number if it has `tail`."""

    text: str
    tail: str = ""


def needle_of(ticket: Ticket, initials: Callable[[str], str]) -> str:
    """All that can be found of a ticket as text, one thing a line."""
    # nobody finds out by a search who wished not to be named (§18)
    caller = "" if ticket.caller.confidential else ticket.caller.name
    people = (caller, ticket.assignee, ticket.first_responder, ticket.operator)
    texts = (ticket.number, ticket.unit, ticket.place, ticket.description, *people)
    parts = dict.fromkeys((*map(fold_case, texts), *(initials(name) for name in people)))
    return "\n".join(part for part in parts if part)


def phones_of(ticket: Ticket) -> str:
    """The callers' numbers between bars, so that the end of each can be told."""
    numbers = (dialled(caller.phone) for caller in (ticket.caller, *ticket.contacts) if caller.phone)
    known = "|".join(dict.fromkeys(filter(None, numbers)))
    return f"|{known}|" if known else ""


def words_of(text: str) -> list[Word]:
    """What a search asks for: every word, or one phone number if it looks like one."""
    folded = fold_case(text).strip()
    if _PHONE_LIKE.fullmatch(folded) and len(digits(folded)) >= 7:
        return [Word(folded, digits(folded))]
    return [Word(word, _tail(word)) for word in folded.split()]


def _tail(word: str) -> str:
    return word if word.isdecimal() and len(word) >= SHORTEST_TAIL else ""
