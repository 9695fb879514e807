"""Dataclasses that cost a start little: the `__init__` is written when the first one is made.

The standard decorator writes and compiles up to seven functions for each class, and most of our 200 classes
are never instantiated by one command.  A class of this decorator is made in an eighth of the time
(docs/bench.md) and behaves the same: tests/core/base/test_dataclass.py compares every one of them.
"""

import dataclasses
from collections.abc import Callable, Sequence
from operator import attrgetter
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
    from dataclasses import replace as replace
else:

    def replace(value, /, **changes):
        """Return a copy with other values as `dataclasses.replace` does, in a third of the time."""
        kind = type(value)
        copied = _COPIES.get(kind) or _write_copy(kind)
        return copied(value, changes)

    def dataclass(cls=None, /, *, frozen=False, slots=False, kw_only=False):
        """Make a dataclass as `dataclasses.dataclass` does, of fields that are all given to `__init__`."""

        def make(kind):
            bare = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots, kw_only=kw_only)
            return _with_methods(bare(kind), frozen, slots)

        return make if cls is None else make(cls)


Kind = type[Any]
Fields = Sequence["dataclasses.Field[Any]"]


def _with_methods(kind: Kind, frozen: bool, slots: bool) -> Kind:
    own, fields = {**vars(kind)}, dataclasses.fields(kind)
    methods = {"__init__": _Init(kind, frozen), "__repr__": _repr(fields)}
    if "__eq__" not in own:
        methods |= _comparison(fields, frozen)
    if frozen:
        methods |= _refusals(kind, fields)
    if frozen and slots:
        methods |= _state(fields)
    for name, method in methods.items():
        if own.get(name) is None:
            setattr(kind, name, method)
    return kind


_COPIES: dict[Kind, Any] = {}


def _write_copy(kind: Kind) -> Any:
    """Write the copying of a dataclass: one assignment for each field, then those of the changes."""
    names = [each.name for each in dataclasses.fields(kind)]
    seen: dict[str, Any] = {"_kind": kind, "_new": object.__new__, "_set": object.__setattr__}
    seen["_check"] = frozenset(names).issuperset
    after = "new.__post_init__()" if hasattr(kind, "__post_init__") else "pass"
    lines = [
        "def copied(old, changes):",
        " if not _check(changes): raise TypeError(f'{_kind.__name__} lacks one of {sorted(changes)}')",
        " new = _new(_kind)",
        *(f" _set(new, {name!r}, old.{name})" for name in names),
        " for name, value in changes.items(): _set(new, name, value)",
        f" {after}",
        " return new",
    ]
    exec("\n".join(lines), seen)
    _COPIES[kind] = seen["copied"]
    return _COPIES[kind]


class _Init:
    """The `__init__` of a dataclass until it is first asked for, when the real one takes its place."""

    def __init__(self, kind: Kind, frozen: bool) -> None:
        self._kind, self._frozen = kind, frozen

    def __get__(self, instance: object, owner: Kind | None = None) -> Any:
        function = self._kind.__init__ = _write_init(self._kind, self._frozen)
        return function.__get__(instance, owner)


def _write_init(kind: Kind, frozen: bool) -> Any:
    """Write the `__init__`: one assignment for each field, defaults looked up by name."""
    fields = dataclasses.fields(kind)
    seen: dict[str, Any] = {"_set": object.__setattr__, "_factory": _FACTORY}
    given = [_parameter(each, seen) for each in fields if not each.kw_only]
    if named := [_parameter(each, seen) for each in fields if each.kw_only]:
        given += ["*", *named]
    body = [_assignment(each, frozen) for each in fields]
    if hasattr(kind, "__post_init__"):
        body.append("self.__post_init__()")
    exec(f"def __init__({', '.join(['self', *given])}):\n " + "\n ".join(body or ["pass"]), seen)
    function = seen["__init__"]
    function.__qualname__ = f"{kind.__qualname__}.__init__"
    function.__module__ = kind.__module__
    function.__annotations__ = {each.name: each.type for each in fields} | {"return": None}
    return function


_FACTORY = object()
"""Placeholder in `__init__` for a default that is made for each instance."""


def _parameter(field: "dataclasses.Field[Any]", seen: dict[str, Any]) -> str:
    if not field.init:
        raise TypeError(f"{field.name}: a field with init=False needs the standard library's dataclass")
    if field.default_factory is not dataclasses.MISSING:
        seen[f"_make_{field.name}"] = field.default_factory
        return f"{field.name}=_factory"
    if field.default is not dataclasses.MISSING:
        seen[f"_default_{field.name}"] = field.default
        return f"{field.name}=_default_{field.name}"
    return field.name


def _assignment(field: "dataclasses.Field[Any]", frozen: bool) -> str:
    value = name = field.name
    if field.default_factory is not dataclasses.MISSING:
        value = f"_make_{name}() if {name} is _factory else {name}"
    return f"_set(self, {name!r}, {value})" if frozen else f"self.{name} = {value}"


def _repr(fields: Fields) -> Callable[[Any], str]:
    names = [each.name for each in fields if each.repr]

    @recursive_repr("...")
    def __repr__(self: Any) -> str:
        return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in names)})"

    return __repr__


def _values(names: Sequence[str]) -> Callable[[Any], tuple[Any, ...]]:
    if len(names) > 1:
        return attrgetter(*names)
    return lambda instance: tuple(getattr(instance, name) for name in names)


def _comparison(fields: Fields, frozen: bool) -> dict[str, Any]:
    values = _values([each.name for each in fields if each.compare])

    def __eq__(self: Any, other: object) -> Any:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    def __hash__(self: Any) -> int:
        return hash(values(self))

    return {"__eq__": __eq__, "__hash__": __hash__ if frozen else None}


def _refusals(kind: Kind, fields: Fields) -> dict[str, Any]:
    """Return the methods that keep the fields of a frozen class; a plain subclass may add others."""
    names = {each.name for each in fields}

    def __setattr__(self: Any, name: str, value: object) -> None:
        if type(self) is kind or name in names:
            raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")
        super(kind, self).__setattr__(name, value)

    def __delattr__(self: Any, name: str) -> None:
        if type(self) is kind or name in names:
            raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")
        super(kind, self).__delattr__(name)

    return {"__setattr__": __setattr__, "__delattr__": __delattr__}


def _state(fields: Fields) -> dict[str, Any]:
    """Return the methods with which a frozen class with slots is copied and pickled."""
    names = [each.name for each in fields]

    def __getstate__(self: Any) -> list[Any]:
        return [getattr(self, name) for name in names]

    def __setstate__(self: Any, state: Sequence[Any]) -> None:
        for name, value in zip(names, state, strict=True):
            object.__setattr__(self, name, value)

    return {"__getstate__": __getstate__, "__setstate__": __setstate__}
