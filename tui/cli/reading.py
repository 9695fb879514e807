"""Reader of correct command lines, without typer.

Typer and the library under it take a third of the time of a command.  They are loaded for help, for
completion and for a wrong command line; a test makes sure that both read every correct one alike.
"""

import inspect
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from core.base.errors import Misconfigured
from core.base.i18n_marks import N_
from tui.cli.command import NAME, Group, Misused, Run
from tui.cli.words import Argument, Option, words_of

if TYPE_CHECKING:
    from tui.cli.context import Here

_WHOLE = re.compile(r"-?[0-9]{1,18}")
_AGO = re.compile(r"-[0-9]+[a-z]+[0-9a-z]*")
"""Time before now, as `-15m`, which may stand as an argument too: no option begins with a digit."""


class AskedCommand(NamedTuple):
    """Command that was asked for, with its full name and the values of its words."""

    path: str
    runs: Run
    values: Mapping[str, Any]

    def run(self, here: "Here") -> int | None:
        """Run the command and return its exit code; raise `Misconfigured` if it refuses its words."""
        try:
            return self.runs(here, **self.values)
        except Misused as wrong:
            raise misused(self.path, str(wrong)) from None


def misused(path: str, text: str) -> Misconfigured:
    """Return the refusal of a command line, in the command's own words."""
    return Misconfigured(N_("{text}."), hint=N_("See: {path} --help"), text=text.rstrip("."), path=path)


def asked_for(commands: Group, words: Sequence[str]) -> AskedCommand | None:
    """Return the command that `words` ask for, or None if typer must report an error or show help."""
    path, rest = NAME, list(words)
    runs: Run | Group = commands
    while isinstance(runs, Group):
        found = runs.find(rest[0]) if rest else None
        if found:
            path, runs, rest = f"{path} {found.name}", found.load(), rest[1:]
        elif runs.alone:
            runs = runs.alone
        else:
            return None
    values = _values(runs, rest)
    return None if values is None else AskedCommand(path, runs, values)


def _values(runs: Run, words: list[str]) -> dict[str, Any] | None:
    try:
        return _Line(words_of(runs)).read(words)
    except _Unclear:
        return None


class _Unclear(Exception):
    """Word that typer has to judge."""


class _Line:
    """Reader of the words of one command, and the values found so far."""

    def __init__(self, parameters: Sequence[inspect.Parameter]) -> None:
        described = [(one, one.annotation.__metadata__[0]) for one in parameters]
        self._parameters = parameters
        self._options = {
            name: (one, option)
            for one, option in described
            if isinstance(option, Option)
            for name in (*option.names, *option.old)
        }
        self._arguments = [one for one, what in described if isinstance(what, Argument)]
        self._takes_time = any(isinstance(what, Argument) and what.metavar == "WHEN" for _, what in described)
        self._said: dict[str, list[Any]] = {}

    def read(self, words: list[str]) -> dict[str, Any]:
        """Return the value of each parameter; raise `_Unclear`."""
        rest, plain = list(words), list[str]()
        while rest:
            word = rest.pop(0)
            if word == "--":
                plain += rest
                break
            if word.startswith("-") and len(word) > 1 and not (self._takes_time and _AGO.fullmatch(word)):
                self._take_option(word, rest)
            else:
                plain.append(word)
        self._take_arguments(plain)
        return {one.name: self._value(one) for one in self._parameters}

    def _take_option(self, word: str, rest: list[str]) -> None:
        name, given, value = word.partition("=") if word.startswith("--") else (word, "", "")
        if name not in self._options:
            raise _Unclear
        parameter, option = self._options[name]
        if not option.metavar:
            if given:
                raise _Unclear
            self._said[parameter.name] = [True]
            return
        if not given:
            if not rest:
                raise _Unclear
            value = rest.pop(0)
        if option.known and value and value not in option.known:
            raise _Unclear
        self._said.setdefault(parameter.name, []).append(_typed(parameter, value, option))

    def _take_arguments(self, words: list[str]) -> None:
        for place, parameter in enumerate(self._arguments):
            if _is_list(parameter):
                if place + 1 < len(self._arguments):
                    raise _Unclear
                taken, words = words, []
            else:
                taken, words = words[:1], words[1:]
            if taken:
                self._said[parameter.name] = [_typed(parameter, word, None) for word in taken]
        if words:
            raise _Unclear

    def _value(self, parameter: inspect.Parameter) -> Any:
        said = self._said.get(parameter.name)
        if said is None:
            if parameter.default is inspect.Parameter.empty:
                raise _Unclear
            return parameter.default
        return said if _is_list(parameter) else said[-1]


def _kinds(parameter: inspect.Parameter) -> tuple[Any, ...]:
    """Return the types of a parameter: two for `int | None`; `list` and the items' type for a list."""
    hint = parameter.annotation.__origin__
    return get_args(hint) or (hint,)


def _is_list(parameter: inspect.Parameter) -> bool:
    hint = parameter.annotation.__origin__
    return any(getattr(kind, "__origin__", None) is list for kind in (hint, *get_args(hint)))


def _typed(parameter: inspect.Parameter, word: str, option: Option | None) -> Any:
    kinds = _kinds(parameter)
    if Path in kinds:
        return Path(word)
    if int not in kinds:
        return word
    if not _WHOLE.fullmatch(word):
        raise _Unclear
    number = int(word)
    least, most = (option.least, option.most) if option else (None, None)
    if (least is not None and number < least) or (most is not None and number > most):
        raise _Unclear
    return number
