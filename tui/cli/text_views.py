"""Text views of tickets on a terminal: the board as a table, a ticket as a page, an act as a line."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from core.base.clock import site_time
from core.base.text import mask_phones
from core.desk.queries import Card
from core.events.stream import Event
from core.people.directory import Directory
from core.ticket.board import row_of
from core.ticket.clocks import Timer
from core.ticket.model import Caller, Ticket
from core.ticket.whereabouts import lacks_place
from tui.cli.document import unknown
from tui.cli.printing import heading, print_table, say
from tui.i18n import _, language, remarked, titled
from tui.widgets import names
from tui.widgets.clock_text import ClockText, row_clock, short_number, timer_clock, wall
from tui.widgets.columns import NO_PLACE, alarm_word
from tui.widgets.particulars import name_of, particulars
from tui.widgets.sentences import sentence

LEVEL_STYLES = {"breached": "bold red", "amber": "yellow"}
"""Rich styles of clock levels; never the only sign, a symbol and a word say the same."""


def who(ticket: Ticket, card: Card) -> str:
    """Return the assignee of the ticket, or the department without one."""
    department = card.policy.departments.get(ticket.department)
    return ticket.assignee or (department.title(language()) if department else ticket.department)


def place_of(ticket: Ticket) -> str:
    """Return the place, or the question for it in an emergency (§23)."""
    return _(NO_PLACE) if lacks_place(ticket) else ticket.where


def print_board(cards: Sequence[Card]) -> None:
    """Print the cards as a table, in their order."""
    if not cards:
        say(_("No tickets."))
        return
    heads = ["", _("No."), _("Place"), _("Matter"), _("Who"), _("Status"), _("Clock")]
    clocks = [_clock(card) for card in cards]
    lines = [_line(card, clock) for card, clock in zip(cards, clocks, strict=True)]
    styles = [LEVEL_STYLES.get(_level(card, clock), "") for card, clock in zip(cards, clocks, strict=True)]
    print_table(heads, lines, styles=styles)


def _level(card: Card, clock: ClockText) -> str:
    ticket = card.ticket
    asked = ticket.is_open and ticket.reading.asks(ticket.urgency)
    return "breached" if asked or lacks_place(ticket) else clock.level


def _clock(card: Card) -> ClockText:
    return row_clock(row_of(card.ticket, card.policy), card.now, card.policy.site.zone)


def _line(card: Card, clock: ClockText) -> list[str]:
    ticket = card.ticket
    asked = ticket.is_open and ticket.reading.asks(ticket.urgency)
    return [
        clock.symbol.strip(),
        short_number(ticket.number, site_time(card.now, card.policy.site.zone).date()),
        place_of(ticket),
        " ".join([*([alarm_word(asked=True)] if asked else []), mask_phones(ticket.description)]),
        who(ticket, card),
        _(ticket.state.label),
        str(clock),
    ]


def summary(card: Card) -> str:
    """Return one line, such as `260310-017  accepted  3-2-1201  in 12 min arrival`."""
    ticket = card.ticket
    parts = (ticket.number, _(ticket.state.label), place_of(ticket), str(_clock(card)))
    return "  ".join(part for part in parts if part)


def print_page(card: Card, directory: Directory) -> None:
    """Print all details of one ticket."""
    ticket = card.ticket
    heading(f"{ticket.number}  {ticket.description}")
    for name, value in _facts(card, set(unknown(ticket, directory))):
        say(titled(name, value))
    _part(
        _("Clocks"),
        [_("Clock"), _("Round"), _("Due"), _("State")],
        [_clock_line(timer, card) for timer in card.timers],
    )
    _part(
        _("Escalations"),
        [_("Role"), _("Round"), _("Due"), _("Tell at"), _("State")],
        [
            [
                _(names.ROLES.get(rung.role, rung.role)),
                str(rung.round),
                _when(rung.due_at, card),
                _when(rung.tell_at, card),
                _(names.RUNG_STATES[rung.status]),
            ]
            for rung in card.rungs
        ],
    )
    _part(_("Callbacks"), [_("Round"), _("Due"), _("Attempts"), _("Result")], list(_callback_lines(card)))
    _part(
        _("Events"),
        [_("When"), _("By"), _("Event")],
        [_event_line(event, card) for event in card.history],
    )


def _part(title: str, heads: list[str], rows: list[list[str]]) -> None:
    if rows:
        say()
        heading(title)
        print_table(heads, rows)


def _facts(card: Card, strangers: set[str]) -> Iterator[tuple[str, str]]:
    ticket = card.ticket
    category = card.policy.category(ticket.category)

    def marked(field: str, text: str) -> str:
        return remarked(text, _("not in the directory")) if field in strangers else text

    rows = (
        (_("Status"), _(ticket.state.label)),
        (_("Category"), category.title(language())),
        (_("Unit"), marked("unit", ticket.unit)),
        (_("Place"), ticket.place or ("" if ticket.unit else place_of(ticket))),
        (_("Caller"), _caller(ticket.caller)),
        (_("First contact"), marked("first_responder", ticket.first_responder)),
        (_("Assigned to"), marked("assignee", who(ticket, card))),
        (_("Reported at"), _when(ticket.reported_at, card)),
        (_("Answer given"), ticket.opinion),
        (_("Outcome"), ticket.round.outcome),
        (_("Round"), str(ticket.round.number)),
        (_("Merged into"), ticket.merged_into),
        (_("Repeat of"), ticket.repeat_of),
        *((_(title), text) for title, text in particulars(card)),
    )
    return ((name, value) for name, value in rows if value)


def _caller(caller: Caller) -> str:
    return " ".join(part for part in (name_of(caller), caller.role, caller.phone) if part)


def _clock_line(timer: Timer, card: Card) -> list[str]:
    text = timer_clock(timer, card.now, card.policy.site.zone)
    state = f"{text.word} {text.time}".strip()
    return [text.name, str(timer.round), _when(timer.due_at, card), state]


def _callback_lines(card: Card) -> Iterator[list[str]]:
    for turn in card.ticket.rounds:
        if callback := turn.callback:
            result = _(callback.result.label) if callback.result else ""
            yield [str(turn.number), _when(callback.due_at, card), str(len(callback.attempts)), result]


def _event_line(event: Event, card: Card) -> list[str]:
    return [_when(event.at, card), event.actor, sentence(event, card.history, card.policy)]


def _when(instant: datetime, card: Card) -> str:
    return wall(instant, card.now, card.policy.site.zone)
