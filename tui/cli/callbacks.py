"""`callbacks` and `callback`: the queue of calls that are owed, and what came of one."""

import inspect
from collections.abc import Mapping
from typing import Annotated, Any

from core.base.questions import answered, questions
from core.base.text import clean, mask_phone
from core.desk.callbacks import Pending
from core.ticket.acts.base import Act
from core.ticket.acts.call import CallOutOfTurn
from core.ticket.acts.callback import PostponeCallback, RecordCallback
from core.ticket.callbacks import GRADES, contradiction
from core.ticket.codes import Result, State
from core.ticket.model import Ticket
from tui.cli.approvals import say_asked, to_ask
from tui.cli.caller import known
from tui.cli.command import Misused, Run
from tui.cli.context import Here
from tui.cli.document import iso
from tui.cli.printing import complain, print_json, print_table, say
from tui.cli.questions import answers, word, words_of
from tui.cli.tickets import print_ticket
from tui.cli.words import AsJson, AskFor, At, Note, Number, option
from tui.i18n import _
from tui.widgets import names
from tui.widgets.clock_text import hour_text
from tui.widgets.sentences import moment

OUT_OF_TURN = (*GRADES, Result.NO_ANSWER)
"""Results that a call may have which no callback asked for."""


def callbacks(here: Here, as_json: AsJson = False) -> None:
    """Print the callbacks that are owed, household by household, the longest due first (§6)."""
    queue = here.desk.callbacks.queue()
    if as_json:
        print_json([_document(one) for one in queue.pending])
        return
    if not queue.pending:
        say(_("No callback is owed."))
        return
    print_table(
        [
            _("Due"), _("No."), _("Place"), _("Phone"), _("Matter"), _("Attempts"), _("Assignee"), _("Mode"),
            _("Best hour"), _("Being called by"),
        ],
        [_cells(one) for one in queue.pending],
    )  # fmt: skip


def _cells(one: Pending) -> list[str]:
    return [
        moment(one.due_at, one.policy),
        one.ticket.number,
        one.ticket.where,
        mask_phone(one.phone),
        one.ticket.description,
        str(one.attempts),
        one.assignee.person or _(names.CALLERS.get(one.assignee.role, one.assignee.role)),
        _(one.mode.label),
        hour_text(one.best_hour),
        one.claim.by if one.claim else "",
    ]


def _document(one: Pending) -> dict[str, Any]:
    zone = one.policy.site.zone
    return {
        "number": one.ticket.number,
        "unit": one.ticket.unit or None,
        "place": one.ticket.place or None,
        "phone": one.phone or None,
        "household": one.household,
        "due_at": iso(one.due_at, zone),
        "claimed_by": one.claim.by if one.claim else None,
        "claimed_at": iso(one.claim.at if one.claim else None, zone),
        "attempts": one.attempts,
        "assignee": one.assignee.person or None,
        "assignee_role": one.assignee.role,
        "mode": one.mode.value,
        "best_hour": hour_text(one.best_hour) or None,
    }


def callback() -> Run:
    """Return the command that records an attempt, postpones the callback, or records a call out of turn."""
    result, *others = words_of(questions(RecordCallback))
    until = option("--postpone", _("Postpone the callback until then; once only."), "WHEN")
    unit = option("--unit", _("Unit that was called out of turn, without a ticket."), "UNIT")
    own = [
        result.replace(default=""),
        *others,
        word("postpone", Annotated[str, until], ""),
        word("unit", Annotated[str, unit], ""),
    ]

    def command(here: Here, number: str, at: str, note: str, as_json: bool, **given: Any) -> None:
        ask = given.pop("ask")
        if bool(number) == bool(given["unit"]):
            raise Misused(_("Give a ticket's number, or --unit."))
        if given["unit"]:
            _call_unit(here, given, at, as_json=as_json)
            return
        if bool(given["result"]) == bool(given["postpone"]):
            raise Misused(_("Use --result or --postpone, not both."))
        before = here.desk.queries.card(number).ticket
        act = _act(here, before, given)
        done = to_ask(act, at) if ask else act
        ticket = here.desk.tickets.do(number, done, at=here.past(at), note=clean(note))
        print_ticket(here, ticket.number, as_json=as_json)
        if ask and not as_json:
            say_asked(ticket)
        if not ask:
            _ask_about(act, ticket)

    before = [word("here", Here), word("number", Number, "")]
    shared = [word("at", At, ""), word("note", Note, ""), word("as_json", AsJson, False)]
    shared.append(word("ask", AskFor, False))
    command.__signature__ = inspect.Signature([*before, *own, *shared])  # type: ignore[attr-defined]
    return command


def _call_unit(here: Here, given: Mapping[str, Any], at: str, *, as_json: bool) -> None:
    """Record a call to a unit without a ticket, and print what is known of the unit (R201)."""
    if not given["result"]:
        raise Misused(_("Say what came of the call with --result."))
    act = CallOutOfTurn.from_form(answered(CallOutOfTurn, answers(here, questions(CallOutOfTurn), given)))
    assert isinstance(act, CallOutOfTurn)
    code = here.desk.callbacks.call_unit(clean(given["unit"]), act, here.past(at))
    known(here, [code], as_json=as_json)


def _act(here: Here, ticket: Ticket, given: Mapping[str, Any]) -> Act:
    """Return the act: without a callback that is owed, a grade or no answer is a call out of turn (R201)."""
    if given["postpone"]:
        return _made(here, PostponeCallback, {**given, "until": given["postpone"]})
    owed = ticket.state is State.HANDLED and ticket.round.callback is not None
    return _made(here, RecordCallback if owed or given["result"] not in OUT_OF_TURN else CallOutOfTurn, given)


def _made(here: Here, act: type[Act], given: Mapping[str, Any]) -> Act:
    return act.from_form(answered(act, answers(here, questions(act), given)))


def _ask_about(act: Act, ticket: Ticket) -> None:
    """Ask once about words that contradict the grade; the record stands."""
    if isinstance(act, RecordCallback) and (doubt := contradiction(act)):
        complain(_(doubt))
        complain(_("If the grade is wrong: dutydesk undo {number}").format(number=ticket.number))
