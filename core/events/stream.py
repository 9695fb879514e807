"""Streams: everything that happened to one thing, in order."""

from datetime import datetime
from typing import NamedTuple

from core.base.dataclass import dataclass
from core.events.fact import Fact


class Stream(NamedTuple):
    """The thing that facts are about: its kind, and which one of that kind."""

    kind: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Event:
    """A fact with its place in the history of its stream.

    `seq` counts the stream's events from 1, `step` the writes (all events of one write share it);
    `at` is when it happened, `recorded_at` when the desk wrote it down.
    """

    seq: int
    step: int
    at: datetime
    recorded_at: datetime
    actor: str
    fact: Fact


class PlacedEvent(NamedTuple):
    """An event with its stream and its place among the events of all streams."""

    place: int
    stream: Stream
    event: Event


class Changes(NamedTuple):
    """The newest place of the feed, and the streams that changed since another one, in that order."""

    place: int
    streams: tuple[Stream, ...]
