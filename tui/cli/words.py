"""Words of the command line: options and arguments as commands describe them, without typer."""

import inspect
from collections.abc import Callable, Iterable
from typing import Annotated, Any

from core.base.dataclass import dataclass
from tui.i18n import _, listed, remarked


@dataclass(frozen=True, slots=True)
class Option:
    """Option; without a `metavar` it takes no value, with `known` values no other."""

    names: tuple[str, ...]
    help: str
    metavar: str = ""
    known: tuple[str, ...] = ()
    least: int | None = None
    most: int | None = None
    variable: str | None = None
    old: tuple[str, ...] = ()
    """Former names, which still work and are not listed."""


@dataclass(frozen=True, slots=True)
class Argument:
    """Word after the command's name."""

    metavar: str
    help: str


def option(name: str, help_text: str, metavar: str = "TEXT", *, short: str = "", old: str = "") -> Option:
    """Describe an option with a value; its `old` name still works."""
    names = (name, short) if short else (name,)
    return Option(names, help_text, metavar, old=(old,) if old else ())


def flag(name: str, help_text: str) -> Option:
    """Describe an option without a value."""
    return Option((name,), help_text)


def count(name: str, help_text: str, least: int, most: int) -> Option:
    """Describe an option whose value is a whole number."""
    return Option((name,), help_text, "N", least=least, most=most)


def choice(name: str, help_text: str, names: Iterable[str]) -> Option:
    """Describe an option with fixed values: they are named and completed, others are a usage error."""
    known = tuple(names)
    return Option((name,), remarked(help_text, listed(known)), name.lstrip("-").upper(), known)


def argument(metavar: str, help_text: str) -> Argument:
    """Describe a word after the command's name."""
    return Argument(metavar, help_text)


def words_of(command: Callable[..., Any], skip: int = 1) -> list[inspect.Parameter]:
    """Return the parameters of a function after the first `skip`, which the command line provides."""
    return list(inspect.signature(command).parameters.values())[skip:]


Number = Annotated[str, argument("NUMBER", _("Ticket number; 17 means today's 017."))]
AsJson = Annotated[bool, flag("--json", _("Print the result as JSON."))]
At = Annotated[str, option("--at", _("When it happened: ISO 8601, 14:30 or -15m."), "WHEN")]
Note = Annotated[str, option("--note", _("A note to keep with it."))]
AskFor = Annotated[bool, flag("--ask", _("Do nothing yet: ask a person who may do it for their approval."))]
AsOfThen = Annotated[str, option("--as-of", _("As it stood then, by what the desk knew by then."), "WHEN")]
Happened = Annotated[
    bool, flag("--happened", _("With --as-of: what had happened by then, with what was entered later."))
]
