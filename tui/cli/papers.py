"""Lists as papers: the register of opinions, the list of originals; to read, to print, to take elsewhere."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from core.callbacks import RESULTS
from core.clock import site_time
from core.papers import Kept, grade_of, opinions, originals
from core.text import mask_phone
from core.ticket import STATE_NAMES, Original, Ticket
from tui.cli.app import AsJson, Channel, Kind, option
from tui.cli.document import Document, iso
from tui.cli.here import Here
from tui.cli.printing import complain, heading, print_json, print_table, say, say_text
from tui.cli.report_forms import Part, csv_rows, html_of, markdown_of
from tui.cli.reports import Format, Output, reports, write_private
from tui.i18n import _, language
from tui.widgets import names
from tui.widgets.particulars import name_of

From = Annotated[str, option("--from", _("The first day."), "DATE")]
To = Annotated[str, option("--to", _("The last day, included; else today."), "DATE")]

LONG_AGO = date(1990, 1, 1)


@dataclass(frozen=True, slots=True)
class Paper:
    """One list: its table for people, and its entries for programs."""

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    entries: Sequence[Document]

    @property
    def part(self) -> Part:
        """The list as a part of a page."""
        return Part(self.title, self.heads, self.rows, figures=False)


@reports.command("opinions", help=_("The register of opinions: complaints, suggestions, wishes, questions."))
def opinion_register(
    ctx: typer.Context,
    first: From = "",
    last: To = "",
    kind: Kind = "",
    channel: Channel = "",
    form: Format = "",
    as_json: AsJson = False,
    output: Output = None,
) -> None:
    """R030, R097, R105, R106: whatever came by visit, call, letter, meeting or inspection."""
    here = Here.of(ctx)
    with here.store.reading() as look:
        found = opinions(look, *_days(here, first, last), here.desk.actor(), kind=kind, channel=channel)
    _give(here, _register(here, found), "json" if as_json else form, output)


@reports.command("originals", help=_("The papers that came in: where each is kept, by whom, until when."))
def list_of_originals(
    ctx: typer.Context,
    first: From = "",
    last: To = "",
    form: Format = "",
    as_json: AsJson = False,
    output: Output = None,
) -> None:
    """R098."""
    here = Here.of(ctx)
    with here.store.reading() as look:
        found = originals(look, *_days(here, first, last), here.desk.actor())
    _give(here, _originals(here, found), "json" if as_json else form, output)


def _days(here: Here, first: str, last: str) -> tuple[date, date]:
    today = site_time(here.clock(), here.policy.site.zone).date()
    return here.day(first) if first else LONG_AGO, here.day(last) if last else today


def _day_of(ticket: Ticket, here: Here) -> str:
    return str(site_time(ticket.reported_at, here.policy.site.zone).date())


def _register(here: Here, tickets: Sequence[Ticket]) -> Paper:
    heads = (
        _("No."), _("Day"), _("Channel"), _("Category"), _("Unit"), _("Caller"), _("Opinion"),
        _("Department"), _("Outcome"), _("Result"),
    )  # fmt: skip
    rows = [_opinion_row(ticket, here) for ticket in tickets]
    return Paper(_("Opinion register"), heads, rows, [_opinion(ticket, here) for ticket in tickets])


def _opinion_row(ticket: Ticket, here: Here) -> Sequence[str]:
    department = here.policy.departments.get(ticket.department)
    category = here.policy.categories.get(ticket.category)
    by = ticket.particulars.inspector or name_of(ticket.caller)
    grade = grade_of(ticket)
    return (
        ticket.number,
        _day_of(ticket, here),
        _(names.CHANNELS.get(ticket.channel, ticket.channel)),
        category.title(language()) if category else ticket.category,
        ticket.where,
        by,
        ticket.description + (" " + _("(many share it)") if ticket.particulars.representative else ""),
        department.title(language()) if department else ticket.department,
        ticket.round.outcome or _(STATE_NAMES[ticket.state]),
        _(RESULTS.get(grade, grade)) if grade else "",
    )


def _opinion(ticket: Ticket, here: Here) -> Document:
    zone, noted = here.policy.site.zone, ticket.particulars
    category = here.policy.categories.get(ticket.category)
    return {
        "number": ticket.number,
        "reported_at": iso(ticket.reported_at, zone),
        "channel": ticket.channel,
        "kind": category.kind if category else None,
        "category": ticket.category,
        "unit": ticket.unit or None,
        "place": ticket.place or None,
        "caller": ticket.caller.name or None,
        "phone": mask_phone(ticket.caller.phone) or None,
        "opinion": ticket.description,
        "inspector": noted.inspector or None,
        "representative": noted.representative,
        "told": ticket.opinion or None,
        "department": ticket.department or None,
        "assignee": ticket.assignee or None,
        "state": ticket.state.value,
        "outcome": ticket.round.outcome or None,
        "result": grade_of(ticket) or None,
        "fed_back_at": iso(ticket.fed_back_at, zone),
        "original": noted.original.number or None if noted.original else None,
    }


def _originals(here: Here, found: Sequence[Kept]) -> Paper:
    heads = (
        _("No."),
        _("Day"),
        _("Sort"),
        _("Number"),
        _("Matter"),
        _("Place"),
        _("Keeper"),
        _("Keep until"),
    )
    rows = [
        (k.ticket.number, _day_of(k.ticket, here), paper.kind, paper.number, k.ticket.description,
         paper.place, paper.keeper, str(k.until))
        for k, paper in ((kept, kept.original) for kept in found)
    ]  # fmt: skip
    entries = [
        {
            "ticket": kept.ticket.number,
            "reported_at": iso(kept.ticket.reported_at, here.policy.site.zone),
            **_paper(kept.original),
            "keep_until": str(kept.until),
        }
        for kept in found
    ]
    return Paper(_("Originals"), heads, rows, entries)


def _paper(original: Original) -> dict[str, Any]:
    names_of = ("number", "kind", "place", "keeper")
    return {name: getattr(original, name) or None for name in names_of}


def _give(here: Here, paper: Paper, form: str, output: Path | None) -> None:
    """Print the list, or write it to a file in the form that its name asks for."""
    if output:
        suffix = output.suffix.lstrip(".").lower()
        write_private(output, _written(here, paper, form or suffix))
        complain(_("Written to {file}.").format(file=output))
    elif form == "json":
        print_json(paper.entries)
    elif form:
        say_text(_written(here, paper, form))
    else:
        heading(paper.title)
        print_table(paper.heads, paper.rows) if paper.rows else say(_("Nothing is listed."))


def _written(here: Here, paper: Paper, form: str) -> str:
    site = here.policy.site.name
    title = f"{site} {paper.title}".strip()
    if form == "json":
        return json.dumps(paper.entries, ensure_ascii=False, indent=2) + "\n"
    if form == "csv":
        return csv_rows(paper.entries)
    return (html_of if form == "html" else markdown_of)(title, "", [paper.part])
