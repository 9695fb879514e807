"""What a paper is: a title, the centre's profile, parts with typed values; and a value as people read it."""

from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

from core.base.clock import site_time
from core.base.dataclass import dataclass
from core.base.i18n_marks import N_
from core.figures.measures import percent_text
from core.policy.model import Site
from tui.i18n import _

Value = str | int | Fraction | date | datetime | timedelta | None
"""A word or a number, a share (shown in percent), a day, an instant in UTC, a span, or nothing."""

Document = dict[str, Any]
"""A JSON object."""

NONE = "—"
"""A figure that cannot be given."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under their heads; of `figures` every column but the first is aligned to the right.

    Printed, it has so many rows more that are `blank`, to be filled in by hand.
    """

    heads: Sequence[str]
    rows: Sequence[Sequence[Value]]
    title: str = ""
    figures: bool = False
    blank: int = 0

    @property
    def empty(self) -> str:
        """What stands in its place where it has no line at all."""
        return "" if self.rows or self.blank else _("Nothing is listed.")


@dataclass(frozen=True, slots=True)
class Field:
    """A titled value; one that is `wide` has a line of its own, with room for `lines` written by hand.

    Printed without a value, it has `boxes` to tick.
    """

    title: str
    value: Value = None
    wide: bool = False
    lines: int = 1
    boxes: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Fields:
    """The boxes of a form; a value that is missing leaves its box empty."""

    fields: Sequence[Field]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """Paragraphs."""

    paragraphs: Sequence[str]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs as what; `name` and `at` are empty where it is to be done by hand."""

    title: str
    name: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Signatures:
    """The lines at the end on which people sign."""

    lines: Sequence[Signature]


Part = Table | Fields | Words | Signatures


@dataclass(frozen=True, slots=True)
class Paper:
    """One document of the centre.

    `kind` is what the journal and a file's name call it, `subject` which one it is: a ticket's number,
    a day, the days from-to.  `document` is what programs read of it; `made_by` may be empty.  The same
    paper gives the same bytes in every form, however often it is written.
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

    @property
    def profile(self) -> list[str]:
        """How to reach the centre and who answers for it (R032)."""
        site = self.site
        said = (
            (N_("Hotline"), site.hotline),
            (N_("E-mail"), site.email),
            (N_("Responsible"), site.responsible),
            (N_("Address"), site.address),
        )
        return [f"{_(title)}: {text}" for title, text in said if text]

    @property
    def made(self) -> str:
        """When it was made, and by whom."""
        at = text_of(self.made_at, self.site.zone)
        if not self.made_by:
            return _("Made {time}").format(time=at)
        return _("Made {time} by {name}").format(time=at, name=self.made_by)


def is_to_fill_in(part: Part) -> bool:
    """Whether there is nothing to read yet: boxes, lines and signatures for the printed paper."""
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
    """A value as people read it: site time, minutes and seconds, percent cut after two decimals."""
    match value:
        case None:
            return ""
        case Fraction():
            return percent_text(value)
        case datetime():
            return f"{site_time(value, zone):%Y-%m-%d %H:%M}"
        case timedelta():
            seconds = round(value.total_seconds())
            return f"{seconds // 60}:{seconds % 60:02d}"
        case _:
            return str(value)


def cells(table: Table, row: Sequence[Value], zone: ZoneInfo) -> list[str]:
    """A row of `table` as people read it; a figure that cannot be given is a dash."""
    return [NONE if value is None and table.figures else text_of(value, zone) for value in row]


LONG_AGO = date(1990, 1, 1)
"""The first of days that are all up to another."""


def span(first: date, last: date) -> str:
    """Which days a paper is about, both included."""
    if first == last:
        return str(first)
    return f"– {last}" if first == LONG_AGO else f"{first} – {last}"


def to_print(field: Field) -> Value:
    """What stands in the field on paper: its value, or the boxes to tick."""
    return field.value or "   ".join(f"[ ] {box}" for box in field.boxes) or None


def signed(line: Signature, zone: ZoneInfo) -> str:
    """Who signed and when; empty while nobody has."""
    return f"{line.name} {text_of(line.at, zone)}".strip()


def iso(instant: datetime | None, zone: ZoneInfo) -> str | None:
    """ISO 8601 with the site's offset, as programs read it; None stays None."""
    return None if instant is None else site_time(instant, zone).isoformat()


def plain(value: Any, zone: ZoneInfo) -> Any:
    """Records as JSON has them: by the names of their fields, site times, null for what was not said."""
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
