"""The typer application: the options before the command, and the words that commands share."""

import inspect
from collections.abc import Callable, Iterable
from typing import Annotated, Any

import typer

from core.policy.model import KINDS
from core.ticket.board import VIEWS
from core.ticket.model import CHANNELS
from tui.i18n import LANGUAGES, _

TICKETS, ACTS, RULES, KEEPING = _("Tickets"), _("What happens to a ticket"), _("Rules"), _("Keeping")
"""The parts of the list of commands."""

app = typer.Typer(
    name="dutydesk",
    help=_("The duty desk of a property management office. Without a command it opens, full screen."),
    pretty_exceptions_enable=False,
    pretty_exceptions_show_locals=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
"""Every command of dutydesk; the modules of this package add theirs."""


def option(name: str, help_text: str, metavar: str = "TEXT", **more: Any) -> Any:
    """An option with a value."""
    return typer.Option(name, help=help_text, **({"metavar": metavar} | more))


def flag(name: str, help_text: str) -> Any:
    """An option without a value."""
    return typer.Option(name, help=help_text)


def argument(metavar: str, help_text: str) -> Any:
    """What stands after the command's name."""
    return typer.Argument(metavar=metavar, help=help_text)


def choice(name: str, help_text: str, names: Iterable[str]) -> Any:
    """An option with fixed values: they are named and completed, anything else is a usage error."""
    known = list(names)

    def check(value: str) -> str:
        if value and value not in known:
            raise typer.BadParameter(
                _("“{value}” is not one of {names}").format(value=value, names=", ".join(known))
            )
        return value

    def complete(incomplete: str) -> list[str]:
        return [name for name in known if name.startswith(incomplete)]

    metavar = name.lstrip("-").upper()
    told = f"{help_text} ({', '.join(known)})"
    return typer.Option(name, help=told, metavar=metavar, callback=check, autocompletion=complete)


def words_of(command: Callable[..., Any], skip: int = 0) -> list[inspect.Parameter]:
    """The parameters of a function after the first `skip`: what the command line gives it."""
    return list(inspect.signature(command).parameters.values())[skip:]


Number = Annotated[str, argument("NUMBER", _("Ticket number; 17 means today's 017."))]
AsJson = Annotated[bool, flag("--json", _("Print one JSON document."))]
At = Annotated[str, option("--at", _("When it happened: ISO 8601, 14:30 or -15m."), "WHEN")]
Note = Annotated[str, option("--note", _("Something to keep with it."))]
Kind = Annotated[str, choice("--kind", _("Only this kind."), KINDS)]
Channel = Annotated[str, choice("--channel", _("Only what came in this way."), CHANNELS)]
View = Annotated[str, choice("--view", _("Which tickets."), VIEWS)]
Limit = Annotated[int | None, option("--limit", _("How many at most."), "N", min=1, max=10**9)]


@app.callback()
def options(
    database: Annotated[
        str, option("--database", _("Where the tickets are."), "URL|PATH", envvar="DUTYDESK_DATABASE")
    ] = "",
    config: Annotated[
        str, option("--config", _("Where settings and keys are."), "DIR", envvar="DUTYDESK_CONFIG")
    ] = "",
    lang: Annotated[str, option("--lang", _("Language."), "|".join(LANGUAGES), envvar="DUTYDESK_LANG")] = "",
    person: Annotated[str, option("--as", _("Who acts."), "PERSON")] = "",
    no_mouse: Annotated[bool, flag("--no-mouse", _("Leave the mouse to the terminal."))] = False,
    version: Annotated[bool, flag("--version", _("Print the version and stop."))] = False,
) -> None:
    """For help and completion: `tui.cli.options` takes these before typer sees the command line."""


@app.command(help=_("Open the desk on a sample estate, in a throw-away database."))
def demo() -> None:
    """For help and completion: `tui.cli` opens the demo before typer is there."""
