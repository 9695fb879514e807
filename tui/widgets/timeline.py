"""The history of a ticket as sentences, one event a line, newest last, in site time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields
from datetime import date, datetime, timedelta
from typing import Any

from core.base.clock import site_time
from core.base.i18n_marks import N_
from core.base.text import mask_phone
from core.events.fact import Fact, Undone
from core.events.stream import Event
from core.policy.model import Policy
from core.ticket import facts as e
from core.ticket.callbacks import RESULTS
from tui.i18n import _, language
from tui.widgets import names
from tui.widgets.block import Block
from tui.widgets.cells import fit, wrap
from tui.widgets.lines import Line
from tui.widgets.particulars import name_of
from tui.widgets.standing import told

SENTENCES: dict[type[Fact], str] = {
    e.Created: N_("logged ({channel}): {description}"),
    e.Assigned: N_("sent to {who}"),
    e.Reassigned: N_("moved to {who}: {reason}"),
    e.Accepted: N_("accepted"),
    e.Arrived: N_("arrived"),
    e.Returned: N_("returned: {reason}"),
    e.Held: N_("on hold until {until}: {reason}"),
    e.Resumed: N_("work goes on"),
    e.Replied: N_("caller was told: {text}"),
    e.Handled: N_("handled: {outcome}"),
    e.FedBack: N_("the source was told the outcome: {way}"),
    e.CallbackAttempt: N_("rang back: {result}"),
    e.CallbackPostponed: N_("callback put off until {until}: {reason}"),
    e.CallbackResult: N_("callback: {result}"),
    e.Rework: N_("to be done again: {reason}"),
    e.Closed: N_("closed: {kind}"),
    e.Deferred: N_("deferred, review on {review}: {reason}"),
    e.Explained: N_("customer was told why it is deferred"),
    e.Revived: N_("taken up again"),
    e.Reopened: N_("reopened: {reason}"),
    e.Voided: N_("void: {reason}"),
    e.Merged: N_("merged into {into}"),
    e.Absorbed: N_("{number} was merged into it"),
    e.Urged: N_("customer urges: {who}"),
    e.ContactAdded: N_("one more caller: {who}"),
    e.Isolated: N_("isolated ({measure}): {by}"),
    e.IsolationRemoved: N_("isolation removed"),
    e.ManagerTold: N_("site manager told: {who}"),
    e.FirstResponderCorrected: N_("first responder is {first_responder}: {reason}"),
    e.Progress: N_("note"),
    e.Reclassified: N_("now {category}, {urgency}: {reason}"),
    e.CannotSolve: N_("cannot be solved in time: {reason}"),
    e.BeyondOffice: N_("beyond the office: {reason}"),
    Undone: N_("undone: {what}"),
}
"""Every fact as a sentence; values are named after the fact's fields."""

DETAILS = ("cause", "no_arrival", "answer", "opinion", "although", "note")
"""Fields that follow the sentence when they say something."""

_WORDS = {
    "channel": names.CHANNELS,
    "result": RESULTS,
    "kind": names.CLOSE_KINDS,
    "urgency": names.URGENCIES,
    "measure": names.MEASURES,
    "way": names.WAYS,
}

TIME_CELLS, ACTOR_CELLS = 6, 11
LATE_ENTRY = timedelta(minutes=1)


class Timeline(Block):
    """The events of one ticket; wraps anew when the width changes."""

    def __init__(self, **place: Any) -> None:
        super().__init__(**place)
        self._history: Sequence[Event] = ()
        self._policy: Policy | None = None

    def show(self, history: Sequence[Event], policy: Policy) -> None:
        """Show this history."""
        self._history, self._policy = history, policy
        self.tell()

    def lines(self, width: int) -> Sequence[Line]:
        """A heading, then the events."""
        if self._policy is None:
            return []
        return [[(_(N_("History")), "accent strong")], *timeline(self._history, self._policy, width)]


def timeline(history: Sequence[Event], policy: Policy, width: int) -> Iterator[Line]:
    """The lines of a history, `width` cells wide, with a heading for every new day."""
    undone = {event.fact.step for event in history if isinstance(event.fact, Undone)}
    day: date | None = None
    for event in history:
        if _repeats_the_attempt(event, history):
            continue
        local = site_time(event.at, policy.site.zone)
        if local.date() != day:
            day = local.date()
            yield [(f"{day:%Y-%m-%d}", "muted")]
        yield from _event(event, history, policy, width, taken_back=event.step in undone)


def _repeats_the_attempt(event: Event, history: Sequence[Event]) -> bool:
    """A grade is told once: the attempt says it already."""
    return isinstance(event.fact, e.CallbackResult) and any(
        isinstance(other.fact, e.CallbackAttempt) and other.step == event.step for other in history
    )


def _event(
    event: Event, history: Sequence[Event], policy: Policy, width: int, *, taken_back: bool
) -> Iterator[Line]:
    local = site_time(event.at, policy.site.zone)
    indent = TIME_CELLS + ACTOR_CELLS + 1
    text = sentence(event, history, policy)
    if event.recorded_at - event.at >= LATE_ENTRY:
        entered = moment(event.recorded_at, policy)
        text += " " + _(N_("(entered {time})")).format(time=entered)
    if taken_back:
        text += " " + _(N_("[undone]"))
    style = "muted" if taken_back else "text"
    for index, line in enumerate(wrap(text, max(20, width - indent))):
        start = f"{local:%H:%M} {fit(event.actor, ACTOR_CELLS)} " if index == 0 else " " * indent
        yield [(start, "muted"), (line, style)]


def sentence(event: Event, history: Sequence[Event], policy: Policy) -> str:
    """What happened, in the operator's language."""
    fact = event.fact
    values = _values(fact, policy)
    if isinstance(fact, Undone):
        first = next((past for past in history if past.step == fact.step), None)
        values["what"] = sentence(first, history, policy) if first else ""
    said = _(SENTENCES[type(fact)]).format(**values).strip(" :：")
    extras = [values[name] for name in DETAILS if values.get(name)]
    return "; ".join([said, *extras])


def step_sentences(history: Sequence[Event], policy: Policy) -> str:
    """What the last step did, all of it."""
    last = [event for event in history if event.step == history[-1].step]
    return "; ".join(sentence(one, history, policy) for one in last if not _repeats_the_attempt(one, history))


def _values(fact: Fact, policy: Policy) -> dict[str, str]:
    values = {f.name: _shown(f.name, getattr(fact, f.name), policy) for f in fields(fact)}
    if isinstance(fact, e.Assigned):
        values["who"] = fact.assignee or values["department"]
        values["although"] = _although(fact, values["reason"])
    if isinstance(fact, e.ContactAdded):
        values["who"] = name_of(fact.caller) or mask_phone(fact.caller.phone)
    if isinstance(fact, e.Held):
        values["reason"] = _(names.HOLD_REASONS.get(fact.reason, fact.reason))
    return values


def _although(fact: e.Assigned, reason: str) -> str:
    """What spoke against sending somebody, and why he was sent all the same (R120)."""
    if not fact.doubts:
        return ""
    said = _(N_("although {doubts}")).format(doubts=told(fact.doubts))
    return f"{said} ({reason})" if reason and not isinstance(fact, e.Reassigned) else said


def _shown(name: str, value: object, policy: Policy) -> str:
    if isinstance(value, datetime):
        return moment(value, policy)
    if not isinstance(value, str):
        return str(value)
    if name == "category" and value in policy.categories:
        return policy.category(value).title(language())
    if name == "department" and value in policy.departments:
        return policy.departments[value].title(language())
    return _(_WORDS.get(name, {}).get(value, "")) or _known(name, value)


def _known(name: str, value: str) -> str:
    """Reasons are often chosen from a list and then have a translation; anything else stays as typed."""
    return _(value) if name == "reason" and "\n" not in value else value


def moment(instant: datetime, policy: Policy) -> str:
    """Month, day and time at the site."""
    return f"{site_time(instant, policy.site.zone):%m-%d %H:%M}"
