"""Tickets and events as text, and the chain of hashes over the events.

The personal part of an event is a separate text with a random salt; only its digest is hashed, so
that it can be erased and the chain remains whole (DESIGN, decision 1).
"""

import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from itertools import compress
from operator import attrgetter, ne
from typing import Any, NamedTuple

from core.base.clock import from_micros, to_micros
from core.base.serialization import ALREADY_PLAIN, from_plain, from_text, plain_of, to_plain, to_text
from core.events.fact import Fact, fact_class, personal_names
from core.events.stream import Event, Stream
from core.record.model import Record
from core.ticket.follow_up import FollowUp
from core.ticket.model import Ticket

START = ""
"""Hash before the first event."""

HASHED = ("id", "kind", "number", "seq", "step", "type", "at", "recorded_at", "actor", "data", "digest")
HASHED_OF_TICKETS = tuple(name for name in HASHED if name != "kind")
"""Columns hashed for tickets, as when only tickets had events, so that their hashes are unchanged.

The lists differ in length, so that no event can be passed off as one of another kind.
"""


@lru_cache(maxsize=256)
def _personal(of: str, type_: str) -> frozenset[str]:
    return personal_names(fact_class(of, type_))


def ticket_text(ticket: Ticket) -> str:
    """Return the snapshot of a ticket, without fields at their default."""
    return to_text(_sparse(ticket))


def sparse_text(value: Record | FollowUp) -> str:
    """Return the text of a record, or of the daily checks of a ticket, without fields at their default."""
    return to_text(_sparse(value))


def follow_ups_from(texts: Iterable[str]) -> dict[str, FollowUp]:
    """Return the daily checks of tickets by their texts, each text read once."""
    each = dict.fromkeys(texts)
    return dict(zip(each, from_text(list[FollowUp], f"[{','.join(each)}]"), strict=True))


def ticket_from(text: str) -> Ticket:
    """Return the ticket of a snapshot."""
    return from_text(Ticket, text)


def _sparse(value: Any) -> Any:
    kind: Any = type(value)
    if kind in ALREADY_PLAIN:
        return value
    if kind is datetime:
        return value.isoformat()
    if shape := _shape(kind):
        values = shape.values(value)
        told = compress(zip(shape.names, values, strict=True), map(ne, values, shape.defaults))
        return {name: part if type(part) in ALREADY_PLAIN else _sparse(part) for name, part in told}
    if isinstance(value, str):
        return value  # a code: msgspec writes its text
    return [_sparse(part) for part in value] if isinstance(value, tuple) else to_plain(value)


class _Shape(NamedTuple):
    """Fields of a dataclass with their defaults, and a getter of all values of an instance.

    A field without a default differs from any value.
    """

    names: tuple[str, ...]
    defaults: tuple[Any, ...]
    values: Callable[[Any], tuple[Any, ...]]


@lru_cache(maxsize=64)
def _shape(kind: Any) -> _Shape | None:
    if not is_dataclass(kind):
        return None
    names = tuple(f.name for f in fields(kind))
    # a getter of one name gives the value itself, of several a tuple
    values = attrgetter(*names) if len(names) > 1 else lambda value: (getattr(value, names[0]),)
    return _Shape(names, tuple(f.default for f in fields(kind)), values)


def event_values(event: Event, ident: int, stream: Stream, previous: str) -> dict[str, Any]:
    """Return the row of an event at place `ident` of the feed; `previous` is the hash before it."""
    data, personal = _parts(event.fact)
    values = {
        "id": ident,
        "kind": stream.kind,
        "number": stream.number,
        "seq": event.seq,
        "step": event.step,
        "type": event.fact.type,
        "at": to_micros(event.at),
        "recorded_at": to_micros(event.recorded_at),
        "actor": event.actor,
        "data": data,
        "personal": personal,
        "digest": digest_of(personal) if personal else "",
    }
    return values | {"hash": hash_of(values, previous)}


def _parts(fact: Fact) -> tuple[str, str | None]:
    """Return the fact as two texts: the general part, and the personal part with a salt."""
    data, may_name = _sparse(fact), _personal(fact.of, fact.type)
    apart = {name: data.pop(name) for name in [*data] if name in may_name}
    return to_text(data), to_text(apart | {"salt": secrets.token_hex(8)}) if apart else None


def digest_of(personal: str) -> str:
    """Return the digest that remains when the personal text is erased."""
    return sha256(personal.encode()).hexdigest()


def hash_of(values: Mapping[str, Any], previous: str) -> str:
    """Return the hash of an event's row and its predecessor's hash."""
    names = HASHED_OF_TICKETS if values["kind"] == "ticket" else HASHED
    content = to_text([values[name] for name in names])
    return sha256(f"{previous}{content}".encode()).hexdigest()


def event_from(values: Mapping[str, Any]) -> Event:
    """Return the event of a row; an erased text reads as empty."""
    data = plain_of(values["data"])
    if values["personal"]:
        data |= plain_of(values["personal"])
    return Event(
        seq=values["seq"],
        step=values["step"],
        at=from_micros(values["at"]),
        recorded_at=from_micros(values["recorded_at"]),
        actor=values["actor"],
        fact=from_plain(fact_class(values["kind"], values["type"]), data),
    )
