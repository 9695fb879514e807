"""Our dataclasses behave as the standard library's; only their `__init__` is written later."""

import copy
import dataclasses
import inspect
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, field, fields, replace
from typing import Any

import pytest

from core.base.dataclass import _Init, dataclass
from core.base.dataclass import replace as our_replace
from tests.test_house import classes

Maker = Callable[..., Callable[[type], Any]]


@dataclass(frozen=True, slots=True)
class Call:
    """A class of the module, as only those can be pickled."""

    line: str
    times: int = 1
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ring(Call):
    """A class below another."""

    outcome: str = field(default="", compare=False, repr=False)


def made(decorator: Any, **options: bool) -> Any:
    """The same class, by either decorator."""

    @decorator(**options)
    class Entry:
        """A class with a bit of everything."""

        name: str
        count: int = field(default=0, metadata={"personal": True})
        tags: list[str] = field(default_factory=list, compare=not options.get("frozen"))
        hidden: str = field(default="", repr=False)

        @property
        def title(self) -> str:
            return self.name.title()

    return Entry


PAIRS = [
    (made(dataclasses.dataclass, **options), made(dataclass, **options))
    for options in (
        {},
        {"frozen": True},
        {"slots": True},
        {"frozen": True, "slots": True},
        {"frozen": True, "slots": True, "kw_only": True},
    )
]


def shape(kind: Any) -> list[tuple[str, object, bool]]:
    """Parameters of the class without the values of defaults, which factories hide."""
    parameters = inspect.signature(kind).parameters.values()
    return [(one.name, one.kind, one.default is inspect.Parameter.empty) for one in parameters]


@pytest.mark.parametrize(("theirs", "ours"), PAIRS)
def test_an_instance_is_made_printed_and_compared_alike(theirs: Any, ours: Any) -> None:
    assert shape(ours) == shape(theirs)
    for values in ({"name": "a"}, {"name": "b", "count": 3, "tags": ["x"], "hidden": "h"}):
        assert repr(ours(**values)).split(".")[-1] == repr(theirs(**values)).split(".")[-1]
        assert ours(**values) == ours(**values) != ours(name="other")
        assert ours(**values) != theirs(**values)
        assert replace(ours(**values), name="c").name == ours(name="c").title.lower()
        assert dataclasses.asdict(ours(**values)) == dataclasses.asdict(theirs(**values))
    assert ours(name="a").tags is not ours(name="a").tags
    assert [f.name for f in fields(ours)] == [f.name for f in fields(theirs)]
    assert fields(ours)[1].metadata == {"personal": True}
    assert ours.__match_args__ == theirs.__match_args__
    assert hasattr(ours, "__slots__") == hasattr(theirs, "__slots__")


@pytest.mark.parametrize(("theirs", "ours"), PAIRS)
def test_what_is_missing_or_too_much_is_refused_alike(theirs: Any, ours: Any) -> None:
    for kind in (theirs, ours):
        for words in ({}, {"name": "a", "other": 1}):
            with pytest.raises(TypeError, match=r"Entry\.__init__\(\)"):
                kind(**words)


@pytest.mark.parametrize(("theirs", "ours"), PAIRS)
def test_only_what_is_frozen_is_hashed_and_refuses_changes(theirs: Any, ours: Any) -> None:
    if theirs.__hash__ is None:
        assert ours.__hash__ is None
        entry = ours(name="a")
        entry.name = "b"
        assert entry.name == "b"
        return
    entry = ours(name="a")
    assert hash(entry) == hash(ours(name="a"))
    with pytest.raises(FrozenInstanceError, match="cannot assign to field 'name'"):
        entry.name = "b"
    with pytest.raises(FrozenInstanceError, match="cannot delete field 'name'"):
        del entry.name


def test_a_frozen_instance_is_copied_and_pickled() -> None:
    ring = Ring("3-2-1201", names=("a", "b"), outcome="answered")
    for twin in (copy.copy(ring), copy.deepcopy(ring), pickle.loads(pickle.dumps(ring))):
        assert twin == ring and twin is not ring
        assert twin.outcome == "answered"


def test_a_copy_with_other_values_is_that_of_the_standard_library() -> None:
    ring = Ring("3-2-1201", names=("a", "b"), outcome="answered")
    for changes in ({}, {"times": 2}, {"outcome": "missed", "line": "A-1"}):
        assert repr(our_replace(ring, **changes)) == repr(replace(ring, **changes))
        assert our_replace(ring, **changes).outcome == replace(ring, **changes).outcome
    assert ring.times == 1
    with pytest.raises(TypeError, match="colour"):
        our_replace(ring, colour="red")  # type: ignore[call-arg]


def test_a_class_below_another_takes_its_fields_first() -> None:
    assert shape(Ring)[:3] == shape(Call)
    assert repr(Ring("a")) == "Ring(line='a', times=1, names=())"
    assert Ring("a", outcome="x") == Ring("a", outcome="y")
    assert Ring("a") != Call("a")


def test_own_methods_stay() -> None:
    @dataclass(frozen=True)
    class Named:
        """A class that says itself how it is shown and compared."""

        name: str

        def __repr__(self) -> str:
            return self.name

        def __eq__(self, other: object) -> bool:
            return isinstance(other, Named)

    assert repr(Named("a")) == "a"
    assert Named("a") == Named("b")


def test_what_follows_the_fields_is_run() -> None:
    @dataclass(frozen=True)
    class Checked:
        """A class that looks at its values."""

        count: int

        def __post_init__(self) -> None:
            if self.count < 0:
                raise ValueError("below zero")

    assert Checked(1).count == 1
    with pytest.raises(ValueError, match="below zero"):
        Checked(-1)


def test_a_field_that_is_not_given_is_refused() -> None:
    @dataclass
    class Odd:
        """A class for the standard library."""

        count: int = field(default=0, init=False)

    with pytest.raises(TypeError, match="count: a field with init=False"):
        Odd()


def test_every_class_of_the_program_takes_what_the_standard_library_says() -> None:
    ours = [kind for kind in classes() if dataclasses.is_dataclass(kind)]
    assert len(ours) > 150
    for kind in ours:
        columns = [(f.name, f.type, copy.copy(f)) for f in fields(kind)]
        assert shape(kind) == shape(dataclasses.make_dataclass(kind.__name__, columns)), kind
        assert kind.__module__.startswith("tui.app") or not vars(kind)["__dataclass_params__"].init, kind


def test_nothing_is_written_before_the_first_instance() -> None:
    @dataclass(frozen=True, slots=True)
    class Later:
        """A class nobody has made yet."""

        name: str

    assert isinstance(vars(Later)["__init__"], _Init)
    assert Later("a").name == "a"
    assert not isinstance(vars(Later)["__init__"], _Init)
