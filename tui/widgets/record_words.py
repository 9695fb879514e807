"""Texts of records: values of their fields, sentences of their history, times."""

from collections.abc import Iterator, Sequence
from dataclasses import fields
from datetime import date, datetime

from core.base.clock import site_time
from core.base.codes import Code
from core.base.i18n_marks import N_
from core.events.fact import Undone
from core.events.stream import Event
from core.policy.sections import Site
from core.record.kind import Column
from core.record.model import Record
from tui.i18n import _, clauses, listed

Shown = str | int | date | datetime | None


def value(record: Record, name: str) -> Shown:
    """Return a field or property of a record as lists and papers show it."""
    return shown(getattr(record, name))


def shown(value: object) -> Shown:
    """Return a value as lists and papers show it: codes by their labels, several texts in one line."""
    match value:
        case Code():
            return _(value.label)
        case str() | int() | date() | None:
            return value
        case tuple() | list():
            return listed(str(shown(one)) for one in value)
        case _:
            return str(value)


def text(record: Record, name: str, site: Site) -> str:
    """Return a field of a record as text."""
    return _as_text(value(record, name), site)


def cells(record: Record, columns: Sequence[Column], site: Site) -> list[str]:
    """Return the texts of a record in these columns."""
    return [text(record, column.name, site) for column in columns]


def sentence(event: Event, history: Sequence[Event], site: Site) -> str:
    """Return the event as a sentence in the operator's language."""
    fact = event.fact
    values = {spec.name: _as_text(shown(getattr(fact, spec.name)), site) for spec in fields(fact)}
    if isinstance(fact, Undone):
        first = next((past for past in history if past.step == fact.step), None)
        values["what"] = sentence(first, history, site) if first else ""
    said = _(fact.says).format(**values).strip(" :：")
    return clauses(part for part in (said, values["note"]) if part)


def sentences(history: Sequence[Event], site: Site) -> Iterator[tuple[Event, str]]:
    """Yield the events with their sentences; undone ones are marked."""
    undone = {event.fact.step for event in history if isinstance(event.fact, Undone)}
    for event in history:
        mark = " " + _(N_("[undone]")) if event.step in undone else ""
        yield event, sentence(event, history, site) + mark


def _as_text(value: Shown, site: Site) -> str:
    if isinstance(value, datetime):
        return f"{site_time(value, site.zone):%Y-%m-%d %H:%M}"
    return "" if value is None else str(value)
