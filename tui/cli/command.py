"""Commands of the command line, known by name before their modules are loaded, and groups of them."""

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import NamedTuple, TypeVar, cast

NAME = "dutydesk"

Run = Callable[..., int | None]
"""Function of a command: takes its context, then its words; returns the exit code, None for 0."""

Given = TypeVar("Given", bound=Run)


class Misused(Exception):
    """Words that are right one by one, but not together."""


class CliCommand(NamedTuple):
    """Command by name, with its line of help.

    `runs` is its function or a group of commands.  A text such as `tui.cli.tickets:show` names one in
    another module, which is loaded when the command is asked for.
    """

    name: str
    help: str
    runs: "Run | Group | str"
    panel: str = ""

    def load(self) -> "Run | Group":
        """Return the function or the group, loading its module if necessary."""
        if not isinstance(self.runs, str):
            return self.runs
        module, _, name = self.runs.partition(":")
        return cast("Run | Group", getattr(import_module(module), name))


class Group:
    """Commands under one name; `alone` runs without one of them, else `help_alone` shows the help.

    A kind of record has such a group: made from its description, it is a function in the place of
    `runs` as well.
    """

    def __init__(self, commands: Sequence[CliCommand] = (), *, help_alone: bool = False) -> None:
        self.commands = list(commands)
        self.help_alone = help_alone
        self.alone: Run | None = None

    def command(self, help_text: str, name: str = "") -> Callable[[Given], Given]:
        """Add a function as a command; without a name it has the function's."""

        def add(run: Given) -> Given:
            self.commands.append(CliCommand(name or run.__name__.replace("_", "-"), help_text, run))
            return run

        return add

    def without_command(self, run: Given) -> Given:
        """Run a function where none of the commands is named."""
        self.alone = run
        return run

    def find(self, name: str) -> CliCommand | None:
        """Return the command of that name."""
        return next((command for command in self.commands if command.name == name), None)
