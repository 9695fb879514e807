"""Commands as a typer application: for help, for completion, and to explain a wrong line."""

import gettext
import inspect
import os
import re
from collections.abc import Callable, Sequence
from typing import Annotated, Any, cast

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from core.base.clock import system_clock
from core.base.errors import Misconfigured
from core.base.i18n_marks import N_
from tui.cli.command import NAME, CliCommand, Group, Run
from tui.cli.context import Here
from tui.cli.reading import AskedCommand
from tui.cli.words import Argument, Option, words_of
from tui.files.settings import Options
from tui.i18n import DOMAIN, LANGUAGES, LOCALE_DIR, _, language, listed

HELP_WORDS = (
    N_("Options"),
    N_("Arguments"),
    N_("Commands"),
    N_("[required]"),
    N_("[default: {}]"),
    N_("[env var: {}]"),
)
"""Words of typer's own help, which it looks up in the catalogue of the process."""


def run(commands: Group, here: Here, words: Sequence[str]) -> int:
    """Run the command that `words` begin with; raise `DeskError` and `KeyboardInterrupt`."""
    _share_catalogue()
    try:
        code = application(commands)(list(words), prog_name=NAME, obj=here, standalone_mode=False)
    except typer.Abort:
        raise KeyboardInterrupt from None
    except typer.TyperException as error:
        if type(error).__name__ == "NoArgsIsHelpError":  # its help was shown instead
            return Misconfigured.exit_code
        raise _usage(error) from error
    return code if isinstance(code, int) else 0


def application(commands: Group) -> TyperGroup:
    """Return the program with all its commands; each is loaded when it is asked for."""
    app = typer.Typer(
        name=NAME,
        cls=_Program,
        help=_("Duty desk of a property service centre. Run without a command to open the full-screen desk."),
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_options)
    program = cast(_Program, get_command(app))
    program.hold(commands)
    return program


class _Plain:
    """Help in plain words: no `<bool>` behind a flag, Chinese wrapped, typer's own options translated."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Return the parameters as help shows them."""
        params: list[Any] = super().get_params(ctx)  # type: ignore[misc]
        for param in params:
            if getattr(param, "is_flag", False):
                param.metavar = ""
            if words := _OWN_HELP.get(param.name):
                param.help = _(words)
        return params

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help; typer cuts a line without blanks, as Chinese is, where it should be wrapped."""
        from typer import rich_utils

        vars(rich_utils).update(_folding())
        super().format_help(ctx, formatter)  # type: ignore[misc]


class _PlainCommand(_Plain, TyperCommand):
    """Command with help in plain words."""


class _PlainGroup(_Plain, TyperGroup):
    """Group of commands with help in plain words."""


def _folding() -> dict[str, Any]:
    """Return the tables of typer's help with cells that are wrapped at any character where no blank is."""
    from rich.columns import Columns
    from rich.table import Table
    from rich.text import Text

    class FoldingTable(Table):
        def add_row(self, *cells: Any, **more: Any) -> None:
            super().add_row(*cells, **more)
            for column in self.columns:
                column.overflow = "fold"

    class FoldingColumns(Columns):
        def __init__(self, parts: Any = None, **more: Any) -> None:
            for part in parts or ():
                if isinstance(part, Text):
                    part.overflow = "fold"
            super().__init__(parts, **more)

    return {"Table": FoldingTable, "Columns": FoldingColumns}


_OWN_HELP = {
    "help": N_("Show this message and exit."),
    "install_completion": N_("Install completion for the current shell."),
    "show_completion": N_("Show completion for the current shell, to copy it or change the installation."),
}
"""Help of typer's own options."""


class _Program(_PlainGroup):
    """Program whose list of commands is known before any of them is loaded."""

    def hold(self, commands: Group) -> None:
        """Set the commands, by their names and lines of help alone."""
        self._held = commands
        self.commands = {
            one.name: _PlainCommand(one.name, help=_(one.help), rich_help_panel=_(one.panel) or None)
            for one in commands.commands
        }

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """Find the command and load it."""
        name, command, rest = super().resolve_command(ctx, args)
        found = self._held.find(name) if name else None
        return name, _loaded(found) if found else command, rest


def _loaded(command: CliCommand) -> Any:
    runs = command.load()
    app = typer.Typer(name=command.name, cls=_PlainGroup, help=_(command.help), add_completion=False)
    if not isinstance(runs, Group):
        _add(app, command, runs)
        return get_command(app)
    app.info.no_args_is_help = runs.help_alone
    app.callback(invoke_without_command=runs.alone is not None)(_typed(runs.alone or _nothing))
    for each in runs.commands:
        _add(app, each, cast(Run, each.load()))
    return get_command(app)


def _add(app: typer.Typer, command: CliCommand, runs: Run) -> None:
    app.command(command.name, cls=_PlainCommand, help=_(command.help))(_typed(runs))


def _nothing(here: Here) -> None:
    """Do nothing, because the group has no options and reports itself what is missing."""


def _typed(runs: Run) -> Callable[..., Any]:
    """Return a function in typer's form, with its context and typer's descriptions of the words."""

    renamed = {f"{word.name}_by_its_old_name": word.name for word in words_of(runs) if _old_names(word)}

    def command(ctx: typer.Context, **words: Any) -> int | None:
        if ctx.invoked_subcommand:
            return None
        words |= {name: words.pop(old) or words[name] for old, name in renamed.items()}
        return AskedCommand(ctx.command_path, runs, words).run(cast(Here, ctx.find_object(Here)))

    own = [
        word.replace(kind=inspect.Parameter.KEYWORD_ONLY, annotation=_described(word.annotation))
        for word in words_of(runs)
    ]
    own += [
        word.replace(name=old, kind=inspect.Parameter.KEYWORD_ONLY, annotation=_hidden(word.annotation))
        for word in words_of(runs)
        for old, name in renamed.items()
        if name == word.name
    ]
    context = inspect.Parameter("ctx", inspect.Parameter.KEYWORD_ONLY, annotation=typer.Context)
    command.__signature__ = inspect.Signature([context, *own])  # type: ignore[attr-defined]
    return command


def _described(annotation: Any) -> Any:
    word = annotation.__metadata__[0]
    return Annotated[annotation.__origin__, _argument(word) if isinstance(word, Argument) else _option(word)]


def _old_names(word: inspect.Parameter) -> Sequence[str]:
    return getattr(word.annotation.__metadata__[0], "old", ())


def _hidden(annotation: Any) -> Any:
    """Return the option by its old names, which help does not list."""
    return Annotated[
        annotation.__origin__, typer.Option(*annotation.__metadata__[0].old, metavar="TEXT", hidden=True)
    ]


def _argument(word: Argument) -> Any:
    return typer.Argument(metavar=word.metavar, help=word.help, **_proposed(word.metavar))


def _option(word: Option) -> Any:
    if not word.metavar:
        return typer.Option(*word.names, help=word.help)
    given: dict[str, Any] = {"help": word.help, "metavar": word.metavar, "min": word.least, "max": word.most}
    given |= _fixed(word.known) if word.known else _proposed(word.metavar)
    return typer.Option(*word.names, **given)


def _proposed(metavar: str) -> dict[str, Any]:
    """Return the settings that complete what the centre's own lists have; empty without a list."""
    from tui.cli import completion

    if not completion.completes(metavar):
        return {}

    def complete(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
        given = ctx.find_root().params
        options = Options(given.get("database") or "", given.get("config") or "")
        asked = Here(options, system_clock())
        try:
            return completion.proposals(metavar, asked, incomplete)
        finally:
            asked.close()

    return {"autocompletion": complete}


def _fixed(known: Sequence[str]) -> dict[str, Any]:
    """Return the settings that refuse other values than `known`, and complete these."""

    def check(value: str) -> str:
        if value and value not in known:
            raise typer.BadParameter(
                _("“{value}” is not one of {names}").format(value=value, names=listed(known))
            )
        return value

    def complete(incomplete: str) -> list[str]:
        return [name for name in known if name.startswith(incomplete)]

    return {"callback": check, "autocompletion": complete}


def _options(
    database: Annotated[
        str,
        typer.Option(
            "--database",
            help=_("Database: a file or a postgresql:// address."),
            metavar="URL|PATH",
            envvar="DUTYDESK_DATABASE",
        ),
    ] = "",
    config: Annotated[
        str,
        typer.Option(
            "--config",
            help=_("Folder with the settings and key bindings."),
            metavar="DIR",
            envvar="DUTYDESK_CONFIG",
        ),
    ] = "",
    lang: Annotated[
        str,
        typer.Option(
            "--lang",
            help=_("Language of the screens and messages."),
            metavar="|".join(LANGUAGES),
            envvar="DUTYDESK_LANG",
        ),
    ] = "",
    person: Annotated[
        str, typer.Option("--as", help=_("Person who acts: staff number or name."), metavar="PERSON")
    ] = "",
    no_mouse: Annotated[bool, typer.Option("--no-mouse", help=_("Do not capture the mouse."))] = False,
    version: Annotated[bool, typer.Option("--version", help=_("Print the version and stop."))] = False,
) -> None:
    """Do nothing: the options are declared for help and completion, and read by `tui.cli.options`."""


def _share_catalogue() -> None:
    """Set the catalogue and language of the process to ours, so that typer uses them too."""
    os.environ["LANGUAGE"] = language()
    gettext.bindtextdomain(DOMAIN, LOCALE_DIR)
    gettext.textdomain(DOMAIN)


_BY_KIND = {
    "MissingParameter": N_("Missing: {name}."),
    "NoSuchOption": N_("There is no option {name}."),
    "BadParameter": N_("{name}: {text}."),
}
_BY_TEXT = (
    (r"Missing command", N_("Choose a command.")),
    (r"No such command '(.*?)'", N_("There is no command {name}.")),
    (r"Option '(.*)' requires an argument", N_("{name} needs a value.")),
    (r"Got unexpected extra arguments?.*\((.*)\)", N_("Unexpected argument: {name}.")),
    (r"", N_("{text}.")),
)
"""Messages of typer in our words, to be translated."""


def _usage(error: Any) -> Misconfigured:
    """Return a wrong command line as one line with the mistake, and the command for help."""
    context = getattr(error, "ctx", None)
    text = str(getattr(error, "message", "") or error).rstrip(".")
    name = getattr(error, "option_name", "") or _name(getattr(error, "param", None))
    message = _BY_KIND.get(type(error).__name__) if name else None
    if message is None:
        found, message = next((m, said) for pattern, said in _BY_TEXT if (m := re.match(pattern, text)))
        name = "".join(found.groups())
    path = context.command_path if context else NAME
    hint = N_("See: {path} --help")
    if near := _near(name, context) if text.startswith("No such command") else "":
        hint = N_("Did you mean {near}? All commands: {path} --help")
    return Misconfigured(message, hint=hint, name=name, text=text, path=path, near=near)


def _near(name: str, context: Any) -> str:
    """Return the command that is written almost as `name`; empty without one."""
    from difflib import get_close_matches

    names = list(getattr(context.command, "commands", ())) if context else []
    return next(iter(get_close_matches(name, names, 1, 0.6)), "")


def _name(param: Any) -> str:
    """Return the name of a parameter on the command line."""
    if param is None:
        return ""
    options = [word for word in param.opts if word.startswith("-")]
    return "/".join(options) or str(param.metavar)
