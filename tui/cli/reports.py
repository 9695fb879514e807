"""Papers for a period: what came in, what was done, how fast somebody was there."""

import json
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from core.clock import site_time
from core.errors import Unavailable
from core.report import Report, report
from core.words import N_
from tui.cli.app import KEEPING, AsJson, app, choice, option
from tui.cli.here import Here
from tui.cli.printing import complain, heading, print_json, print_table, say, say_text
from tui.cli.report_forms import NONE, csv_text, document, html_page, made, markdown, parts, title_of
from tui.i18n import _

reports = typer.Typer(help=_("Figures of a day or of some days."), invoke_without_command=True)
app.add_typer(reports, name="report", rich_help_panel=KEEPING)

FORMATS: dict[str, Callable[[Report, Here], str]] = {
    "md": lambda figures, here: markdown(figures, here.policy),
    "html": lambda figures, here: html_page(figures, here.policy),
    "csv": lambda figures, here: csv_text(figures),
    "json": lambda figures, here: json.dumps(document(figures), ensure_ascii=False, indent=2) + "\n",
}

Format = Annotated[str, choice("--format", _("How it is written."), FORMATS)]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", help=_("Write it to this file."), metavar="FILE")
]


@reports.callback()
def some_days(
    ctx: typer.Context,
    first: Annotated[str, option("--from", _("The first day."), "DATE")] = "",
    last: Annotated[str, option("--to", _("The last day, included."), "DATE")] = "",
    form: Format = "",
    as_json: AsJson = False,
    output: Output = None,
) -> None:
    """`report --from D --to D`; a period by name is a command of its own."""
    if ctx.invoked_subcommand:
        return
    if not first:
        raise typer.BadParameter(_("Say which: report day, or report --from DATE --to DATE."))
    here = Here.of(ctx)
    start = here.day(first)
    _give(here, start, here.day(last) if last else start, "json" if as_json else form, output)


@reports.command("day", help=_("One site day; today without --period."))
def one_day(
    ctx: typer.Context,
    period: Annotated[str, option("--period", _("Which day."), "DATE")] = "",
    form: Format = "",
    as_json: AsJson = False,
    output: Output = None,
) -> None:
    """DOMAIN §17, daily."""
    here = Here.of(ctx)
    day = here.day(period) if period else site_time(here.clock(), here.policy.site.zone).date()
    _give(here, day, day, "json" if as_json else form, output)


def _give(here: Here, first: date, last: date, form: str, output: Path | None) -> None:
    """Make the report and print it, or write it to a file in the form that its name asks for."""
    with here.store.reading() as look:
        figures = report(look, first, last, here.clock())
    if output:
        suffix = output.suffix.lstrip(".").lower()
        write_private(output, FORMATS[form or (suffix if suffix in FORMATS else "md")](figures, here))
        complain(_("Written to {file}.").format(file=output))
    elif form == "json":
        print_json(document(figures))
    elif form:
        say_text(FORMATS[form](figures, here))
    else:
        _print(figures, here)


def _print(figures: Report, here: Here) -> None:
    heading(title_of(figures))
    say(made(figures))
    for part in parts(figures, here.policy):
        say()
        heading(part.title)
        # a dash that is two cells wide on some terminals would push the columns apart
        rows = [[cell.replace(NONE, "-") for cell in row] for row in part.rows]
        print_table(part.heads, rows, right=range(1, len(part.heads)))


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner can read; raises `Unavailable`."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            os.fchmod(handle, 0o600)
            out.write(text)
    except OSError as error:
        raise Unavailable(
            N_("{file} cannot be written: {reason}."),
            hint=N_("Choose another place."),
            file=path,
            reason=error.strerror,
        ) from error
