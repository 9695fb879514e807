"""Call log of another office, read through a map and replayed as our tickets."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from core.base.i18n_marks import N_
from core.imports.case_log import read_cases
from core.imports.log_cells import LoggedCall, ahead_of, category_of, instant_in, key_of, texts_of
from core.imports.log_map import AHEAD, STAGES, Map
from core.imports.log_words import CLOSED, OPEN, STATUSES, usual_status
from core.imports.tables import Problems, Sheet, TableRow
from core.policy.model import Policy


def read_calls(sheet: Sheet, chart: Map, policy: Policy, now: datetime, source: str) -> list[LoggedCall]:
    """Return the calls of a log; raise `BadRows` naming all cells that cannot be used."""
    problems = Problems()
    lines = [*_once(sheet)]
    read = read_cases if "event" in chart.columns else _read_rows
    calls = read(lines, chart, policy, now, problems)
    problems.stop(source)
    return calls


def repeated_rows(sheet: Sheet) -> int:
    """Return the number of rows that are the same as another in every cell."""
    return len(sheet.lines) - sum(1 for _line in _once(sheet))


def _once(sheet: Sheet) -> Iterator[TableRow]:
    """Yield the rows without those that are the same as another in every cell."""
    seen = set()
    for line in sheet.lines:
        cells = tuple(line.cells.values())
        if cells not in seen:
            yield line
        seen.add(cells)


def _read_rows(
    lines: Sequence[TableRow], chart: Map, policy: Policy, now: datetime, problems: Problems
) -> list[LoggedCall]:
    seen: dict[str, int] = {}
    calls = []
    for line in lines:
        call = _call(line, chart, policy, now, problems)
        if call.key in seen:
            problems.add(line, chart.shown("id"), N_("already in row {other}"), other=seen[call.key])
        seen[call.key] = line.number
        calls.append(call)
    return calls


def _call(line: TableRow, chart: Map, policy: Policy, now: datetime, problems: Problems) -> LoggedCall:
    texts = texts_of(line, chart, policy, problems)
    if not texts["description"]:
        problems.add(line, "description", N_("is empty"))
    return LoggedCall(
        key=key_of(line, chart, problems),
        category=category_of(line, chart, problems),
        stages=_stages(line, chart, now, problems) | ahead_of(line, chart, AHEAD, problems),
        texts=texts,
        arrivals="arrived" in chart.columns,
    )


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
        instant = instant_in(line, chart, stage, found.get(before), problems)
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
