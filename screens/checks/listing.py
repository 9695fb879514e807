"""List of the daily checks: a row a first contact, a column a service day, and what to ask today (§8)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial

from core.base.errors import DeskError
from core.base.i18n_marks import N_
from core.base.text import EMPTY, Clean
from core.desk.checks import OPEN, CheckTable, DailyCheck, PersonChecks
from core.desk.desk import Desk
from core.ticket.acts.check import CheckMatter
from core.ticket.codes import CheckState
from core.ticket.model import Ticket
from screens.base.form_screen import FormScreen
from screens.base.forms import Entry, Form
from screens.base.listing import LIMIT, Found, Listing, ListingView, OpenList, Wanted
from screens.base.steps import tell, written
from screens.checks import lines
from tui.i18n import _
from tui.widgets.handlers import Handler, Handlers
from tui.widgets.host import Host
from tui.widgets.lines import Line, Piece
from tui.widgets.marked import Marked
from tui.widgets.row_list import ListRow

Shown = PersonChecks | DailyCheck
"""Entry of the list: a person, or a ticket that the opened person has to ask about."""


def _key(entry: Shown) -> str:
    """Return the key of a line; a check that is made has another, so that the cursor goes on to the next."""
    if isinstance(entry, PersonChecks):
        return entry.person
    return f"{entry.number} {entry.day}" if entry.state in OPEN else f"{entry.number} {entry.state}"


PEOPLE: ListingView[Shown, CheckTable] = ListingView(
    "people", N_("Daily checks"), (), _key, lambda _entry, _table: ()
)


class DailyChecks(Listing[Shown, CheckTable]):
    """People with their checks of the last days; below the opened one what is to be asked, or was missed."""

    context = "checks"
    title = N_("Daily checks")
    views = (PEOPLE,)
    has_detail = False
    stale = timedelta(minutes=1)

    def __init__(self) -> None:
        self._opened: str | None = None
        """Person whose tickets are shown; None for the first who has some today, empty for nobody."""

    def read(
        self, desk: Desk, wanted: Wanted, before: Found[Shown, CheckTable] | None
    ) -> Found[Shown, CheckTable]:
        """Return the people, with the tickets of the opened one."""
        table = desk.checks.table(self._opened, limit=LIMIT)
        return Found([*_entries(table)], table)

    def about(self, found: Found[Shown, CheckTable], wanted: Wanted, host: Host) -> Piece:
        """Return how many checks are left today, and what the signs mean."""
        style = "accent strong" if found.data.due else "muted"
        return "   ".join(lines.legend(found.data)), style

    def nothing(self, wanted: Wanted, host: Host) -> str:
        """Return the text of an empty list."""
        return _(N_("No ticket is open, so there is nothing to ask."))

    def heads(
        self, view: ListingView[Shown, CheckTable], found: Found[Shown, CheckTable] | None, width: int
    ) -> Line:
        """Return the days above their columns."""
        return lines.heads(found.data.days, width) if found else []

    def rows(
        self, view: ListingView[Shown, CheckTable], found: Found[Shown, CheckTable], width: int
    ) -> Iterator[ListRow]:
        """Yield the people, each with what they have to ask about if they are opened."""
        for entry in found.entries:
            if isinstance(entry, PersonChecks):
                opened = entry.person == found.data.person
                yield ListRow(lines.person_line(entry, found.data.days, width, opened=opened), _key(entry))
                if opened and not found.data.open:
                    yield ListRow([("       " + _(N_("Nothing is left to ask.")), "muted")])
            else:
                yield ListRow(lines.check_line(entry, found.data.today, width), _key(entry))
                if found.data.left_out and entry is found.data.open[-1]:
                    words = _(N_("and {count} more")).format(count=found.data.left_out)
                    yield ListRow([(f"       {words}", "muted")])

    def marked(self, entry: Shown | None, wanted: Wanted) -> Marked:
        """Return the ticket under the cursor."""
        return Marked(ticket=entry.number if isinstance(entry, DailyCheck) else "")

    def handlers(self, screen: OpenList[Shown, CheckTable]) -> Handlers:
        """Return the handlers of the line under the cursor."""
        why_not = partial(_why_not, screen)
        return {
            "checks.open": Handler(partial(self._open, screen), screen.needs_entry),
            "checks.check": Handler(partial(screen.run_behind, partial(_check, screen)), why_not),
            "checks.answer": Handler(partial(screen.ask_behind, partial(_answer, screen)), why_not),
        }

    def _open(self, screen: OpenList[Shown, CheckTable]) -> None:
        entry = screen.entry
        if isinstance(entry, DailyCheck):
            from screens.ticket.screen import TicketScreen  # which shares the steps with this screen

            screen.app.push_screen(TicketScreen(entry.number))
        elif isinstance(entry, PersonChecks):
            screen.run_behind(partial(self._show, screen, entry.person))

    async def _show(self, screen: OpenList[Shown, CheckTable], person: str) -> None:
        """Show what a person has to ask, with the cursor on the first of it; or hide it again."""
        if screen.found and screen.found.data.person == person:
            self._opened = ""
            screen.point_at(person)
            return
        self._opened = person
        table = await screen.host.desk.ask(lambda desk: desk.checks.table(person, limit=1))
        screen.point_at(_key(table.open[0]) if table.open else person)


def _entries(table: CheckTable) -> Iterator[Shown]:
    """Yield the people, behind the opened one what they have to ask about."""
    for person in table.people:
        yield person
        if person.person == table.person:
            yield from table.open


def _meant(screen: OpenList[Shown, CheckTable]) -> DailyCheck | None:
    """Return the check under the cursor; on the opened person the first that is due today."""
    entry = screen.entry
    if isinstance(entry, PersonChecks) and screen.found and screen.found.data.person == entry.person:
        return next((check for check in screen.found.data.open if check.state is CheckState.DUE), None)
    return entry if isinstance(entry, DailyCheck) else None


def _why_not(screen: OpenList[Shown, CheckTable]) -> str | None:
    return None if _meant(screen) else _(N_("Select a ticket; Enter on a person shows theirs."))


def _recording(check: DailyCheck, answer: Clean = EMPTY) -> Callable[[Desk], Ticket]:
    """Return the function that records the check of that day."""
    return lambda desk: desk.tickets.do(check.number, CheckMatter(answer, day=check.day))


async def _check(screen: OpenList[Shown, CheckTable]) -> None:
    """Record the check that is meant."""
    if check := _meant(screen):
        record = _recording(check)
        try:
            card = await written(screen.host, check.number, lambda desk, _values, _seen: record(desk), {}, 0)
        except DeskError as error:
            screen.host.tell(error.text(_), "error")
        else:
            tell(screen.host, card)
        screen.refresh_data()


async def _answer(screen: OpenList[Shown, CheckTable]) -> None:
    """Ask what they were told, and record the check with it."""
    check = _meant(screen)
    if check is None:
        return
    title = f"{_(N_('Daily check'))}   {check.number}  {check.person}"
    entries = [Entry("answer", N_("They were told"), hint=N_("how the work is going"))]
    form = Form(title, entries, lambda desk, values: _recording(check, values["answer"])(desk))
    ticket = await screen.app.push_screen_wait(FormScreen(form))
    if isinstance(ticket, Ticket):
        screen.host.steps.changed(ticket.number)
        tell(screen.host, await screen.host.desk.ask(lambda desk: desk.queries.card(ticket.number)))
    screen.refresh_data()
