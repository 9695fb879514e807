"""Log with several rows a call, each of them a step: reported, on hold, handled, graded, reopened."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from core.base.i18n_marks import N_
from core.imports.log_cells import LoggedCall, LoggedStep, ahead_of, category_of, instant_in, key_of, texts_of
from core.imports.log_map import AHEAD, STEPS, Map
from core.imports.log_words import usual_grade, usual_step
from core.imports.tables import Problems, TableRow
from core.policy.model import Policy
from core.ticket.codes import Result

IGNORED = "ignore"
"""Step of a row that says nothing about the call."""


def read_cases(
    lines: Sequence[TableRow], chart: Map, policy: Policy, now: datetime, problems: Problems
) -> list[LoggedCall]:
    """Return the calls of a log with a row a step; add a problem for each cell that cannot be used."""
    cases: dict[str, list[TableRow]] = {}
    for line in lines:
        cases.setdefault(key_of(line, chart, problems), []).append(line)
    tells = {"callback", "arrived"} if chart.own else {_what(line, chart) for line in lines}
    found = (_case(key, rows, chart, policy, now, problems) for key, rows in cases.items())
    return [_with_end(call, graded="callback" in tells, came="arrived" in tells) for call in found if call]


def _case(
    key: str, lines: Sequence[TableRow], chart: Map, policy: Policy, now: datetime, problems: Problems
) -> LoggedCall | None:
    """Return one call; its first row, by time, says what it is about."""
    steps = []
    by_row = {line.number: line for line in lines}
    for line in lines:
        step = _step(line, chart, policy, problems)
        if step and step.at > now:
            problems.add(line, chart.shown("at"), N_("is in the future"))
        elif step and step.what != IGNORED:
            steps.append(step)
    steps.sort(key=lambda one: (one.at, one.what != "reported"))
    if not steps:
        return None
    first, others = steps[0], steps[1:]
    line = by_row[first.row]
    if first.what != "reported":
        problems.add(line, chart.shown("event"), N_("a call must begin with the step “reported”"))
    for again in (step for step in others if step.what == "reported"):
        problems.add(by_row[again.row], chart.shown("event"), N_("already in row {other}"), other=first.row)
    if not first.texts["description"]:
        problems.add(line, "description", N_("is empty"))
    category = category_of(line, chart, problems)
    stages = {"reported": first.at} | ahead_of(line, chart, ("logged", *AHEAD), problems)
    number = chart.raw(line.cells, "id") if chart.own else ""
    return LoggedCall(key, category, stages, first.texts, steps=others, number=number)


def _step(line: TableRow, chart: Map, policy: Policy, problems: Problems) -> LoggedStep | None:
    what = _what(line, chart)
    texts = texts_of(line, chart, policy, problems)
    if not what:
        message = N_("“{value}” is not a known step: add it to [events] in the map, as one of {choices}")
        value = chart.raw(line.cells, "event")
        problems.add(line, chart.shown("event"), message, value=value, choices=(*STEPS, IGNORED))
        return None
    if not chart.value(line.cells, "at"):
        problems.add(line, chart.shown("at"), N_("is empty"))
        return None
    at = instant_in(line, chart, "at", None, problems)
    grade = _grade(line, chart, problems) if what == "callback" else ""
    agreed = ahead_of(line, chart, ("agreed",), problems).get("agreed")
    return LoggedStep(line.number, what, at, texts, grade, agreed) if at else None


def _what(line: TableRow, chart: Map) -> str:
    value = chart.raw(line.cells, "event")
    return chart.events.meaning(value) or usual_step(value)


def _grade(line: TableRow, chart: Map, problems: Problems) -> str:
    value = chart.value(line.cells, "grade") if "grade" in chart.columns else ""
    grade = chart.grades.meaning(value) or usual_grade(value) if value else Result.NO_ANSWER
    if not grade:
        message = N_("“{value}” is not a known grade: add it to [grades] in the map, as one of {choices}")
        problems.add(line, chart.shown("grade"), message, value=value, choices=tuple(Result))
    return grade


def _with_end(call: LoggedCall, *, graded: bool, came: bool) -> LoggedCall:
    """Return the call, closed where it was handled if the log does not tell of callbacks."""
    steps = list(call.steps)
    ends = any(step.what == "closed" for step in steps)
    if not graded and not ends and steps and steps[-1].what == "handled":
        last = steps[-1]
        steps.append(LoggedStep(last.row, "closed", last.at, last.texts))
    return replace(call, arrivals=came, steps=steps)
