"""Conversion of dataclasses to plain JSON values and JSON texts, and back by their annotations."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")

ALREADY_PLAIN = frozenset({str, int, bool, float, type(None)})


def to_plain(value: Any) -> Any:
    """Return `value` with dataclasses as dicts, tuples as lists, instants and dates as ISO 8601 text.

    msgspec writes UTC as `Z`; the texts that are hashed have had `+00:00` since the first event.
    """
    if type(value) in ALREADY_PLAIN:
        return value
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: to_plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple):
        return [to_plain(item) for item in value]
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    return value


def from_plain(kind: type[T], data: Mapping[str, Any]) -> T:
    """Build the dataclass `kind` from what `to_plain` made of it; ignore unknown keys."""
    return msgspec.convert(data, kind)


_encode = msgspec.json.Encoder().encode
_encode_sorted = msgspec.json.Encoder(order="sorted").encode


def to_text(plain: Any, *, in_order: bool = False) -> str:
    """Return the JSON text of plain values, without blanks; with its keys `in_order` if asked."""
    return (_encode_sorted if in_order else _encode)(plain).decode()


def plain_of(text: str) -> Any:
    """Return the plain values of a JSON text."""
    return msgspec.json.decode(text)


def from_text(kind: type[T], text: str) -> T:
    """Return the value of a JSON text, by the annotations of `kind`; unknown keys are ignored."""
    return msgspec.json.decode(text, type=kind)
