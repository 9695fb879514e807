"""A past day's report changes only by late entries, which it names; midnight belongs to the next day."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from core.base.text import Clean
from core.desk.desk import Desk
from core.figures.report import Report
from core.intake.model import Intake, cleaned
from core.ticket.acts.assign import Assign
from core.ticket.acts.callback import RecordCallback
from core.ticket.acts.close import Reopen, Void
from core.ticket.acts.handle import Handle
from core.ticket.acts.merge import Merge
from core.ticket.acts.undo import Undo
from core.ticket.acts.work import Arrive
from core.ticket.codes import Result
from storage.store import SqlStore
from tests.core.play import site

DAY = date(2026, 12, 1)
AtDesk = Callable[[str], Desk]


@pytest.fixture
def at(store: SqlStore) -> AtDesk:
    """The desk at a time of the site."""
    return lambda when: Desk(store, "anna", lambda: site(when))


def counted(report: Report) -> dict[str, object]:
    every = report.arrivals[""]
    return {
        "came": report.came.total,
        "handled": report.handled,
        "closed": report.closed,
        "open": report.open,
        "results": dict(report.callbacks.results),
        "arrivals": (every.in_time, every.late, every.never, every.waiting),
    }


def leak(unit: str) -> Intake:
    return Intake(line="leak", unit=unit, description="leak", category="pipe_leak")


def day_of(at: AtDesk) -> tuple[str, str, str]:
    """Three tickets of the 1st: one closed, one open, one just come."""
    first = at("2026-12-01 10:00").tickets.log(cleaned(leak("1-1-101"))).number
    at("2026-12-01 10:05").tickets.do(first, Assign(Clean("engineering")))
    at("2026-12-01 10:10").tickets.do(first, Arrive())
    at("2026-12-01 11:00").tickets.do(first, Handle(Clean("sealed"), no_arrival=Clean("by phone")))
    at("2026-12-01 15:00").tickets.do(first, RecordCallback(Result.SATISFIED))
    second = at("2026-12-01 16:00").tickets.log(cleaned(leak("1-1-102"))).number
    third = at("2026-12-01 23:55").tickets.log(cleaned(leak("1-1-103"))).number
    return first, second, third


def test_what_happens_later_changes_no_past_report(at: AtDesk) -> None:
    first, second, third = day_of(at)
    before = counted(at("2026-12-02 00:00").figures.report(DAY, DAY))
    assert (before["came"], before["closed"], before["open"]) == (3, 1, 2)
    at("2026-12-02 00:03").tickets.do(third, Assign(Clean("engineering")))
    at("2026-12-02 00:05").tickets.do(third, Arrive())
    at("2026-12-02 09:00").tickets.do(first, Reopen(Clean("by mistake")))
    at("2026-12-02 09:05").tickets.do(second, Void(Clean("twice")))
    at("2026-12-02 09:06").tickets.do(second, Undo())
    at("2026-12-02 09:07").tickets.do(second, Merge(third))
    after = at("2026-12-09 12:00").figures.report(DAY, DAY)
    assert counted(after) == before
    assert list(after.late_entries) == []


def test_a_late_entry_changes_the_report_and_is_named(at: AtDesk) -> None:
    _first, second, _third = day_of(at)
    later = at("2026-12-02 09:00")
    later.tickets.do(second, Assign(Clean("engineering")), at=site("2026-12-01 16:05"))
    later.tickets.do(
        second, Handle(Clean("sealed"), no_arrival=Clean("by phone")), at=site("2026-12-01 17:00")
    )
    report = later.figures.report(DAY, DAY)
    assert (report.handled, report.open) == (2, 1)
    (entry,) = report.late_entries
    assert (entry.at, entry.by, entry.numbers) == (site("2026-12-02 09:00"), "anna", (second,))
    at("2026-12-02 09:10").tickets.do(second, Undo())
    again = at("2026-12-02 10:00").figures.report(DAY, DAY)
    assert (again.handled, again.open) == (1, 2)


def test_a_late_ticket_is_judged_with_its_arrival(at: AtDesk) -> None:
    """A call entered the next day, whose people came within its day, is no “never came”."""
    day_of(at)
    later = at("2026-12-02 09:00")
    number = later.tickets.log(cleaned(replace(leak("2-1-101"), reported_at=site("2026-12-01 20:00")))).number
    later.tickets.do(number, Assign(Clean("engineering")), at=site("2026-12-01 20:05"))
    later.tickets.do(number, Arrive(), at=site("2026-12-01 20:10"))
    every = later.figures.report(DAY, DAY).arrivals[""]
    assert (every.calls, every.arrived, every.in_time) == (4, 2, 2)


def test_midnight_belongs_to_the_next_day(at: AtDesk) -> None:
    midnight = at("2026-12-02 00:00").tickets.log(cleaned(leak("1-1-101")))
    reports = [at("2026-12-03 12:00").figures.report(day, day) for day in (DAY, DAY + timedelta(days=1))]
    assert [one.came.total for one in reports] == [0, 1]
    assert [one.open for one in reports] == [0, 1]
    assert midnight.reported_at == datetime.fromisoformat("2026-12-02T00:00+08:00")
