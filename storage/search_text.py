"""Text of a ticket that searches look in, and the words they look for."""

from collections.abc import Callable, Iterator

from core.base.dataclass import dataclass
from core.base.text import LOCAL, dialled, fold_case, is_phone_like, sounds
from core.people import numbering
from core.ticket.model import Ticket
from storage.phone_numbers import joined

FEWEST = 4
"""Smallest number of digits that find a phone number by its beginning or its end."""


@dataclass(frozen=True, slots=True)
class SearchWord:
    """Word to find: as one of `texts`, or as a phone number if it has a `phone`."""

    texts: tuple[str, ...]
    phone: str = ""


def needle_of(ticket: Ticket, initials: Callable[[str], str]) -> str:
    """Return all texts by which a ticket can be found, one a line."""
    # a search must not reveal a caller who wished not to be named (§18)
    callers = [one.name for one in (ticket.caller, *ticket.contacts) if not one.confidential]
    first = "" if ticket.author_withheld else ticket.first_responder
    people = (*callers, ticket.assignee, *ticket.helpers, first, ticket.operator)
    texts = (ticket.number, ticket.unit, ticket.place, ticket.description, *people, *_written(ticket))
    heard = (sound for name in people for sound in (initials(name), *sounds(name)))
    parts = dict.fromkeys((*map(fold_case, texts), numbering.unit_key(ticket.unit), *heard))
    return "\n".join(part for part in parts if part)


def _written(ticket: Ticket) -> Iterator[str]:
    """Yield what was written about a ticket after its first line, and the numbers that others gave it."""
    noted = ticket.particulars
    yield from (ticket.opinion, noted.external_no, noted.inspector, *ticket.notes)
    if noted.original:
        yield noted.original.number
    if noted.relay:
        yield noted.relay.person
    if said := ticket.complaint:
        yield from (said.about, said.demand, said.findings)
    yield from (call.answer for call in ticket.calls)
    if ticket.investigation:
        yield ticket.investigation.conclusion
    yield from (check.remark for check in ticket.spot_checks)
    for turn in ticket.rounds:
        yield turn.outcome
        yield from (attempt.answer for attempt in turn.callback.attempts) if turn.callback else ()


def phones_of(ticket: Ticket) -> str:
    """Return the callers' numbers between bars, which mark the end of each."""
    return joined(dialled(caller.phone) for caller in (ticket.caller, *ticket.contacts))


def words_of(text: str) -> list[SearchWord]:
    """Return the words of a search, or one phone number or unit if all of it is one."""
    folded = fold_case(text).strip().lstrip("#")
    if is_phone_like(folded) and len(dialled(folded)) >= LOCAL:
        return [SearchWord((folded,), dialled(folded))]
    if unit := _unit(folded):
        return [SearchWord(tuple(dict.fromkeys((folded, unit))))]
    return [_word(word) for word in folded.split()]


def _word(word: str) -> SearchWord:
    texts = tuple(dict.fromkeys(filter(None, (word, _unit(word)))))
    by_phone = is_phone_like(word) and len(dialled(word)) >= FEWEST
    return SearchWord(texts, dialled(word) if by_phone else "")


def _unit(text: str) -> str:
    """Return the key of a unit or building in any style: 3-2-1201 for 3栋2单元1201; empty for other texts."""
    found = numbering.whole(text)
    return found.key if found and "-" in found.key else ""
