"""The fold: events, in order, make a model; the same events always make the same model."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from core.events.fact import Undone
from core.events.stream import Event

Model = TypeVar("Model")


def fold(history: Iterable[Event], evolve: Callable[[Model | None, Event], Model]) -> Model:
    """Return the model that the standing events add up to, step by step; raise `ValueError` without any."""
    model: Model | None = None
    for event in standing(history):
        model = evolve(model, event)
    if model is None:
        raise ValueError("nothing happened")
    return model


def standing(history: Iterable[Event]) -> list[Event]:
    """Return the events that count: those whose step was not taken back."""
    kept = list(history)
    undone = {event.fact.step for event in kept if isinstance(event.fact, Undone)}
    return [event for event in kept if event.step not in undone]


def standing_steps(history: Sequence[Event]) -> list[int]:
    """Return the steps that have not been taken back, take nothing back and do not pass, oldest first."""
    takes_back = {event.step for event in history if isinstance(event.fact, Undone)}
    steps = dict.fromkeys(
        event.step for event in standing(history) if event.step not in takes_back and not event.fact.passing
    )
    return [*steps]
