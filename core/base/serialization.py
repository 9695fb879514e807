"""Conversion of dataclasses to plain JSON values and back, by their annotations."""

import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import lru_cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")

ALREADY_PLAIN = frozenset({str, int, bool, float, type(None)})


def to_plain(value: Any) -> Any:
    """Return `value` with dataclasses as dicts, tuples as lists, instants and dates as ISO 8601 text."""
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
    return kind(**{name: build(data[name]) for name, build in _builders(cast(Any, kind)) if name in data})


@lru_cache(maxsize=256)
def _builders(kind: type[Any]) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    hints = get_type_hints(kind)
    return tuple((f.name, _builder(hints[f.name])) for f in fields(kind))


def _builder(hint: Any) -> Callable[[Any], Any]:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        inner = _builder(next(arg for arg in get_args(hint) if arg is not type(None)))
        return lambda value: None if value is None else inner(value)
    if origin is tuple:
        each = _builder(get_args(hint)[0])
        return lambda values: tuple(each(value) for value in values)
    if hint is datetime:
        return datetime.fromisoformat
    if hint is date:
        return date.fromisoformat
    if isinstance(hint, type) and is_dataclass(hint):
        return lambda value: from_plain(hint, value)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint
    return lambda value: value
