"""Lines of a report by ticket: each ticket once, with its worst reason first (§16)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from core.handover.report import LINES, HandoverReport, ReportLine
from core.ticket.board import NEVER

EMERGENCY = (("open", "placeless"), ("emergencies", "emergency"))
LATE = (
    ("open", "breached"), ("rungs", "due"), ("rungs", "again"), ("callbacks", "overdue"),
    ("external", "external"),
)  # fmt: skip
PROMISED = (("promises", "promise"), ("holds", "appointment"))
CALM = (
    ("hazards", "hazard"), ("callbacks", "due"), ("open", "breaching"),
    ("rungs", "told"), ("rungs", "waiting"), ("rungs", "next"),
    ("holds", "hold"), ("followups", "followup"), ("open", "open"),
)  # fmt: skip
"""Reasons for a line about a ticket, by part and kind, the worst first; those of `CALM` are never red."""

_GROUPS = (EMERGENCY, LATE, PROMISED, CALM)
_RANKS = {reason: rank for rank, reason in enumerate(reason for group in _GROUPS for reason in group)}


class Reason(NamedTuple):
    """Line of a report about a ticket, with the part that it is in."""

    part: str
    line: ReportLine

    @property
    def is_late(self) -> bool:
        """Return True for an emergency, and for a reason that is red because a deadline has passed."""
        return (self.part, self.line.kind) in (*EMERGENCY, *LATE)

    @property
    def _order(self) -> tuple[object, ...]:
        rank = _RANKS.get((self.part, self.line.kind), len(_RANKS))
        return (not self.line.red, rank, self.line.at or NEVER)


class TicketReasons(NamedTuple):
    """Everything that a report says about one ticket: its worst reason, and the others in order."""

    worst: Reason
    others: Sequence[Reason]

    @property
    def _order(self) -> tuple[object, ...]:
        """Return the place in the list: emergencies, late ones, promised ones, the rest, each by time."""
        line, reason = self.worst.line, (self.worst.part, self.worst.line.kind)
        group = next((place for place, group in enumerate(_GROUPS) if reason in group), len(_GROUPS))
        return (not line.red, group if line.red else 0, line.at or NEVER, line.number)


def by_ticket(report: HandoverReport) -> Sequence[TicketReasons]:
    """Return the tickets of a report with all reasons: red ones first, the worst of them at the top."""
    every = _grouped({part: report.lines(part) for part in LINES})
    return sorted((TicketReasons(worst, others) for worst, *others in every), key=lambda one: one._order)


def with_one_red_each(parts: Mapping[str, Iterable[ReportLine]]) -> dict[str, tuple[ReportLine, ...]]:
    """Return the lines of all parts; of the red lines about one ticket only the worst stays red."""
    lines = {part: tuple(found) for part, found in parts.items()}
    worst = {reasons[0].line.id for reasons in _grouped(lines)}
    return {
        part: tuple(replace(line, red=line.red and (not line.number or line.id in worst)) for line in found)
        for part, found in lines.items()
    }


def _grouped(parts: Mapping[str, Sequence[ReportLine]]) -> Iterator[list[Reason]]:
    """Yield the reasons of each ticket, red ones first, the worst of them at the top."""
    tickets: dict[str, list[Reason]] = {}
    for part, found in parts.items():
        for line in found:
            if line.number:
                tickets.setdefault(line.number, []).append(Reason(part, line))
    for reasons in tickets.values():
        yield sorted(reasons, key=lambda one: one._order)
