"""What the storage has that the desk does not show yet: changed tickets, other rules, other people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.directory import Directory
from core.policy import Policy
from core.rules import Actor

if TYPE_CHECKING:
    from core.desk import Desk


@dataclass(frozen=True, slots=True)
class News:
    """What one look brings: the place in the feed, the tickets changed since, what is in force now."""

    place: int
    numbers: Sequence[str]
    policy: Policy
    directory: Directory
    actor: Actor

    def differs(self, before: News | None) -> bool:
        """Whether anything has to be drawn again."""
        return (
            before is None
            or bool(self.numbers)
            or self.policy.version != before.policy.version
            or self.directory is not before.directory
        )


def look(desk: Desk, before: News | None) -> News:
    """What is new since `before`, in one unit of work."""
    with desk.store.reading() as reading:
        place, numbers = (reading.position(), ()) if before is None else reading.changed_since(before.place)
        directory = reading.directory()
        news = News(place, numbers, reading.policies()[-1], directory, desk.actor_in(directory))
    directory.warm()  # here, in a thread, no key waits for it
    return news
