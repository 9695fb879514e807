"""Callers: who rings, earlier reports, and how a new call belongs to them (§9, R056)."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from core.base.dataclass import dataclass
from core.base.errors import NotFound
from core.base.i18n_marks import N_
from core.base.text import dialled, same_number
from core.desk.callbacks import unit_calls
from core.desk.ports import Reading
from core.desk.session import Session
from core.desk.unit_of_work import full_number
from core.intake import related_tickets
from core.intake.model import CleanIntake
from core.intake.related_tickets import Earlier
from core.intake.unit_profile import Graded, Profile, grades, live, profile_of
from core.people.units import Contact, Unit
from core.policy.model import Category, Policy
from core.ticket.board import Row
from core.ticket.codes import State
from core.ticket.model import Ticket

GRADES_SINCE = timedelta(days=90)
"""Period in which the grades of a caller are looked up."""
PROFILE_SINCE = timedelta(days=365)
"""Period in which the tickets of a unit are looked up before it is rung."""


@dataclass(frozen=True, slots=True)
class Listed:
    """Person listed in the directory with the number that rings, and their unit."""

    unit: Unit
    contact: Contact


@dataclass(frozen=True, slots=True)
class Known:
    """Known facts about a phone number and a unit.

    `unit` is the one that was named, or the only one that lists the number, with its household in
    `unit.contacts`; `callers` are the people on the number (several: ask which).  `open` are the lines of
    their tickets that are not over, the oldest first; `grades` the last ones, the newest first.
    """

    unit: Unit | None = None
    units: tuple[Unit, ...] = ()
    callers: tuple[Listed, ...] = ()
    open: tuple[Row, ...] = ()
    grades: tuple[Graded, ...] = ()


class Callers:
    """Lookups for a caller on the line."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def known(self, unit: str = "", phone: str = "") -> Known:
        """Return the known facts about a unit and about the number that rings; either may be empty."""
        number = dialled(phone)
        with self._session.reading() as look:
            directory = self._session.listed(look)
            units = tuple(directory.units_with_phone(phone)) if number else ()
            home = directory.unit(unit) if unit else units[0] if len(units) == 1 else None
            code = home.code if home else unit
            tickets = (
                look.tickets.of_caller(code, number, self._session.clock() - GRADES_SINCE)
                if code or number
                else []
            )
            rules = self._session.rules(look)
        return Known(
            home,
            units,
            tuple(_on(number, units)),
            live(tickets, rules, self._session.clock()),
            grades(tickets),
        )

    def profile(self, unit: str) -> Profile:
        """Return the profile of a unit, to be read before it is rung or visited (R162); raise `NotFound`."""
        with self._session.reading() as look:
            directory = self._session.listed(look)
            listed = directory.unit(unit)
            if listed is None:
                raise NotFound(N_("There is no unit “{unit}”."), unit=unit)
            now = self._session.clock()
            tickets = look.tickets.of_caller(listed.code, "", now - PROFILE_SINCE)
            calls = unit_calls(look, listed.code, now - PROFILE_SINCE)
            return profile_of(listed, tickets, directory, self._session.rules(look), now, calls)

    def earlier(self, intake: CleanIntake) -> Sequence[Earlier]:
        """Return the tickets that the call may be about: same matter first, then open ones, then the newest.

        Raise `NotFound` for an unknown category.
        """
        now = self._session.clock()
        with self._session.reading() as look:
            policy, directory = look.policies.in_force(), self._session.listed(look)
            call = related_tickets.call_of(intake, directory, policy, now)
            tickets = look.tickets.earlier(related_tickets.alike(call, policy))
            mains = {one.number: _main(look, one) for one in tickets}
            why = related_tickets.found(call, tickets, mains, directory, policy)
            shown = {main.number: main for main in mains.values() if main.number in why}.values()
            same = [
                related_tickets.first_of(one)
                for one in shown
                if related_tickets.is_same_matter(why[one.number])
            ]
            last = (
                look.tickets.last_repeats(same, *related_tickets.window(call.reported_at, policy))
                if same
                else {}
            )
            rules = self._session.rules(look)
        found = (
            related_tickets.as_seen(
                one, why[one.number], related_tickets.next_no(one, last), call, rules[one.policy], now
            )
            for one in shown
        )  # fmt: skip
        return sorted(found, key=_order)

    def repeated(
        self, look: Reading, number: str, category: Category, reported_at: datetime, policy: Policy
    ) -> tuple[str, int]:
        """Return the first ticket of the chain that `number` belongs to, and the next place in it.

        Raise `NotFound`, or `NotAllowed` where such a report repeats nothing.
        """
        named = look.tickets.get(full_number(look, number, self._session.clock()))
        main = _main(look, named)
        related_tickets.check_repeat(named, main, category, reported_at, policy)
        first = related_tickets.first_of(main)
        last = look.tickets.last_repeats([first], *related_tickets.window(reported_at, policy))
        return first, related_tickets.next_no(main, last)


def _main(look: Reading, ticket: Ticket) -> Ticket:
    """Return the ticket, or the one that it was merged into in the end."""
    while ticket.state is State.MERGED:
        ticket = look.tickets.get(ticket.merged_into)
    return ticket


def _order(found: Earlier) -> tuple[bool, bool, float]:
    return not found.same_matter, found.saying is None, -found.reported_at.timestamp()


def _on(number: str, units: Iterable[Unit]) -> Iterable[Listed]:
    for unit in units:
        for contact in unit.contacts:
            if same_number(number, dialled(contact.phone)):
                yield Listed(unit, contact)
