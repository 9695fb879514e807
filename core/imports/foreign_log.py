"""Call log of another office, read through a map and replayed as our tickets."""

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256

from core.base.dataclass import dataclass
from core.base.i18n_marks import N_
from core.base.text import LONGEST, Clean, clean
from core.imports.log_map import STAGES, Map
from core.imports.log_words import CLOSED, OPEN, STATUSES, usual_status
from core.imports.tables import TOO_LONG, Problems, Sheet, TableRow
from core.imports.written_times import instant_of, read_time
from core.policy.model import Policy
from core.ticket.model import Channel


@dataclass(frozen=True, slots=True)
class LoggedCall:
    """Row in our terms: the instants of the stages it has, and the texts that the map gives.

    `arrivals` is False for a log without a column of them, which does not tell who came.
    """

    key: str
    category: str
    stages: Mapping[str, datetime]
    texts: Mapping[str, Clean]
    arrivals: bool = True


def read_calls(sheet: Sheet, chart: Map, policy: Policy, now: datetime, source: str) -> list[LoggedCall]:
    """Return the rows as calls; raise `BadRows` naming all cells that cannot be used."""
    problems = Problems()
    seen: dict[str, int] = {}
    calls = []
    for line in sheet.lines:
        call = _call(line, chart, policy, now, problems)
        if call.key in seen:
            problems.add(line, chart.shown("id"), N_("already in row {other}"), other=seen[call.key])
        seen[call.key] = line.number
        calls.append(call)
    problems.stop(source)
    return calls


def _call(line: TableRow, chart: Map, policy: Policy, now: datetime, problems: Problems) -> LoggedCall:
    whole = {name: chart.filled(templates, line.cells) for name, templates in chart.texts.items()}
    for name, text in whole.items():
        if len(text) > LONGEST:
            problems.add(line, name, TOO_LONG, count=len(text), most=LONGEST)
    texts = {name: clean(text) for name, text in whole.items()}
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
        arrivals="arrived" in chart.columns,
    )


def _key(line: TableRow, chart: Map, problems: Problems) -> str:
    """Return the request key, by which the same row of the same source is logged once."""
    ident = chart.raw(line.cells, "id")
    if "id" in chart.columns and not ident:
        problems.add(line, chart.shown("id"), N_("is empty"))
    parts = [ident] if ident else sorted(line.cells.values())
    return sha256("\x1f".join((chart.source, *parts)).encode()).hexdigest()


def _category(line: TableRow, chart: Map, problems: Problems) -> str:
    value = chart.raw(line.cells, "category")
    code = chart.categories.meaning(value)
    if not code:
        _not_in_map(line, chart, "category", value, problems)
    return code


def _not_in_map(line: TableRow, chart: Map, name: str, value: str, problems: Problems) -> None:
    message = N_("“{value}” is not in the map and there is no default")
    problems.add(line, chart.shown(name), message, value=value)


def _stages(line: TableRow, chart: Map, now: datetime, problems: Problems) -> dict[str, datetime]:
    """Return the instants of the row; add a problem for one that is earlier than the one before.

    A status decides whether the matter is closed.  Without a time of its end it was closed at its last
    known instant.
    """
    found: dict[str, datetime] = {}
    before = ""
    status = _status(line, chart, problems)
    for stage in STAGES:
        text = chart.value(line.cells, stage)
        if stage == "handled" and status == OPEN:
            continue
        if not text:
            if stage == "reported":
                problems.add(line, chart.shown(stage), N_("is empty"))
            continue
        instant = _instant(line, chart, stage, found.get(before), problems)
        if instant is None:
            continue
        if instant > now:
            problems.add(line, chart.shown(stage), N_("is in the future"))
        elif before and instant < found[before]:
            problems.add(line, chart.shown(stage), N_("is earlier than {other}"), other=chart.shown(before))
        else:
            found[stage] = instant
            # a worker may be assigned before the call is written down
            before = before if stage == "logged" else stage
    if status == CLOSED and found:
        found.setdefault("handled", max(found.values()))
    return found


def _instant(
    line: TableRow, chart: Map, stage: str, after: datetime | None, problems: Problems
) -> datetime | None:
    """Return the instant of a stage, which the one before it helps to read; add a problem if it has none."""
    text = chart.value(line.cells, stage)
    written = read_time(text, chart.times.formats)
    instant = instant_of(written, chart.zone, after) if written else None
    if instant is None:
        message = N_("“{value}” has no day") if written else N_("“{value}” is not a time")
        problems.add(line, chart.shown(stage), message, value=text)
    return instant


def _status(line: TableRow, chart: Map, problems: Problems) -> str:
    """Return what the row's status means; empty if it has none."""
    if "status" not in chart.columns:
        return ""
    value = chart.raw(line.cells, "status")
    meaning = chart.statuses.meaning(value) or usual_status(value)
    if value and not meaning:
        message = N_("“{value}” is not a known status: add it to [status] in the map, as {choices}")
        problems.add(line, chart.shown("status"), message, value=value, choices=STATUSES)
    return meaning
