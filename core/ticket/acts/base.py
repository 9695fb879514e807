"""Base of the acts and facts of tickets."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping, Sequence
from dataclasses import field
from datetime import date, datetime
from functools import cache
from importlib import import_module
from typing import Annotated, ClassVar, NamedTuple, Protocol, Self

from core.base.dataclass import dataclass
from core.base.errors import BadEntry, DeskError, NotAllowed, NotFound
from core.base.i18n_marks import N_
from core.base.questions import Asked, made, questions
from core.base.text import EMPTY, Clean
from core.events.fact import Fact
from core.events.stream import Event
from core.people.directory import Assignee, Directory
from core.people.roles import Actor, takes, takes_step
from core.policy.model import Policy
from core.ticket.acts.about import STANDING, About
from core.ticket.acts.table import ACTS
from core.ticket.codes import State
from core.ticket.doubts import Doubt
from core.ticket.follow_up import FollowUp
from core.ticket.model import Ticket


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketFact(Fact, of="ticket"):
    """Fact about a ticket; with `moves` the work went on, so that nobody told of it need be told again."""

    moves: ClassVar[bool] = False

    def change(self, ticket: Ticket, event: Event) -> Ticket:
        """Return the ticket after the event; without a change for a fact that only adds to the history."""
        return ticket


Facts = Sequence[Fact]


class Recipient(NamedTuple):
    """Person to be told of a rung, and the role in which; no person if nobody holds it or a higher one."""

    person: str
    role: str


class Checker(NamedTuple):
    """Person whose daily check it is, `instead_of` one who is absent or no longer works here (§8)."""

    person: str
    instead_of: str = ""


class Lookups(Protocol):
    """Lookups of a decision besides the ticket, in the unit of work that writes it."""

    @property
    def directory(self) -> Directory:
        """Return units and people as of today."""

    @property
    def now(self) -> datetime:
        """Return the time by the clock; the act may have happened earlier."""

    @property
    def signature(self) -> str:
        """Return the acting person's name in events."""

    def ticket(self, number: str) -> Ticket:
        """Return another ticket in its present state; raise `NotFound`."""

    def history(self, number: str) -> Sequence[Event]:
        """Return all events of a ticket."""

    def doubts(self, to: Assignee, at: datetime) -> tuple[Doubt, ...]:
        """Return the doubts about assigning `to` (R120)."""

    def recipient(self, role: str, at: datetime) -> Recipient:
        """Return the person to be told for a role at that instant (§7)."""

    def checker(self, followed: FollowUp, day: date) -> Checker:
        """Return the person whose daily check of a ticket it is on that service day (§8)."""


@dataclass(frozen=True, slots=True)
class Moment:
    """Circumstances of an act: person, instant, rules, lookups, and the note on the act."""

    actor: Actor
    at: datetime
    policy: Policy
    known: Lookups
    note: Clean = EMPTY

    def check_after(self, earliest: datetime | None, message: str) -> None:
        """Raise `BadEntry` with `message` for an act before `earliest`."""
        if earliest and self.at < earliest:
            raise BadEntry("at", message, hint=N_("Check the time."))


@dataclass(frozen=True)
class Rehearsal:
    """Lookups while nothing is written: no other ticket, no doubts.

    `events` are the ticket's own, `recipients` the people to be told by role.
    """

    now: datetime
    directory: Directory = field(default_factory=Directory)
    signature: str = ""
    events: Sequence[Event] = ()
    recipients: Mapping[str, Recipient] = field(default_factory=dict)

    def ticket(self, number: str) -> Ticket:
        """Raise `NotFound`."""
        raise NotFound(N_("There is no ticket {number}."), number=number)

    def history(self, number: str) -> Sequence[Event]:
        """Return the events of the ticket."""
        return self.events

    def doubts(self, to: Assignee, at: datetime) -> tuple[Doubt, ...]:
        """Return no doubt."""
        return ()

    def recipient(self, role: str, at: datetime) -> Recipient:
        """Return the person of `recipients`, or nobody."""
        return self.recipients.get(role, Recipient("", role))

    def checker(self, followed: FollowUp, day: date) -> Checker:
        """Return the first contact."""
        return Checker(followed.person)


Reason = Annotated[Clean, Asked(N_("Reason"), N_("Why."))]


class Act(ABC):
    """Act on a ticket: a frozen dataclass whose fields are its questions.

    `class Hold(Act, name="hold")` is the act that the table describes under this name.  Its form asks when it
    happened, unless the table has a reason why not, and for a note if it is `noted`.
    """

    __slots__ = ()

    about: ClassVar[About]
    noted: ClassVar[bool] = False
    seldom_asks: ClassVar[bool] = False
    """True if most tickets leave out all its questions, so that a key does it at once."""

    def __init_subclass__(cls, name: str = "") -> None:
        # slots=True builds each class twice, the second time without keywords; that one is used
        if name:
            cls.about = ACTS[name]
        _CLASSES[cls.about.name] = cls

    @classmethod
    def from_form(cls, values: Mapping[str, object]) -> Self:
        """Return the act for the answers of a form; `values` are without empty ones."""
        return made(cls, values)

    @classmethod
    def first(cls, ticket: Ticket, moment: Moment) -> Mapping[str, str]:
        """Return the values that a form proposes, by the field's name."""
        return {}

    @classmethod
    def emptied(cls, said: Mapping[str, object]) -> Mapping[str, object]:
        """Return further answers that follow from the fields of a form that are empty."""
        return {}

    @classmethod
    def unasked(cls, ticket: Ticket, policy: Policy) -> Collection[str]:
        """Return the fields that a form leaves out for this ticket."""
        return ()

    @classmethod
    def needed(cls, ticket: Ticket, policy: Policy) -> Collection[str]:
        """Return further fields that a form must have answered for this ticket."""
        return ()

    @classmethod
    def lacks(cls, ticket: Ticket, now: datetime) -> NotAllowed | None:
        """Return the refusal if the ticket lacks something for the act, apart from its state, or None."""
        return None

    @classmethod
    def ruled_out(cls, ticket: Ticket, now: datetime, policy: Policy) -> NotAllowed | None:
        """Return the refusal if the rules allow the act not on this ticket, or no longer, or None."""
        return None

    @classmethod
    def role_for(cls, ticket: Ticket) -> str:
        """Return the lowest role that may do the act on this ticket."""
        return cls.about.role

    def as_asked(self, ticket: Ticket, moment: Moment) -> Self:
        """Return the act as an approval is asked for it, so that later it cannot mean something else."""
        return self

    @classmethod
    def offered(cls, ticket: Ticket) -> str:
        """Return the name of the act to go on with after this one; empty if none follows."""
        return ""

    @abstractmethod
    def decide(self, ticket: Ticket, moment: Moment) -> Facts:
        """Return the facts of the act, or raise its refusal; `why_not` is checked before."""

    def elsewhere(self, ticket: Ticket, moment: Moment) -> Mapping[str, Facts]:
        """Return the facts for other tickets by their numbers, written in the same unit of work."""
        return {}

    def facts(self, ticket: Ticket, moment: Moment) -> Facts:
        """Return the facts after all checks, or raise `DeskError`."""
        if refused := why_not(self.about.name, ticket, moment.actor, moment.known.now, moment.policy):
            raise refused
        earliest = ticket.round.anchor if ticket.round.number > 1 else ticket.reported_at
        moment.check_after(earliest, N_("That time is before the ticket was reported."))
        return self.decide(ticket, moment)

    def require(self, further: str, actor: Actor) -> None:
        """Raise `NotAllowed` for an actor without the `further` right of the act."""
        right = self.about.further[further]
        if not actor.may(right.role):
            raise takes(actor, right.title, right.role)


_CLASSES: dict[str, type[Act]] = {}


def load() -> None:
    """Load the classes of all acts, and with them all facts of tickets."""
    for about in ACTS.values():
        import_module(f"core.ticket.acts.{about.family or about.name}")


def act_class(name: str) -> type[Act]:
    """Return the class of the act `name`."""
    if name not in _CLASSES:
        about = ACTS[name]
        import_module(f"core.ticket.acts.{about.family or about.name}")
    return _CLASSES[name]


@cache
def without_questions() -> tuple[str, ...]:
    """Return the names of the acts that a key does at once, the main ones first."""
    acts = ((name, act_class(name)) for name, about in ACTS.items() if not about.only_now)
    names = (name for name, act in acts if act.seldom_asks or not questions(act))
    return tuple(sorted(names, key=lambda name: not ACTS[name].main))


def why_not(name: str, ticket: Ticket, actor: Actor, now: datetime, policy: Policy) -> DeskError | None:
    """Return the refusal if the act `name` is not possible at `now`, or None; screens dim commands by it."""
    act = act_class(name)
    about = act.about
    if ticket.state not in about.states:
        return _refusal(about, ticket.state)
    if about.ends_work and ticket.isolated:
        return still_isolated()
    late = bool(about.late_role) and now - ticket.logged_at > policy.limits.correction
    role = about.late_role if late else act.role_for(ticket)
    refused = act.lacks(ticket, now) or act.ruled_out(ticket, now, policy)
    return refused or _not_theirs(about, role, ticket, actor)


def not_a_complaint(ticket: Ticket, policy: Policy) -> NotAllowed | None:
    """Return the refusal of an act that only a complaint has."""
    if policy.category(ticket.category).kind == "complaint":
        return None
    return NotAllowed(N_("It is not a complaint."), hint=N_("Change its category to a complaint first."))


def still_isolated() -> NotAllowed:
    """Return the refusal of an act that ends the work of a ticket with an isolated hazard."""
    return NotAllowed(
        N_("The hazard is still isolated."), hint=N_("First record that the isolation was removed.")
    )


def _refusal(about: About, state: State) -> NotAllowed:
    if state in about.instead_of:
        return NotAllowed(about.otherwise)
    return NotAllowed(STANDING.get(state, about.otherwise))


def _not_theirs(about: About, role: str, ticket: Ticket, actor: Actor) -> NotAllowed | None:
    if role == "site_manager":
        theirs = actor.speaks_for(ticket.employer) if about.of_firm else actor.runs(ticket.department)
        return None if actor.may(role) and theirs else takes_step(actor, "operator")
    return None if actor.may(role) else takes_step(actor, role)


def needs(text: str, message: str, field: str = "", hint: str = "") -> None:
    """Raise `InvalidInput` with `message`, about the field of that name, if `text` is empty."""
    if not text:
        raise BadEntry(field, message, hint=hint)
