"""Jobs that count as failed because an unregistered or expired worker was sent (S2, R120)."""

from collections.abc import Callable
from datetime import datetime

from core.events.fold import standing
from core.figures.ports import FiguresReading
from core.ticket.acts.assign import Assigned, Reassigned
from core.ticket.doubts import FAILED
from core.ticket.numbers import number_of


def failed_jobs(
    look: FiguresReading, since: datetime, within: Callable[[datetime | None], bool]
) -> tuple[str, ...]:
    """Return the numbers of the tickets sent in such a way at an instant for which `within` is true."""
    sent = look.events.entries(Assigned, Reassigned, since=since)
    doubted = {
        number_of(one.stream.number) for one in sent if within(one.event.at) and _fails(one.event.fact)
    }
    return tuple(number for number in sorted(doubted) if _still_fails(look, number, within))


def _still_fails(look: FiguresReading, number: str, within: Callable[[datetime | None], bool]) -> bool:
    """Return False if the assignment was taken back."""
    return any(within(event.at) and _fails(event.fact) for event in standing(look.tickets.history(number)))


def _fails(fact: object) -> bool:
    return isinstance(fact, Assigned | Reassigned) and any(doubt in FAILED for doubt in fact.doubts)
