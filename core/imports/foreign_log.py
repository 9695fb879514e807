"""Call log of another office, read through a map and replayed as our tickets.

The map (TOML) assigns their columns to our instants and texts and their values to our categories;
it also gives the format and the zone of their times.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from zoneinfo import ZoneInfo

from core.base.clock import zone
from core.base.dataclass import dataclass
from core.base.errors import Misconfigured
from core.base.i18n_marks import N_, Clauses
from core.base.text import Clean, clean
from core.imports.tables import Problems, Sheet, TableRow
from core.policy.model import Policy
from core.policy.schema import Checker, Spec, read_table, read_toml
from core.ticket.model import Channel

STAGES = ("reported", "logged", "assigned", "accepted", "arrived", "handled")
"""Instants of a matter, in the order in which they happen."""

TEXTS = (
    "description", "unit", "place", "caller", "phone", "channel", "department", "assignee",
    "first_responder", "outcome",
)  # fmt: skip

ISO = "iso"
_PLACEHOLDER = re.compile(r"\{([^{}]+)\}")


@dataclass(frozen=True)
class Times:
    """Notation of instants: a `strptime` format, or `iso`; in `zone` unless an offset is given."""

    zone: str = Spec("zone")
    format: str = Spec("text", ISO)


@dataclass(frozen=True)
class SiteZone:
    """Time zone that a centre without tickets takes over from the log."""

    tz: str = Spec("zone")


@dataclass(frozen=True)
class Map:
    """Rules for reading one foreign log.

    `columns` are theirs by our name; `texts` are templates such as `{address}`, of which the empty ones
    are dropped and the rest joined by a comma; `categories` are ours by their value, `default` is the
    category of all other values.
    """

    source: str
    tz: str
    times: Times
    columns: Mapping[str, str]
    texts: Mapping[str, Sequence[str]]
    categories: Mapping[str, str]
    default: str

    @property
    def zone(self) -> ZoneInfo:
        """Return the zone of the times."""
        return zone(self.times.zone)


@dataclass(frozen=True, slots=True)
class LoggedCall:
    """Row in our terms: the instants of the stages it has, and the texts that the map gives."""

    key: str
    category: str
    stages: Mapping[str, datetime]
    texts: Mapping[str, Clean]


def read_map(text: str, source: str) -> Map:
    """Return the map written in `text`; raise `Misconfigured` naming all its problems at once."""
    return read_toml(text, source, lambda check, tree: _build(check, tree, source))


def _build(check: Checker, tree: dict[str, object], source: str) -> Map | None:
    check.unknown_keys("", tree, ("source", "site", "time", "columns", "text", "categories"))
    times = read_table(check, Times, "time", tree.get("time", {}))
    site = read_table(check, SiteZone, "site", tree["site"]) if "site" in tree else None
    columns = _words(check, "columns", tree, ("id", "category", *STAGES))
    for needed in ("reported", "category"):
        if needed not in columns:
            check.problem(f"columns.{needed}", "is missing", "name their column")
    texts = check.table("text", tree.get("text", {}))
    check.unknown_keys("text", texts, TEXTS)
    if "description" not in texts:
        check.problem("text.description", "is missing", 'for example "{call_type}"')
    categories = _words(check, "categories", tree, None)
    default = categories.pop("default", "")
    if times is None:
        return None
    return Map(
        source=str(tree.get("source", source)),
        tz=site.tz if site else times.zone,
        times=times,
        columns=columns,
        texts={name: _templates(check, name, value) for name, value in texts.items()},
        categories=categories,
        default=default,
    )


def _words(check: Checker, name: str, tree: dict[str, object], known: Iterable[str] | None) -> dict[str, str]:
    table = check.table(name, tree.get(name, {}))
    if known is not None:
        check.unknown_keys(name, table, known)
    for key, value in table.items():
        if not isinstance(value, str):
            check.problem(f"{name}.{key}", "must be a text")
    return {key: value for key, value in table.items() if isinstance(value, str)}


def _templates(check: Checker, name: str, value: object) -> Sequence[str]:
    templates = value if isinstance(value, list) else [value]
    if not all(isinstance(one, str) for one in templates):
        check.problem(f"text.{name}", "must be a text or a list of texts")
    return [one for one in templates if isinstance(one, str)]


def check_map(chart: Map, sheet: Sheet, policy: Policy) -> None:
    """Raise `Misconfigured` if the map does not fit the file or the policy."""
    check = Checker()
    for name, column in chart.columns.items():
        _has_column(check, f"columns.{name}", column, sheet)
    for name, templates in chart.texts.items():
        for column in _PLACEHOLDER.findall(" ".join(templates)):
            _has_column(check, f"text.{name}", column, sheet)
    for value, code in (*chart.categories.items(), ("default", chart.default)):
        if code and code not in policy.categories:
            check.problem(f"categories.{value}", f"there is no category “{code}”", "see: policy show")
    if check.problems:
        raise Misconfigured(
            N_("The map “{source}” does not fit: {problems}"),
            source=chart.source,
            problems=Clauses(check.problems),
        )


def _has_column(check: Checker, where: str, column: str, sheet: Sheet) -> None:
    if column not in sheet.headers:
        check.problem(where, f"there is no column “{column}”", "one of " + ", ".join(sheet.headers))


def read_calls(sheet: Sheet, chart: Map, policy: Policy, now: datetime, source: str) -> list[LoggedCall]:
    """Return the rows as calls; raise `BadRows` naming all cells that cannot be used."""
    problems = Problems()
    seen: dict[str, int] = {}
    calls = []
    for line in sheet.lines:
        call = _call(line, chart, policy, now, problems)
        if call.key in seen:
            problems.add(
                line, chart.columns.get("id", ""), N_("already in row {other}"), other=seen[call.key]
            )
        seen[call.key] = line.number
        calls.append(call)
    problems.stop(source)
    return calls


def _call(line: TableRow, chart: Map, policy: Policy, now: datetime, problems: Problems) -> LoggedCall:
    texts = {name: clean(_filled(templates, line)) for name, templates in chart.texts.items()}
    if not texts["description"]:
        problems.add(line, "description", N_("is empty"))
    if texts.get("department") and not policy.department(texts["department"]):
        problems.add(line, "department", N_("“{value}” is not a department"), value=texts["department"])
    if texts.get("channel", "import") not in list(Channel):
        problems.add(line, "channel", N_("“{value}” is not a channel"), value=texts["channel"])
    return LoggedCall(
        key=_key(line, chart, problems),
        category=_category(line, chart, problems),
        stages=_stages(line, chart, now, problems),
        texts=texts,
    )


def _filled(templates: Sequence[str], line: TableRow) -> str:
    """Return the templates with the row's values, without those whose placeholders are all empty."""
    kept = []
    for template in templates:
        values = [line.cells[column] for column in _PLACEHOLDER.findall(template)]
        if any(values) or not values:
            kept.append(_PLACEHOLDER.sub(lambda match: line.cells[match[1]], template))
    return ", ".join(kept)


def _key(line: TableRow, chart: Map, problems: Problems) -> str:
    """Return the request key, by which the same row of the same source is logged once."""
    column = chart.columns.get("id")
    if column and not line.cells[column]:
        problems.add(line, column, N_("is empty"))
    parts = [line.cells[column]] if column and line.cells[column] else sorted(line.cells.values())
    return sha256("\x1f".join((chart.source, *parts)).encode()).hexdigest()


def _category(line: TableRow, chart: Map, problems: Problems) -> str:
    column = chart.columns["category"]
    value = line.cells[column]
    code = chart.categories.get(value, chart.default)
    if not code:
        problems.add(line, column, N_("“{value}” is not in the map and there is no default"), value=value)
    return code


def _stages(line: TableRow, chart: Map, now: datetime, problems: Problems) -> dict[str, datetime]:
    """Return the instants of the row; add a problem for one that is earlier than the one before."""
    found: dict[str, datetime] = {}
    before = ""
    for stage in STAGES:
        column = chart.columns.get(stage, "")
        if not column or not line.cells[column]:
            if stage == "reported":
                problems.add(line, column, N_("is empty"))
            continue
        instant = _instant(line.cells[column], chart.times.format, chart.zone)
        if instant is None:
            problems.add(line, column, N_("“{value}” is not a time"), value=line.cells[column])
        elif instant > now:
            problems.add(line, column, N_("is in the future"))
        elif before and instant < found[before]:
            problems.add(line, column, N_("is earlier than {other}"), other=chart.columns[before])
        else:
            found[stage] = instant
            # a worker may be assigned before the call is written down
            before = before if stage == "logged" else stage
    return found


def _instant(text: str, form: str, tz: ZoneInfo) -> datetime | None:
    try:
        read = datetime.fromisoformat(text) if form == ISO else datetime.strptime(text, form)  # noqa: DTZ007
        return (read if read.tzinfo else read.replace(tzinfo=tz)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
