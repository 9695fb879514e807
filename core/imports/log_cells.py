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
from core.ticket.codes import Channel


@dataclass(frozen=True, slots=True)
class LoggedStep:
    """Row of a log with a row a step: what was done, when, with which texts, and the grade of a callback."""

    row: int
    what: str
    at: datetime
    texts: Mapping[str, Clean]
    grade: str = ""


@dataclass(frozen=True, slots=True)
class LoggedCall:
    """Call in our terms: the instants of the stages it has, and the texts that the map gives.

    `steps` are those of a log with several rows a call; `arrivals` is False for a log that does not tell
    who came.
    """

    key: str
    category: str
    stages: Mapping[str, datetime]
    texts: Mapping[str, Clean]
    arrivals: bool = True
    steps: Sequence[LoggedStep] = field(default=())


def texts_of(line: TableRow, chart: Map, policy: Policy, problems: Problems) -> dict[str, Clean]:
    """Return the texts that the map gives of a row."""
    whole = {name: chart.filled(templates, line.cells) for name, templates in chart.texts.items()}
    for name, text in whole.items():
        if len(text) > LONGEST:
            problems.add(line, name, TOO_LONG, count=len(text), most=LONGEST)
    texts = {name: clean(text) for name, text in whole.items()}
    if texts.get("department") and not policy.department(texts["department"]):
        problems.add(line, "department", N_("“{value}” is not a department"), value=texts["department"])
    if texts.get("channel", "import") not in list(Channel):
        problems.add(line, "channel", N_("“{value}” is not a channel"), value=texts["channel"])
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
