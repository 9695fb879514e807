"""Papers of records of any kind: the list of a view, one record with its history; their JSON."""

from collections.abc import Iterator, Sequence

from core.base.text import EMPTY, Clean
from core.desk.desk import Desk
from core.desk.records import RecordCard
from core.events.as_of import AsOf
from core.policy.model import Policy
from core.record.kind import Kind
from core.record.model import Record
from tui.i18n import _
from tui.papers.paper import Document, Fields, FormField, Paper, Part, Table, Words, iso, plain
from tui.widgets.record_words import sentences, value

INSIDE = ("seq",)
"""Fields left out of documents."""
AT_THE_END = ("version", "created_at", "created_by", "changed_at", "closed_at")
"""Fields common to all records, which documents show after those of the kind."""
WIDE = 60
"""Length in characters from which a text gets its own paragraph."""


def make_list(desk: Desk, kind: Kind, view: str = "", text: Clean = EMPTY, limit: int | None = None) -> Paper:
    """Return the records of a view as a table."""
    found = desk.records.find(kind, view, text=text, limit=limit)
    chosen = kind.view(view) if view else kind.views[0]
    policy = desk.queries.policy()
    rows = [[value(one, column.name) for column in kind.columns] for one in found.records]
    return Paper(
        kind.context,
        _(kind.plural),
        policy.site,
        desk.clock(),
        [Table([_(column.title) for column in kind.columns], rows)],
        [document(one, kind, policy) for one in found.records],
        subject=_(chosen.title),
        made_by=desk.name,
        landscape=len(kind.columns) > 6,
        columns=_document_names(kind),
    )


def make_record(desk: Desk, kind: Kind, number: str, as_of: AsOf | None = None) -> Paper:
    """Return one record with its history, now or as it was then."""
    card, policy = desk.records.card(kind, number, as_of), desk.queries.policy()
    return Paper(
        kind.name,
        _(kind.title),
        policy.site,
        as_of.at if as_of else desk.clock(),
        [*_parts(card, policy)],
        {**document(card.record, kind, policy), "events": [*_events(card, policy)]},
        subject=card.record.number,
        made_by=desk.name,
    )


def _parts(card: RecordCard, policy: Policy) -> Iterator[Part]:
    record = card.record
    said = {_(title): value(record, name) for name, title in card.kind.titles.items()}
    long = {title: text for title, text in said.items() if isinstance(text, str) and len(text) > WIDE}
    yield Fields([FormField(title, text) for title, text in said.items() if title not in long])
    for title, text in long.items():
        yield Words([text], title)
    rows = [(event.at, event.actor, text) for event, text in sentences(card.history, policy.site)]
    yield Table((_("Time"), _("By"), _("Text")), rows, _("History"))


def document(record: Record, kind: Kind, policy: Policy) -> Document:
    """Return a record as a JSON object: the fields of its kind, then the common ones."""
    zone = policy.site.zone
    return {name: plain(getattr(record, name), zone) for name in _document_names(kind)}


def _document_names(kind: Kind) -> Sequence[str]:
    names = [name for name in kind.fields if name not in (*INSIDE, *AT_THE_END)]
    more = [column.name for column in kind.columns if column.name not in names]
    return (*names, *more, *AT_THE_END)


def _events(card: RecordCard, policy: Policy) -> Iterator[Document]:
    zone = policy.site.zone
    for event in card.history:
        yield {
            "seq": event.seq,
            "type": event.fact.type,
            "at": iso(event.at, zone),
            "recorded_at": iso(event.recorded_at, zone),
            "actor": event.actor,
            **plain(event.fact, zone),
        }
