"""Questions of an act as entries of a form."""

from __future__ import annotations

from collections.abc import Sequence

from core.base.codes import labels
from core.base.i18n_marks import N_
from core.base.questions import NO, YES, Among, Question
from core.base.text import LONGEST_NAME
from screens.base.forms import Entry
from tui.widgets.choices import Choice, words

YES_OR_NO = {YES: N_("yes"), NO: N_("no")}


def entry_of(
    question: Question, first: str, choices: Sequence[Choice] = (), *, needed: bool = False
) -> Entry:
    """Return the form entry of a question, with its proposed value and its choices."""
    asked, codes = question.asked, labels(question.codes) if question.codes else {}
    if question.is_flag:
        codes = YES_OR_NO
    text = "text" if asked.longest > LONGEST_NAME else "name"
    return Entry(
        question.name,
        asked.title,
        "word" if codes else "time" if question.is_time else "day" if question.is_day else text,
        required=needed or question.required or asked.needed,
        first=first,
        hint=asked.hint,
        codes=codes,
        choices=choices or words(asked.usual),
        aim=asked.aim,
        strict=asked.among is Among.CATEGORIES,
    )
