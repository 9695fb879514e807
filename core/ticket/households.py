"""Households: the callbacks that one call settles, and the hour at which it is answered (§23, §6)."""

from collections import Counter
from collections.abc import Container, Iterable, Sequence
from zoneinfo import ZoneInfo

from core.base.clock import site_time
from core.base.text import dialled, ends_of
from core.people.directory import Directory
from core.people.units import Unit
from core.ticket.callbacks import GRADES
from core.ticket.codes import CallbackRule
from core.ticket.model import Attempt, Ticket


def households(tickets: Sequence[Ticket], directory: Directory) -> list[list[Ticket]]:
    """Return the tickets by household, each in the order given: the same unit, or the same phone.

    Public places make no household, nor does a matter that is verified on the spot.
    """
    numbers = {dialled(ticket.caller.phone) for ticket in tickets}
    by_key: dict[str, list[Ticket]] = {}
    for ticket in tickets:
        keys = [*_keys(ticket, directory, numbers)]
        known = {id(by_key[key]): by_key[key] for key in keys if key in by_key}
        members = [*(one for group in known.values() for one in group), ticket]
        met = [key for key, group in by_key.items() if id(group) in known] if len(known) > 1 else []
        shared = next(iter(known.values())) if len(known) == 1 else []
        shared[:] = members
        by_key.update(dict.fromkeys((*keys, *met), shared))
    place = {ticket.number: at for at, ticket in enumerate(tickets)}
    groups = {id(group): group for group in by_key.values()}.values()
    ordered = [sorted(group, key=lambda one: place[one.number]) for group in groups]
    return sorted(ordered, key=lambda group: place[group[0].number])


def household_name(tickets: Iterable[Ticket]) -> str:
    """Return the name of a household: its unit, else its phone, else the number of the ticket."""
    members = [*tickets]
    units = (one.unit for one in members if one.unit)
    phones = (dialled(one.caller.phone) for one in members if one.caller.phone)
    return next(units, "") or next(phones, "") or members[0].number


def phone_of(ticket: Ticket, directory: Directory) -> str:
    """Return the number to dial: the caller's, else the first one on file for the unit."""
    unit = directory.unit(ticket.unit) if ticket.unit and not ticket.caller.phone else None
    filed = (contact.phone for contact in unit.contacts if contact.phone) if unit else ()
    return ticket.caller.phone or next(iter(filed), "")


def best_hour(tickets: Iterable[Ticket], zone: ZoneInfo) -> int | None:
    """Return the hour of the site's day in which the household answers most often; None if never yet.

    Of equal ones it is that with the fewest calls in vain, then the earliest.
    """
    calls = [call for ticket in tickets for call in _calls(ticket)]
    answered = Counter(_hour(call, zone) for call in calls if call.result in GRADES)
    missed = Counter(_hour(call, zone) for call in calls if call.result not in GRADES)
    return min(answered, key=lambda hour: (-answered[hour], missed[hour], hour), default=None)


def _calls(ticket: Ticket) -> Iterable[Attempt]:
    yield from ticket.calls
    for turn in ticket.rounds:
        yield from turn.callback.attempts if turn.callback else ()


def _hour(call: Attempt, zone: ZoneInfo) -> int:
    return site_time(call.at, zone).hour


def _keys(ticket: Ticket, directory: Directory, numbers: Container[str]) -> Iterable[str]:
    """Yield the keys of which two tickets of one household share one; `numbers` are those of all tickets."""
    yield ticket.number
    callback = ticket.round.callback
    if callback is None or callback.rule == CallbackRule.VERIFY:
        return
    unit = directory.unit(ticket.unit) if ticket.unit else None
    if ticket.unit and not _is_public(unit):
        yield f"unit {ticket.unit}"
    # a local number and the same one behind its area code are one phone, if both were given
    ends = ends_of(dialled(ticket.caller.phone))
    yield from (f"phone {end}" for end in ends if end in numbers)


def _is_public(unit: Unit | None) -> bool:
    return unit is not None and unit.kind == "public"
