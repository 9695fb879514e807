"""Log of tickets, a row a step, which the import takes back: the cases as they were, by their own times."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

from core.base.clock import site_time
from core.base.text import mask_phone, mask_phones
from core.desk.queries import Card
from core.events.fact import Fact
from core.events.fold import standing
from core.imports.own_lists import own_words
from core.imports.own_log import LOG_HEADERS, LOG_WORDS
from core.policy.model import Policy
from core.ticket.acts.assign import Assigned, Reassigned
from core.ticket.acts.callback import CallbackAttempt, CallbackResult
from core.ticket.acts.close import Closed, Reopened
from core.ticket.acts.created import Created
from core.ticket.acts.handle import Handled
from core.ticket.acts.hold import Held, Resumed
from core.ticket.acts.note import Progress
from core.ticket.acts.urge import Urged
from core.ticket.acts.work import Accepted, Arrived
from core.ticket.codes import Result, State
from tui.i18n import _, is_chinese
from tui.papers.lists import category_word, department_word
from tui.papers.paper import Paper, Table, Value, plain, span

Cells = dict[str, Value]


def ticket_log(
    cards: Iterable[Card],
    policy: Policy,
    made_at: datetime,
    first: date,
    last: date,
    made_by: str = "",
    *,
    whole: bool,
) -> Paper:
    """Return the log of some days, without void and merged tickets.

    Phones are masked unless they are wanted `whole`; a confidential caller is left out.
    """
    heads = {name: names[is_chinese()] for name, names in LOG_HEADERS.items()}
    titles = {name: head if is_chinese() else head.capitalize() for name, head in heads.items()}
    if whole:  # in a file: a screen shows the desk's own zone
        titles["at"] += f" ({policy.site.tz})"
    rows = [row for card in cards for row in _rows(card, policy, whole=whole)]
    return Paper(
        "tickets",
        _("Log of tickets"),
        policy.site,
        made_at,
        [Table([*titles.values()], [[row.get(name) for name in LOG_HEADERS] for row in rows])],
        [{name: plain(row.get(name) or None, policy.site.zone) for name in LOG_HEADERS} for row in rows],
        subject=span(first, last),
        made_by=made_by,
        landscape=True,
        taken_back=True,
    )


def _rows(card: Card, policy: Policy, *, whole: bool) -> Iterator[Cells]:
    if card.ticket.state in (State.VOID, State.MERGED):
        return
    for event in standing(card.history):
        fact = event.fact
        told = _created(fact, card, policy) if isinstance(fact, Created) else _step(fact, policy)
        if not told:
            continue
        at = card.ticket.reported_at if isinstance(fact, Created) else event.at
        row: Cells = {"id": card.ticket.number, "at": at, **told}
        for name in LOG_WORDS.keys() & row.keys():
            words = own_words(LOG_WORDS[name], chinese=is_chinese())
            row[name] = words.get(str(row[name]), row[name])
        yield {name: _shown(name, value, policy.site.zone, whole=whole) for name, value in row.items()}


def _shown(name: str, value: Value, zone: ZoneInfo, *, whole: bool) -> Value:
    if isinstance(value, datetime):
        return _instant(value, zone)
    if whole or not isinstance(value, str) or name == "id":
        return value
    return mask_phone(value) if name == "phone" else mask_phones(value)


def _instant(at: datetime, zone: ZoneInfo) -> Value:
    """Return an instant to the second; as text with its offset in the hour that the clocks repeat."""
    wall = site_time(at, zone).replace(microsecond=0)
    twice = wall.replace(fold=0).utcoffset() != wall.replace(fold=1).utcoffset()
    return wall.isoformat(" ") if twice else at.replace(microsecond=0)


def _created(fact: Created, card: Card, policy: Policy) -> Cells:
    ticket = card.ticket
    caller = None if ticket.caller.confidential else ticket.caller
    return {
        "event": "reported",
        "category": category_word(ticket.category, policy),
        "urgency": ticket.urgency.value,
        "unit": ticket.unit,
        "place": ticket.place,
        "description": ticket.description,
        "caller": caller.name if caller else "",
        "phone": caller.phone if caller else "",
        "channel": policy.channel_title(ticket.channel, "zh_CN") if is_chinese() else ticket.channel,
        "origin": ticket.origin.value,
        "department": department_word(fact.department, policy) if fact.category == ticket.category else "",
        "first_responder": ticket.first_responder,
        "logged": ticket.logged_at,
        "agreed": fact.appointment,
        "promised": ticket.particulars.promised_at,
    }


def _step(fact: Fact, policy: Policy) -> Cells:
    """Return the cells of a step; empty for one that the import does not know."""
    match fact:
        case Assigned() | Reassigned():
            assignee = fact.assignee or department_word(fact.department, policy)
            return {"event": "assigned", "assignee": assignee, "note": fact.reason or fact.note}
        case Held():
            return {"event": "hold", "note": _text(fact.reason.label, fact.note), "agreed": fact.until}
        case Handled():
            return {"event": "handled", "note": fact.outcome, "no_arrival": fact.no_arrival}
        case CallbackAttempt():
            return {"event": "callback", "grade": fact.result.value, "note": fact.answer or fact.note}
        case CallbackResult(result=Result.WAIVED | Result.UNREACHABLE):
            return {"event": "callback", "grade": fact.result.value, "note": fact.reason}
        case Reopened():
            return {"event": "reopened", "note": fact.reason}
        case _:
            return {"event": _PLAIN[type(fact)], "note": fact.note} if type(fact) in _PLAIN else {}


def _text(label: str, note: str) -> str:
    return " ".join(filter(None, (_(label), note)))


_PLAIN: dict[type[Fact], str] = {
    Accepted: "accepted",
    Arrived: "arrived",
    Resumed: "resume",
    Closed: "closed",
    Urged: "urged",
    Progress: "note",
}
"""Steps with nothing but a note."""
