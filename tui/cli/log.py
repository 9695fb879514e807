"""`log`: makes a ticket from a line and the further details that the procedures want."""

import inspect
from collections.abc import Callable
from dataclasses import replace
from typing import Annotated, Any

from core.intake.model import Intake, cleaned, merged
from core.intake.place_check import check_place
from core.intake.related_tickets import UNRELATED
from core.intake.unanswered import unanswered
from core.policy.urgency import URGENCIES, Urgency
from core.ticket.codes import Channel, Danger, Measure, RelayKind, RelayReason
from core.ticket.model import Original, Relay
from tui.cli.command import Misused
from tui.cli.context import Here
from tui.cli.printing import complain
from tui.cli.tickets import print_logged
from tui.cli.words import AsJson, argument, choice, flag, option, words_of
from tui.i18n import _
from tui.widgets import names
from tui.widgets.choices import code_of

Part = Callable[..., Intake]
"""Function that takes the context, the details so far and its own options, and adds these to the details."""


def _matter(
    here: Here,
    said: Intake,
    unit: Annotated[str, option("--unit", _("Unit or public place."), "UNIT")] = "",
    place: Annotated[str, option("--place", _("Where exactly."))] = "",
    no_place: Annotated[str, option("--no-place", _("Why there is no place."), "REASON")] = "",
    category: Annotated[
        str, option("--category", _("Category. Without it, the words of the report decide."), "CATEGORY")
    ] = "",
    urgency: Annotated[str, choice("--urgency", _("How urgent it is."), URGENCIES)] = "",
    channel: Annotated[str, option("--channel", _("Channel (default: call)."), "CHANNEL")] = "",
    at: Annotated[str, option("--at", _("When it was reported."), "WHEN")] = "",
    entered_late: Annotated[bool, flag("--entered-late", _("It was written on paper first."))] = False,
    note: Annotated[str, option("--note", _("A note to keep with it."))] = "",
) -> Intake:
    """Add the matter, place, channel and time."""
    known = merged(
        said,
        unit=unit,
        place=place,
        category=category,
        urgency=Urgency.of(urgency),
        channel=here.channel(channel),
    )
    known = merged(known, note=note, reported_at=here.past(at))
    return _noting(known, entered_late=entered_late, no_place=no_place)


def _caller(
    here: Here,
    said: Intake,
    caller: Annotated[str, option("--caller", _("Name of the caller."), "NAME")] = "",
    phone: Annotated[str, option("--phone", _("The caller's number."))] = "",
    caller_role: Annotated[str, option("--caller-role", _("Owner, tenant, passer-by."))] = "",
    anonymous: Annotated[bool, flag("--anonymous", _("The caller gave no name."))] = False,
    confidential: Annotated[bool, flag("--confidential", _("The name is for supervisors only."))] = False,
) -> Intake:
    """Add the person who waits for an answer."""
    given = {
        "name": caller, "phone": phone, "role": caller_role,
        "anonymous": anonymous, "confidential": confidential,
    }  # fmt: skip
    return replace(said, caller=replace(said.caller, **_given(given)))


def _staff(
    here: Here,
    said: Intake,
    reporter: Annotated[str, option("--reporter", _("Staff member who was told first."), "PERSON")] = "",
    employer: Annotated[
        str, option("--employer", _("Their employer, if they are not on the staff list."), "FIRM")
    ] = "",
    found: Annotated[bool, flag("--found", _("Staff saw it; no customer is waiting."))] = False,
    received: Annotated[str, option("--received", _("When they were told or saw it."), "WHEN")] = "",
    relay: Annotated[
        str,
        option("--relay", _("Who passed it on to the desk."), "|".join((*list(RelayKind)[:-1], "PERSON"))),
    ] = "",
    relay_by: Annotated[str, option("--relay-by", _("The person who passed it on."), "PERSON")] = "",
    relay_at: Annotated[str, option("--relay-at", _("When that person was told."), "WHEN")] = "",
    relay_reason: Annotated[
        str, choice("--relay-reason", _("Why it did not come directly."), RelayReason)
    ] = "",
    manager_told: Annotated[bool, flag("--manager-told", _("Their site manager has been told."))] = False,
) -> Intake:
    """Add the first responder and the way the report took to the desk (S1)."""
    before = said.particulars.relay
    at, reason = here.past(relay_at), RelayReason.of(relay_reason)
    passed = {"person": relay_by, "at": at, "reason": reason}
    if not relay and not before and any(passed.values()):
        raise Misused(_("Use --relay to name who passed it on."))
    kind = before.kind if before else None
    if relay:
        code = code_of(names.RELAYS, relay)
        kind = RelayKind(code) if code in names.RELAYS else RelayKind.OTHER
        passed["person"] = relay_by or ("" if code in names.RELAYS else relay)
    known = merged(said, first_responder=reporter, employer=employer)
    known = replace(known, found=found or said.found, manager_told=manager_told or said.manager_told)
    return _noting(
        known,
        received_at=here.past(received),
        relay=replace(before or Relay(kind), kind=kind, **_given(passed)) if kind else None,
    )


def _answer(
    here: Here,
    said: Intake,
    assign: Annotated[
        str, option("--assign", _("Person or department to assign at once."), "PERSON|DEPARTMENT")
    ] = "",
    reason: Annotated[
        str,
        option("--reason", _("Reason for assigning someone who is off duty, busy or not on the staff list.")),
    ] = "",
    appointment: Annotated[str, option("--appointment", _("The time agreed."), "WHEN")] = "",
    opinion: Annotated[str, option("--reply", _("The answer given to the caller."), old="--opinion")] = "",
    agreed_fee: Annotated[str, option("--agreed-fee", _("Fee agreed with the customer."))] = "",
    promised: Annotated[str, option("--promised", _("The time promised to the caller."), "WHEN")] = "",
    done: Annotated[str, option("--done", _("Answered on the spot: what was said or done."))] = "",
    about: Annotated[
        str, option("--about", _("Person or department that the complaint is about."), "PERSON|DEPARTMENT")
    ] = "",
    demand: Annotated[str, option("--demand", _("What the customer demands."))] = "",
    danger: Annotated[str, choice("--danger", _("What the danger is to."), Danger)] = "",
    hazard: Annotated[str, choice("--hazard", _("How the hazard is isolated."), Measure)] = "",
    hazard_by: Annotated[str, option("--hazard-by", _("Person who isolated it."), "PERSON")] = "",
) -> Intake:
    """Add the first measures: assignment, answer, outcome, isolation."""
    known = merged(
        said,
        assign_to=assign,
        assign_reason=reason,
        opinion=opinion,
        outcome=done,
        about=about,
        demand=demand,
        measure=Measure.of(hazard),
        measure_by=hazard_by,
    )
    known = merged(known, appointment=here.ahead(appointment))
    return _noting(known, promised_at=here.ahead(promised), danger=Danger.of(danger), agreed_fee=agreed_fee)


def _papers(
    here: Here,
    said: Intake,
    external_no: Annotated[
        str,
        option("--external-no", _("Number of a transfer from 12345 (the city's public service hotline).")),
    ] = "",
    external_due: Annotated[str, option("--external-due", _("When 12345 wants the answer."), "WHEN")] = "",
    inspector: Annotated[str, option("--inspector", _("The body that inspected."))] = "",
    representative: Annotated[bool, flag("--representative", _("The feedback is widely shared."))] = False,
    original: Annotated[str, option("--original", _("Number of the original."))] = "",
    original_kind: Annotated[str, option("--original-kind", _("Letter, form, photograph."))] = "",
    original_place: Annotated[str, option("--original-place", _("Where it is kept."))] = "",
    original_keeper: Annotated[str, option("--original-keeper", _("Who keeps it."), "PERSON")] = "",
) -> Intake:
    """Add references from outside and to a paper original."""
    paper = {
        "number": original, "kind": original_kind, "place": original_place, "keeper": original_keeper,
    }  # fmt: skip
    before = said.particulars.original
    way = Channel.HOTLINE if external_no or external_due else Channel.INSPECTION if inspector else None
    return _noting(
        merged(said, channel=way if said.channel == Channel.CALL else None),
        external_no=external_no,
        external_due=here.due(external_due) if external_due else None,
        inspector=inspector,
        representative=representative,
        original=replace(before or Original(), **_given(paper)) if any(paper.values()) else None,
    )


def _earlier(
    here: Here,
    said: Intake,
    repeat: Annotated[str, option("--repeat", _("The earlier ticket that it repeats."), "NUMBER")] = "",
    unrelated: Annotated[
        str, option("--unrelated", _("A similar ticket that it does not repeat."), "NUMBER")
    ] = "",
    because: Annotated[str, choice("--because", _("Why it is not the same issue."), UNRELATED)] = "",
) -> Intake:
    """Add the relation to an earlier ticket (§9)."""
    return merged(said, repeat_of=repeat, unrelated_to=unrelated, unrelated_because=because)


PARTS: tuple[Part, ...] = (_matter, _caller, _staff, _answer, _papers, _earlier)
"""Parts of the options by subject; each adds the details it was given."""


def _given(values: dict[str, Any]) -> dict[str, Any]:
    """Return the options that were given; an empty one leaves the value of the line."""
    return {name: value for name, value in values.items() if value}


def _noting(said: Intake, **noted: Any) -> Intake:
    return replace(said, particulars=replace(said.particulars, **_given(noted)))


def log(
    here: Here,
    line: Annotated[list[str], argument("LINE", _("Unit, what it is about, phone, urgent, @who."))],
    key: Annotated[
        str, option("--key", _("Request key: sending the same key again does not log a second ticket."))
    ] = "",
    as_json: AsJson = False,
    **words: Any,
) -> None:
    """Log a ticket from a line and options, and assign it if a person is named (T1–T3)."""
    known: Intake = here.desk.tickets.read_line(" ".join(line))
    for part in PARTS:
        known = part(here, known, **{word.name: words[word.name] for word in words_of(part, 2)})
    said, policy = cleaned(known), here.policy
    check_place(said, policy)
    for question in unanswered(said, policy):
        name, answers = question.name.replace("_", "-"), "|".join(question.answers)
        complain(f"{_(question.refused)} (--{name} {answers})")
    print_logged(here, here.desk.tickets.log(said, key=key), as_json=as_json)


def _signature() -> inspect.Signature:
    """Return the signature of the command, with the options of all parts."""
    own = [word for word in words_of(log, 0) if word.kind is not inspect.Parameter.VAR_KEYWORD]
    return inspect.Signature([*own, *(word for part in PARTS for word in words_of(part, 2))])


log.__signature__ = _signature()  # type: ignore[attr-defined]
