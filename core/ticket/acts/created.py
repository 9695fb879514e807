"""Logging: the first fact of each ticket (T1)."""

from dataclasses import field
from datetime import datetime

from core.base.dataclass import dataclass
from core.base.i18n_marks import N_
from core.events.fact import personal
from core.events.stream import Event
from core.policy.urgency import Urgency
from core.ticket.acts.base import TicketFact
from core.ticket.codes import Channel, Opening, Origin, State
from core.ticket.model import (
    NOBODY,
    NOTHING_MORE,
    Booking,
    Caller,
    Particulars,
    Pause,
    Round,
    Ticket,
)
from core.ticket.reading import NAMED, Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Created(TicketFact):
    """Logging of a matter."""

    number: str
    category: str
    urgency: Urgency
    policy: int
    description: str = personal()
    line: str = personal()
    channel: str = Channel.CALL
    origin: Origin = Origin.RECEIVED
    unit: str = ""
    place: str = personal()
    caller: Caller = field(default=NOBODY, metadata={"personal": True})
    first_responder: str = ""
    employer: str = ""
    operator: str = ""
    department: str = ""
    reported_at: datetime
    logged_at: datetime
    answered_at: datetime | None = None
    appointment: datetime | None = None
    opinion: str = personal()
    repeat_of: str = ""
    repeat_no: int = 1
    unrelated_to: str = ""
    unrelated_because: str = personal()
    particulars: Particulars = field(default=NOTHING_MORE, metadata={"personal": True})
    reading: Reading = field(default=NAMED, metadata={"personal": True})

    says = N_("logged ({channel}): {description}")

    def begin(self, event: Event) -> Ticket:
        """Return the ticket that begins with this fact."""
        booking = Booking(self.appointment, event.at) if self.appointment else None
        pauses = (Pause(self.reported_at, self.appointment),) if self.appointment else ()
        return Ticket(
            number=self.number,
            category=self.category,
            urgency=self.urgency,
            policy=self.policy,
            state=State.LOGGED,
            description=self.description,
            channel=self.channel,
            origin=self.origin,
            reported_at=self.reported_at,
            logged_at=self.logged_at,
            operator=self.operator,
            first_responder=self.first_responder,
            rounds=(Round(1, Opening.REPORT, self.reported_at, pauses, booking),),
            version=event.step,
            seq=event.seq,
            changed_at=event.recorded_at,
            unit=self.unit,
            place=self.place,
            caller=self.caller,
            employer=self.employer,
            department=self.department,
            answered_at=self.answered_at,
            replied_at=self.reported_at if self.opinion else None,
            opinion=self.opinion,
            repeat_of=self.repeat_of,
            repeat_no=self.repeat_no,
            particulars=self.particulars,
            reading=self.reading,
            imported_at=event.recorded_at if self.channel == Channel.IMPORT else None,
        )
