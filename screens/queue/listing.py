"""Queue of callbacks: the households to call, the longest due first, with who calls and when best (§6)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from core.base.clock import site_time
from core.base.i18n_marks import N_
from core.base.text import fold_case, mask_phone, mask_phones
from core.desk.callbacks import Pending, Queue
from core.desk.desk import Desk
from core.figures.measures import percent_text
from core.figures.sampling import Sampling
from screens.base.listing import Found, Listing, ListingColumn, ListingView, OpenList, ShownEntry, Wanted
from screens.base.unit_lines import labelled
from tui.i18n import _, clauses, language, listed
from tui.widgets import names
from tui.widgets.clock_text import hour_text, short_number, wall
from tui.widgets.handlers import Handler, Handlers
from tui.widgets.host import Host
from tui.widgets.lines import Line, Piece
from tui.widgets.marked import Marked
from tui.widgets.particulars import name_of

SHOWN = 3
"""Candidates of a sample that the head of the queue names."""


def _cells(one: Pending, queue: Queue) -> Sequence[str]:
    zone = one.policy.site.zone
    return (
        wall(one.due_at, queue.now, zone),
        short_number(one.ticket.number, site_time(queue.now, zone).date()),
        ("  " if _follows(one, queue) else "") + one.ticket.where,
        mask_phones(one.ticket.description),
        str(one.attempts or ""),
        one.assignee.person or _(names.CALLERS.get(one.assignee.role, one.assignee.role)),
        hour_text(one.best_hour),
        one.claim.by if one.claim else "",
    )


def _follows(one: Pending, queue: Queue) -> bool:
    """Return True for a ticket of the household of the line above."""
    at = queue.pending.index(one)
    return at > 0 and queue.pending[at - 1].household == one.household


OWED: ListingView[Pending, Queue] = ListingView(
    "owed",
    N_("Callbacks"),
    (
        ListingColumn(N_("Due"), 11),
        ListingColumn(N_("No."), 8, style="strong"),
        ListingColumn(N_("Place"), 9, 1),
        ListingColumn(N_("Matter"), 8, 2, style="muted"),
        ListingColumn(N_("Try"), 3, right=True),
        ListingColumn(N_("Who calls"), 8, 1),
        ListingColumn(N_("Best"), 5),
        ListingColumn(N_("Calling"), 8, style="amber"),
    ),
    lambda one: one.ticket.number,
    _cells,
    N_("number, place, matter or person"),
)


class CallbackQueue(Listing[Pending, Queue]):
    """Callbacks that are owed, household by household; a key opens the call."""

    context = "callbacks"
    title = N_("Callbacks")
    views = (OWED,)

    def read(self, desk: Desk, wanted: Wanted, before: Found[Pending, Queue] | None) -> Found[Pending, Queue]:
        """Return the queue, or the part of it with the sought words."""
        queue = desk.callbacks.queue()
        words = fold_case(wanted.text).split()
        found = [one for one in queue.pending if all(word in _sought(one) for word in words)]
        return Found(found, queue)

    def about(self, found: Found[Pending, Queue], wanted: Wanted, host: Host) -> Piece:
        """Return the figures of the queue, the calling hours, and the rate of samples."""
        queue = found.data
        site = host.desk.policy.site
        late = sum(one.due_at < queue.now for one in queue.pending)
        hours = _(N_("calling hours {opens}-{closes}")).format(opens=site.call_from, closes=site.call_to)
        parts = [
            _(N_("owed {count}")).format(count=len(queue.pending)),
            _(N_("overdue {count}")).format(count=late) if late else "",
            hours,
            "" if queue.opens <= queue.now else _(N_("from {time}")).format(
                time=wall(queue.opens, queue.now, site.zone)
            ),
            *(_sample(one, host) for one in queue.samples if one.done),
        ]  # fmt: skip
        short = late or any(one.short for one in queue.samples)
        return listed(filter(None, parts)), "breached strong" if short else "muted"

    def nothing(self, wanted: Wanted, host: Host) -> str:
        """Return the text of an empty queue."""
        return _(N_("No callback is owed."))

    def style(self, entry: Pending, data: Queue) -> str:
        """Return the style of an overdue callback, or of one to come."""
        return "breached" if entry.due_at < data.now else "text"

    def detail(self, one: ShownEntry[Pending, Queue], width: int) -> Sequence[Line]:
        """Return the contact, the work and the household of the callback."""
        entry, queue = one.entry, one.data
        ticket = entry.ticket
        others = [p for p in queue.pending if p.household == entry.household and p is not entry]
        today = site_time(queue.now, entry.policy.site.zone).date()
        category = entry.policy.category(ticket.category).title(language())
        rows = (
            (N_("Contact"), " ".join(filter(None, (name_of(ticket.caller), mask_phone(entry.phone))))),
            (N_("Matter"), mask_phones(ticket.description)),
            (N_("Category"), category),
            (N_("Done"), ticket.round.outcome),
            (N_("Mode"), _(entry.mode.label)),
            (N_("Best hour"), hour_text(entry.best_hour)),
            (N_("One call"), listed(short_number(p.ticket.number, today) for p in others)),
        )
        return [line for title, text in rows for line in labelled(title, text, width)]

    def marked(self, entry: Pending | None, wanted: Wanted) -> Marked:
        """Return the ticket under the cursor."""
        return Marked(ticket=entry.ticket.number if entry else "")

    def handlers(self, screen: OpenList[Pending, Queue]) -> Handlers:
        """Return the handlers that open the call and the ticket."""
        return {
            "callbacks.open": Handler(partial(screen.run_behind, partial(_call, screen)), screen.needs_entry),
            "callbacks.ticket": Handler(partial(_show_ticket, screen), screen.needs_entry),
        }


async def _call(screen: OpenList[Pending, Queue]) -> None:
    from screens.callback.screen import CallbackScreen  # the queue is read first

    if entry := screen.entry:
        await screen.app.push_screen_wait(CallbackScreen(entry.ticket.number))
        screen.refresh_data()


def _show_ticket(screen: OpenList[Pending, Queue]) -> None:
    from screens.ticket.screen import TicketScreen

    if entry := screen.entry:
        screen.app.push_screen(TicketScreen(entry.ticket.number))


def _sought(one: Pending) -> str:
    ticket = one.ticket
    return fold_case(" ".join((ticket.number, ticket.where, ticket.description, one.assignee.person)))


def _sample(one: Sampling, host: Host) -> str:
    """Return the running rate of a sampled category, and near the month's end whom to call for it."""
    known = host.desk.policy.categories
    name = known[one.category].title(language()) if one.category in known else one.category
    rate = _(N_("{category} sampled {rate} % of {percent} %")).format(
        category=name, rate=percent_text(one.rate), percent=one.percent
    )
    today = site_time(host.now(), host.desk.policy.site.zone).date()
    numbers = listed(short_number(number, today) for number in one.candidates[:SHOWN])
    return clauses((rate, _(N_("call {numbers}")).format(numbers=numbers))) if numbers else rate
