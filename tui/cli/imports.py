"""Takes over lists and logs from files: everything or nothing, every bad row named."""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Generic, TypeVar

import typer

from core.directory import Directory, Person, Unit
from core.errors import NotAllowed
from core.foreign_log import Call, Map, check_map, read_calls, read_map
from core.policy import Policy
from core.ports import Reading, Writing
from core.registers import Difference, differences, read_people, read_units
from core.replay import Imported, bring_in, foresee
from core.sheet import BadRows, Sheet
from core.words import N_
from tui.cli.app import KEEPING, AsJson, app, argument, flag, option
from tui.cli.here import Here
from tui.cli.printing import complain, print_json, print_table, say
from tui.cli.sheets import read_sheet, read_text
from tui.i18n import _, ngettext

importing = typer.Typer(help=_("Take over units, people or a foreign log from .csv or .xlsx."))
app.add_typer(importing, name="import", rich_help_panel=KEEPING)

File = Annotated[Path, argument("FILE", _("A .csv or .xlsx file; its first row names the columns."))]
DryRun = Annotated[bool, flag("--dry-run", _("Only say what would change."))]

T = TypeVar("T", Unit, Person)


@dataclass(frozen=True)
class Register(Generic[T]):
    """One of the lists that can be taken over: how it is read, compared and kept."""

    read: Callable[[Sheet, Directory, Policy, str], list[T]]
    known: Callable[[Directory, T], T | None]
    name: Callable[[T], str]
    save: Callable[[Writing, Sequence[T]], None]


UNITS = Register[Unit](
    read=lambda sheet, directory, policy, source: read_units(sheet, directory, source),
    known=lambda directory, unit: directory.units.get(unit.code),
    name=lambda unit: unit.code,
    save=lambda work, units: work.save_units(units),
)
PEOPLE = Register[Person](
    read=read_people,
    known=lambda directory, person: directory.people_by_no.get(person.no),
    name=lambda person: person.name,
    save=lambda work, people: work.save_people(people),
)


@importing.command(help=_("The list of units: code, name, building, contact, phone."))
def units(ctx: typer.Context, file: File, dry_run: DryRun = False, as_json: AsJson = False) -> None:
    """Enter the units of a file; what it does not mention stays."""
    _take_over(Here.of(ctx), UNITS, file, dry_run=dry_run, as_json=as_json)


@importing.command(help=_("The list of people: name, department, post, role, phone."))
def people(ctx: typer.Context, file: File, dry_run: DryRun = False, as_json: AsJson = False) -> None:
    """Enter the people of a file; who is not mentioned stays."""
    _take_over(Here.of(ctx), PEOPLE, file, dry_run=dry_run, as_json=as_json)


def _take_over(here: Here, register: Register[T], file: Path, *, dry_run: bool, as_json: bool) -> None:
    sheet = read_sheet(file)
    if dry_run:
        with here.store.reading() as look:
            changes, same = _compare(here, look, register, sheet, file.name)
    else:
        with here.store.writing() as work:
            changes, same = _compare(here, work, register, sheet, file.name)
            register.save(work, [change.after for change in changes])
    new = [register.name(change.after) for change in changes if change.before is None]
    changed = {register.name(c.after): list(c.changed) for c in changes if c.before is not None}
    if as_json:
        print_json({"new": new, "changed": changed, "unchanged": same, "dry_run": dry_run})
    else:
        _tell_changes(new, changed, same, dry_run=dry_run)


def _compare(
    here: Here, look: Reading, register: Register[T], sheet: Sheet, source: str
) -> tuple[list[Difference[T]], int]:
    """What the sheet would change, and how many of its entries are here just so."""
    _must_be_allowed(here, look)
    directory = look.directory()
    with _naming_rows():
        found = register.read(sheet, directory, look.policies()[-1], source)
    changes = differences(found, lambda one: register.known(directory, one))
    return changes, len(found) - len(changes)


def _tell_changes(
    new: Sequence[str], changed: Mapping[str, Sequence[str]], same: int, *, dry_run: bool
) -> None:
    if dry_run and (new or changed):
        rows = [(name, _("new"), "") for name in new]
        rows += [(name, _("changed"), ", ".join(fields)) for name, fields in changed.items()]
        print_table((_("Name"), _("What"), _("Fields")), rows)
    words = (
        _("Would be new: {new}, changed: {changed}, unchanged: {same}.")
        if dry_run
        else _("New: {new}, changed: {changed}, unchanged: {same}.")
    )
    say(words.format(new=len(new), changed=len(changed), same=same))


@importing.command(help=_("Another office's log of calls, each row replayed at its own times."))
def tickets(
    ctx: typer.Context,
    file: File,
    map_file: Annotated[Path, option("--map", _("How its columns are read."), "MAP.toml")],
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Log the calls of a file; a row that is here already is left alone."""
    here = Here.of(ctx)
    chart = read_map(read_text(map_file), map_file.name)
    calls = _read_log(here, file, chart)
    if dry_run:
        with here.store.reading() as look:
            done = foresee(look, calls, chart.tz)
    else:
        done = _replay(here, calls, chart.tz)
    _tell_import(done, dry_run=dry_run, as_json=as_json)


def _read_log(here: Here, file: Path, chart: Map) -> list[Call]:
    sheet = read_sheet(file)
    with here.store.reading() as look:
        _must_be_allowed(here, look)
        policy = look.policies()[-1]
    check_map(chart, sheet, policy)
    with _naming_rows():
        return read_calls(sheet, chart, policy, here.clock(), file.name)


def _replay(here: Here, calls: Sequence[Call], tz: str) -> Imported:
    with _progress(len(calls)) as advance, here.store.writing() as work:
        return bring_in(work, calls, tz, here.clock(), advance)


@contextmanager
def _progress(total: int) -> Iterator[Callable[[], None]]:
    """A bar on the terminal that people look at; nothing where nobody does."""
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


@contextmanager
def _naming_rows() -> Iterator[None]:
    """Name every bad row on stderr before the import is refused."""
    try:
        yield
    except BadRows as bad:
        for problem in bad.problems:
            where = _("row {row}, {column}").format(row=problem.row, column=problem.column or "-")
            complain(f"{where}: {problem.text(_)}")
        raise


def _must_be_allowed(here: Here, look: Reading) -> None:
    if not here.desk.actor_in(here.desk.listed(look)).may("supervisor"):
        raise NotAllowed(
            N_("Importing takes a supervisor."), hint=N_("Ask one to do it, or act as one with --as.")
        )


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
