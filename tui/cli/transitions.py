"""One command for each transition of a ticket."""

import inspect
from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated, Any

from core.base.dataclass import dataclass
from core.desk.desk import Desk
from core.desk.unit_of_work import Stamp
from core.intake.model import Intake
from core.policy.model import URGENCIES
from core.ticket.callbacks import RESULTS
from core.ticket.model import HOLD_REASONS, MEASURES, Caller, Ticket
from tui.cli.command import Misused, Run
from tui.cli.context import Here
from tui.cli.tickets import print_ticket
from tui.cli.words import AsJson, At, Note, Number, argument, choice, flag, option, words_of
from tui.i18n import _


@dataclass(frozen=True)
class Act:
    """One ticket, when it happened and with which note, and the surroundings of the command."""

    here: Here
    number: str
    stamp: Stamp

    @property
    def desk(self) -> Desk:
        """The desk of the acting person."""
        return self.here.desk

    def when(self, text: str) -> datetime:
        """The instant a WHEN means."""
        return self.here.when(text)

    def day(self, text: str) -> date:
        """The site day a DATE means."""
        return self.here.day(text)


Decide = Callable[..., Ticket]


def transition(act: Decide) -> Run:
    """Make a function of an `Act` a command: NUMBER, its own words, --at, --note, --json."""

    def command(here: Here, number: str, at: str, note: str, as_json: bool, **words: Any) -> None:
        stamp = Stamp(at=here.when(at) if at else None, note=note)
        ticket = act(Act(here, number, stamp), **words)
        print_ticket(here, ticket.number, as_json=as_json)

    command.__signature__ = _signature(act)  # type: ignore[attr-defined]
    return command


def _signature(act: Decide) -> inspect.Signature:
    """Return the surroundings and the number, the act's own words, and what every act takes."""

    def word(name: str, kind: Any, default: Any = inspect.Parameter.empty) -> inspect.Parameter:
        return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=kind)

    own = [parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in words_of(act)]
    shared = [word("at", At, ""), word("note", Note, ""), word("as_json", AsJson, False)]
    return inspect.Signature([word("here", Here), word("number", Number), *own, *shared])


Reason = Annotated[str, option("--reason", _("Why."))]


@transition
def assign(
    act: Act,
    who: Annotated[str, argument("PERSON|DEPARTMENT", _("Who is sent."))],
    reason: Annotated[str, option("--reason", _("Why it moves to somebody else."))] = "",
    way: Annotated[str, option("--way", _("How they were told."))] = "",
) -> Ticket:
    """T3, T7."""
    return act.desk.tickets.assign(act.number, who, way=way, reason=reason, **act.stamp)


@transition
def accept(act: Act) -> Ticket:
    """T4."""
    return act.desk.tickets.accept(act.number, **act.stamp)


@transition
def arrive(act: Act) -> Ticket:
    """T5."""
    return act.desk.tickets.arrive(act.number, **act.stamp)


@transition
def hold(
    act: Act,
    reason: Annotated[str, choice("--reason", _("Why it waits."), HOLD_REASONS)],
    until: Annotated[str, option("--until", _("When it goes on."), "WHEN")],
) -> Ticket:
    """T8."""
    return act.desk.tickets.hold(act.number, reason, act.when(until), **act.stamp)


@transition
def resume(act: Act) -> Ticket:
    """T9."""
    return act.desk.tickets.resume(act.number, **act.stamp)


@transition
def reply(act: Act, text: Annotated[list[str], argument("TEXT", _("What was said."))]) -> Ticket:
    """R039."""
    return act.desk.tickets.reply(act.number, " ".join(text), **act.stamp)


@transition
def handle(
    act: Act,
    outcome: Annotated[str, option("--outcome", _("What was done."))],
    cause: Annotated[str, option("--cause", _("What it came from."))] = "",
    no_arrival: Annotated[str, option("--no-arrival", _("Why nobody had to come."))] = "",
    not_fed_back: Annotated[bool, flag("--not-fed-back", _("The source is still to be told."))] = False,
) -> Ticket:
    """T10."""
    return act.desk.tickets.handle(
        act.number, outcome, cause=cause, no_arrival=no_arrival, fed_back=not not_fed_back, **act.stamp
    )


@transition
def feed_back(act: Act, way: Annotated[str, option("--way", _("How."))] = "") -> Ticket:
    """R023."""
    return act.desk.tickets.feed_back(act.number, way, **act.stamp)


@transition
def callback(
    act: Act,
    result: Annotated[str, choice("--result", _("What came of it."), RESULTS)] = "",
    answer: Annotated[str, option("--answer", _("What the customer said."))] = "",
    reason: Annotated[str, option("--reason", _("Why, where the result needs a reason."))] = "",
    postpone: Annotated[str, option("--postpone", _("Put it off until then, once."), "WHEN")] = "",
) -> Ticket:
    """DOMAIN §6."""
    if bool(result) == bool(postpone):
        raise Misused(_("Give either --result or --postpone."))
    if postpone:
        return act.desk.tickets.postpone(act.number, act.when(postpone), reason, **act.stamp)
    return act.desk.tickets.call_back(act.number, result, answer=answer, reason=reason, **act.stamp)


@transition
def give_back(act: Act, reason: Reason) -> Ticket:
    """T6."""
    return act.desk.tickets.give_back(act.number, reason, **act.stamp)


@transition
def defer(
    act: Act,
    reason: Reason,
    review: Annotated[str, option("--review", _("The day it is looked at again."), "DATE")],
) -> Ticket:
    """T13."""
    return act.desk.tickets.defer(act.number, reason, act.day(review), **act.stamp)


@transition
def explain(act: Act) -> Ticket:
    """R182."""
    return act.desk.tickets.explain(act.number, **act.stamp)


@transition
def revive(act: Act) -> Ticket:
    """T14."""
    return act.desk.tickets.revive(act.number, **act.stamp)


@transition
def conclude(act: Act, reason: Reason) -> Ticket:
    """T14."""
    return act.desk.tickets.conclude(act.number, reason, **act.stamp)


@transition
def reopen(act: Act, reason: Reason) -> Ticket:
    """T17."""
    return act.desk.tickets.reopen(act.number, reason, **act.stamp)


@transition
def void(act: Act, reason: Reason) -> Ticket:
    """T16."""
    return act.desk.tickets.void(act.number, reason, **act.stamp)


@transition
def merge(act: Act, into: Annotated[str, argument("INTO", _("The ticket that stays."))]) -> Ticket:
    """T15."""
    return act.desk.tickets.merge(act.number, into, **act.stamp)


@transition
def urge(act: Act, who: Annotated[str, option("--who", _("Who asked."))] = "") -> Ticket:
    """催单."""
    return act.desk.tickets.urge(act.number, who, **act.stamp)


@transition
def contact(
    act: Act,
    caller: Annotated[str, option("--caller", _("Who called."), "NAME")] = "",
    phone: Annotated[str, option("--phone", _("The number."))] = "",
    caller_role: Annotated[str, option("--caller-role", _("Owner, tenant, passer-by."))] = "",
    anonymous: Annotated[bool, flag("--anonymous", _("The caller gave no name."))] = False,
    confidential: Annotated[bool, flag("--confidential", _("The name is for supervisors only."))] = False,
) -> Ticket:
    """DOMAIN §9."""
    who = Caller(caller, phone, caller_role, anonymous, confidential)
    return act.desk.tickets.attach(act.number, Intake(caller=who), **act.stamp)


@transition
def isolate(
    act: Act,
    measure: Annotated[str, choice("--measure", _("How."), MEASURES)],
    by: Annotated[str, option("--by", _("Who did it."), "PERSON")] = "",
) -> Ticket:
    """R068."""
    return act.desk.tickets.isolate(act.number, measure, by, **act.stamp)


@transition
def remove_isolation(act: Act) -> Ticket:
    """R068."""
    return act.desk.tickets.remove_isolation(act.number, **act.stamp)


@transition
def manager_told(
    act: Act, who: Annotated[str, option("--who", _("Who was told; else the one listed."), "PERSON")] = ""
) -> Ticket:
    """R065."""
    return act.desk.tickets.manager_told(act.number, who, **act.stamp)


@transition
def first_responder(
    act: Act,
    person: Annotated[str, argument("PERSON", _("Who it was."))],
    reason: Reason,
    employer: Annotated[str, option("--employer", _("His firm, if he is not listed."), "FIRM")] = "",
) -> Ticket:
    """R058."""
    return act.desk.tickets.correct_first_responder(
        act.number, person, reason, employer=employer, **act.stamp
    )


@transition
def note(act: Act, text: Annotated[list[str], argument("TEXT", _("What to keep."))]) -> Ticket:
    """It changes nothing but the history."""
    return act.desk.tickets.add_note(act.number, " ".join(text), **act.stamp)


@transition
def reclassify(
    act: Act,
    reason: Reason,
    category: Annotated[str, option("--category", _("What it really is."))] = "",
    urgency: Annotated[str, choice("--urgency", _("How urgent it is."), URGENCIES)] = "",
) -> Ticket:
    """改类, 改级."""
    return act.desk.tickets.reclassify(act.number, category, urgency=urgency, reason=reason, **act.stamp)


@transition
def cannot_solve(act: Act, reason: Reason) -> Ticket:
    """R167."""
    return act.desk.tickets.cannot_solve(act.number, reason, **act.stamp)


@transition
def beyond_office(act: Act, reason: Reason) -> Ticket:
    """R096."""
    return act.desk.tickets.beyond_office(act.number, reason, **act.stamp)


@transition
def undo(act: Act) -> Ticket:
    """Your own of the last ten minutes, or a supervisor's right."""
    return act.desk.tickets.undo(act.number, **act.stamp)
