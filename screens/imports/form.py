"""Form of an import: list, file and a preview of the effect."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

from core.base.clock import site_time
from core.base.dataclass import dataclass
from core.base.errors import InvalidInput
from core.base.i18n_marks import N_
from core.desk.desk import Desk
from core.duty.shift_words import month_of
from core.imports.preview import Preview, Wish
from core.imports.tables import Book
from screens.base.forms import Entry, Form, Values
from tui.files.encodings import CODECS
from tui.files.tables import read_book
from tui.i18n import _
from tui.widgets.choices import Choice

LIST_NAMES = {"units": N_("units"), "people": N_("people"), "roster": N_("roster")}
MISSING = {"stay": N_("stay as they are"), "leave": N_("have left")}
"""Effects on people and units that are missing from the file."""

SUFFIXES = (".xlsx", ".xlsm", ".csv", ".txt")
PLACES = (".", "~/Downloads", "~/下载", "~/Desktop", "~/桌面", "~")
"""Folders to search for files."""

MOST = 200
"""Largest number of files to offer."""


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """File, kind of list, and the preview of the import; `encoding` is that which was asked for."""

    path: Path
    book: Book
    wish: Wish
    preview: Preview
    encoding: str = ""


class ImportForm(Form):
    """Form for list and file; dismissed with the `ImportPlan`."""

    begin_at = "file"
    """The list is mostly known."""

    def __init__(self, wish: Wish, path: str = "", encoding: str = "") -> None:
        month = f"{wish.month:%Y-%m}" if wish.month else ""
        files = [Choice(str(one), one.name, str(one.parent), (one.name.casefold(),)) for one in _files()]
        missing = "leave" if wish.retire else "stay"
        super().__init__(
            _(N_("Import a list")),
            [
                Entry("kind", N_("List"), "word", True, _(LIST_NAMES[wish.kind]), codes=LIST_NAMES),
                Entry("file", N_("File"), required=True, first=path, hint=N_(".xlsx or .csv"), choices=files),
                Entry("sheet", N_("Sheet"), first=wish.sheet, hint=N_("else the first with the list")),
                Entry("month", N_("Month"), first=month, hint=N_("of a roster without one, 2026-03")),
                Entry(
                    "encoding",
                    N_("Encoding"),
                    "word",
                    first=encoding,
                    hint=N_("of a text file, else the likeliest"),
                    codes={name: name for name in CODECS},
                ),
                Entry(
                    "missing",
                    N_("Not in it"),
                    "word",
                    first=_(MISSING[missing]),
                    codes=MISSING,
                ),
            ],
            self._look,
            meanwhile=_(N_("Reading the file…")),
        )

    def _look(self, desk: Desk, said: Values) -> ImportPlan:
        path = Path(said["file"]).expanduser()
        wish = Wish(said["kind"], said["sheet"], retire=said["missing"] == "leave")
        if said["month"]:
            wish = replace(wish, month=_month(said["month"], desk))
        return read_again(desk, path, wish, said["encoding"])


def _month(text: str, desk: Desk) -> date:
    today = site_time(desk.clock(), desk.queries.policy().site.zone).date()
    if month := month_of((text,), (), today):
        return month
    raise InvalidInput(N_("“{text}” is not a month: write 2026-03"), text=text)


def read_again(desk: Desk, path: Path, wish: Wish, encoding: str) -> ImportPlan:
    """Return the plan for the current content of the file."""
    book = read_book(path, encoding)
    return ImportPlan(path, book, wish, desk.imports.preview_list(book, wish), encoding)


def _files() -> Sequence[Path]:
    """Return the list files in the usual folders, the newest first."""
    found = {path.resolve(): age for place in PLACES for path, age in _in(Path(place).expanduser())}
    return sorted(found, key=found.__getitem__, reverse=True)[:MOST]


def _in(folder: Path) -> Iterator[tuple[Path, float]]:
    with suppress(OSError):  # a folder that is not there, or not ours
        for path in folder.iterdir():
            if path.suffix.lower() in SUFFIXES and not path.name.startswith(("~$", ".")):
                yield path, path.stat().st_mtime
