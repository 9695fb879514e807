"""Generator of the rows of docs/rights.md that are about acts: on tickets, and on records of every kind."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from core.people.roles import ROLE_NAMES, Actor
from core.ticket.acts.about import About
from core.ticket.acts.base import without_questions
from core.ticket.acts.request import AskApproval
from core.ticket.acts.table import ACTS
from tui.commands.registry import COMMANDS
from tui.commands.steps import EARLIER
from tui.features import FEATURES

PAGE = Path(__file__).resolve().parents[1] / "docs/rights.md"
_ROWS = r"(## {title}\n\n(?:\|[^\n]*\n){{2}})((?:\|[^\n]*\n)*)"


def page() -> str:
    """Return docs/rights.md with the rows made again."""
    text = _with_rows("Steps of a ticket", _rows(), PAGE.read_text(encoding="utf-8"))
    return _with_rows("Records", (row.text for one in FEATURES for row in one.rights), text)


def _with_rows(title: str, rows: Iterator[str], page: str) -> str:
    made = "".join(f"| {row} |\n" for row in rows)
    return re.sub(_ROWS.format(title=title), lambda found: found[1] + made, page)


def _rows() -> Iterator[str]:
    for name, act in ACTS.items():
        yield _row(name, act.help, act.role, act, f"`{name.replace('_', '-')}`")
        if act.late_role:
            yield _row(f"{name}_late", "The same after ten minutes", act.late_role, act)
        for further, right in act.further.items():
            yield _row(further, right.title, right.role, act)
    asking = AskApproval.about
    yield _row(asking.name, asking.help, asking.role, asking)


def _row(name: str, what: str, role: str, act: About, command: str = "") -> str:
    own = (name, f"act.{name}", *([f"act.{EARLIER}"] if name in without_questions() else ()))
    keys = " ".join(f"`{key.id}`" for key in COMMANDS.values() if (key.step or key.id) in own)
    return " | ".join([name, what.rstrip("."), command, keys, *(_may(own, role, act) for own in ROLE_NAMES)])


def _may(own: str, role: str, act: About) -> str:
    """Return whether the role `own` may do what takes `role`: yes, no, or where it is theirs."""
    actor = Actor(own, own)
    if role == "site_manager" and not actor.may("operator"):
        theirs = ("site_manager",) if act.of_firm else ("site_manager", "department_head")
        return "own" if own in theirs else "-"
    return "yes" if actor.may(role) else "-"


if __name__ == "__main__":
    sys.stdout.write(page())
