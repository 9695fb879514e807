"""Imports of lists and logs from files: all rows or none, each bad row named."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated

from core.base.clock import site_time
from core.base.errors import InvalidInput
from core.base.i18n_marks import N_
from core.desk.log_import import Imported
from core.imports.foreign_log import read_calls, repeated_rows
from core.imports.headings import score_of, sheet_of
from core.imports.log_cells import LoggedCall
from core.imports.log_map import Map, check_map, read_map
from core.imports.own_lists import is_own
from core.imports.own_log import in_codes, own_log_score, own_map, zone_of
from core.imports.preview import LISTS, Wish
from core.imports.tables import Book
from tui.cli.command import Group, Misused
from tui.cli.context import Here
from tui.cli.previews import name_problems, preview_document, tell_preview
from tui.cli.printing import complain, print_json, say
from tui.cli.template import write_template
from tui.cli.words import AsJson, argument, choice, flag, option
from tui.files.encodings import CODECS
from tui.files.previews import of_file
from tui.files.tables import read_book, read_text
from tui.i18n import _, ngettext

importing = Group()

File = Annotated[Path, argument("FILE", _("A .csv or .xlsx file; a row of it names the columns."))]
DryRun = Annotated[bool, flag("--dry-run", _("Show what would change, without importing."))]
SheetName = Annotated[str, option("--sheet", _("Which sheet; else the first that holds the list."), "NAME")]
Encoding = Annotated[str, choice("--encoding", _("Of a text file; else the likeliest."), CODECS)]
Retire = Annotated[bool, flag("--retire", _("Mark people and units that are missing from the file as left."))]


Month = Annotated[str, option("--month", _("Of bare day numbers, where no title says it."), "YYYY-MM")]


@importing.without_command
def template(
    here: Here,
    kind: Annotated[str, choice("--template", _("Write a workbook to fill in."), LISTS)] = "",
    month: Annotated[str, option("--month", _("Of a roster; else the next one."), "YYYY-MM")] = "",
    output: Annotated[
        Path | None, option("--output", _("Write it to this file."), "FILE", short="-o")
    ] = None,
) -> None:
    """Write a workbook to fill in: `import --template units -o FILE`."""
    if not kind or output is None:
        raise Misused(
            _(
                "Choose what to import: import units FILE. For an empty form: import --template "
                "units -o FILE.xlsx"
            )
        )
    today = site_time(here.clock(), here.policy.site.zone).date()
    of_month = _month(here, month) or (today.replace(day=1) + timedelta(days=31)).replace(day=1)
    write_template(kind, output, here.policy, of_month)
    complain(_("Written to {file}.").format(file=output))


def _month(here: Here, month: str) -> date | None:
    return here.day(f"{month}-01") if month else None


@importing.command(_("The list of units: code, name, building, contact, phone."))
def units(
    here: Here,
    file: File,
    sheet: SheetName = "",
    encoding: Encoding = "",
    retire: Retire = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Import the units of a file; units it does not mention do not change."""
    book = read_book(file, encoding)
    _take_over(here, book, Wish("units", sheet, retire=retire), dry_run=dry_run, as_json=as_json)


@importing.command(_("The list of people: name, department, post, role, phone."))
def people(
    here: Here,
    file: File,
    sheet: SheetName = "",
    encoding: Encoding = "",
    retire: Retire = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Import the people of a file; people it does not mention do not change."""
    book = read_book(file, encoding)
    _take_over(here, book, Wish("people", sheet, retire=retire), dry_run=dry_run, as_json=as_json)


@importing.command(_("A roster: a column a day, a row a duty, or a row a day with its shifts."))
def roster(
    here: Here,
    file: File,
    sheet: SheetName = "",
    month: Annotated[
        str, option("--month", _("Of bare day numbers, where no title says it."), "YYYY-MM")
    ] = "",
    retire: Annotated[
        bool, flag("--retire", _("Also remove the duties of other people on these days."))
    ] = False,
    encoding: Encoding = "",
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Import the duties of a file; they are the roster of its people on its days."""
    wish = Wish("roster", sheet, _month(here, month), retire)
    _take_over(here, read_book(file, encoding), wish, dry_run=dry_run, as_json=as_json)


def _take_over(here: Here, book: Book, wish: Wish, *, dry_run: bool, as_json: bool) -> None:
    if dry_run:
        done = here.desk.imports.preview_list(book, wish)
    else:
        with name_problems():
            done = here.desk.imports.import_list(book, wish)
    if as_json:
        print_json(preview_document(done, dry_run=dry_run))
    else:
        tell_preview(done, here.policy, dry_run=dry_run)
    done.stop()


@importing.command(_("Another centre's log of calls; each row is replayed at its own times."))
def tickets(
    here: Here,
    file: File,
    map_file: Annotated[
        Path | None, option("--map", _("How its columns are mapped; our own log needs none."), "MAP.toml")
    ] = None,
    encoding: Encoding = "",
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Log the calls of a file; a row that is here already is left alone."""
    book = read_book(file, encoding)
    if map_file is None:
        chart, calls = _read_own_log(here, book)
    else:
        chart = read_map(read_text(map_file), map_file.name)
        calls = _read_log(here, book, chart)
    if dry_run:
        done = here.desk.imports.preview_log(calls, chart.tz)
    else:
        with _progress(len(calls)) as advance:
            done = here.desk.imports.import_log(calls, chart.tz, advance)
    _tell_import(done, dry_run=dry_run, as_json=as_json)


def _read_own_log(here: Here, book: Book) -> tuple[Map, list[LoggedCall]]:
    """Return the calls of a log that `export tickets` wrote; raise `InvalidInput` for any other."""
    policy = here.desk.imports.policy()
    sheet = sheet_of(book, own_log_score, every_row=True)
    if not is_own(sheet.headers):
        raise InvalidInput(
            N_("{file} is not a log that dutydesk exported."),
            hint=N_("Say what its columns mean: --map MAP.toml (docs/examples)."),
            file=book.source,
        )
    chart = own_map(zone_of(sheet, policy), policy)
    # the tickets of a day take their numbers in this order
    lines = sorted(in_codes(sheet, policy).lines, key=lambda line: line.cells["id"])
    with name_problems():
        return chart, read_calls(replace(sheet, lines=lines), chart, policy, here.clock(), book.source)


def _read_log(here: Here, book: Book, chart: Map) -> list[LoggedCall]:
    theirs: dict[str, Sequence[str]] = {column: () for _where, column in chart.used()}
    sheet = sheet_of(book, score_of(theirs), every_row=True)
    given, chart = chart, chart.with_status(sheet)
    policy = here.desk.imports.policy()
    check_map(chart, sheet, policy)
    for remark in of_file(book.encoding, sheet.beyond):
        complain(remark)
    if not chart.ends:
        complain(
            _(
                "The map has no column for “handled” or “status”: every ticket stays open. Name one "
                "in [columns] of the map."
            )
        )
    elif not given.ends:
        complain(_("“{column}” says which are closed.").format(column=chart.columns["status"]))
    if repeats := repeated_rows(sheet):
        told = ngettext(
            "{count} row repeats another and is read once.",
            "{count} rows repeat others and are read once.",
            repeats,
        )
        complain(told.format(count=repeats))
    with name_problems():
        return read_calls(sheet, chart, policy, here.clock(), book.source)


@contextmanager
def _progress(total: int) -> Iterator[Callable[[], None]]:
    """Provide a function that advances a bar on stderr; without a terminal it does nothing."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    console = Console(stderr=True)
    with Progress(
        BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=console, transient=True
    ) as bar:
        task = bar.add_task("", total=total)
        yield lambda: bar.advance(task)


def _tell_import(done: Imported, *, dry_run: bool, as_json: bool) -> None:
    if done.zone:
        complain(
            (_("The site's zone would become {zone}.") if dry_run else _("The site's zone is now {zone}."))
            .format(zone=done.zone)
        )  # fmt: skip
    if as_json:
        print_json(
            {"logged": done.logged, "known": done.known, "zone": done.zone or None, "dry_run": dry_run}
        )
        return
    logged = (
        ngettext("{count} ticket would be logged", "{count} tickets would be logged", done.logged)
        if dry_run
        else ngettext("{count} ticket logged", "{count} tickets logged", done.logged)
    )
    say(
        _("{logged}, {known} here already.").format(logged=logged.format(count=done.logged), known=done.known)
    )
