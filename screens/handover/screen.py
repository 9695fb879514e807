"""Handover screen: the report of the watch, live until it is signed, and both signatures."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from textual import on
from textual.app import ComposeResult

from core.base.errors import DeskError
from core.base.i18n_marks import N_
from core.desk.desk import Desk
from core.handover.report import Item, ReportLine
from core.handover.watch import Party, Watch
from screens.base.form_screen import FormScreen
from screens.base.forms import Form
from screens.base.list_screen import ListScreen
from screens.base.reload import Reload
from screens.handover import head, lines, sign
from screens.handover.past import PastHandovers
from screens.handover.view import ReportView, Thing, key_of, live, must_read, refuse, signed, things
from tui.i18n import _
from tui.widgets.block import Part
from tui.widgets.handlers import Handler, Handlers
from tui.widgets.key_bar import KeyBar
from tui.widgets.lines import Line as Text
from tui.widgets.marked import Marked
from tui.widgets.moves import moves
from tui.widgets.row_list import ListRow, RowList
from tui.widgets.screen import DeskScreen

STALE = timedelta(seconds=30)
"""Time until the report is read again, for the clocks that ran out meanwhile."""

DRAWING = N_("Loading the handover report…")


class HandoverScreen(DeskScreen[None]):
    """Report of the current watch, or the signed one of the watch with the given id."""

    CONTEXTS = ("handover",)
    CSS_PATH = "handover.tcss"
    AUTO_FOCUS = ""
    VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-high")]  # noqa: RUF012

    def __init__(self, ident: int | None = None) -> None:
        super().__init__()
        self._ident = ident
        self._view: ReportView | None = None
        self._noted: frozenset[str] = frozenset()
        self._in_order = asyncio.Lock()
        """Held by one write after the other: a signature comes after the acknowledgements before it."""
        self._list = RowList(self._rows, id="handover-list")
        self._reload = Reload(self, self._question, self._show, group="sheet", stale=STALE)

    def handlers(self) -> Handlers:
        """Return the handlers for the report, the line under the cursor and moving."""
        deeds: dict[str, Callable[[], object]] = {
            "act": self._act,
            "ticket": self._open_ticket,
            "sign": self._sign,
            "note": self._write_note,
            "seen": self._see,
            "seen_all": self._see_all,
            "object": partial(self.run_behind, self._object),
            "refuse": partial(self._ask_signed, self._refusing, self._written),
            "decide": lambda: self._ask(sign.decision(self.host)),
            "wait": lambda: self._ask(sign.extension()),
            "take_over": self._take_over,
        }
        return {
            **moves("handover", self._list),
            "handover.next_part": Handler(partial(self._list.move_heading, 1)),
            "handover.previous_part": Handler(partial(self._list.move_heading, -1)),
            "handover.back": Handler(partial(self.dismiss, None)),
            "handover.earlier": Handler(self._open_earlier),
            **{f"handover.{name}": Handler(do, partial(self._refusal, name)) for name, do in deeds.items()},
        }

    def compose(self) -> ComposeResult:
        yield Part(self._head, id="handover-head")
        yield self._list
        yield Part(self._detail, id="handover-detail")
        yield KeyBar()

    @property
    def marked(self) -> Marked:
        """Return the subject of papers: the ticket of the marked line and the signed report."""
        thing = self._thing
        return Marked(thing.number if isinstance(thing, ReportLine) else "", self._ident)

    # what the app calls

    def on_mount(self) -> None:
        """Draw the report."""
        self.refresh_data()

    def tick(self, now: datetime) -> None:
        """Update the time left of the shift and the clocks."""
        if self._view is None or self._ident is not None:
            return
        self._reload.tick(now)
        self._view = replace(self._view, now=now)
        self.query_one("#handover-head", Part).tell()

    def refresh_data(self) -> None:
        """Draw the report again: the data has changed."""
        self._reload.start()

    def _question(self) -> Callable[[Desk], ReportView]:
        return live if self._ident is None else signed(self._ident)

    def _show(self, view: ReportView) -> None:
        before = self._view
        if view.watch:
            self._noted -= view.watch.seen  # the storage has it, until the line changes again
        self._view = self._with_noted(view)
        self.redraw()
        if before is None or (before.state != view.state and view.state in ("draft", "reviewing")):
            self._list.move_to_end(last=False)
            if view.lacking and isinstance(view.lacking[0], ReportLine):
                self._list.select(key_of(view.lacking[0]))
        self.refresh_bindings()

    def _with_noted(self, view: ReportView) -> ReportView:
        """Return the view with acknowledgements that are not stored yet."""
        watch = view.watch
        if watch is None or watch.state != "reviewing":
            self._noted = frozenset()
            return view
        return replace(view, watch=replace(watch, seen=watch.seen | self._noted))

    def _rows(self, width: int) -> Sequence[ListRow]:
        return lines.rows(self._view, width) if self._view else ()

    def _head(self, width: int) -> Sequence[Text]:
        if self._view is None:
            return [[(f" {_(DRAWING)}", "muted")], []]
        return head.head(self._view, width, self.host.key)

    def _detail(self, width: int) -> Sequence[Text]:
        if self._view is None:
            return []
        height = self.query_one("#handover-detail").size.height
        return lines.detail(self._view, self._list.selected, width, height)

    @on(RowList.Moved)
    def _moved(self) -> None:
        self.query_one("#handover-detail", Part).tell()
        self.refresh_bindings()

    # what can be done

    @property
    def _thing(self) -> Thing | None:
        """Return the subject of the marked line, or None."""
        view = self._view
        found = things(view.sheet).get(self._list.selected) if view else None
        return found[1] if found else None

    def _refusal(self, name: str) -> str | None:
        """Return the refusal of a command, or None; asks the rules and writes nothing."""
        if self._view is None:
            return _(DRAWING)
        try:
            refuse(name, self._view, self._thing)
        except DeskError as error:
            return error.text(_)
        return None

    def _act(self) -> None:
        """Perform the action of the marked line."""
        thing, view = self._thing, self._view
        if view is None:
            return
        wants_note = isinstance(thing, ReportLine) and thing.wants_note
        bare = wants_note and thing in view.sheet.unwritten
        if view.state == "reviewing" and not bare and thing in (*view.unseen, *view.together):
            self._see()
        elif isinstance(thing, Item):
            self._fill(thing, sign.count(thing))
        elif isinstance(thing, ReportLine) and wants_note and view.state in ("draft", "outgoing_signed"):
            self._fill(thing, sign.emergency(thing))
        else:
            self._open_ticket()

    def _fill(self, thing: Thing, form: Form) -> None:
        """Ask for what a line lacks; then go to the next line that lacks something."""

        async def fill() -> None:
            if await self._answer(form) and self._view:
                self._list.select(self._view.after(thing))

        self.run_behind(fill)

    def _open_ticket(self) -> None:
        from screens.ticket.screen import TicketScreen

        if isinstance(self._thing, ReportLine) and self._thing.number:
            self.app.push_screen(TicketScreen(self._thing.number))

    def _write_note(self) -> None:
        """Write a note for the next shift, or a correction of a signed report."""
        view = self._view
        if view and view.watch and view.state == "signed":
            self._ask(sign.correction(view.watch.id))
        else:
            self._ask(sign.note())

    def _see(self) -> None:
        """Acknowledge the line for the incoming operator, or all that are acknowledged together; go on."""
        view, thing = self._view, self._thing
        if view is None or thing is None or view.watch is None:
            return
        together = () if must_read(thing) else view.together
        self._go_on(view, thing, {thing.id, *(one.id for one in together)})

    def _see_all(self) -> None:
        """Acknowledge everything for the incoming operator except emergencies."""
        if (view := self._view) and (left := view.no_emergencies):
            self._go_on(view, left[-1], {one.id for one in left})

    def _go_on(self, view: ReportView, done: Thing, seen: Collection[str]) -> None:
        """Note these lines as acknowledged and mark the next line that lacks something."""
        self._noted |= {*seen}
        self._view = view = self._with_noted(view)
        self.redraw()
        self._list.select(view.after(done))
        self.refresh_bindings()
        self.run_behind(partial(self._note, seen))

    async def _note(self, seen: Collection[str]) -> None:
        try:
            async with self._in_order:
                await self.host.desk.ask(lambda desk: desk.handover.see(*seen))
        except DeskError as error:
            self._noted -= {*seen}
            self.host.tell(error.text(_), "error")
            self.refresh_data()

    async def _object(self) -> None:
        """Write an objection to the marked line."""
        if self._view and (thing := self._thing):
            about = lines.headline(self._view, self._list.selected)
            if await self._answer(sign.objection(thing.id, about)) and not self.was_left:
                self._go_on(self._view, thing, {thing.id})

    def _sign(self) -> None:
        """Go one step on: take the desk, sign, begin to read, sign."""
        view = self._view
        if view and view.watch is None:
            self.run_behind(partial(self._do, lambda desk: desk.handover.begin_watch()))
        elif view and view.watch:
            taken = partial(self._taken, view, view.watch)
            self._ask_signed(self._signing, taken if view.state == "reviewing" else self._written)

    def _ask_signed(self, prepare: Callable[[], Awaitable[Form | None]], done: Callable[[], None]) -> None:
        """Show the form that `prepare` returns; what is typed meanwhile, such as a PIN, waits for it."""
        self.host.gate.close()

        async def ask() -> None:
            try:
                async with self._in_order:
                    form = await prepare()
                answer = self.app.push_screen(FormScreen(form), wait_for_dismiss=True) if form else None
            finally:
                self.host.gate.open()
            if answer and await answer is not None:
                done()

        self.run_behind(ask)

    async def _signing(self) -> Form | None:
        """Return the form of the next signature, if one is due."""
        view = self._view
        if view is None or view.watch is None:
            return None
        if view.state == "draft":
            return sign.sign(view, has_pin=await self._has_pin(view.me))
        if view.state == "outgoing_signed":
            likely = await self.host.desk.ask(lambda desk: sign.successor(desk, view))
            return sign.incoming(self.host, likely)
        if view.state == "reviewing":
            return sign.sign_in(view, has_pin=await self._has_pin(_incoming(view.watch)))
        return None

    def _taken(self, view: ReportView, watch: Watch) -> None:
        """Tell who is in charge now, and leave the report to them."""
        self._written()
        who = _incoming(watch)
        words = _(N_("{name} is now in charge of the desk; {outgoing} has handed over."))
        self.host.tell(words.format(name=watch.incoming, outgoing=watch.operator))
        if view.is_mine and not watch.is_operator(who):
            self.host.seat.become(who.no or who.name)
        self.leave()

    async def _refusing(self) -> Form | None:
        """Return the form to refuse the handover as the incoming operator."""
        view = self._view
        if view is None or view.watch is None:
            return None
        return sign.refusal(view, has_pin=await self._has_pin(_incoming(view.watch)))

    def _take_over(self) -> None:
        """Transfer the desk by decision of a supervisor."""
        if self._view and self._view.watch:
            self._ask(sign.take_over(self.host, self._view.watch))

    def _open_earlier(self) -> None:
        self.app.push_screen(ListScreen(PastHandovers(HandoverScreen)))

    async def _has_pin(self, who: Party) -> bool:
        return await self.host.desk.ask(lambda desk: desk.people.has_pin(who.no or who.name))

    def _ask(self, form: Form) -> None:
        self.run_behind(partial(self._answer, form))

    async def _answer(self, form: Form) -> bool:
        """Show a form and save its answer; return False if it was left."""
        done = await self.app.push_screen_wait(FormScreen(form))
        if done is not None:
            self._written()
        return done is not None

    async def _do(self, act: Callable[[Desk], object]) -> None:
        try:
            await self.host.desk.ask(act)
        except DeskError as error:
            self.host.tell(error.text(_), "error")
        self._written()

    def _written(self) -> None:
        self.host.desk.look_again()
        if not self.was_left:
            self.refresh_data()


def _incoming(watch: Watch) -> Party:
    return Party(watch.incoming, watch.incoming_no)
