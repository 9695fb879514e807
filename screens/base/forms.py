"""Description of forms: their questions, the function that takes the answers, texts of refusals."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from datetime import datetime
from typing import Any

from textual.content import Content
from textual.screen import Screen

from core.base.dataclass import dataclass
from core.base.errors import DeskError, InvalidInput
from core.base.i18n_marks import N_
from core.base.spoken_times import Aim
from core.base.text import LONGEST, Clean, clean
from core.base.time_input import parse_day, parse_when
from core.desk.desk import Desk
from core.desk.sign_in import PinRefused
from tui.i18n import _
from tui.widgets.choices import Choice, code_of, words
from tui.widgets.host import Host

PIN_HINT = N_("at least 4 characters, not like 1234 or 0000")

Values = Mapping[str, Any]
"""Answers by the entry's name: texts, instants, days and codes."""

Ask = Callable[[Desk, Values], object]
"""Function of a form: takes the desk and the answers; the form is dismissed with its result."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Question of a form; `codes` are the words of a word by code.

    `kind` is text, name (a short text), time, day, word or pin.  A `strict` text is one of its choices.
    """

    name: str
    title: str
    kind: str = "text"
    required: bool = False
    first: str = ""
    hint: str = ""
    codes: Mapping[str, str] = field(default_factory=dict)
    choices: Sequence[Choice] = ()
    longest: int = LONGEST
    aim: Aim = Aim.ANY
    strict: bool = False

    @property
    def has_choices(self) -> bool:
        """Return True if it has choices."""
        return bool(self.choices or self.codes)

    @property
    def is_prose(self) -> bool:
        """Return True if the answer is more than a name, number or choice: no key replaces all of it."""
        return self.kind == "text" and not self.has_choices

    def listed(self) -> Sequence[Choice]:
        """Return its choices."""
        return self.choices or words(self.codes)

    def read(self, text: str, host: Host) -> object:
        """Return the value of the typed text; raise `DeskError` about its field."""
        try:
            return self._read(text, host)
        except DeskError as error:
            error.field = self.name
            raise

    def _read(self, text: str, host: Host) -> object:
        if text:
            return _READERS[self.kind](self, text, host)
        if self.required:
            raise InvalidInput(N_("“{field}” is still empty."), field=_(self.title))
        return None if self.kind in ("time", "day") else ""


class Form:
    """Content and function of a `FormScreen`; some forms override `done` or `trouble`.

    `about` is shown next to the title, `warning` below it; `meanwhile` is shown while the function runs.
    What is typed is kept under the name `kept`, if there is one, until the function has run.
    """

    tall = False
    """True if it needs all lines of a small screen."""
    enter_goes_on = False
    """True if Enter goes from field to field and saves only in the last one."""
    calls_wait = False
    """True if the footer does not offer to begin a call."""
    begin_at = ""
    """Field that has the focus at first; empty for the first one."""

    def __init__(
        self,
        title: str,
        entries: Sequence[Entry],
        do: Ask,
        *,
        about: str = "",
        warning: str = "",
        meanwhile: str = "",
        kept: str = "",
    ) -> None:
        self.title = title
        self.entries = entries
        self.about = about
        self.warning = warning
        self.meanwhile = meanwhile
        self.kept = kept
        self._do = do

    def heading(self, host: Host) -> Content:
        """Return the title and the subject."""
        return Content.assemble((self.title, "bold $accent"), "   " if self.about else "", self.about)

    async def done(self, host: Host, values: Values) -> object:
        """Run the function and return its result; raise `DeskError`."""
        return await host.desk.ask(lambda desk: self._do(desk, values))

    async def trouble(self, host: Host, error: DeskError) -> str:
        """Return the text for a refusal."""
        return error.text(_)

    def field_of(self, error: DeskError) -> str:
        """Return the name of the field that a refusal is about; empty if there is none."""
        if isinstance(error, PinRefused):
            return next((entry.name for entry in self.entries if entry.kind == "pin"), "")
        return next((entry.name for entry in self.entries if entry.name == error.field), "")

    def typed(self, screen: Screen[Any], name: str, text: str) -> None:
        """Handle the text typed into a field."""

    def implied(self, texts: Mapping[str, str], host: Host) -> tuple[Mapping[str, str], str]:
        """Return what the fields not typed in have to say for the `texts` of all, and a remark about it."""
        return {}, ""


def _time(entry: Entry, text: str, host: Host) -> datetime:
    return parse_when(text, host.now(), host.desk.policy.site.zone, entry.aim)


def _day(entry: Entry, text: str, host: Host) -> object:
    return parse_day(text, host.now(), host.desk.policy.site.zone, entry.aim)


def _word(entry: Entry, text: str, host: Host) -> str:
    code = code_of(entry.codes, text)
    if code not in entry.codes:
        raise InvalidInput(
            N_("“{text}” is not on the list."), hint=N_("Choose one from the list."), text=text
        )
    return code


def _text(entry: Entry, text: str, host: Host) -> Clean:
    return clean(text, entry.longest)


def _pin(entry: Entry, text: str, host: Host) -> str:
    return text


_READERS: dict[str, Callable[[Entry, str, Host], object]] = {
    "text": _text,
    "name": _text,
    "pin": _pin,
    "time": _time,
    "day": _day,
    "word": _word,
}
