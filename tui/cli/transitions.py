"""Acts on a ticket as commands, each made from the questions of its act when it is asked for."""

import inspect
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from core.base.questions import answered, questions
from core.base.text import clean
from core.ticket.acts.base import Act, act_class
from core.ticket.acts.table import ACTS
from core.ticket.model import Ticket
from tui.cli.approvals import say_asked, to_ask
from tui.cli.command import Run
from tui.cli.context import Here
from tui.cli.printing import complain
from tui.cli.questions import answers, word, words_of
from tui.cli.tickets import print_ticket
from tui.cli.words import AsJson, AskFor, At, Note, Number
from tui.i18n import _

Make = Callable[[Here, Mapping[str, Any]], Act]
"""Function that makes the act of a command from its words."""


def __getattr__(name: str) -> Run:
    """Return the command of the act of that name."""
    if name not in ACTS:
        raise AttributeError(name)
    if name == "callback":
        from tui.cli.callbacks import callback  # two acts more, which other commands do not load

        return callback()
    act = act_class(name)
    return _command(words_of(questions(act)), _make(act), reserved=act.about.reserved)


def _command(words: Iterable[inspect.Parameter], make: Make, *, reserved: bool) -> Run:
    """Return a command with NUMBER, its own words, --at, --note and --json; a `reserved` one with --ask."""

    def command(here: Here, number: str, at: str, note: str, as_json: bool, **given: Any) -> None:
        ask = given.pop("ask", False)
        act = to_ask(make(here, given), at) if ask else make(here, given)
        ticket = here.desk.tickets.do(number, act, at=here.past(at), note=clean(note))
        print_ticket(here, ticket.number, as_json=as_json)
        if ask and not as_json:
            say_asked(ticket)
        if follows := act.offered(ticket):
            complain(_offer(here, ticket, follows))

    before = [word("here", Here), word("number", Number)]
    shared = [word("at", At, ""), word("note", Note, ""), word("as_json", AsJson, False)]
    if reserved:
        shared.append(word("ask", AskFor, False))
    command.__signature__ = inspect.Signature([*before, *words, *shared])  # type: ignore[attr-defined]
    return command


def _offer(here: Here, ticket: Ticket, follows: str) -> str:
    """Return the line that offers the act to go on with, or says why it cannot be done."""
    refused = here.desk.queries.why_not(follows, ticket, here.desk.queries.actor())
    if refused:
        return refused.text(_)
    command = f"dutydesk {follows.replace('_', '-')} {ticket.number}"
    return _("Next: {command}").format(command=command)


def _make(act: type[Act]) -> Make:
    make: Callable[..., Act] = act

    def made(here: Here, given: Mapping[str, Any]) -> Act:
        return make(**answered(act, answers(here, questions(act), given)))

    return made
