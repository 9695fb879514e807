"""Words of the command line for the questions of an act, and the answers that they give."""

import inspect
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from core.base.questions import ROLE_OR_PERSON, Among, Question
from core.base.text import LONGEST_NAME
from tui.cli.context import Here
from tui.cli.words import argument, choice, flag, option
from tui.i18n import _

Word = inspect.Parameter


def word(name: str, kind: Any, default: Any = Word.empty) -> Word:
    """Return a word of a command as `tui.cli.reading` takes it."""
    return Word(name, Word.KEYWORD_ONLY, default=default, annotation=kind)


def words_of(questions: Sequence[Question]) -> list[Word]:
    """Return the words that answer these questions, required ones first."""
    return sorted(map(_word_of, questions), key=lambda one: one.default is not Word.empty)


def _word_of(question: Question) -> Word:
    asked, told = question.asked, _(question.asked.help)
    if asked.argument:
        kind = list[str] if _is_many(question) else str
        default = [] if question.required else [""]
        return word(question.name, Annotated[kind, argument(asked.argument, told)], *default)
    name = "--" + question.name.rstrip("_").replace("_", "-")
    if question.is_flag:
        name = name.replace("--", "--not-") if question.default else name
        return word(question.name, Annotated[bool, flag(name, told)], False)
    metavar = "WHEN" if question.is_time else "DATE" if question.is_day else asked.metavar or "TEXT"
    if asked.among is Among.CATEGORIES:
        metavar = "CATEGORY"
    info = choice(name, told, question.codes or ()) if question.is_code else option(name, told, metavar)
    return word(question.name, Annotated[str, info], *([] if question.required else [""]))


def _is_many(question: Question) -> bool:
    """Return True if all further words form one text."""
    written = question.asked.among is None and question.asked.longest > LONGEST_NAME
    return question.is_text and (written or question.asked.among is Among.UNITS)


def answers(here: Here, questions: Sequence[Question], given: Mapping[str, Any]) -> dict[str, object]:
    """Return the answers to these questions by name, from the words that were given."""
    return {question.name: _read(here, question, given[question.name]) for question in questions}


def _read(here: Here, question: Question, said: Any) -> object:
    if question.is_flag:
        return said != question.default
    if not said:
        return None
    if question.is_time:
        return here.when(said, question.asked.aim)
    if question.is_day:
        return here.day(said, question.asked.aim)
    if question.asked.argument == ROLE_OR_PERSON:
        from tui.widgets import choices, names  # only two commands need the titles of roles

        return here.policy.role_of(said) or choices.code_of(names.ROLES, said)
    return " ".join(said) if isinstance(said, list) else said
