"""Table and document of satisfaction rates: n, the rate, the target, and what follows below it (R028)."""

from collections.abc import Iterator, Mapping, Sequence

from core.base.i18n_marks import C_
from core.figures.measures import percent_text
from core.figures.satisfaction import CallbackSatisfaction, Satisfaction
from core.policy.model import Policy
from tui.i18n import _, language, listed
from tui.papers.paper import Document, Table, Value

NONE = "\u2014"
"""Rate of an empty denominator (§10)."""


def table(found: CallbackSatisfaction, policy: Policy) -> Iterator[Table]:
    """Yield the table of the callbacks of customers, of the desk first; none without a grade."""
    if not found.desk.tally.n:
        return
    heads = (
        _("Of"), _("n"), _("Satisfied"), _("Neutral"), _("Dissatisfied"), _(C_("satisfaction", "%")),
        _("Target"), _("Solved"), _("Remark"),
    )  # fmt: skip
    rows = [_row(name, one) for name, one in _lines(found, policy)]
    yield Table(heads, rows, _("Satisfaction of customers called back"), figures=True)


def _lines(found: CallbackSatisfaction, policy: Policy) -> Iterator[tuple[str, Satisfaction]]:
    departments, categories = policy.departments, policy.categories
    yield _("all"), found.desk
    for code, one in found.departments.items():
        yield departments[code].title(language()) if code in departments else code, one
    yield from found.workers.items()
    for code, one in found.categories.items():
        yield categories[code].title(language()) if code in categories else code, one


def _row(name: str, one: Satisfaction) -> Sequence[Value]:
    counted = one.tally
    remarks = (
        _("small sample") if one.is_small else "",
        _("below the target: draw up an improvement plan") if one.met is False else "",
    )
    figures = (counted.n, counted.passed, counted.neutral, counted.failed)
    rates = (NONE if one.rate is None else one.rate, f"{one.target} %", one.solved)
    return name, *figures, *rates, listed(filter(None, remarks))


def document(found: CallbackSatisfaction) -> Document:
    """Return the JSON object; rates are texts cut after two decimals, null for an empty denominator."""
    return {
        **_figures(found.desk),
        "departments": _named(found.departments),
        "workers": _named(found.workers),
        "categories": _named(found.categories),
    }


def _named(found: Mapping[str, Satisfaction]) -> Document:
    return {name: _figures(one) for name, one in found.items()}


def _figures(one: Satisfaction) -> Document:
    return {
        "n": one.tally.n,
        "pass": one.tally.passed,
        "fail": one.tally.failed,
        "neutral": one.tally.neutral,
        "rate": None if one.rate is None else percent_text(one.rate),
        "target": one.target,
        "met": one.met,
        "solved": None if one.solved is None else percent_text(one.solved),
    }
