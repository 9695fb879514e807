"""Facts of any kind fold into any model; what was undone does not count."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from core.base.dataclass import dataclass
from core.events.as_of import AsOf
from core.events.fact import Fact, Undone, fact_class, personal, personal_names
from core.events.fold import fold, standing_steps
from core.events.stream import Event

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class LampBought(Fact, of="lamp"):
    """A lamp is there."""

    colour: str
    seller: str = personal()


@dataclass(frozen=True, slots=True, kw_only=True)
class Switched(Fact, of="lamp"):
    """It is on or off."""

    on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimmed(Switched):
    """It is on, but not very."""


@dataclass(frozen=True)
class Lamp:
    """The model of the facts above."""

    colour: str
    on: bool = False
    steps: int = 1


def evolve(lamp: Lamp | None, event: Event) -> Lamp:
    """Return the lamp after one more event."""
    if isinstance(event.fact, LampBought):
        return Lamp(event.fact.colour)
    assert lamp
    on = event.fact.on if isinstance(event.fact, Switched) else lamp.on
    return replace(lamp, on=on, steps=event.step)


def history(*facts: Fact) -> list[Event]:
    """Give each fact a step of its own, an hour after the one before."""
    return [
        Event(place, place, NOW + timedelta(hours=place), NOW, "anna", fact)
        for place, fact in enumerate(facts, 1)
    ]


def test_a_class_of_facts_is_known_by_its_kind_and_type() -> None:
    assert fact_class("lamp", "lamp_bought") is LampBought
    assert fact_class("lamp", "dimmed") is Dimmed
    assert fact_class("lamp", "undone") is fact_class("ticket", "undone") is Undone
    with pytest.raises(KeyError):
        fact_class("ticket", "lamp_bought")
    assert personal_names(LampBought) == {"note", "seller"}


def test_events_fold_into_a_model() -> None:
    events = history(LampBought(colour="red"), Switched(on=True))
    assert fold(events, evolve) == Lamp("red", on=True, steps=2)
    assert fold(AsOf(NOW + timedelta(hours=1), happened=True).of(events), evolve) == Lamp("red")
    with pytest.raises(ValueError, match="nothing happened"):
        fold([], evolve)


def test_what_was_undone_does_not_count() -> None:
    events = history(LampBought(colour="red"), Switched(on=True), Undone(step=2), Switched(on=False))
    assert standing_steps(events) == [1, 4]
    assert fold(events[:3], evolve) == Lamp("red", steps=3)
