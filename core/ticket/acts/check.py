"""Daily checks: the first contact asks how the matter stands, or the desk for them (§8; R072, R077)."""

from collections.abc import Collection
from datetime import date
from typing import Annotated

from core.base.dataclass import dataclass, replace
from core.base.errors import NotAllowed
from core.base.i18n_marks import N_
from core.base.questions import Among, Asked
from core.base.spoken_times import Aim
from core.base.text import EMPTY, LONGEST_NAME, Clean
from core.events.fact import personal
from core.events.stream import Event
from core.people.roles import takes
from core.ticket.acts.base import Act, Checker, Facts, Moment, TicketFact
from core.ticket.codes import CheckState
from core.ticket.follow_up import FollowUp, Reckoning, checked, follow_up
from core.ticket.ladder import service_day
from core.ticket.model import Check, Ticket

NAMED = 7
"""Number of missed days that a refusal names at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked(TicketFact):
    """Daily check of the service day `day` by `person`, `instead_of` one who is absent or gone."""

    day: date
    person: str = personal()
    answer: str = personal()
    instead_of: str = personal()

    says = N_("daily check for {day} by {person}")

    def change(self, ticket: Ticket, event: Event) -> Ticket:
        """Return the ticket with the check."""
        check = Check(self.day, self.person, event.at, event.actor, self.answer, self.instead_of)
        return replace(ticket, checks=checked(ticket, check))


@dataclass(frozen=True, slots=True)
class CheckMatter(Act, name="check"):
    """Act that records a daily check: by the person whose it is, or by the desk for them (C16)."""

    answer: Annotated[Clean, Asked(N_("They were told"), N_("What they were told."))] = EMPTY
    for_: Annotated[
        Clean,
        Asked(
            N_("Checked by"),
            N_("Who asked; else the person whose check it is."),
            metavar="PERSON",
            among=Among.STAFF,
            longest=LONGEST_NAME,
        ),
    ] = EMPTY
    day: Annotated[
        date | None, Asked(N_("For the day"), N_("Day that the check is for; else today."), aim=Aim.PAST)
    ] = None

    def decide(self, ticket: Ticket, moment: Moment) -> Facts:
        """Return the check; raise `NotAllowed` if the day asks for none, or it is another person's."""
        day = self.day or service_day(moment.at, moment.policy.site)
        followed = follow_up(ticket, moment.policy)
        if followed is None or followed.state(day, Reckoning(moment.policy, moment.at)) not in _OPEN:
            raise _not_asked(ticket, followed, day, moment)
        theirs = moment.known.checker(followed, day)
        person = self._person(followed, theirs, moment)
        if moment.actor.name not in _concerned(followed, theirs):
            self._require_desk(moment)
        instead_of = theirs.instead_of if person == theirs.person else ""
        return [Checked(day=day, person=person, answer=self.answer, instead_of=instead_of)]

    def _person(self, followed: FollowUp, theirs: Checker, moment: Moment) -> str:
        """Return who asked: the one named, else the acting person if it is theirs, else whose check it is."""
        concerned = _concerned(followed, theirs)
        if not self.for_:
            return moment.actor.name if moment.actor.name in concerned else theirs.person or moment.actor.name
        listed = moment.known.directory.person(self.for_)
        name = listed.name if listed else self.for_
        if name not in concerned:
            raise NotAllowed(N_("The daily check of this ticket is {who}'s."), who=theirs.person)
        return name

    def _require_desk(self, moment: Moment) -> None:
        """Raise `NotAllowed` for somebody who may not enter the check of another person."""
        self.require("check_for_others", moment.actor)
        if not (moment.policy.followup.desk_delegate or moment.actor.may("supervisor")):
            raise takes(moment.actor, self.about.further["check_for_others"].title, "supervisor")


_OPEN = (CheckState.DUE, CheckState.MISSED)


def _concerned(followed: FollowUp, theirs: Checker) -> Collection[str]:
    """Return the names of those who may ask: whose check it is, and the first contact at any time."""
    return {theirs.person, followed.person, theirs.instead_of} - {""}


def _not_asked(ticket: Ticket, followed: FollowUp | None, day: date, moment: Moment) -> NotAllowed:
    done = followed.entered(day) if followed else None
    if done:
        return NotAllowed(N_("{who} has made the check for {day} already."), who=done.person, day=day)
    missed = _missed(followed, Reckoning(moment.policy, moment.at)) if followed else ()
    if missed:
        hint = N_("Missed: {days}. Name the day.")
        return NotAllowed(N_("No daily check is due for {day}."), hint=hint, day=day, days=missed)
    hint = N_("They are due from the day after the report until the day before it is handled.")
    return NotAllowed(N_("No daily check is due for {day}."), hint=hint, day=day)


def _missed(followed: FollowUp, by: Reckoning) -> tuple[date, ...]:
    """Return the last missed days, the newest first."""
    days = followed.states(date.min, by.today, by)
    return tuple(sorted((day for day, state in days if state is CheckState.MISSED), reverse=True)[:NAMED])
