"""Feed of the desk: whatever any desk has written since the last look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.base.dataclass import dataclass
from core.desk.handover import Handovers
from core.desk.kinds import KINDS
from core.desk.phone import IncomingCall, Phone
from core.desk.ports import Pulse
from core.desk.session import Session
from core.events.stream import Stream
from core.handover.watch import Watch
from core.people.directory import Directory
from core.policy.model import Policy
from core.ticket.numbers import numbers_in

RECORDS = frozenset(kind.name for kind in KINDS)
"""The kinds of streams that are records."""


@dataclass(frozen=True, slots=True)
class News:
    """Result of one look: the place in the feed, what changed since, what is in force, who calls.

    `numbers` are those of the tickets among the changed `streams`; `watch` is that of the operator who
    has the desk.
    """

    pulse: Pulse
    place: int
    streams: Sequence[Stream]
    numbers: Sequence[str]
    policy: Policy
    directory: Directory
    calls: Sequence[IncomingCall]
    watch: Watch | None

    def differs(self, before: News | None) -> bool:
        """Return whether anything has to be drawn again."""
        return (
            before is None
            or bool(self.numbers)
            or any(kind in RECORDS for kind, _ in self.streams)
            or self.policy.version != before.policy.version
            or self.directory is not before.directory
            or self.watch != before.watch
        )


class Feed:
    """Looks of a running desk at what others have written."""

    def __init__(self, session: Session, phone: Phone, handover: Handovers) -> None:
        self._session = session
        self._phone = phone
        self._handover = handover

    def look(self, before: News | None) -> News:
        """Return what is new since `before`: one small statement as long as nothing is written.

        Called in a thread: other units and people come with the indexes that typing needs.
        """
        with self._session.reading() as reading:
            pulse = reading.pulse()
            if before is not None and pulse == before.pulse:
                return replace(before, streams=(), numbers=())
            changed = (pulse.place, ()) if before is None else reading.events.changed_since(before.place)
            directory, policy = self._session.listed(reading), reading.policies.in_force()
        place, streams = changed
        if before is not None and directory is not before.directory:
            directory.warm()
        rung = before is None or before.calls or pulse.rings != before.pulse.rings
        calls = self._phone.rings() if rung else ()
        same = (
            before is not None and place >= before.place and not any(kind == "watch" for kind, _ in streams)
        )
        watch = before.watch if before and same else self._handover.watch()
        return News(pulse, place, streams, numbers_in(streams), policy, directory, calls, watch)
