"""Cells of another office's log in our terms: its key, category, texts and instants."""

from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import datetime
from hashlib import sha256

from core.base.dataclass import dataclass
from core.base.i18n_marks import N_
from core.base.text import LONGEST, Clean, clean
from core.imports.log_map import Map
from core.imports.tables import TOO_LONG, Problems, TableRow
from core.imports.written_times import instant_of, read_time
from core.policy.model import Policy
from core.policy.urgency import URGENCIES
from core.ticket.codes import Origin

_CODES = {"urgency": URGENCIES, "origin": tuple(map(str, Origin))}
"""Texts that must be one of our codes, if they are given."""


@dataclass(frozen=True, slots=True)
class LoggedStep:
    """Row of a log with a row a step: what was done, when, with which texts, and the grade of a callback.

    `agreed` is the planned end of a hold.
    """

    row: int
    what: str
    at: datetime
    texts: Mapping[str, Clean]
    grade: str = ""
    agreed: datetime | None = None


@dataclass(frozen=True, slots=True)
class LoggedCall:
    """Call in our terms: the instants of the stages it has, and the texts that the map gives.

    `stages` may have instants ahead (`AHEAD`) as well.  `steps` are those of a log with several rows a call;
    `arrivals` is False for a log that does not tell who came.  `number` is that of a ticket of ours.
    """

    key: str
    category: str
    stages: Mapping[str, datetime]
    texts: Mapping[str, Clean]
    arrivals: bool = True
    steps: Sequence[LoggedStep] = field(default=())
    number: str = ""


def texts_of(line: TableRow, chart: Map, policy: Policy, problems: Problems) -> dict[str, Clean]:
    """Return the texts that the map gives of a row."""
    whole = {name: chart.filled(templates, line.cells) for name, templates in chart.texts.items()}
    for name, text in whole.items():
        if len(text) > LONGEST:
            problems.add(line, name, TOO_LONG, count=len(text), most=LONGEST)
    texts = {name: clean(text) for name, text in whole.items()}
    if texts.get("department") and not policy.department(texts["department"]):
        problems.add(line, "department", N_("“{value}” is not a department"), value=texts["department"])
    for name, known in {**_CODES, "channel": tuple(policy.channels)}.items():
        if texts.get(name) and texts[name] not in known:
            message = N_("“{value}” is not one of: {choices}")
            problems.add(line, name, message, value=texts[name], choices=known)
    return texts


def key_of(line: TableRow, chart: Map, problems: Problems) -> str:
    """Return the request key, by which the same row of the same source is logged once."""
    ident = chart.raw(line.cells, "id")
    if "id" in chart.columns and not ident:
        problems.add(line, chart.shown("id"), N_("is empty"))
    parts = [ident] if ident else sorted(line.cells.values())
    return sha256("\x1f".join((chart.source, *parts)).encode()).hexdigest()


def category_of(line: TableRow, chart: Map, problems: Problems) -> str:
    """Return the category of a row; add a problem if the map does not give it."""
    value = chart.raw(line.cells, "category")
    code = chart.categories.meaning(value)
    if not code:
        message = N_("“{value}” is not in the map and there is no default")
        problems.add(line, chart.shown("category"), message, value=value)
    return code


def instant_in(
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


def ahead_of(line: TableRow, chart: Map, names: Sequence[str], problems: Problems) -> dict[str, datetime]:
    """Return the instants of a row that its order does not bind, of those that it has."""
    given = (name for name in names if name in chart.columns and chart.value(line.cells, name))
    found = {name: instant_in(line, chart, name, None, problems) for name in given}
    return {name: instant for name, instant in found.items() if instant}
