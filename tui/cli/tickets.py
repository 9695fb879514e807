"""Log a ticket, list tickets, show one, find some."""

from dataclasses import replace
from typing import Annotated

import typer

from core.errors import InvalidInput
from core.intake import merged
from core.looking import Card
from core.policy import URGENCIES
from core.ticket import CHANNELS, Caller, Particulars, Relay
from core.words import N_
from tui.cli.app import TICKETS, AsJson, Limit, Number, View, app, argument, choice, flag, option
from tui.cli.document import ticket_document
from tui.cli.here import Here
from tui.cli.pages import print_board, print_page, summary
from tui.cli.past import board_then
from tui.cli.printing import print_json, say
from tui.i18n import _


@app.command(
    help=_("Log one ticket from a line such as: 3-2-1201 kitchen pipe leaking"), rich_help_panel=TICKETS
)
def log(
    ctx: typer.Context,
    line: Annotated[list[str], argument("LINE", _("Unit, what it is about, phone, urgent, @who."))],
    unit: Annotated[str, option("--unit", _("Unit or public place."))] = "",
    category: Annotated[str, option("--category", _("What it is; else the words decide."))] = "",
    channel: Annotated[str, choice("--channel", _("How it came in."), CHANNELS)] = "call",
    caller: Annotated[str, option("--caller", _("Who reported it."), "NAME")] = "",
    phone: Annotated[str, option("--phone", _("The caller's number."))] = "",
    caller_role: Annotated[str, option("--caller-role", _("Owner, tenant, passer-by."))] = "",
    anonymous: Annotated[bool, flag("--anonymous", _("The caller gave no name."))] = False,
    reporter: Annotated[str, option("--reporter", _("Who of the staff heard of it first."), "PERSON")] = "",
    found: Annotated[bool, flag("--found", _("Staff saw it; no customer is waiting."))] = False,
    relay: Annotated[str, option("--relay", _("How it was passed on to the desk."))] = "",
    assign: Annotated[str, option("--assign", _("Who is sent at once."), "PERSON|DEPARTMENT")] = "",
    urgency: Annotated[str, choice("--urgency", _("How urgent it is."), URGENCIES)] = "",
    appointment: Annotated[str, option("--appointment", _("The time agreed."), "WHEN")] = "",
    opinion: Annotated[str, option("--opinion", _("What the caller was told."))] = "",
    done: Annotated[str, option("--done", _("Answered on the spot: what was said or done."))] = "",
    at: Annotated[str, option("--at", _("When it was reported."), "WHEN")] = "",
    note: Annotated[str, option("--note", _("Something to keep with it."))] = "",
    key: Annotated[str, option("--key", _("The same key logs once, however often it is sent."))] = "",
    as_json: AsJson = False,
) -> None:
    """T1 to T3."""
    here = Here.of(ctx)
    said = here.desk.read_line(" ".join(line))
    intake = merged(
        said,
        unit=unit, category=category, urgency=urgency, channel=channel, first_responder=reporter,
        particulars=Particulars(relay=Relay(relay) if relay else None),
        assign_to=assign, opinion=opinion, outcome=done, note=note,
        appointment=here.when(appointment) if appointment else None,
        reported_at=here.when(at) if at else None,
        caller=Caller(caller, phone or said.caller.phone, caller_role, anonymous),
    )  # fmt: skip
    ticket = here.desk.log(replace(intake, found=found), key=key)
    if as_json:
        print_json(_document(here, here.desk.card(ticket.number)))
    else:
        say(ticket.number)


@app.command("list", help=_("Tickets in board order."), rich_help_panel=TICKETS)
def list_tickets(
    ctx: typer.Context,
    view: View = "open",
    since: Annotated[str, option("--since", _("Reported from then on."), "WHEN")] = "",
    as_of: Annotated[str, option("--as-of", _("The board as it stood then."), "WHEN")] = "",
    limit: Limit = None,
    as_json: AsJson = False,
) -> None:
    """A view is a filter, never another order."""
    here = Here.of(ctx)
    after = here.when(since) if since else None
    if not as_of:
        print_cards(here, here.desk.tickets(view, since=after, limit=limit), as_json=as_json)
        return
    if view == "closed":
        raise InvalidInput(
            N_("What was closed is not on the board of a past moment."), hint=N_("Use show NUMBER --as-of.")
        )
    cards = board_then(here.desk, here.when(as_of), view)
    kept = [card for card in cards if after is None or card.ticket.reported_at >= after]
    print_cards(here, kept[:limit], as_json=as_json)


@app.command(help=_("One ticket with clocks, escalations, callbacks and events."), rich_help_panel=TICKETS)
def show(
    ctx: typer.Context,
    number: Number,
    as_of: Annotated[str, option("--as-of", _("As it stood then."), "WHEN")] = "",
    as_json: AsJson = False,
) -> None:
    """The one place where a phone number is shown whole (§18)."""
    here = Here.of(ctx)
    card = here.desk.card(number, here.when(as_of) if as_of else None)
    if as_json:
        print_json(_document(here, card))
    else:
        print_page(card, here.directory)


@app.command(help=_("Tickets by words, pinyin initials, phone digits or unit."), rich_help_panel=TICKETS)
def search(
    ctx: typer.Context,
    text: Annotated[list[str], argument("TEXT", _("What to look for."))],
    view: View = "all",
    limit: Limit = None,
    as_json: AsJson = False,
) -> None:
    """Every word must be found."""
    here = Here.of(ctx)
    print_cards(here, here.desk.tickets(view, text=" ".join(text), limit=limit), as_json=as_json)


def print_cards(here: Here, cards: list[Card], *, as_json: bool) -> None:
    """Tickets in their order, phones masked."""
    if not as_json:
        print_board(cards)
        return
    with here.store.reading() as look:
        whole = [replace(card, history=card.history or look.history(card.ticket.number)) for card in cards]
    print_json([_document(here, card, masked=True) for card in whole])


def print_ticket(here: Here, number: str, *, as_json: bool) -> None:
    """A ticket as it stands after an act: the whole document, or one line."""
    card = here.desk.card(number)
    if as_json:
        print_json(_document(here, card))
    else:
        say(summary(card))


def _document(here: Here, card: Card, *, masked: bool = False) -> dict[str, object]:
    return ticket_document(card, here.directory, masked=masked)
