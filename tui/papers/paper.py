"""Model of a paper: title, the centre's profile, parts with typed values; and values as text."""

from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

from core.base.clock import site_time
from core.base.dataclass import dataclass
from core.base.duration import HOUR, duration
from core.base.i18n_marks import N_
from core.figures.measures import percent_text
from core.imports.own_lists import marked
from core.policy.sections import Site
from tui.i18n import _, titled

Value = str | int | Fraction | date | datetime | timedelta | None
"""Word or number, share (shown in percent), day, instant in UTC, period of time, or nothing."""

Document = dict[str, Any]
"""JSON object."""

NONE = "-"
"""Sign for a figure that cannot be given."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under their heads; with `figures` all columns but the first are aligned to the right.

    In print it has `blank` more rows, to be filled in by hand.
    """

    heads: Sequence[str]
    rows: Sequence[Sequence[Value]]
    title: str = ""
    figures: bool = False
    blank: int = 0

    @property
    def empty(self) -> str:
        """Return the sentence that replaces a table without rows; empty for any other."""
        return "" if self.rows or self.blank else _("Nothing is listed.")


@dataclass(frozen=True, slots=True)
class FormField:
    """Titled value; a `wide` one has a line to itself, with room for `lines` written by hand.

    In print a field without a value has `boxes` to tick.
    """

    title: str
    value: Value = None
    wide: bool = False
    lines: int = 1
    boxes: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Fields:
    """Boxes of a form; a missing value leaves its box empty."""

    fields: Sequence[FormField]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """Paragraphs."""

    paragraphs: Sequence[str]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """Signature under a title; `name` and `at` are empty if it is to be made by hand."""

    title: str
    name: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Signatures:
    """Lines at the end for people to sign."""

    lines: Sequence[Signature]


Part = Table | Fields | Words | Signatures


@dataclass(frozen=True, slots=True)
class Paper:
    """Document of the centre.

    `kind` is its name in the journal and in file names, `subject` its ticket's number, day or days
    from-to.  `document` is its content for programs; if that is a list, `columns` are the names of its
    entries' values.  `made_by` may be empty.  The same paper gives the same bytes in each form, however
    often it is written.  A list that the import takes back (`taken_back`) is one table, which is all that
    its workbook and its CSV hold.  `signs` is the first day of a week whose record is signed in the program.
    """

    kind: str
    title: str
    site: Site
    made_at: datetime
    parts: Sequence[Part]
    document: Any
    subject: str = ""
    made_by: str = ""
    note: str = ""
    landscape: bool = False
    signs: date | None = None
    columns: Sequence[str] = ()
    taken_back: bool = False

    @property
    def rows_of_list(self) -> list[Sequence[Value]]:
        """Return the lines of a list that the import takes back, with its headings marked as ours."""
        table = self.parts[0]
        assert isinstance(table, Table)
        return [marked(table.heads), *table.rows]

    @property
    def profile(self) -> list[str]:
        """Return the addresses of the centre and the person responsible (R032)."""
        site = self.site
        said = (
            (N_("Hotline"), site.hotline),
            (N_("Email"), site.email),
            (N_("Responsible"), site.responsible),
            (N_("Address"), site.address),
        )
        return [titled(_(title), text) for title, text in said if text]

    @property
    def made(self) -> str:
        """Return the time at which it was made, and by which person."""
        at = text_of(self.made_at, self.site.zone)
        if not self.made_by:
            return _("Printed {time}").format(time=at)
        return _("Printed {time} by {name}").format(time=at, name=self.made_by)


def is_to_fill_in(part: Part) -> bool:
    """Return True if a part has nothing to read: only boxes, lines and signatures to fill in."""
    match part:
        case Table():
            return not part.rows and part.blank > 0
        case Fields():
            return not any(field.value for field in part.fields)
        case Signatures():
            return not any(line.name for line in part.lines)
        case _:
            return False


def text_of(value: Value, zone: ZoneInfo) -> str:
    """Return a value as people read it: site time, durations in words, percent cut after two decimals."""
    match value:
        case None:
            return ""
        case Fraction():
            return percent_text(value)
        case datetime():
            return f"{site_time(value, zone):%Y-%m-%d %H:%M}"
        case timedelta():
            whole = timedelta(seconds=round(value.total_seconds()))
            return duration(whole, _, seconds_below=HOUR)
        case _:
            return str(value)


def cells(table: Table, row: Sequence[Value], zone: ZoneInfo) -> list[str]:
    """Return a row of `table` as people read it; a figure that cannot be given is a dash."""
    return [NONE if value is None and table.figures else text_of(value, zone) for value in row]


LONG_AGO = date(1990, 1, 1)
"""First day of a period that has an end only."""


def span(first: date, last: date) -> str:
    """Return the days of a paper as text, both included."""
    if first == last:
        return str(first)
    return _(N_("– {last}") if first == LONG_AGO else N_("{first} – {last}")).format(first=first, last=last)


def to_print(field: FormField) -> Value:
    """Return the content of a field on paper: its value, or the boxes to tick."""
    return field.value or "   ".join(f"[ ] {box}" for box in field.boxes) or None


def signed(line: Signature, zone: ZoneInfo) -> str:
    """Return the name and time of a signature; empty before it is made."""
    return f"{line.name} {text_of(line.at, zone)}".strip()


class IsoInstant(str):
    """Instant in ISO 8601 with the site's offset, as programs read it."""

    __slots__ = ()

    @property
    def sortable(self) -> str:
        """Return site time to the minute, which a spreadsheet takes for a time."""
        return f"{datetime.fromisoformat(self):%Y-%m-%d %H:%M}"


def iso(instant: datetime | None, zone: ZoneInfo) -> IsoInstant | None:
    """Return the instant as programs read it; None stays None."""
    return None if instant is None else IsoInstant(site_time(instant, zone).isoformat())


def plain(value: Any, zone: ZoneInfo) -> Any:
    """Return records as JSON values by the names of their fields; site times, null for empty texts."""
    match value:
        case datetime():
            return iso(value, zone)
        case date():
            return value.isoformat()
        case tuple() | list():
            return [plain(one, zone) for one in value]
        case "":
            return None
        case _ if is_dataclass(value):
            return {spec.name: plain(getattr(value, spec.name), zone) for spec in fields(value)}
        case _:
            return value
