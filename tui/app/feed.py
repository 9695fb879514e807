"""What the storage has that the desk does not show yet: changed tickets, other rules, other people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from core.people.directory import Directory
from core.policy.model import Policy
from core.ticket.numbers import numbers_in

if TYPE_CHECKING:
    from core.desk.desk import Desk
    from core.desk.phone import Call
    from core.desk.ports import Pulse
    from core.events.stream import Stream
    from core.handover.watch import Watch


@dataclass(frozen=True, slots=True)
class News:
    """What one look brings: the place in the feed, what changed since, what is in force, who calls.

    `numbers` are those of the tickets among the changed `streams`, `watch` is that of whoever has the desk.
    """

    pulse: Pulse
    place: int
    streams: Sequence[Stream]
    numbers: Sequence[str]
    policy: Policy
    directory: Directory
    calls: Sequence[Call]
    watch: Watch | None

    def differs(self, before: News | None) -> bool:
        """Whether anything has to be drawn again."""
        return (
            before is None
            or bool(self.numbers)
            or self.policy.version != before.policy.version
            or self.directory is not before.directory
            or self.watch != before.watch
        )


def look(desk: Desk, before: News | None) -> News:
    """What is new since `before`: one small statement as long as nobody writes.

    Called beside the screen: other units and people come with the indexes that typing needs.
    """
    with desk.session.store.reading() as reading:
        pulse = reading.pulse()
        if before is not None and pulse == before.pulse:
            return replace(before, streams=(), numbers=())
        place, streams = (pulse.place, ()) if before is None else reading.events.changed_since(before.place)
        directory, policy = desk.session.listed(reading), reading.policies.in_force()
    if before is not None and directory is not before.directory:
        directory.warm()
    rung = before is None or before.calls or pulse.rings != before.pulse.rings
    calls = desk.phone.rings() if rung else ()
    same = before is not None and place >= before.place and not any(kind == "watch" for kind, _ in streams)
    watch = before.watch if before and same else desk.handover.watch()
    return News(pulse, place, streams, numbers_in(streams), policy, directory, calls, watch)
