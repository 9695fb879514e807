"""Texts of the roster screen: the rows of its grid and the uncovered hours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby

from rich.cells import cell_len

from core.base.clock import site_time
from core.base.i18n_marks import N_
from core.desk.roster import Week, monday_of
from core.duty.roster import Gap, Outlook
from tui.i18n import _, language
from tui.widgets.cells import fit, together, wrap
from tui.widgets.host import Host
from tui.widgets.lines import Line
from tui.widgets.week_grid import GridRow

WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))


def head(week: Week, host: Host, width: int) -> list[Line]:
    """Return the week, and a note if it is the current one."""
    first, last = week.days[0], week.days[-1]
    today = site_time(host.now(), host.desk.site.zone).date()
    weeks = (first - monday_of(today)).days // 7
    when = {0: N_("this week"), 1: N_("next week"), -1: N_("last week")}.get(weeks, "")
    left = f" {_(N_('Roster'))}   {first:%Y-%m-%d} - {last:%m-%d}"
    right = f"{_(when)} "
    return [[(fit(left, width - cell_len(right)), "strong"), (right, "muted")]]


def day_name(day: date) -> str:
    """Return the name of a day: `Mon 09`."""
    return f"{_(WEEKDAYS[day.weekday()])} {day:%d}"


def rows(week: Week, host: Host) -> list[GridRow]:
    """Return the rows: every department with its people and their duties."""
    found: list[GridRow] = []
    for code, people in groupby(week.people, key=lambda person: person.department):
        found += (
            [GridRow(""), GridRow(department(code, host))] if found else [GridRow(department(code, host))]
        )
        found += [
            GridRow(
                person.name, person.no, person.post, tuple(week.text(person.no, day) for day in week.days)
            )
            for person in people
        ]
    return found


def department(code: str, host: Host) -> str:
    """Return the name of a department."""
    known = host.desk.policy.departments.get(code)
    return known.title(language()) if known else code or _(N_("no department"))


def left_open(outlook: Outlook, host: Host, width: int) -> list[Line]:
    """Return the uncovered hours of the next seven days and the expiring certificates."""
    if not outlook.rostered:
        words = _(N_("No roster yet, so no one is shown on duty and no hours count as uncovered."))
        return [[(fit(f" {words}", width), "muted")]]
    gaps = [_gap(gap, host) for gap in outlook.gaps]
    title = _(N_("Uncovered hours, next 7 days"))
    lines = (
        [*_listed(title, gaps, width, "amber")]
        if gaps
        else [[(fit(f" {_(N_('Every hour of the next 7 days is covered.'))}", width), "muted")]]
    )
    today = site_time(host.now(), host.desk.site.zone).date()
    ending = [_ending(person.name, person.certificate_until, today) for person in outlook.expiring]
    return [*lines, *(_listed(_(N_("Expiring certificates")), ending, width, "amber") if ending else ())]


def _ending(name: str, until: date | None, today: date) -> str:
    """Return the expiry of a certificate: `Zhu Peng on 03-28`, or since a day."""
    words = N_("{name} since {day}") if until and until < today else N_("{name} on {day}")
    return _(words).format(name=name, day=f"{until:%m-%d}")


def _gap(gap: Gap, host: Host) -> str:
    """Return a gap in words: `Service desk Thu 12 16:00-24:00 (8 h)`."""
    zone = host.desk.site.zone
    start, end = site_time(gap.start, zone), site_time(gap.end, zone)
    hours = round((gap.end - gap.start).total_seconds() / 3600)
    till = f"{end:%H:%M}"
    if till == "00:00":
        end, till = end - timedelta(days=1), "24:00"
    if end.date() != start.date():
        till = f"{day_name(end.date())} {till}"
    text = f"{department(gap.department, host)} {day_name(start.date())} {start:%H:%M}-{till}"
    return _(N_("{text} ({hours} h)")).format(text=text, hours=hours)


def _listed(title: str, parts: Sequence[str], width: int, style: str) -> Iterator[Line]:
    indent = cell_len(title) + 3
    for place, text in enumerate(wrap("  ".join(map(together, parts)), max(20, width - indent - 1), 3)):
        yield [(fit(f" {title}" if not place else "", indent), "muted"), (text, style)]
