"""Paper of the figures of some site days."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

from core.base.clock import site_time
from core.base.i18n_marks import C_
from core.figures.measures import WITHIN, Arrivals, percent_text
from core.figures.report import LateEntry, Report
from core.figures.reporting_delays import Delays, StaffReports
from core.policy.model import Policy
from core.ticket.callbacks import RESULTS
from tui.i18n import _, language, listed
from tui.papers import satisfaction, supervision
from tui.papers.paper import Document, Paper, Table, Value, iso, span
from tui.papers.titles import cut
from tui.widgets import names

NAMED = 44
"""Cells of the numbers that a late entry names; the document has all."""


def report_paper(report: Report, policy: Policy) -> Paper:
    """Return the report as a paper (§17, daily)."""
    return Paper(
        "report",
        _("Daily report") if report.first == report.last else _("Report"),
        report.site,
        report.made_at,
        [*_parts(report, policy)],
        _document(report),
        subject=span(report.first, report.last),
        note=_made(report),
    )


def _made(report: Report) -> str:
    """Return the time at which the figures were taken, since the last day may not be over."""
    at = site_time(report.made_at, report.site.zone)
    return _("As known on {date} at {time} ({zone}).").format(
        date=at.date(), time=f"{at:%H:%M}", zone=report.site.tz
    )


def _parts(report: Report, policy: Policy) -> Iterator[Table]:
    """Yield the tables of the report in the reader's language, without empty ones."""
    yield _figures((_("Figure"), _("Count")), [*_counted(report)], _("The desk"))
    came = report.came
    for title, head, counts, name in (
        (_("Came in by kind"), _("Kind"), came.kinds, _named(names.KINDS)),
        (
            _("Came in by channel"),
            _("Channel"),
            came.channels,
            lambda code: policy.channel_title(code, language()),
        ),
        (_("Tickets by category"), _("Category"), came.categories, _category_names(policy)),
        (_("Callback results"), _("Result"), report.callbacks.results, _named(RESULTS)),
    ):
        if counts:
            rows = [(name(code), count) for code, count in _by_count(counts)]
            yield _figures((head, _("Count")), rows, title)
    yield from satisfaction.table(report.satisfaction, policy)
    if came.total:
        yield from _arrival_parts(report, policy)
    if report.staff_reports.total or report.staff_reports.entering.count:
        yield from _staff_report_parts(report.staff_reports)
    yield from supervision.tables(report, policy)
    yield from _late_entries(report)


def _late_entries(report: Report) -> Iterator[Table]:
    """Yield the entries made after the period, which changed its figures."""
    if report.late_entries:
        rows = [
            (one.at, one.by, len(one.numbers), cut(" ".join(one.numbers), NAMED))
            for one in report.late_entries
        ]
        heads = (_("Entered at"), _("Entered by"), _("Count"), _("No."))
        yield Table(heads, rows, _("Entered after the period"))


def _figures(heads: Sequence[str], rows: Sequence[Sequence[Value]], title: str) -> Table:
    return Table(heads, rows, title, figures=True)


def _counted(report: Report) -> Iterator[tuple[str, int]]:
    calls = report.callbacks
    yield _("came in"), report.came.total
    yield _("found by staff"), report.came.found
    yield _("repeats"), report.came.repeats
    yield _("solved on the spot"), report.came.at_once
    if report.came.valid or report.came.invalid:
        yield _("complaints found valid"), report.came.valid
        yield _("complaints found not valid"), report.came.invalid
    yield _("handled"), report.handled
    yield _("closed"), report.closed
    yield _("open at the end"), report.open
    yield _("overdue at the end"), report.breached
    yield _("deferred at the end"), report.deferred
    yield _("callbacks due"), calls.due
    yield _("callback attempts"), calls.attempts
    yield _("customers reached"), calls.reached
    yield _("callbacks pending at the end"), calls.owed
    yield _("callbacks overdue at the end"), calls.overdue
    if report.failed_jobs:
        yield _("failed: worker not listed or certificate expired"), len(report.failed_jobs)
    yield _("closed, not fed back"), report.not_fed_back
    yield _("to feed back at the end"), report.to_feed_back


def _arrival_parts(report: Report, policy: Policy) -> Iterator[Table]:
    name = _category_names(policy)
    lines = [(name(code) if code else _("all"), figures) for code, figures in _by_calls(report.arrivals)]
    running = report.arrivals[""].waiting > 0
    heads = [
        _("Category"),
        _("Calls"),
        _(C_("figures", "Arrived")),
        _("In time"),
        _("After warning"),
        _("Late"),
        _("Never"),
    ]
    yield _figures(
        [*heads, *([_("Running")] if running else []), _(C_("arrivals", "%"))],
        [
            (title, *[*_counts(figures).values()][: 7 if running else 6], figures.on_time)
            for title, figures in lines
        ],
        _("Arrivals against the promise"),
    )
    within = [_("in {count} min").format(count=seconds // 60) for seconds in WITHIN]
    yield _figures(
        [_("Category"), _("Mean"), _("Median"), _("90 %"), *within],
        [
            (title, *map(_span, _speeds(figures)), *(figures.within(n) for n in WITHIN))
            for title, figures in lines
        ],
        _("From the report to the arrival"),
    )


def _staff_report_parts(figures: StaffReports) -> Iterator[Table]:
    """Yield S1: the ways in which staff reports reached the desk, and the delays of entry from paper."""
    rows: list[tuple[str, Value]] = [
        (_("by the staff"), figures.total),
        (_("directly"), figures.direct),
        *((_("by way of: {who}").format(who=_(names.RELAYS.get(kind, kind))), count)
          for kind, count in _by_count(figures.relayed)),
        (_("directly, %"), figures.direct_rate),
        (_("found and put right at once"), figures.self_handled),
    ]  # fmt: skip
    yield _figures((_("Figure"), _("Count")), rows, _("Reports of the staff"))
    people = [(name, one.total, one.found, one.self_handled) for name, one in figures.people.items()]
    if people:
        heads = (_("First contact"), _("Reports"), _("found by staff"), _("found and put right at once"))
        yield _figures(heads, people, _("Reports by person"))
    if people and figures.silent:
        silent = (len(figures.silent), cut(listed(figures.silent), NAMED))
        yield Table((_("Count"), _("Name")), [silent], _("Staff without a report"))
    delays = [
        (title, delay.count, _span(delay.mean), _span(delay.longest))
        for title, delay in (
            (_("from first contact to the desk"), figures.reporting),
            (_("from relay to the desk"), figures.relaying),
            (_("from paper to entry"), figures.entering),
        )
        if delay.count
    ]
    if delays:
        heads = (_("Stage"), _("Count"), _("Mean"), _("Longest"))
        yield _figures(heads, delays, _("Delays before the entry"))


def _counts(figures: Arrivals) -> dict[str, int]:
    names = ("calls", "arrived", "in_time", "after_amber", "late", "never", "waiting")
    return {name: getattr(figures, name) for name in names}


def _speeds(figures: Arrivals) -> tuple[Fraction | None, ...]:
    return figures.mean, figures.median, figures.percentile(90)


def _span(seconds: Fraction | None) -> timedelta | None:
    return None if seconds is None else timedelta(microseconds=round(seconds * 1_000_000))


def _named(names: Mapping[str, str]) -> Callable[[str], str]:
    return lambda code: _(names.get(code, code))


def _category_names(policy: Policy) -> Callable[[str], str]:
    known = policy.categories
    return lambda code: known[code].title(language()) if code in known else code


def _by_count(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _by_calls(arrivals: Mapping[str, Arrivals]) -> list[tuple[str, Arrivals]]:
    """Return the busiest category first, the sum of all last."""
    return sorted(arrivals.items(), key=lambda item: (not item[0], -item[1].calls, item[0]))


_COUNTS = ("handled", "closed", "open", "breached", "deferred", "not_fed_back", "to_feed_back", "failed_jobs")


def _document(report: Report) -> Document:
    """Return the JSON object; null where there is nothing to divide."""
    calls = report.callbacks
    return {
        "from": report.first.isoformat(),
        "to": report.last.isoformat(),
        "site": report.site.name or None,
        "tz": report.site.tz,
        "made_at": iso(report.made_at, report.site.zone),
        "came": {
            "total": report.came.total,
            "found": report.came.found,
            "kinds": dict(report.came.kinds),
            "channels": dict(report.came.channels),
            "categories": dict(report.came.categories),
            "repeats": report.came.repeats,
            "repeat_percent": _percent(report.came.repeat_rate),
            "complaints_valid": report.came.valid,
            "complaints_invalid": report.came.invalid,
            "first_contact": report.came.at_once,
            "first_contact_percent": _percent(report.came.at_once_rate),
        },
        **{name: getattr(report, name) for name in _COUNTS},
        "callbacks": {
            **{name: getattr(calls, name) for name in ("due", "attempts", "reached", "owed", "overdue")},
            "results": dict(calls.results),
        },
        "satisfaction": satisfaction.document(report.satisfaction),
        "classifications": supervision.document(report.classifications, report.site.zone),
        "spot_checks": supervision.spot_document(report.spot_checks),
        "arrivals": {
            "all": _arrival_document(report.arrivals[""]),
            "categories": {
                code: _arrival_document(figures) for code, figures in _by_calls(report.arrivals) if code
            },
        },
        "staff_reports": _staff_report_document(report.staff_reports),
        "entered_late": _delay_document(report.staff_reports.entering),
        "late_entries": [_late_document(one, report.site.zone) for one in report.late_entries],
    }


def _late_document(one: LateEntry, zone: ZoneInfo) -> Document:
    return {"at": site_time(one.at, zone).isoformat(), "by": one.by, "tickets": list(one.numbers)}


def _staff_report_document(figures: StaffReports) -> Document:
    return {
        "total": figures.total,
        "direct": figures.direct,
        "relayed": dict(figures.relayed),
        "direct_percent": _percent(figures.direct_rate),
        "self_handled": figures.self_handled,
        "reporting": _delay_document(figures.reporting),
        "relaying": _delay_document(figures.relaying),
        "people": [
            {"person": name, "reports": one.total, "found": one.found, "self_handled": one.self_handled}
            for name, one in figures.people.items()
        ],
        "without_report": list(figures.silent),
    }


def _delay_document(delays: Delays) -> Document:
    return {"count": delays.count, "mean_s": _number(delays.mean), "max_s": _number(delays.longest)}


def _arrival_document(figures: Arrivals) -> Document:
    mean, median, p90 = map(_number, _speeds(figures))
    return {
        **_counts(figures),
        "on_time_percent": _percent(figures.on_time),
        "mean_s": mean,
        "median_s": median,
        "p90_s": p90,
        "within": {str(seconds): figures.within(seconds) for seconds in WITHIN},
    }


def _percent(rate: Fraction | None) -> float | None:
    """Return a share in percent as it is shown, cut after two decimals."""
    return None if rate is None else float(percent_text(rate))


def _number(seconds: Fraction | None) -> int | float | None:
    """Return seconds to two decimals, whole ones as an integer."""
    if seconds is None:
        return None
    rounded = round(seconds, 2)
    return int(rounded) if rounded.denominator == 1 else float(rounded)
