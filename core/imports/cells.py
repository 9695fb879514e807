"""Cells of one row by field, in the forms in which offices write phones, days, names and words."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import takewhile
from unicodedata import normalize

from core.base.i18n_marks import N_
from core.base.text import LONGEST, clean, digits, fold_case
from core.base.written_days import (
    NOTHING,
    read_day,
)
from core.imports.headings import numbered
from core.imports.own_lists import is_own
from core.imports.tables import TOO_LONG, Problems, TableRow

Words = Mapping[str, Sequence[str]]
"""Codes, each with the words that mean it."""


LONGEST_PHONE = 18
"""Number of digits of the longest phone number, with country code and extension."""

_MASKED = "**"
"""Sign of a number as a list shows it: it must not replace the whole one."""

_FAULTS = frozenset({"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!"})
_FOR_EVER = frozenset({"长期", "长期有效", "永久", "至今", "permanent", "unlimited", "present", "to date"})
_LOST_DIGITS = re.compile(r"\d(\.\d+)?[eE]\+?\d+")
_BETWEEN_PHONES = re.compile(r"(?<!\b0\d\d)(?<!\b0\d{3})/|[、;；,，|\n]+| {2,}| (?=1\d{10}\b)")
_INSIDE_NAME = re.compile(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")


def code_of(value: str, words: Words) -> str:
    """Return the code of the word in a cell; empty if the word is not known."""
    said = _said(value)
    for code, names in words.items():
        if said in {_said(name) for name in (code, *names)}:
            return code
    return ""


@lru_cache(maxsize=1024)
def _said(text: str) -> str:
    return fold_case(text).replace("_", " ")


def read_phones(text: str) -> list[str]:
    """Return the phone numbers of a cell; a text that cannot be divided for certain stays whole."""
    if text.isascii() and text.isdecimal():
        return [text]
    plain = normalize("NFKC", text).lstrip("'").strip()
    parts = [part.strip() for part in _BETWEEN_PHONES.split(plain)]
    return parts if all(len(digits(part)) >= 7 for part in parts) else [plain]


def read_name(text: str) -> str:
    """Return a name without blanks that offices insert to make two characters as wide as three."""
    return _INSIDE_NAME.sub("", text)


class Cells:
    """Cells of one row by field; problems found in them are collected.

    In a list of ours (`own`) names and numbers are as they are written.
    """

    def __init__(self, line: TableRow, columns: Mapping[str, str], problems: Problems) -> None:
        self._line = line
        self._columns = columns
        self._problems = problems
        self.own = is_own([*columns.values()])

    def text(self, field: str) -> str:
        """Return the cell of `field`; empty if there is no such column."""
        column = self._columns.get(field)
        whole = self._line.cells[column] if column else ""
        value = clean(whole)
        if len(whole) > LONGEST:
            self.wrong(field, TOO_LONG, count=len(whole), most=LONGEST)
        if value in _FAULTS:
            self.wrong(field, N_("the cell holds a spreadsheet error: “{value}”"), value=value)
        return value

    def given(self, *names: str) -> dict[str, str]:
        """Return the cells of the fields that have a column."""
        return {name: self.text(name) for name in names if name in self._columns}

    def wrong(self, field: str, message: str, **values: object) -> None:
        """Add a problem with the cell of `field`."""
        self._problems.add(self._line, self.column(field), message, **values)

    def column(self, field: str) -> str:
        """Return the heading of `field` in the file."""
        return self._columns.get(field, field)

    def needed(self, field: str) -> str:
        """Return the cell of a field; add a problem if it is empty."""
        value = self.exact(field)
        if not value:
            self.wrong(field, N_("is empty"))
        return value

    def name(self, field: str) -> str:
        """Return the name in the cell."""
        value = self.text(field)
        if self.own:
            return value
        return "" if value in NOTHING else read_name(value)

    def exact(self, field: str) -> str:
        """Return a cell in which each digit counts; add a problem if it became a number like 4.9E+11."""
        value = self.text(field) if self.own else self.text(field).lstrip("'")
        if _LOST_DIGITS.fullmatch(value) and ("+" in value or not self.own):
            self.wrong(
                field, N_("“{value}” is missing digits: format the column as text and retype it"), value=value
            )
        return value

    def phones(self, columns: Iterable[str] = ()) -> list[str]:
        """Return the phone numbers of `columns`, or of all, as written; one empty one if there is none."""
        columns = columns or takewhile(self._columns.__contains__, numbered("phone"))
        found = [number for column in columns for number in self._phones(column)]
        return [*dict.fromkeys(found)] or [""]

    def _phones(self, field: str) -> Sequence[str]:
        value = self.exact(field)
        if not value or fold_case(value) in NOTHING:
            return ()
        if _MASKED in value:
            self.wrong(
                field, N_("“{value}” is masked: write the whole number, or leave the column out"), value=value
            )
            return ()
        numbers = read_phones(value)
        if not all(3 <= sum(map(str.isdigit, number)) <= LONGEST_PHONE for number in numbers):
            self.wrong(field, N_("“{value}” is not a phone number"), value=value)
        return numbers

    def day(self, field: str) -> date | None:
        """Return the day in the cell, in any form that offices write; None for an empty cell."""
        value = self.text(field)
        if not value or fold_case(value) in NOTHING | _FOR_EVER:
            return None
        try:
            return read_day(value)
        except ValueError:
            self.wrong(field, N_("“{value}” is not a day: write 2026-06-01"), value=value)
            return None

    def choice(self, field: str, words: Words) -> str:
        """Return the code of the word in the cell; empty for an empty cell."""
        value = self.text(field)
        code = code_of(value, words)
        if value and not code and value not in NOTHING:
            self.wrong(field, N_("“{value}” is not one of: {choices}"), value=value, choices=tuple(words))
        return code
