"""Complaint record (客户投诉处理记录表): the known facts, with room for the findings."""

from collections.abc import Iterator

from core.base.errors import InvalidInput
from core.base.i18n_marks import N_
from core.base.text import mask_phone
from core.desk.queries import Card
from core.figures.registers import grade_of
from core.ticket.acts.close import FedBack
from core.ticket.codes import TaskKind
from core.ticket.model import Attempt, Ticket
from core.ticket.oversight import Complaint, Task
from tui.i18n import _, clauses, remarked
from tui.papers import titles
from tui.papers.paper import Document, Fields, FormField, Paper, Part, Signature, Signatures, Table, iso
from tui.papers.slip import cause
from tui.widgets.particulars import name_of


def complaint_record(card: Card, *, made_by: str = "") -> Paper:
    """Return the record of a complaint as of now (R192); raise `InvalidInput` for any other ticket."""
    ticket = card.ticket
    if card.policy.category(ticket.category).kind != "complaint":
        raise InvalidInput(
            N_("{number} is not a complaint."),
            hint=N_("Change its category to a complaint first."),
            number=ticket.number,
        )
    return Paper(
        "complaint",
        _("Complaint record"),
        card.policy.site,
        card.now,
        [*_parts(card)],
        _document(card),
        subject=ticket.number,
        made_by=made_by,
    )


def _step(task: Task) -> str:
    """Return a step of the handling plan with its owner."""
    return remarked(task.text, task.owner)


def _parts(card: Card) -> Iterator[Part]:
    ticket = card.ticket
    conclusion = ticket.investigation.conclusion if ticket.investigation else ""
    steps = [task for task in ticket.tasks if task.kind is TaskKind.STEP]
    known = ticket.complaint or Complaint()
    yield Fields([*_matter(card, known)])
    yield Fields(
        [
            FormField(_("Findings"), known.findings or conclusion, wide=True, lines=2),
            FormField(_("Cause"), known.cause or cause(card), wide=True, lines=2),
            FormField(_("Responsible"), titles.with_whom(ticket, card.policy), wide=True),
        ],
        _("Investigation"),
    )
    yield Fields(
        [
            FormField(_("Outcome"), ticket.round.outcome, wide=True, lines=2),
            FormField(
                _("Corrective"),
                clauses(filter(None, (known.corrective, *map(_step, steps)))),
                wide=True,
                lines=2,
            ),
            FormField(_("Preventive"), known.preventive, wide=True, lines=2),
            FormField(
                _("Planned for"), known.planned or max((one.due for one in steps if one.due), default=None)
            ),
            FormField(_("Done at"), ticket.round.handled_at),
        ],
        _("Measures"),
    )
    if len(ticket.rounds) > 1:
        yield _rounds(ticket)
    yield Fields([*_end(card)], _("Result"))
    yield Signatures([Signature(title) for title in (_("Recorded by"), _("Department head"), _("Company"))])


def _matter(card: Card, known: Complaint) -> Iterator[FormField]:
    ticket, policy = card.ticket, card.policy
    yield FormField(_("Reported at"), ticket.reported_at)
    yield FormField(_("Channel"), titles.channel(ticket, policy))
    yield FormField(_("Unit"), ticket.unit)
    yield FormField(_("Place"), ticket.place)
    yield FormField(_("Caller"), f"{name_of(ticket.caller)} {ticket.caller.role}".strip())
    yield FormField(_("Phone"), mask_phone(ticket.caller.phone))
    yield FormField(_("Category"), titles.category(ticket, policy))
    yield FormField(_("First contact"), titles.first_responder(ticket))
    yield FormField(_("Complaint about"), known.about)
    if known.validity:
        yield FormField(_("Valid complaint"), _(known.validity.label))
    else:
        yield FormField(_("Valid complaint"), boxes=(_("yes"), _("no")))
    yield FormField(_("What happened"), ticket.description, wide=True, lines=2)
    yield FormField(_("Demand"), known.demand, wide=True, lines=2)
    yield FormField(_("Answer given"), ticket.opinion, wide=True)
    yield FormField(_("Promised"), ticket.particulars.promised_at)
    yield FormField(_("Repeat"), titles.repeat(ticket))


def _rounds(ticket: Ticket) -> Table:
    return Table(
        (_("Round"), _("Begun"), _("Opened because"), _("Done at"), _("Outcome"), _("Callback")),
        [
            (
                turn.number,
                turn.anchor,
                _(turn.opened_by.label),
                turn.handled_at,
                turn.outcome,
                titles.result(turn.callback.result) if turn.callback and turn.callback.result else "",
            )
            for turn in ticket.rounds
        ],
        _("Rounds"),
    )


def _end(card: Card) -> Iterator[FormField]:
    ticket = card.ticket
    told = _last_try(ticket)
    yield FormField(_("Told at"), ticket.fed_back_at)
    yield FormField(_("How"), _way(card))
    yield FormField(_("Called back at"), told.at if told else None)
    yield FormField(_("Callback"), titles.result(grade_of(ticket)))
    yield FormField(_("Answer"), told.answer if told else "", wide=True, lines=2)


def _last_try(ticket: Ticket) -> Attempt | None:
    tries = [attempt for turn in ticket.rounds if turn.callback for attempt in turn.callback.attempts]
    return tries[-1] if tries else None


def _way(card: Card) -> str:
    told = (event.fact for event in reversed(card.history) if isinstance(event.fact, FedBack))
    return next((fact.way for fact in told), "")


def _document(card: Card) -> Document:
    ticket, zone = card.ticket, card.policy.site.zone
    told = _last_try(ticket)
    return {
        "number": ticket.number,
        "reported_at": iso(ticket.reported_at, zone),
        "channel": ticket.channel,
        "category": ticket.category,
        "unit": ticket.unit or None,
        "place": ticket.place or None,
        "caller": {"name": ticket.caller.name or None, "phone": mask_phone(ticket.caller.phone) or None},
        "first_responder": {"name": ticket.first_responder, "employer": ticket.employer or None},
        "description": ticket.description,
        "told": ticket.opinion or None,
        "promised_at": iso(ticket.particulars.promised_at, zone),
        "repeat_of": ticket.repeat_of or None,
        "repeat_no": ticket.repeat_no,
        "department": ticket.department or None,
        "assignee": ticket.assignee or None,
        "details": {name: text or None for name, text in (ticket.complaint or Complaint()).texts().items()},
        "cause": (ticket.complaint and ticket.complaint.cause) or cause(card) or None,
        "outcome": ticket.round.outcome or None,
        "handled_at": iso(ticket.round.handled_at, zone),
        "round": ticket.round.number,
        "fed_back_at": iso(ticket.fed_back_at, zone),
        "rung_back_at": iso(told.at if told else None, zone),
        "result": grade_of(ticket) or None,
    }
