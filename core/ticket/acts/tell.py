"""Telling the people of the ladder, and their acknowledging it (§7, R073–R076)."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated

from core.base.dataclass import dataclass, replace
from core.base.errors import NotAllowed
from core.base.i18n_marks import N_, SourceText
from core.base.questions import ROLE_OR_PERSON, Among, Asked
from core.base.text import EMPTY, LONGEST_NAME, Clean, fold_case
from core.events.fact import personal
from core.events.stream import Event
from core.policy.sections import ROLES
from core.ticket.acts.base import Act, Facts, Moment, Recipient, TicketFact
from core.ticket.acts.task import with_task
from core.ticket.codes import TaskKind, Way
from core.ticket.ladder import Rung, plan, unacknowledged
from core.ticket.model import Ticket
from core.ticket.oversight import RungKey, Task, Telling

TELLABLE = ("due", "waiting", "again")
"""Statuses of a rung whose person may be told: now, before the telling hours, or once more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told(TicketFact):
    """Telling of one rung to `person`, who is there for it in `role`."""

    rung: RungKey
    person: str = personal()
    role: str
    way: Way = Way.PHONE
    said: str = personal()
    instruction: str = personal()

    says = N_("{role} {person} told: {way}")

    def change(self, ticket: Ticket, event: Event) -> Ticket:
        """Return the ticket with the telling."""
        told = Telling(
            self.rung, event.at, self.person, self.role, event.actor, self.way, self.said, self.instruction
        )
        after = replace(ticket, tellings=(*ticket.tellings, told))
        if not self.instruction:
            return after
        return with_task(after, Task(TaskKind.INSTRUCTION, event.at, event.actor, self.instruction))


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledged(TicketFact):
    """Acknowledgement of one rung by the person who was told of it."""

    rung: RungKey
    person: str = personal()
    role: str = ""

    says = N_("{role} {person} acknowledged")

    def change(self, ticket: Ticket, event: Event) -> Ticket:
        """Return the ticket with the time in its last telling of the rung."""
        last = max(at for at, told in enumerate(ticket.tellings) if told.rung == self.rung)
        noted = replace(ticket.tellings[last], acknowledged_at=event.at)
        return replace(ticket, tellings=(*ticket.tellings[:last], noted, *ticket.tellings[last + 1 :]))


Who = Annotated[
    Clean,
    Asked(
        N_("Person"),
        N_("Role or person on the ladder: supervisor, director, general_manager, or a name."),
        argument=ROLE_OR_PERSON,
        among=Among.STAFF,
        longest=LONGEST_NAME,
    ),
]


@dataclass(frozen=True, slots=True)
class Tell(Act, name="tell"):
    """Act that records that one person was told of every rung that is due for them: one call tells all."""

    who: Who
    way: Annotated[Way, Asked(N_("Told via"), N_("How they were told."))] = Way.PHONE
    said: Annotated[Clean, Asked(N_("They said"), N_("What they said."))] = EMPTY
    instruction: Annotated[Clean, Asked(N_("Instruction"), N_("What they decided is to be done."))] = EMPTY
    acknowledged: Annotated[bool, Asked(N_("Acknowledged"), N_("They acknowledged it in the same call."))] = (
        False
    )

    @classmethod
    def first(cls, ticket: Ticket, moment: Moment) -> Mapping[str, str]:
        """Return the person who is to be told first."""
        return {"who": next((to.person or to.role for _rung, to in owed(ticket, moment)), "")}

    def decide(self, ticket: Ticket, moment: Moment) -> Facts:
        """Return a telling of each rung; raise `NotAllowed` if nothing is due for that person."""
        wanted = list(_meant(self.who, owed(ticket, moment), moment))
        if not wanted:
            raise _nothing_due(self.who, ticket, moment)
        facts = [fact for rung, to in wanted for fact in self._facts(rung, to)]
        return [*facts, *self._earlier(ticket, facts, moment)]

    def _earlier(self, ticket: Ticket, facts: Facts, moment: Moment) -> Iterator[TicketFact]:
        """Yield the acknowledgement of what they were told before: one call settles everything."""
        again = {fact.rung for fact in facts if isinstance(fact, Told)}
        for told in unacknowledged(ticket) if self.acknowledged else ():
            if told.rung not in again and _is_named(self.who, told.rung.role, told, moment):
                yield Acknowledged(rung=told.rung, person=told.person, role=told.role)

    def _facts(self, rung: Rung, to: Recipient) -> Iterator[TicketFact]:
        key = rung.told.rung if rung.told else rung.key
        yield Told(
            rung=key,
            person=to.person,
            role=to.role,
            way=self.way,
            said=self.said,
            instruction=self.instruction,
        )
        if self.acknowledged:
            yield Acknowledged(rung=key, person=to.person, role=to.role)


@dataclass(frozen=True, slots=True)
class Acknowledge(Act, name="acknowledge"):
    """Act that records that a person who was told acknowledged it.

    Who is to be told and acknowledges at their own desk was told by it.
    """

    who: Who

    @classmethod
    def first(cls, ticket: Ticket, moment: Moment) -> Mapping[str, str]:
        """Return the person whose word is awaited longest."""
        return {"who": next((told.person or told.role for told in unacknowledged(ticket)), "")}

    def decide(self, ticket: Ticket, moment: Moment) -> Facts:
        """Return the acknowledgement of each rung; raise `NotAllowed` if that person was told of none."""
        told = [one for one in unacknowledged(ticket) if _is_named(self.who, one.rung.role, one, moment)]
        if told:
            return [Acknowledged(rung=one.rung, person=one.person, role=one.role) for one in told]
        own = [
            (rung, to)
            for rung, to in _meant(self.who, owed(ticket, moment), moment)
            if to.person == moment.actor.name
        ]
        if not own:
            raise _nothing_told(self.who, ticket, moment)
        tell = Tell(self.who, Way.MESSAGE, acknowledged=True)
        return [fact for rung, to in own for fact in tell._facts(rung, to)]


def owed(ticket: Ticket, moment: Moment) -> Iterator[tuple[Rung, Recipient]]:
    """Yield the rungs somebody may be told of at that moment, each with the person, in order of due time."""
    for rung in sorted(plan(ticket, moment.policy, moment.at), key=lambda rung: rung.due_at):
        if rung.status in TELLABLE:
            yield rung, moment.known.recipient(rung.role, moment.at)


def _meant(
    who: str, rungs: Iterable[tuple[Rung, Recipient]], moment: Moment
) -> Iterator[tuple[Rung, Recipient]]:
    """Yield the rungs that a role or name means, with the person told: the one named, if it was another."""
    people = moment.known.directory.people_named(who)
    for rung, to in rungs:
        if _is_named(who, rung.role, to, moment):
            yield rung, to
        elif any(person.role == rung.role for person in people):
            yield rung, Recipient(people[0].name, rung.role)
        elif not people and not to.person and not _as_role(who):
            yield rung, Recipient(who, rung.role)


def _is_named(who: str, role: str, to: Recipient | Telling, moment: Moment) -> bool:
    """Return True if `who` is the role of the rung, or the role or the name of the person for it."""
    people = moment.known.directory.people_named(who)
    name = people[0].name if people else who
    return _as_role(who) in (role, to.role) or to.person == name != ""


def _as_role(who: str) -> str:
    """Return the code of a role as it may be typed; empty if it is none."""
    word = fold_case(who).replace("-", "_").replace(" ", "_")
    return word if word in ROLES else ""


def _titled(who: str) -> str:
    """Return a role as a word that is translated, or a name as it is."""
    return SourceText(role.replace("_", " ")) if (role := _as_role(who)) else who


def _nothing_due(who: str, ticket: Ticket, moment: Moment) -> NotAllowed:
    waiting = tuple(dict.fromkeys(_titled(to.person or to.role) for _rung, to in owed(ticket, moment)))
    told = [one for one in ticket.tellings if _is_named(who, one.rung.role, one, moment)]
    if told:
        return NotAllowed(
            N_("{who} has already been told of {number}, by {by}."),
            who=told[-1].person or _titled(who),
            number=ticket.number,
            by=told[-1].by,
        )
    if waiting:
        return NotAllowed(
            N_("Nothing of {number} is due to be told to {who}."),
            hint=N_("To be told: {names}."),
            who=_titled(who),
            number=ticket.number,
            names=waiting,
        )
    return NotAllowed(N_("No one has to be told of {number} now."), number=ticket.number)


def _nothing_told(who: str, ticket: Ticket, moment: Moment) -> NotAllowed:
    if any(_is_named(who, told.rung.role, told, moment) for told in ticket.tellings):
        return NotAllowed(N_("{who} has already acknowledged it."), who=_titled(who))
    return NotAllowed(
        N_("{who} has not been told yet."), hint=N_("First record that they were told."), who=_titled(who)
    )
