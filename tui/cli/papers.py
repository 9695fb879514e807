"""`papers`: the forms of a ticket, the record of callbacks, the roster."""

from datetime import timedelta
from typing import Annotated

import typer

from tui.cli.app import KEEPING, AsJson, Number, app, option
from tui.cli.context import Here
from tui.cli.output import Form, Output, give, leaves_the_desk
from tui.cli.reports import From, To
from tui.i18n import _
from tui.papers.making import make_callbacks, make_complaint, make_roster, make_slip, today

papers = typer.Typer(help=_("Forms to print: the work slip, the complaint record, callbacks, the roster."))
app.add_typer(papers, name="papers", rich_help_panel=KEEPING)


@papers.command(help=_("The work slip of a ticket; written to a file it has the caller's whole number."))
def slip(
    ctx: typer.Context, number: Number, form: Form = "", as_json: AsJson = False, output: Output = None
) -> None:
    """维修工作单."""
    here = Here.of(ctx)
    form = "json" if as_json else form
    paper = make_slip(here.desk, number, printed=leaves_the_desk(form, output))
    give(here, paper, form, output)


@papers.command(help=_("The record of a complaint."))
def complaint(
    ctx: typer.Context, number: Number, form: Form = "", as_json: AsJson = False, output: Output = None
) -> None:
    """客户投诉处理记录表, R192."""
    here = Here.of(ctx)
    paper = make_complaint(here.desk, number)
    give(here, paper, "json" if as_json else form, output)


@papers.command(help=_("Whom the desk rang back, and what they said; the last seven days unless asked."))
def callbacks(
    ctx: typer.Context,
    first: From = "",
    last: To = "",
    form: Form = "",
    as_json: AsJson = False,
    output: Output = None,
) -> None:
    """回访记录, R169."""
    here = Here.of(ctx)
    end = here.day(last) if last else today(here.desk)
    start = here.day(first) if first else end - timedelta(days=6)
    give(here, make_callbacks(here.desk, start, end), "json" if as_json else form, output)


@papers.command(help=_("Who is on duty when, in the week of a day; today's unless asked."))
def roster(
    ctx: typer.Context,
    week: Annotated[str, option("--week", _("A day of the week."), "DATE")] = "",
    form: Form = "",
    as_json: AsJson = False,
    output: Output = None,
) -> None:
    """值班表."""
    here = Here.of(ctx)
    paper = make_roster(here.desk, here.day(week) if week else today(here.desk))
    give(here, paper, "json" if as_json else form, output)
