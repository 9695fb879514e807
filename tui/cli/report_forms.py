"""A report as tables for people, as Markdown, HTML, CSV and JSON."""

import csv
import html
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from io import StringIO
from typing import Any

from core.callbacks import RESULTS
from core.clock import site_time
from core.firsthand import Delays, Firsthand
from core.measures import WITHIN, Arrivals, percent_text
from core.policy import Policy
from core.report import Report
from tui.cli.document import Document
from tui.i18n import _, language
from tui.widgets import names

NONE = "—"


@dataclass(frozen=True, slots=True)
class Part:
    """One table; with `figures` every column but the first is aligned to the right."""

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    figures: bool = True


def title_of(report: Report) -> str:
    """The report's first line: the site and the days."""
    days = str(report.first) if report.first == report.last else f"{report.first} – {report.last}"
    return f"{report.site.name} {days}".strip()


def made(report: Report) -> str:
    """When the figures were taken, and that the last day may not be over."""
    at = site_time(report.made_at, report.site.zone)
    return _("As known on {date} at {time} ({zone}).").format(
        date=at.date(), time=f"{at:%H:%M}", zone=report.site.tz
    )


def parts(report: Report, policy: Policy) -> Iterator[Part]:
    """The tables of the report in the reader's language; those without a row are left out."""
    yield Part(_("The desk"), (_("Figure"), _("Count")), [(name, str(n)) for name, n in _figures(report)])
    came = report.came
    for title, counts, name in (
        (_("Came in by kind"), came.kinds, _named(names.KINDS)),
        (_("Came in by channel"), came.channels, _named(names.CHANNELS)),
        (_("Came in by category"), came.categories, _category_names(policy)),
        (_("Callback results"), report.callbacks.results, _named(RESULTS)),
    ):
        if counts:
            rows = [(name(code), str(count)) for code, count in _by_count(counts)]
            yield Part(title, (_("Sort"), _("Count")), rows)
    if came.total:
        yield from _arrival_parts(report, policy)
    if report.firsthand.total or report.firsthand.entering.count:
        yield from _firsthand_parts(report.firsthand)


def _figures(report: Report) -> Iterator[tuple[str, int]]:
    calls = report.callbacks
    yield _("came in"), report.came.total
    yield _("found by staff"), report.came.found
    yield _("repeats"), report.came.repeats
    yield _("solved in the first contact"), report.came.at_once
    yield _("handled"), report.handled
    yield _("closed"), report.closed
    yield _("open at the end"), report.open
    yield _("breached at the end"), report.breached
    yield _("deferred at the end"), report.deferred
    yield _("callbacks due"), calls.due
    yield _("callback attempts"), calls.attempts
    yield _("customers reached"), calls.reached
    yield _("callbacks owed at the end"), calls.owed
    yield _("callbacks overdue at the end"), calls.overdue


def _arrival_parts(report: Report, policy: Policy) -> Iterator[Part]:
    name = _category_names(policy)
    lines = [(name(code) if code else _("all"), figures) for code, figures in _by_calls(report.arrivals)]
    running = report.arrivals[""].waiting > 0
    heads = [_("Category"), _("Calls"), _("Came"), _("In time"), _("Amber"), _("Late"), _("Never")]
    yield Part(
        _("Arrivals against the promise"),
        [*heads, *([_("Running")] if running else []), "%"],
        [
            (
                title,
                *map(str, list(_counts(figures).values())[: 7 if running else 6]),
                percent_text(figures.on_time),
            )
            for title, figures in lines
        ],
    )
    within = [_("in {count} min").format(count=seconds // 60) for seconds in WITHIN]
    yield Part(
        _("From the report to the arrival"),
        [_("Category"), _("Mean"), _("Median"), "90 %", *within],
        [
            (title, *map(_minutes, _speeds(figures)), *(str(figures.within(n)) for n in WITHIN))
            for title, figures in lines
        ],
    )


def _firsthand_parts(figures: Firsthand) -> Iterator[Part]:
    """S1: how the staff's reports reached the desk, and how late what was on paper was entered."""
    rows = [
        (_("by the staff"), str(figures.total)),
        (_("directly"), str(figures.direct)),
        *((_("by way of: {who}").format(who=_(names.RELAYS.get(kind, kind))), str(count))
          for kind, count in _by_count(figures.relayed)),
        (_("directly, %"), percent_text(figures.direct_rate)),
        (_("found and put right at once"), str(figures.self_handled)),
    ]  # fmt: skip
    yield Part(_("Reports of the staff"), (_("Figure"), _("Count")), rows)
    delays = [
        (title, str(delay.count), _minutes(delay.mean), _minutes(delay.longest))
        for title, delay in (
            (_("heard of it to the desk"), figures.reporting),
            (_("passed on to the desk"), figures.relaying),
            (_("on paper to the entry"), figures.entering),
        )
        if delay.count
    ]
    if delays:
        yield Part(_("Delays before the entry"), (_("From"), _("Count"), _("Mean"), _("Longest")), delays)


def _counts(figures: Arrivals) -> dict[str, int]:
    names = ("calls", "arrived", "in_time", "after_amber", "late", "never", "waiting")
    return {name: getattr(figures, name) for name in names}


def _speeds(figures: Arrivals) -> tuple[Fraction | None, ...]:
    return figures.mean, figures.median, figures.percentile(90)


def _minutes(seconds: Fraction | None) -> str:
    if seconds is None:
        return NONE
    whole = round(seconds)
    return f"{whole // 60}:{whole % 60:02d}"


def _named(names: Mapping[str, str]) -> Callable[[str], str]:
    return lambda code: _(names.get(code, code))


def _category_names(policy: Policy) -> Callable[[str], str]:
    known = policy.categories
    return lambda code: known[code].title(language()) if code in known else code


def _by_count(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _by_calls(arrivals: Mapping[str, Arrivals]) -> list[tuple[str, Arrivals]]:
    """The busiest category first, all of them last."""
    return sorted(arrivals.items(), key=lambda item: (not item[0], -item[1].calls, item[0]))


def document(report: Report) -> Document:
    """The report as one JSON document; null where there is nothing to divide."""
    calls = report.callbacks
    return {
        "from": report.first.isoformat(),
        "to": report.last.isoformat(),
        "site": report.site.name or None,
        "tz": report.site.tz,
        "made_at": site_time(report.made_at, report.site.zone).isoformat(),
        "came": {
            "total": report.came.total,
            "found": report.came.found,
            "kinds": dict(report.came.kinds),
            "channels": dict(report.came.channels),
            "categories": dict(report.came.categories),
            "repeats": report.came.repeats,
            "repeat_percent": _percent(report.came.repeat_rate),
            "first_contact": report.came.at_once,
            "first_contact_percent": _percent(report.came.at_once_rate),
        },
        **{name: getattr(report, name) for name in ("handled", "closed", "open", "breached", "deferred")},
        "callbacks": {
            **{name: getattr(calls, name) for name in ("due", "attempts", "reached", "owed", "overdue")},
            "results": dict(calls.results),
        },
        "arrivals": {
            "all": _arrival_document(report.arrivals[""]),
            "categories": {
                code: _arrival_document(figures) for code, figures in _by_calls(report.arrivals) if code
            },
        },
        "staff_reports": _firsthand_document(report.firsthand),
        "entered_late": _delay_document(report.firsthand.entering),
    }


def _firsthand_document(figures: Firsthand) -> Document:
    return {
        "total": figures.total,
        "direct": figures.direct,
        "relayed": dict(figures.relayed),
        "direct_percent": _percent(figures.direct_rate),
        "self_handled": figures.self_handled,
        "reporting": _delay_document(figures.reporting),
        "relaying": _delay_document(figures.relaying),
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
    """A share in percent as it is shown, cut after two decimals."""
    return None if rate is None else float(percent_text(rate))


def _number(seconds: Fraction | None) -> int | float | None:
    """Seconds to two decimals, whole ones as an integer."""
    if seconds is None:
        return None
    rounded = round(seconds, 2)
    return int(rounded) if rounded.denominator == 1 else float(rounded)


def markdown(report: Report, policy: Policy) -> str:
    """The report as Markdown tables."""
    return markdown_of(title_of(report), made(report), parts(report, policy))


def markdown_of(title: str, note: str, tables: Iterable[Part]) -> str:
    """Tables under a title and a line of text, if there is one."""
    lines = [f"# {_escaped(title)}", *(["", note] if note else [])]
    for part in tables:
        lines += ["", f"## {_escaped(part.title)}", "", _md_row(part.heads)]
        column = "|---:" if part.figures else "|---"
        lines += ["|---" + column * (len(part.heads) - 1) + "|", *map(_md_row, part.rows)]
    return "\n".join(lines) + "\n"


def _md_row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(map(_escaped, cells)) + " |"


def _escaped(text: str) -> str:
    return "".join(f"\\{ch}" if ch in "\\|`*_<>[]#" else ch for ch in text)


_STYLE = """
body { font: 15px/1.5 system-ui, "Noto Sans CJK SC", sans-serif; max-width: 52rem; margin: 2rem auto; }
table { border-collapse: collapse; width: 100%; }
th, td { padding: .2rem .6rem; border-bottom: 1px solid #ccc; text-align: right; }
th:first-child, td:first-child, .words th, .words td { text-align: left; }
""".strip()


def html_page(report: Report, policy: Policy) -> str:
    """The report as one HTML page that can be printed; it loads nothing."""
    return html_of(title_of(report), made(report), parts(report, policy))


def html_of(title: str, note: str, tables: Iterable[Part]) -> str:
    """Tables under a title and a line of text."""
    title, body = html.escape(title), "".join(map(_html_part, tables))
    return (
        f'<!DOCTYPE html>\n<html lang="{language().replace("_", "-")}">\n<meta charset="utf-8">\n'
        f"<title>{title}</title>\n<style>\n{_STYLE}\n</style>\n"
        f"<h1>{title}</h1>\n<p>{html.escape(note)}</p>\n{body}</html>\n"
    )


def _html_part(part: Part) -> str:
    def row(cells: Sequence[str], tag: str) -> str:
        return "<tr>" + "".join(f"<{tag}>{html.escape(cell)}</{tag}>" for cell in cells) + "</tr>\n"

    rows = "".join(row(cells, "td") for cells in part.rows)
    words = "" if part.figures else ' class="words"'
    return f"<h2>{html.escape(part.title)}</h2>\n<table{words}>\n{row(part.heads, 'th')}{rows}</table>\n"


def csv_text(report: Report) -> str:
    """Every figure of the JSON document on a line of its own: where it stands there, and its value."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("figure", "value"))
    writer.writerows(_leaves(document(report)))
    return out.getvalue()


def csv_rows(entries: Sequence[Document]) -> str:
    """Entries of one shape on a line each, under their names; no cell begins like a formula."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    if entries:
        writer.writerow(entries[0])
        writer.writerows([_cell(value) for value in entry.values()] for entry in entries)
    return out.getvalue()


def _cell(value: object) -> object:
    # a spreadsheet would run what people wrote
    return f"'{value}" if isinstance(value, str) and value[:1] in "=+-@\t\r" and value else value


def _leaves(tree: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in tree.items():
        where = f"{above}{name}"
        if isinstance(value, dict):
            yield from _leaves(value, f"{where}.")
        else:
            yield where, value
