"""Commands that list, show and search tickets."""

from collections.abc import Iterable
from itertools import islice
from typing import Annotated

from core.base.text import clean
from core.desk.queries import Card
from core.events.as_of import AsOf
from core.ticket.model import Ticket
from tui.cli.command import Misused
from tui.cli.context import Here
from tui.cli.document import iso, ticket_document
from tui.cli.filters import Channel, FromWhom, Kind, Limit, View
from tui.cli.printing import complain, print_json, print_json_list, say
from tui.cli.text_views import print_board, print_page, summary
from tui.cli.words import AsJson, AsOfThen, Happened, Number, argument, option
from tui.i18n import _, listed
from tui.widgets.past_words import past_title


def list_tickets(
    here: Here,
    view: View = "open",
    since: Annotated[str, option("--since", _("Reported from then on."), "WHEN")] = "",
    as_of: AsOfThen = "",
    happened: Happened = False,
    kind: Kind = "",
    channel: Channel = "",
    origin: FromWhom = "",
    limit: Limit = None,
    as_json: AsJson = False,
) -> None:
    """Print the tickets of a view in board order."""
    after, then = here.past(since), here.as_of(as_of, happened=happened)
    way = here.channel(channel, dropped=True)

    def wanted(card: Card) -> bool:
        ticket = card.ticket
        of_kind = not kind or card.policy.category(ticket.category).kind == kind
        came = way in ("", ticket.channel) and origin in ("", ticket.origin)
        return of_kind and came and (after is None or ticket.reported_at >= after)

    if then is None:
        few = None if kind or channel or origin else limit
        found: Iterable[Card] = here.desk.queries.each(view, since=after, limit=few, histories=as_json)
    else:
        found = here.desk.past.cards(view, then)
    print_cards(here, islice(filter(wanted, found), limit), as_json=as_json, as_of=then)


def show(
    here: Here, number: Number, as_of: AsOfThen = "", happened: Happened = False, as_json: AsJson = False
) -> None:
    """Print one ticket, with phone numbers in full (§18)."""
    then = here.as_of(as_of, happened=happened)
    card = here.desk.past.card(number, then) if then else here.desk.queries.card(number)
    if as_json:
        print_json(_document(here, card, as_of=then))
    else:
        _say_when(here, then)
        print_page(card, here.directory)


def as_of(
    here: Here,
    when: Annotated[str, argument("WHEN", _("The past moment."))],
    what: Annotated[str, argument("list|show", _("What to see as it stood then."))],
    number: Annotated[str, argument("NUMBER", _("With show: the ticket."))] = "",
    view: View = "open",
    kind: Kind = "",
    channel: Channel = "",
    origin: FromWhom = "",
    limit: Limit = None,
    happened: Happened = False,
    as_json: AsJson = False,
) -> None:
    """Print the board, or one ticket, as it stood at a past moment."""
    if what == "list" and not number:
        list_tickets(here, view, "", when, happened, kind, channel, origin, limit, as_json)
    elif what == "show" and number:
        show(here, number, when, happened, as_json)
    else:
        raise Misused(_("Say: as-of WHEN list, or: as-of WHEN show NUMBER"))


def search(
    here: Here,
    text: Annotated[list[str], argument("TEXT", _("What to look for."))],
    view: View = "all",
    limit: Limit = None,
    as_json: AsJson = False,
) -> None:
    """Print the tickets that contain every word of the text, a ticket of that number first."""
    wanted = clean(" ".join(text))
    found = here.desk.queries.each(view, text=wanted, limit=limit, histories=as_json)
    if as_json:
        print_cards(here, found, as_json=True)
        return
    if cards := [*found]:
        print_cards(here, cards, as_json=False)
        return
    say(_("No ticket matches “{text}”.").format(text=wanted))
    if view != "all" and (others := len(here.desk.queries.tickets("all", text=wanted))):
        say(_("{count} in other views: --view all").format(count=others))


def print_cards(here: Here, cards: Iterable[Card], *, as_json: bool, as_of: AsOf | None = None) -> None:
    """Print tickets in their order, with phone numbers masked; as JSON one after the other."""
    if as_json:
        print_json_list(_document(here, card, masked=True, as_of=as_of) for card in cards)
    else:
        _say_when(here, as_of)
        print_board([*cards])


def _say_when(here: Here, as_of: AsOf | None) -> None:
    if as_of:
        say(past_title(as_of, here.policy.site))


def print_logged(here: Here, ticket: Ticket, *, as_json: bool) -> None:
    """Print a ticket just logged, whole or its number; on stderr, the question if it may be an emergency."""
    if ticket.reading.asks(ticket.urgency):
        words = _("Perhaps an emergency ({why}): dutydesk answer {number} --emergency yes|no")
        complain(words.format(why=listed(ticket.reading.why), number=ticket.number))
    if as_json:
        print_json(_document(here, here.desk.queries.card(ticket.number)))
    else:
        say(ticket.number)


def print_ticket(here: Here, number: str, *, as_json: bool) -> None:
    """Print a ticket after an act: the whole document, or one line."""
    card = here.desk.queries.card(number)
    if as_json:
        print_json(_document(here, card))
    else:
        say(summary(card))


def _document(
    here: Here, card: Card, *, masked: bool = False, as_of: AsOf | None = None
) -> dict[str, object]:
    document = ticket_document(card, here.directory, masked=masked)
    if as_of is None:
        return document
    then = {"at": iso(as_of.at, card.policy.site.zone), "happened": as_of.happened}
    return {**document, "as_of": then}
