"""Sentences of the history, one for each event, in the operator's language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import Field, fields
from datetime import datetime

from core.base.clock import site_time
from core.base.codes import Code
from core.base.i18n_marks import N_
from core.base.questions import questions
from core.base.serialization import from_text
from core.base.text import mask_phone, mask_phones
from core.events.fact import Fact, Undone
from core.events.stream import Event
from core.policy.model import Policy
from core.ticket.acts.assign import Reassigned, Sending
from core.ticket.acts.base import Act, act_class
from core.ticket.acts.callback import CallbackAttempt, CallbackResult
from core.ticket.acts.created import Created
from core.ticket.acts.request import ApprovalAsked
from core.ticket.acts.task import TaskDone
from core.ticket.acts.undo import Undo
from core.ticket.acts.urge import ContactAdded
from core.ticket.callbacks import RESULTS
from core.ticket.oversight import Task
from tui.i18n import _, clauses, language, remarked, titled
from tui.widgets import names
from tui.widgets.particulars import name_of
from tui.widgets.standing import told

DETAILS = (
    "about",
    "demand",
    "findings",
    "validity",
    "cause",
    "put_back",
    "no_arrival",
    "removal",
    "tried_by",
    "measure",
    "corrective",
    "preventive",
    "planned",
    "responsible",
    "impact",
    "owner",
    "due",
    "agreed_fee",
    "materials",
    "fee",
    "answer",
    "opinion",
    "although",
    "to",
    "said",
    "instruction",
    "note",
)
"""Fields that follow the sentence if they are filled in."""

LONG = 60
"""Characters from which an answer is long."""

YES = N_("yes")

_WORDS = {
    "result": RESULTS,
    "kind": names.CLOSE_KINDS,
    "urgency": names.URGENCIES,
    "measure": names.MEASURES,
    "way": {**names.WAYS, **names.FEEDBACK_WAYS},
    "role": names.ROLES,
}


def sentence(event: Event, history: Sequence[Event], policy: Policy) -> str:
    """Return the event as a sentence in the operator's language."""
    fact = event.fact
    values = _values(fact, policy)
    if isinstance(fact, Undone):
        first = next((past for past in history if past.step == fact.step), None)
        values["what"] = sentence(first, history, policy) if first else ""
    if isinstance(fact, ApprovalAsked):
        values["act"] = asked_for(fact.act, fact.answers, policy, history)
    said = _(fact.says).format(**values).strip(" :：")
    extras = [values[name] for name in DETAILS if values.get(name) and f"{{{name}}}" not in fact.says]
    return clauses([said, *extras])


def asked_for(name: str, answers: str, policy: Policy, history: Sequence[Event]) -> str:
    """Return the step of a request with every answer in it: what will be done if it is approved.

    Long answers come last, so that where it is cut they hide no other.
    """
    act = act_class(name)
    if not answers:
        return titled(_(act.about.title), _(N_("erased")))
    said = from_text(act, answers)
    specs: tuple[Field[object], ...] = fields(said)  # type: ignore[arg-type]
    parts = [_answer(spec, said, policy) for spec in specs if getattr(said, spec.name) != spec.default]
    if isinstance(said, Undo):
        undone = [event for event in history if event.step == said.step]
        parts = [sentence(event, history, policy) for event in undone] or parts
    parts.sort(key=lambda part: len(part) > LONG)
    return titled(_(act.about.title), clauses(parts)) if parts else _(act.about.title)


def _answer(spec: Field[object], act: Act, policy: Policy) -> str:
    """Return the answer to one question of an act, under its title or, if it has none, its name."""
    value = getattr(act, spec.name)
    title = next((one.asked.title for one in questions(type(act)) if one.name == spec.name), "")
    said = _(YES) if value is True else mask_phones(_shown(spec.name, value, policy))
    return said if spec.name in ("reason", "result") else f"{_(title) if title else spec.name} {said}"


def step_sentences(history: Sequence[Event], policy: Policy) -> str:
    """Return the sentences of all events of the last step."""
    last = [event for event in history if event.step == history[-1].step]
    return clauses(sentence(one, history, policy) for one in last if not repeats_the_attempt(one, history))


def _values(fact: Fact, policy: Policy) -> dict[str, str]:
    values = {f.name: _shown(f.name, getattr(fact, f.name), policy) for f in fields(fact)}
    if isinstance(fact, Sending):
        values["who"] = fact.assignee or values["department"]
        values["although"] = _although(fact, values["reason"])
    if isinstance(fact, Created):
        reason = fact.particulars.no_place
        values["although"] = titled(_(N_("No place")), _(reason)) if reason else ""
    if isinstance(fact, TaskDone):
        values["text"] = _of_hold(fact.text)
    if isinstance(fact, ContactAdded):
        values["who"] = name_of(fact.caller) or mask_phone(fact.caller.phone)
    return values


def _although(fact: Sending, reason: str) -> str:
    """Return the doubts about an assigned person, with the reason for it (R120)."""
    if not fact.doubts:
        return ""
    said = _(N_("despite: {doubts}")).format(doubts=told(fact.doubts))
    return remarked(said, reason) if reason and not isinstance(fact, Reassigned) else said


def _shown(name: str, value: object, policy: Policy) -> str:
    if isinstance(value, datetime):
        return moment(value, policy)
    if isinstance(value, Code):
        return _(value.label)
    if value is None:
        return ""
    if not isinstance(value, str):
        return str(value)
    if name == "channel":
        return policy.channel_title(value, language())
    if name == "category" and value in policy.categories:
        return policy.category(value).title(language())
    if name == "department" and value in policy.departments:
        return policy.departments[value].title(language())
    return _(_WORDS.get(name, {}).get(value, "")) or _known(name, value)


def _known(name: str, value: str) -> str:
    """Return a reason translated, because it may be a listed one; all else as typed."""
    return _(value) if name == "reason" and "\n" not in value else value


def task_text(task: Task) -> str:
    """Return a to-do in the operator's language, with owner and last day of a step of a handling plan.

    The office coordinates because of the reason of a hold.
    """
    text = titled(_(task.kind.label), _of_hold(task.text)) if task.text else _(task.kind.label)
    due = _(N_("by {day}")).format(day=task.due) if task.due else ""
    return clauses(part for part in (text, task.owner, due) if part)


def _of_hold(text: str) -> str:
    """Return the reason of a hold in words, any other text as it is."""
    return _(names.HOLD_REASONS[text]) if text in names.HOLD_REASONS else text


def moment(instant: datetime, policy: Policy) -> str:
    """Return month, day and time at the site."""
    return f"{site_time(instant, policy.site.zone):%m-%d %H:%M}"


def repeats_the_attempt(event: Event, history: Sequence[Event]) -> bool:
    """Return True for a grade whose callback attempt says the same."""
    return isinstance(event.fact, CallbackResult) and any(
        isinstance(other.fact, CallbackAttempt) and other.step == event.step for other in history
    )
