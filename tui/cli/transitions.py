"""Acts on a ticket as commands, each made from the questions of its act when it is asked for."""

import inspect
from collections.abc import Callable, Iterable, Mapping
from typing import Annotated, Any

from core.base.questions import Question, answered, questions
from core.ticket.acts.base import Act, act_class
from core.ticket.acts.table import ACTS
from tui.cli.command import Misused, Run
from tui.cli.context import Here
from tui.cli.tickets import print_ticket
from tui.cli.words import AsJson, At, Note, Number, argument, choice, flag, option
from tui.i18n import _

Make = Callable[[Here, Mapping[str, Any]], Act]
"""Function that makes the act of a command from its words."""


def __getattr__(name: str) -> Run:
    """Return the command of the act of that name."""
    if name not in ACTS:
        raise AttributeError(name)
    act = act_class(name)
    return _callback() if name == "callback" else _command(_words(act), _make(act))


def _command(words: Iterable[inspect.Parameter], make: Make) -> Run:
    """Return a command with NUMBER, its own words, --at, --note and --json."""

    def command(here: Here, number: str, at: str, note: str, as_json: bool, **given: Any) -> None:
        act = make(here, given)
        ticket = here.desk.tickets.do(number, act, at=here.when(at) if at else None, note=note)
        print_ticket(here, ticket.number, as_json=as_json)

    before = [_word("here", Here), _word("number", Number)]
    shared = [_word("at", At, ""), _word("note", Note, ""), _word("as_json", AsJson, False)]
    command.__signature__ = inspect.Signature([*before, *words, *shared])  # type: ignore[attr-defined]
    return command


def _word(name: str, kind: Any, default: Any = inspect.Parameter.empty) -> inspect.Parameter:
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=kind)


def _words(act: type[Act]) -> list[inspect.Parameter]:
    """Return the words of a command, required ones first."""
    found = [_word_of(question) for question in questions(act)]
    return sorted(found, key=lambda word: word.default is not inspect.Parameter.empty)


def _word_of(question: Question) -> inspect.Parameter:
    asked, told = question.asked, _(question.asked.help)
    if asked.argument:
        kind = list[str] if _is_many(question) else str
        return _word(question.name, Annotated[kind, argument(asked.argument, told)])
    name = "--" + question.name.replace("_", "-")
    if question.is_flag:
        name = name.replace("--", "--not-") if question.default else name
        return _word(question.name, Annotated[bool, flag(name, told)], False)
    metavar = "WHEN" if question.is_time else "DATE" if question.is_day else asked.metavar or "TEXT"
    info = choice(name, told, question.codes or ()) if question.is_code else option(name, told, metavar)
    return _word(question.name, Annotated[str, info], *([] if question.required else [""]))


def _is_many(question: Question) -> bool:
    """Return True if all further words form one text."""
    return question.is_text and question.asked.among is None


def _make(act: type[Act]) -> Make:
    make: Callable[..., Act] = act

    def made(here: Here, given: Mapping[str, Any]) -> Act:
        said = {question.name: _read(here, question, given[question.name]) for question in questions(act)}
        return make(**answered(act, said))

    return made


def _read(here: Here, question: Question, said: Any) -> object:
    if question.is_flag:
        return said != question.default
    if not said:
        return None
    if question.is_time:
        return here.when(said)
    if question.is_day:
        return here.day(said)
    return " ".join(said) if isinstance(said, list) else said


def _callback() -> Run:
    """Return the command that records an attempt or postpones the callback: two acts in one."""
    record, postpone = act_class("callback"), act_class("postpone")
    result, *others = _words(record)
    until = option("--postpone", _("Put it off until then, once."), "WHEN")
    words = [result.replace(default=""), *others, _word("postpone", Annotated[str, until], "")]

    def make(here: Here, given: Mapping[str, Any]) -> Act:
        if bool(given["result"]) == bool(given["postpone"]):
            raise Misused(_("Give either --result or --postpone."))
        act = postpone if given["postpone"] else record
        return _make(act)(here, {**given, "until": given["postpone"]})

    return _command(words, make)
