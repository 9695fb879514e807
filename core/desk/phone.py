"""Phone: calls announced, taken, missed and returned."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from core.base.dataclass import dataclass
from core.base.text import EMPTY, Clean, dialled, same_number
from core.desk.callers import Callers, Known
from core.desk.ports import Reading
from core.desk.session import Session
from core.people.directory import Person
from core.phone import rings as ringing
from core.phone.rings import Ring

LOOK_BACK = timedelta(hours=12)
"""Period after a call in which its ticket may still be written."""


@dataclass(frozen=True, slots=True)
class IncomingCall:
    """Ring with the known facts about its number; `staff` are the people of the staff who have it."""

    ring: Ring
    known: Known
    staff: tuple[Person, ...] = ()


class Phone:
    """Calls from the telephone system, and the people who answer them."""

    def __init__(self, session: Session, callers: Callers) -> None:
        self._session = session
        self._callers = callers

    def ring(self, phone: str, line: Clean = EMPTY) -> Ring:
        """Announce a call, for the telephone system, whoever it acts as."""
        with self._session.writing() as work:
            return ringing.announce(work.phone, phone, line, self._session.clock())

    def hung_up(self, phone: str, line: Clean = EMPTY) -> list[Ring]:
        """Record that a call has stopped ringing, for the telephone system."""
        with self._session.writing() as work:
            return ringing.end(work.phone, phone, line, self._session.clock())

    def claim(self, ident: int) -> Ring:
        """Take a call that rings or was missed; raise `NotAllowed` naming the person who was faster."""
        with self._session.writing() as work:
            self._session.require(work, "log")
            ring = ringing.claim(work.phone.ring(ident), self._session.name, self._session.clock())
            work.phone.save_ring(ring)
            return ring

    def returned(self, ident: int, outcome: str = "") -> Ring:
        """Record the outcome of returning a call (`ringing.RETURNED`); empty: it is to be tried again."""
        with self._session.writing() as work:
            self._session.require(work, "log")
            ring = work.phone.ring(ident)
            if ring.ended_at is None and ring.claimed_by in ("", self._session.name):
                ring = ringing.returned(ring, outcome, self._session.clock())
                work.phone.save_ring(ring)
            return ring

    def settle_rings(self, number: str) -> list[Ring]:
        """Note the ticket on its calls; those of a withheld number by the form's request key."""
        now = self._session.clock()
        with self._session.reading() as look:
            if not self._settled(look, number, now):
                return []
        with self._session.writing() as work:
            settled = self._settled(work, number, now)
            for ring in settled:
                work.phone.save_ring(ring)
            return settled

    def _settled(self, look: Reading, number: str, now: datetime) -> list[Ring]:
        rings = [ring for ring in look.phone.rings(now - LOOK_BACK) if not ring.ticket]
        ticket = look.tickets.get(number) if rings else None
        return [
            ringing.returned(ring, "logged", now, number)
            for ring in rings
            if (ticket and ringing.settles(ring, ticket, self._session.name))
            or (ring.claimed_by == self._session.name and look.tickets.number_for_key(ring.key) == number)
        ]

    def rings(self) -> list[IncomingCall]:
        """Return the calls that wait for an answer, and those just taken, with the known facts."""
        with self._session.reading() as look:
            rings, staff = (
                look.phone.rings(self._session.clock() - ringing.RINGS_FOR),
                self._session.listed(look).staff,
            )
        return [IncomingCall(ring, self._known(ring), _staff(ring, staff)) for ring in rings]

    def _known(self, ring: Ring) -> Known:
        return self._callers.known(phone=ring.phone) if ring.phone else Known()


def _staff(ring: Ring, staff: Iterable[Person]) -> tuple[Person, ...]:
    number = dialled(ring.phone)
    return tuple(person for person in staff if same_number(number, dialled(person.phone)))
