"""Incoming calls: who may answer, and the callback due after a missed call."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal, Protocol

from core.base.clock import to_micros
from core.base.dataclass import dataclass
from core.base.errors import InvalidInput, NotAllowed
from core.base.i18n_marks import N_
from core.base.text import Clean, clean, dialled, same_number, split_number

if TYPE_CHECKING:
    from core.ticket.model import Ticket

RINGS_FOR = timedelta(seconds=45)
"""Time without an answer after which a call is missed, unless the telephone system ends it before."""

RETURNS_FOR = timedelta(minutes=20)
"""Time for which a missed call is reserved for the person who took it; then others may return it."""

State = Literal["ringing", "missed", "claimed", "done"]

HUNG_UP = "hung_up"
"""Outcome of a call that stopped ringing; it is not over, the caller has to be called back."""

ANSWERED = "answered"

RETURNED = ("logged", "called_back", "nothing")
"""Outcomes of a missed call: a ticket, a conversation with the caller, or no way to reach them."""

_NUMBER = re.compile(r"\+?\d[\d ()./-]*")
_SHORTEST = 3
"""Number of digits of the shortest number, an extension of the house."""


@dataclass(frozen=True, slots=True)
class Ring:
    """Call, or several unanswered ones from the same number.

    `phone` is empty if the number is withheld, `at` is when it rang last, `times` how often; `ended_at`
    is empty as long as anything is owed to the caller.
    """

    id: int
    phone: str
    line: str
    at: datetime
    times: int = 1
    claimed_by: str = ""
    claimed_at: datetime | None = None
    outcome: str = ""
    ticket: str = ""
    ended_at: datetime | None = None

    @property
    def key(self) -> str:
        """Return the request key of the ticket logged for this call; each taking of it has another."""
        return f"ring-{self.id}-{to_micros(self.claimed_at or self.at)}"

    def state(self, now: datetime) -> State:
        """Return the state of the call at `now`; `claimed` is a missed one that a person is returning."""
        if self.ended_at is not None:
            return "done"
        if self.claimed_at is not None and now < self.claimed_at + RETURNS_FOR:
            return "claimed"
        return "missed" if self.outcome == HUNG_UP or now >= self.at + RINGS_FOR else "ringing"


class PhoneReading(Protocol):
    """Calls in a look at the storage."""

    def rings(self, since: datetime) -> list[Ring]:
        """Return the calls not over, or ended at `since` or later, in the order of their last ring."""

    def ring(self, ident: int) -> Ring:
        """Return that call; raise `NotFound`."""


class Switchboard(PhoneReading, Protocol):
    """Calls in a unit of work, which locks them for others until it ends."""

    def new_ring(self) -> int:
        """Return the next free id of a call."""

    def save_ring(self, ring: Ring) -> None:
        """Insert or replace a call by its id."""


def number_of(said: str) -> str:
    """Return the number in a telephone system's text about a caller; empty if it is withheld.

    Reads `13800138000`, `+86 138-0013-8000`, `0351/2220003 ext. 12`, `"Wang" <13800138000>`, `sip:8001@pbx`,
    `tel:+86-351-2220003`, `anonymous`; an extension stays behind a hyphen.
    """
    plain = unicodedata.normalize("NFKC", clean(said))
    address = plain[plain.rfind("<") + 1 :].partition("@")[0].partition(">")[0]
    found = _NUMBER.search(address)
    if found is None:
        return ""
    number, extension = split_number(address[found.start() :])
    if len(number) < _SHORTEST:
        return ""
    abroad = found[0].startswith("+") and "".join(filter(str.isdecimal, found[0])).startswith(number)
    return "-".join(filter(None, (f"+{number}" if abroad else number, extension)))[:40]


def _same(one: str, other: str) -> bool:
    """Return True if both numbers are one; a withheld number equals no other."""
    return same_number(dialled(one), dialled(other))


def announce(board: Switchboard, phone: str, line: Clean, now: datetime) -> Ring:
    """Record an incoming call; one from a number with an unanswered call is counted there.

    `phone` is the text of the telephone system.
    """
    number, where = number_of(phone), line
    ring = again(board.rings(now), number, where, now) or Ring(board.new_ring(), number, where, now)
    board.save_ring(ring)
    return ring


def end(board: Switchboard, phone: str, line: Clean, now: datetime) -> list[Ring]:
    """Record that a call has stopped ringing; an unanswered one is to be returned from now on."""
    ended = hung_up(board.rings(now), number_of(phone), line, now)
    for ring in ended:
        board.save_ring(ring)
    return ended


def again(rings: Iterable[Ring], phone: str, line: str, now: datetime) -> Ring | None:
    """Return the unanswered call that this one repeats, counted once more; None for a new call.

    Callers without a number cannot be told apart: each rings, but missed ones are counted by line.
    """
    for ring in rings:
        state = ring.state(now)
        alike = state in ("ringing", "missed") and _same(ring.phone, phone)
        nobody = state == "missed" and not (ring.phone or phone) and ring.line == line
        if alike or nobody:
            return replace(
                ring, line=line, at=now, times=ring.times + 1, claimed_by="", claimed_at=None, outcome=""
            )
    return None


def hung_up(rings: Iterable[Ring], phone: str, line: str, now: datetime) -> list[Ring]:
    """Return the ringing calls from that number as no longer ringing; without a number those of `line`."""
    return [
        replace(ring, outcome=HUNG_UP)
        for ring in rings
        if ring.state(now) == "ringing"
        and (_same(ring.phone, phone) if phone else not ring.phone and line in ("", ring.line))
    ]


def claim(ring: Ring, by: str, now: datetime) -> Ring:
    """Return the call as taken by `by`: a ringing one is answered, a missed one is theirs to return.

    Raises `NotAllowed` with the name of the person who was faster.
    """
    state = ring.state(now)
    if state == "done" or (state == "claimed" and ring.claimed_by != by):
        said = (
            N_("{who} has already taken this call.")
            if ring.claimed_by
            else N_("This call is already closed.")
        )
        raise NotAllowed(said, who=ring.claimed_by)
    taken = replace(ring, claimed_by=by, claimed_at=now)
    return replace(taken, outcome=ANSWERED, ended_at=now) if state == "ringing" else taken


def returned(ring: Ring, outcome: str, now: datetime, ticket: str = "") -> Ring:
    """Return the call with the outcome of the callback; an empty one puts it back among those to return."""
    if not outcome:
        return replace(ring, claimed_by="", claimed_at=None, outcome=HUNG_UP)
    if outcome not in RETURNED:
        raise InvalidInput(
            N_("“{outcome}” is not a call outcome."),
            hint=N_("Use one of: {outcomes}."),
            outcome=outcome,
            outcomes=tuple(RETURNED),
        )
    return replace(ring, outcome=outcome, ticket=ticket, ended_at=ring.ended_at or now)


def settles(ring: Ring, ticket: Ticket, by: str) -> bool:
    """Return True if what `by` has just written to the ticket is the outcome of that call.

    It is for the same number, and was logged after the ring or changed after `by` took the call.
    """
    if ring.ticket or not _same(ring.phone, ticket.caller.phone):
        return False
    taken = ring.claimed_by == by and ring.claimed_at is not None and ticket.changed_at >= ring.claimed_at
    return taken or (not ring.claimed_by and ticket.logged_at >= ring.at)


def pending(rings: Iterable[Ring], now: datetime) -> list[Ring]:
    """Return the calls to be taken: ringing ones, then missed ones, the oldest first."""
    waiting = [ring for ring in rings if ring.state(now) in ("ringing", "missed")]
    return sorted(waiting, key=lambda ring: (ring.state(now) == "missed", ring.at, ring.id))
