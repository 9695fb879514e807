"""Commands that list, show and search tickets."""

from collections.abc import Iterable
from itertools import islice
from typing import Annotated

from core.base.errors import InvalidInput
from core.base.i18n_marks import N_
from core.base.spoken_times import Aim
from core.base.text import clean
from core.desk.queries import Card
from core.ticket.model import Ticket
from tui.cli.as_of import board_then
from tui.cli.context import Here
from tui.cli.document import ticket_document
from tui.cli.filters import Channel, Kind, Limit, View
from tui.cli.printing import complain, print_json, print_json_list, say
from tui.cli.text_views import print_board, print_page, summary
from tui.cli.words import AsJson, Number, argument, option
from tui.i18n import _, listed


def list_tickets(
    here: Here,
    view: View = "open",
    since: Annotated[str, option("--since", _("Reported from then on."), "WHEN")] = "",
    as_of: Annotated[str, option("--as-of", _("The board as it stood then."), "WHEN")] = "",
    kind: Kind = "",
    channel: Channel = "",
    limit: Limit = None,
    as_json: AsJson = False,
) -> None:
    """Print the tickets of a view in board order."""
    after = here.past(since)

    def wanted(card: Card) -> bool:
        ticket = card.ticket
        of_kind = not kind or card.policy.category(ticket.category).kind == kind
        return of_kind and channel in ("", ticket.channel) and (after is None or ticket.reported_at >= after)

    if not as_of:
        few = None if kind or channel else limit
        found = here.desk.queries.each(view, since=after, limit=few, histories=as_json)
        print_cards(here, islice(filter(wanted, found), limit), as_json=as_json)
        return
    if view == "closed":
        raise InvalidInput(
            N_("Closed tickets are not on the board of a past moment."), hint=N_("Use show NUMBER --as-of.")
        )
    cards = board_then(here.desk, here.when(as_of, Aim.PAST), view)
    print_cards(here, [card for card in cards if wanted(card)][:limit], as_json=as_json)


def show(
    here: Here,
    number: Number,
    as_of: Annotated[str, option("--as-of", _("As it stood then."), "WHEN")] = "",
    as_json: AsJson = False,
) -> None:
    """Print one ticket, with phone numbers in full (§18)."""
    card = here.desk.queries.card(number, here.past(as_of))
    if as_json:
        print_json(_document(here, card))
    else:
        print_page(card, here.directory)


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


def print_cards(here: Here, cards: Iterable[Card], *, as_json: bool) -> None:
    """Print tickets in their order, with phone numbers masked; as JSON one after the other."""
    if as_json:
        print_json_list(_document(here, card, masked=True) for card in cards)
    else:
        print_board([*cards])


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


def _document(here: Here, card: Card, *, masked: bool = False) -> dict[str, object]:
    return ticket_document(card, here.directory, masked=masked)
