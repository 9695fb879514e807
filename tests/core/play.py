"""Plays acts on one ticket in memory, the way the desk does, without any storage."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from core.events.fact import Undone
from core.events.stream import Event
from core.people.directory import Directory, Person
from core.people.roles import Actor
from core.policy.model import Policy, default_policy
from core.policy.urgency import Urgency
from core.ticket.acts.base import Act, Facts, Lookups, Moment, Rehearsal
from core.ticket.acts.created import Created
from core.ticket.acts.hold import Resumed
from core.ticket.codes import Origin
from core.ticket.fold import evolve, fold
from core.ticket.hold import settle
from core.ticket.model import Caller, Ticket
from core.ticket.reading import NAMED, Alarm, Certainty, Reading

CHIEF = Actor("chief", "director")

STAFF = Directory(
    people=(
        Person("1", "Li", "engineering"),
        Person("2", "Hu", "engineering"),
        Person("3", "Guo", "security"),
        Person("4", "Gao", "admin"),
    )
)
"""Whom an act may mean."""


def site(text: str, policy: Policy | None = None) -> datetime:
    """The UTC instant at which the site's clocks show `text`."""
    tz = (policy or default_policy()).site.zone
    return datetime.fromisoformat(text).replace(tzinfo=tz).astimezone(UTC)


@dataclass
class Play:
    """One ticket and its history."""

    category: str = "pipe_leak"
    reported: datetime = field(default_factory=lambda: site("2026-03-10 09:00"))
    policy: Policy = field(default_factory=default_policy)
    origin: str = "received"
    caller: Caller = field(default_factory=lambda: Caller("Mrs Zhao", "13800138000"))
    appointment: datetime | None = None
    repeat_no: int = 1
    suspected: str = ""
    events: list[Event] = field(default_factory=list)

    def __post_init__(self) -> None:
        rules = self.policy.category(self.category)
        asked = Reading(Certainty.GUESS, Alarm.ASK, suspected=self.suspected)
        created = Created(
            number="260310-001",
            category=self.category,
            urgency=Urgency(rules.urgency),
            policy=self.policy.version,
            description="leak",
            origin=Origin(self.origin),
            caller=self.caller,
            department=rules.department,
            operator="op",
            first_responder="op",
            reported_at=self.reported,
            logged_at=self.reported,
            appointment=self.appointment,
            repeat_no=self.repeat_no,
            reading=asked if self.suspected else NAMED,
        )
        self.events.append(Event(1, 1, self.reported, self.reported, "op", created))

    @property
    def ticket(self) -> Ticket:
        """The ticket as it stands."""
        return fold(self.events)

    def act(self, act: Act, at: datetime, *, actor: Actor = CHIEF, known: Lookups | None = None) -> Ticket:
        """Decide one act at `at` and keep its events."""
        moment = Moment(actor, at, self.policy, known or Rehearsal(at, STAFF))
        return self.keep(act.facts(settle(self.ticket, at), moment), at, actor)

    def keep(self, facts: Facts, at: datetime, actor: Actor = CHIEF) -> Ticket:
        """Keep facts as the next step."""
        ticket = before = self.ticket
        dated = [(at, fact) for fact in facts]
        if before.hold and not settle(before, at).hold:
            dated.insert(0, (before.hold.until, Resumed(automatic=True)))
        for offset, (when, fact) in enumerate(dated, 1):
            event = Event(before.seq + offset, before.version + 1, when, at, actor.name, fact)
            ticket = evolve(ticket, event)
            self.events.append(event)
        return ticket

    def undo(self, at: datetime) -> Ticket:
        """Take back the last step."""
        last = self.ticket
        event = Event(last.seq + 1, last.version + 1, at, at, "chief", Undone(step=last.version))
        self.events.append(event)
        return self.ticket


def later(start: datetime, minutes: float) -> datetime:
    """`minutes` after `start`."""
    return start + timedelta(minutes=minutes)


def with_site(**changes: object) -> Policy:
    """The default policy with other site rules."""
    policy = default_policy()
    return replace(policy, site=replace(policy.site, **changes))  # type: ignore[arg-type]
