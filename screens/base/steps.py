"""Steps of a ticket: their form, writing them, showing their effects."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.cells import cell_len
from textual.content import Content

from core.base.clock import site_time
from core.base.errors import ChangedElsewhere, DeskError, LacksRight, NotAllowed
from core.base.i18n_marks import N_
from core.base.spoken_times import Aim
from core.base.text import EMPTY
from core.desk.desk import Desk
from core.desk.queries import Card
from core.events.fact import Undone
from core.people.roles import takes_step
from core.ticket.acts import base
from core.ticket.acts.base import Act, Moment, Rehearsal
from core.ticket.acts.request import AskApproval
from core.ticket.acts.table import ACTS
from core.ticket.hold import settle
from core.ticket.model import Ticket
from screens.base.forms import Entry, Form, Values
from tui.i18n import _, sentences, titled
from tui.widgets.cells import fit
from tui.widgets.clock_text import short_number
from tui.widgets.host import Host
from tui.widgets.screen import ScreenBase
from tui.widgets.sentences import sentence, step_sentences

MATTER = 120
"""Cells for the matter above a form, whose fields need the room."""

TOLD = 76
"""Cells for the effects of a step: one line of a notice."""

Do = Callable[[Desk, Values, int], Ticket]
"""Function of one act: takes the desk, the values, and the version of the ticket that was seen."""


def doing(number: str, make: Callable[[Values], Act]) -> Do:
    """Return the function that does the act made from the answers, with their time and note."""

    def do(desk: Desk, values: Values, seen: int) -> Ticket:
        at, note = values.get("at"), values.get("note") or EMPTY
        return desk.tickets.do(number, make(values), at=at, note=note, seen=seen)

    return do


def when(first: str = "", *, required: bool = False) -> Entry:
    """Return the question when it happened; empty means now, unless it is required."""
    hint = N_("14:30, -10m, yesterday 16:00") if required else N_("now, or 14:30, -10m")
    return Entry("at", N_("When"), "time", required=required, first=first, hint=hint, aim=Aim.PAST)


def number_of(ticket: Ticket, host: Host) -> str:
    """Return the ticket's number as said today."""
    return short_number(ticket.number, site_time(host.now(), host.desk.policy.site.zone).date())


def rehearsed(card: Card, host: Host) -> Moment:
    """Return the circumstances of an act on the ticket of `card` now, while nothing is written."""
    identity, now = host.identity, host.now()
    known = Rehearsal(now, host.desk.directory, identity.operator, card.history, card.recipients)
    return Moment(identity.actor, now, card.policy, known)


def why_not(act: str, card: Card, host: Host) -> DeskError | None:
    """Return the refusal of an act on the ticket of `card` now, or None."""
    now = host.now()
    refused = base.why_not(act, settle(card.ticket, now), host.identity.actor, now, card.policy)
    return why_not_undone(card, host) if act == "undo" and refused is None else refused


def why_not_earlier(card: Card, host: Host) -> DeskError | None:
    """Return the refusal if none of the acts that ask nothing can have happened earlier, or None."""
    refused = [why_not(act, card, host) for act in base.without_questions()]
    return None if None in refused else refused[0]


def to_ask_for(card: Card, host: Host) -> list[str]:
    """Return the acts on the ticket of `card` that take another person's right, or may do so."""
    found = []
    for name, about in ACTS.items():
        refused = why_not(name, card, host) if about.reserved else None
        if isinstance(refused, LacksRight) or (about.reserved and about.further and refused is None):
            found.append(name)
    return found


def why_not_asked(card: Card, host: Host) -> DeskError | None:
    """Return the refusal if there is nothing to ask for and nothing to decide on the ticket of `card`."""
    actor = host.identity.actor
    if not actor.may(AskApproval.about.role):
        return takes_step(actor, AskApproval.about.role)
    if card.ticket.to_approve or (not actor.may("supervisor") and to_ask_for(card, host)):
        return None
    return NotAllowed(N_("You may do every step of it yourself; no request waits."))


def why_not_undone(card: Card, host: Host) -> DeskError | None:
    """Return the refusal to undo the last step of the ticket of `card`, or None."""
    from core.ticket.acts.undo import Undo  # not for the first frame

    try:
        Undo().decide(card.ticket, rehearsed(card, host))
    except DeskError as refused:
        return refused
    return None


async def written(host: Host, number: str, do: Do, values: Values, seen: int) -> Card:
    """Do one act, notify the board, and return the card; raise `DeskError`."""

    def act(desk: Desk) -> Card:
        do(desk, values, seen)
        return desk.queries.card(number)

    card = await host.desk.ask(act)
    host.steps.changed(number, undone=is_undo(card))
    return card


def is_undo(card: Card) -> bool:
    """Return True if the last step took another one back."""
    return isinstance(card.history[-1].fact, Undone)


def tell(host: Host, card: Card, *, more: str = "") -> None:
    """Show the effects of the last step, the key that undoes it on whatever ticket, and `more`."""
    undo = ""
    if not is_undo(card) and why_not_undone(card, host) is None:
        undo = "   " + _(N_("Undo: {key}")).format(key=host.key("app.undo"))
    done = f"{number_of(card.ticket, host)}  {step_sentences(card.history, card.policy)}"
    done = fit(done, min(TOLD - cell_len(undo), cell_len(done)))
    host.tell("\n".join(filter(None, (done + undo, more))))


async def fill_in(screen: ScreenBase, form: StepForm) -> None:
    """Show the form of a step and, unless it is left, the effects of the step; call it in a worker."""
    from screens.base.form_screen import FormScreen  # not for the first frame

    done = await screen.app.push_screen_wait(FormScreen(form))
    if done is not None:
        tell(screen.host, done)


def news(card: Card) -> str:
    """Return the person of the last step, and its sentence."""
    last = card.history[-1]
    return titled(last.actor, sentence(last, card.history, card.policy))


class StepForm(Form):
    """Form of a step; dismissed with the card after the step."""

    ask_key = ""
    """Key that asks for approval on the screen below; empty if it has none."""

    def __init__(
        self,
        title: str,
        entries: Sequence[Entry],
        card: Card,
        do: Do,
        *,
        warning: str = "",
        act: str,
    ) -> None:
        kept = f"{act} {card.ticket.number}"
        super().__init__(title, entries, self._step, warning=warning, kept=kept)
        self._card = card
        self._act = do
        self.refused = False
        """True once the step was refused for lack of a right."""

    def _step(self, desk: Desk, values: Values) -> Card:
        ticket = self._card.ticket
        self._act(desk, values, ticket.version)
        return desk.queries.card(ticket.number)

    def heading(self, host: Host) -> Content:
        """Return the step, the ticket and its matter."""
        ticket = self._card.ticket
        place = f"   {number_of(ticket, host)}  {ticket.where}  "
        matter = fit(ticket.description, min(MATTER, cell_len(ticket.description)))
        return Content.assemble((self.title, "bold $accent"), place, (matter, "$muted"))

    async def done(self, host: Host, values: Values) -> object:
        """Do the step and notify the board."""
        card = await super().done(host, values)
        host.steps.changed(self._card.ticket.number)
        return card

    async def trouble(self, host: Host, error: DeskError) -> str:
        """Return the text for a refusal; after a change by another user, saving again does the step."""
        self.refused = isinstance(error, LacksRight)
        if self.refused and self.ask_key:
            ask = _(N_("{back}, then {key} asks for approval; what is typed is kept.")).format(
                back=host.key("form.cancel"), key=self.ask_key
            )
            return sentences(error.text(_), ask)
        if not isinstance(error, ChangedElsewhere):
            return error.text(_)
        number = self._card.ticket.number
        self._card = await host.desk.ask(lambda desk: desk.queries.card(number))
        host.desk.look_again()
        return f"{error.text(_)} {news(self._card)}"
