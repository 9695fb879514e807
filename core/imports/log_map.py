"""Map of another office's log (TOML): what its columns, its times and its values mean here."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from core.base.clock import zone
from core.base.dataclass import dataclass
from core.base.errors import Misconfigured
from core.base.i18n_marks import N_, Clauses
from core.base.text import fold_case
from core.base.written_days import NOTHING
from core.imports.log_words import STATUSES, is_status
from core.imports.tables import Sheet
from core.imports.written_times import ISO, parts_of
from core.policy.model import Policy
from core.policy.schema import Checker, Spec, read_table, read_toml
from core.ticket.codes import Result

STAGES = ("reported", "logged", "assigned", "accepted", "arrived", "handled")
"""Instants of a matter, in the order in which they happen."""

STEPS = (
    "reported", "assigned", "accepted", "arrived", "hold", "resume", "handled", "callback", "closed",
    "reopened", "urged", "note",
)  # fmt: skip
"""Steps of a matter that a row of its own can have."""

TEXTS = (
    "description", "unit", "place", "caller", "phone", "channel", "department", "assignee",
    "first_responder", "outcome", "note", "urgency", "origin", "no_arrival",
)  # fmt: skip

AHEAD = ("agreed", "promised")
"""Instants ahead of a row: agreed with the customer or planned as the end of a hold, and promised to them."""

_PLACEHOLDER = re.compile(r"\{([^{}]+)\}")


@dataclass(frozen=True)
class Times:
    """Notation of instants: `strptime` formats, or `iso`; in `zone` unless an offset is given."""

    zone: str = Spec("zone")
    format: str | tuple[str, ...] = Spec("text_or_texts", ISO)

    @property
    def formats(self) -> tuple[str, ...]:
        """Return the formats in the order in which they are tried."""
        return (self.format,) if isinstance(self.format, str) else self.format


@dataclass(frozen=True)
class SiteZone:
    """Time zone that a centre without tickets takes over from the log."""

    tz: str = Spec("zone")


@dataclass(frozen=True)
class Values:
    """Meaning of the values of a column; `default` is that of all others, empty if there is none."""

    codes: Mapping[str, str]
    default: str = ""

    def meaning(self, value: str) -> str:
        """Return what a value means; empty if the map does not say."""
        return self.codes.get(value, self.default)


@dataclass(frozen=True)
class Map:
    """Rules for reading one foreign log.

    A log with a column for the `event` has a row a step: `events` and `grades` say what its values mean.

    `columns` are theirs by our name, or templates such as `{date} {time}`; `texts` are templates, of which
    the empty ones are dropped and the rest joined by a comma; `categories` and `statuses` say what their
    values mean; a cell with one of the words in `nothing` counts as empty.
    A log of ours (`own`) tells everything that happened, and its tickets keep their numbers.
    """

    source: str
    tz: str
    times: Times
    columns: Mapping[str, str]
    texts: Mapping[str, Sequence[str]]
    categories: Values
    statuses: Values
    events: Values
    grades: Values
    nothing: frozenset[str] = NOTHING
    own: bool = False

    @property
    def zone(self) -> ZoneInfo:
        """Return the zone of the times."""
        return zone(self.times.zone)

    @property
    def ends(self) -> bool:
        """Return True if the map has a column that says which matters are closed."""
        return not {"handled", "status", "event"}.isdisjoint(self.columns)

    def with_status(self, sheet: Sheet) -> "Map":
        """Return the map with the column of statuses that it does not name, if the log has one."""
        if self.ends:
            return self
        filled = (one for one in sheet.headers if any(line.cells[one] for line in sheet.lines))
        found = next(filter(is_status, filled), None)
        return replace(self, columns={**self.columns, "status": found}) if found else self

    def used(self) -> Iterator[tuple[str, str]]:
        """Yield each setting that names a column of the log, with the column."""
        for name, column in self.columns.items():
            yield from ((f"columns.{name}", one) for one in columns_of(column))
        for name, templates in self.texts.items():
            for template in templates:
                yield from ((f"text.{name}", one) for one in placeholders(template))

    def shown(self, name: str) -> str:
        """Return the columns in which a value is found, as a refusal names them."""
        return " ".join(columns_of(self.columns.get(name, "")))

    def is_nothing(self, value: str) -> bool:
        """Return True for an empty cell, and for one that says so in words."""
        return not value or fold_case(value) in self.nothing

    def value(self, cells: Mapping[str, str], name: str) -> str:
        """Return the value of one of our `columns` in a row; empty if it says that there is nothing."""
        return self._said(self.raw(cells, name))

    def raw(self, cells: Mapping[str, str], name: str) -> str:
        """Return the value of one of our `columns` as it is written: a category may be called “-”."""
        column = self.columns.get(name, "")
        return cells[column] if column in cells else self.filled([column], cells)

    def filled(self, templates: Sequence[str], cells: Mapping[str, str]) -> str:
        """Return the templates with a row's values, without those whose placeholders are all empty."""
        kept = []
        for template in templates:
            said = [not self.is_nothing(cells[column]) for column in placeholders(template)]
            if any(said) or not said:
                kept.append(_PLACEHOLDER.sub(lambda match: self._said(cells[match[1]]), template).strip())
        return ", ".join(kept)

    def _said(self, value: str) -> str:
        return "" if self.is_nothing(value) else value


def placeholders(template: str) -> list[str]:
    """Return the columns that a template names in braces."""
    return _PLACEHOLDER.findall(template)


def columns_of(column: str) -> list[str]:
    """Return the columns of a setting that is one column or a template."""
    return placeholders(column) or [column]


def read_map(text: str, source: str) -> Map:
    """Return the map written in `text`; raise `Misconfigured` naming all its problems at once."""
    return read_toml(text, source, lambda check, tree: _build(check, tree, source))


def _build(check: Checker, tree: dict[str, object], source: str) -> Map | None:
    known = (
        "source", "nothing", "site", "time", "columns", "text", "categories", "status", "events", "grades",
    )  # fmt: skip
    check.unknown_keys("", tree, known)
    times = read_table(check, Times, "time", tree.get("time", {}))
    site = read_table(check, SiteZone, "site", tree["site"]) if "site" in tree else None
    columns = _words(
        check, "columns", tree, ("id", "category", "status", "event", "at", "grade", *STAGES, *AHEAD)
    )
    for needed in ("id", "at", "category") if "event" in columns else ("reported", "category"):
        if needed not in columns:
            check.problem(f"columns.{needed}", "is missing", "name their column")
    texts = check.table("text", tree.get("text", {}))
    check.unknown_keys("text", texts, TEXTS)
    if "description" not in texts:
        check.problem("text.description", "is missing", 'for example "{call_type}"')
    templates = {name: _templates(check, f"text.{name}", value) for name, value in texts.items()}
    for name, column in columns.items():
        _check_braces(check, f"columns.{name}", column)
    _check_meanings(check, tree, "status", STATUSES)
    _check_meanings(check, tree, "events", (*STEPS, "ignore"))
    _check_meanings(check, tree, "grades", tuple(Result))
    if times is None:
        return None
    _check_formats(check, times)
    return Map(
        source=str(tree.get("source", source)),
        tz=site.tz if site else times.zone,
        times=times,
        columns=columns,
        texts=templates,
        categories=_values(check, "categories", tree),
        statuses=_values(check, "status", tree),
        events=_values(check, "events", tree),
        grades=_values(check, "grades", tree),
        nothing=_nothing(check, tree),
    )


def _words(check: Checker, name: str, tree: dict[str, object], known: Iterable[str] | None) -> dict[str, str]:
    table = check.table(name, tree.get(name, {}))
    if known is not None:
        check.unknown_keys(name, table, known)
    for key, value in table.items():
        if not isinstance(value, str):
            check.problem(f"{name}.{key}", "must be a text")
    return {key: value for key, value in table.items() if isinstance(value, str)}


def _values(check: Checker, name: str, tree: dict[str, object]) -> Values:
    codes = _words(check, name, tree, None)
    default = codes.pop("default", "")
    return Values(codes, default)


def _nothing(check: Checker, tree: dict[str, object]) -> frozenset[str]:
    return (
        frozenset(map(fold_case, _texts(check, "nothing", tree["nothing"]))) if "nothing" in tree else NOTHING
    )


def _templates(check: Checker, where: str, value: object) -> Sequence[str]:
    templates = _texts(check, where, value)
    for template in templates:
        _check_braces(check, where, template)
    return templates


def _texts(check: Checker, where: str, value: object) -> Sequence[str]:
    texts = value if isinstance(value, list) else [value]
    if not all(isinstance(one, str) for one in texts):
        check.problem(where, "must be a text or a list of texts")
    return [one for one in texts if isinstance(one, str)]


def _check_braces(check: Checker, where: str, template: str) -> None:
    if set("{}") & set(_PLACEHOLDER.sub("", template)):
        check.problem(where, f"“{template}” has a brace without its partner", "write {column}")


def _check_formats(check: Checker, times: Times) -> None:
    """Add a problem for a format that `strptime` cannot read, and for formats without any day."""
    has_day = False
    for form in times.formats:
        try:
            parts = parts_of(form)
        except ValueError:
            check.problem(
                "time.format", f"“{form}” cannot be read", "year, month and day as in %Y-%m-%d %H:%M"
            )
            return
        if not any(parts):
            check.problem("time.format", f"“{form}” has neither a day nor a time", "%Y-%m-%d %H:%M")
        has_day = has_day or parts[0]
    if not has_day:
        check.problem("time.format", "has no day", "%Y-%m-%d %H:%M, or join two columns: {date} {time}")


def _check_meanings(check: Checker, tree: dict[str, object], name: str, known: Sequence[str]) -> None:
    for value, meaning in check.table(name, tree.get(name, {})).items():
        if meaning not in known:
            check.problem(f"{name}.{value}", f"“{meaning}” is not possible", "one of " + ", ".join(known))


def check_map(chart: Map, sheet: Sheet, policy: Policy) -> None:
    """Raise `Misconfigured` if the map does not fit the file or the policy."""
    check = Checker()
    for where, column in dict.fromkeys(chart.used()):
        if column not in sheet.headers:
            check.problem(where, f"there is no column “{column}”", "one of " + ", ".join(sheet.headers))
        elif sheet.headers.count(column) > 1:
            check.problem(where, f"the column “{column}” appears twice", "rename or remove one of them")
    for value, code in (*chart.categories.codes.items(), ("default", chart.categories.default)):
        if code and code not in policy.categories:
            check.problem(f"categories.{value}", f"there is no category “{code}”", "see: policy show")
    if check.problems:
        raise Misconfigured(
            N_("The map “{source}” does not fit: {problems}"),
            source=chart.source,
            problems=Clauses(check.problems),
        )
