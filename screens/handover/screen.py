"""The handover: the sheet of the watch, live until it is signed; its red lines, both signatures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from textual import on, work
from textual.app import ComposeResult

from core.base.errors import DeskError
from core.base.i18n_marks import N_
from core.desk.desk import Desk
from core.handover.report import Item, ReportLine
from core.handover.watch import Party, Watch
from screens.base.form_screen import FormScreen
from screens.base.forms import Form
from screens.base.list_screen import ListScreen
from screens.handover import head, lines, sign
from screens.handover.past import PastHandovers
from screens.handover.view import RED, Thing, View, live, refuse, signed, things
from tui.i18n import _
from tui.widgets.block import Part
from tui.widgets.host import Marked
from tui.widgets.key_bar import KeyBar
from tui.widgets.lines import Line as Text
from tui.widgets.row_list import OverRows, RowList
from tui.widgets.screen import DeskScreen

STALE = timedelta(seconds=30)
"""After so long the sheet is drawn again, for the clocks that ran out meanwhile."""

NEVER_ASKED = datetime(2000, 1, 1, tzinfo=UTC)

DRAWING = N_("One moment: the sheet is being drawn.")

MOVES = (
    "up",
    "down",
    "page_up",
    "page_down",
    "top",
    "bottom",
    "next_part",
    "previous_part",
    "back",
    "earlier",
)
"""What needs no sheet."""


class HandoverScreen(OverRows, DeskScreen[None]):
    """The sheet of the watch that lasts, or the frozen one of the watch with that id."""

    CONTEXTS = ("handover",)
    CSS_PATH = "handover.tcss"
    AUTO_FOCUS = ""
    VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-high")]  # noqa: RUF012

    def __init__(self, ident: int | None = None) -> None:
        super().__init__()
        self._ident = ident
        self._view: View | None = None
        self._noted: frozenset[str] = frozenset()
        self._asked_at = NEVER_ASKED
        self._list = RowList(id="handover-list")

    def compose(self) -> ComposeResult:
        yield Part(self._head, id="handover-head")
        yield self._list
        yield Part(self._detail, id="handover-detail")
        yield KeyBar()

    @property
    def marked(self) -> Marked:
        """The ticket of the marked line, and the sheet, unless it is not signed yet, for their papers."""
        thing = self._thing
        return Marked(thing.number if isinstance(thing, ReportLine) else "", self._ident)

    # what the app calls

    def on_mount(self) -> None:
        """Draw the sheet."""
        self.refresh_data()

    def tick(self, now: datetime) -> None:
        """One second has passed: the shift's end comes nearer."""
        view = self._view
        if view is None or self._ident is not None:
            return
        if now - max(view.sheet.until, self._asked_at) >= STALE:
            self._asked_at = now
            self.refresh_data()
        self._view = replace(view, now=now)
        self.query_one("#handover-head", Part).tell()

    def relabel(self) -> None:
        """Another language."""
        self._draw()
        self.query_one(KeyBar).redraw()

    def on_resize(self) -> None:
        """The columns fit the width."""
        self.call_after_refresh(self._draw)

    @work(exclusive=True, group="sheet")
    async def refresh_data(self) -> None:
        """Something has changed: draw the sheet again."""
        try:
            view = await self.host.desk.ask(live if self._ident is None else signed(self._ident))
        except DeskError as error:
            self.host.tell(error.text(_), "error")
            return
        if not self.was_left:
            self._show(view)

    def _show(self, view: View) -> None:
        before = self._view
        if view.watch:
            self._noted -= view.watch.seen  # the storage has it, until something is said of the line anew
        self._view = self._with_noted(view)
        self._draw()
        if before is None or (before.state != view.state and view.state in ("draft", "reviewing")):
            self._list.move_to_end(last=False)
        self.refresh_bindings()

    def _with_noted(self, view: View) -> View:
        """The sheet with what was noted here and is on its way to the storage."""
        watch = view.watch
        if watch is None or watch.state != "reviewing":
            self._noted = frozenset()
            return view
        return replace(view, watch=replace(watch, seen=watch.seen | self._noted))

    def _draw(self) -> None:
        if self._view is not None and self._list.size.width:
            self._list.show(lines.rows(self._view, self._list.size.width))
        for part in self.query(Part):
            part.tell()

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
        """What the marked line is about."""
        view = self._view
        found = things(view.sheet).get(self._list.selected) if view else None
        return found[1] if found else None

    def why_not(self, command_id: str) -> str | None:
        """Why this is not possible now: the rules are asked, nothing is written."""
        name = command_id.partition(".")[2]
        if name in MOVES:
            return None
        if self._view is None:
            return _(DRAWING)
        try:
            refuse(name, self._view, self._thing)
        except DeskError as error:
            return error.text(_)
        return None

    def action_act(self) -> None:
        """Do what the line wants."""
        thing, view = self._thing, self._view
        if view is None:
            return
        bare = isinstance(thing, ReportLine) and thing.wants_note and not thing.note
        if view.state == "reviewing" and not bare:
            self.action_seen()
        elif isinstance(thing, Item):
            self._ask(sign.count(thing))
        elif isinstance(thing, ReportLine) and thing.wants_note and view.state != "signed":
            self._ask(sign.emergency(thing))
        else:
            self.action_ticket()

    def action_ticket(self) -> None:
        """Show the ticket of the line."""
        from screens.ticket.screen import TicketScreen

        if isinstance(self._thing, ReportLine) and self._thing.number:
            self.app.push_screen(TicketScreen(self._thing.number))

    def action_note(self) -> None:
        """Write something for the next shift, or add to a signed sheet."""
        view = self._view
        if view and view.watch and view.state == "signed":
            self._ask(sign.correction(view.watch.id))
        else:
            self._ask(sign.note())

    def action_seen(self) -> None:
        """The incoming operator knows of the line; the cursor goes to the next red one."""
        view, thing = self._view, self._thing
        if view is None or thing is None or view.watch is None:
            return
        self._go_on(view, thing.id)
        self._note(thing.id)

    def _go_on(self, view: View, line: str) -> None:
        """That line is done with: the next red one that is not noted is marked."""
        self._noted |= {line}
        self._view = view = self._with_noted(view)
        self._draw()
        places = [one.id for one in view.sheet.red]
        after = places[places.index(line) + 1 :] if line in places else places
        left = {one.id for one in view.unseen}
        upcoming = next((one for one in (*after, *places) if one in left), "")
        self._list.select(RED + upcoming)
        self.refresh_bindings()

    @work(group="act")
    async def _note(self, line: str) -> None:
        try:
            await self.host.desk.ask(lambda desk: desk.handover.see(line))
        except DeskError as error:
            self._noted -= {line}
            self.host.tell(error.text(_), "error")
            self.refresh_data()

    @work(group="act")
    async def action_object(self) -> None:
        """Say what is wrong about the line."""
        if self._view and (thing := self._thing):
            about = lines.headline(self._view, self._list.selected)
            if await self._answer(sign.objection(thing.id, about)) and not self.was_left:
                self._go_on(self._view, thing.id)

    @work(group="act")
    async def action_sign(self) -> None:
        """Go one step on: take the desk, sign, begin to read, sign."""
        view = self._view
        if view is None:
            return
        if view.watch is None:
            await self._do(lambda desk: desk.handover.begin_watch())
        elif view.state == "draft":
            await self._answer(sign.sign(view, has_pin=await self._has_pin(view.me)))
        elif view.state == "outgoing_signed":
            likely = await self.host.desk.ask(lambda desk: sign.successor(desk, view))
            await self._answer(sign.incoming(self.host, likely))
        elif view.state == "reviewing":
            await self._take(view, view.watch)

    async def _take(self, view: View, watch: Watch) -> None:
        who = Party(watch.incoming, watch.incoming_no)
        if await self._answer(sign.sign_in(view, has_pin=await self._has_pin(who))):
            words = _(N_("{name} has the desk now; {outgoing} has handed over."))
            self.host.tell(words.format(name=watch.incoming, outgoing=watch.operator))
            if view.is_mine and not watch.is_operator(who):
                self.host.seat.become(who.no or who.name)
            self.leave()

    @work(group="act")
    async def action_refuse(self) -> None:
        """The incoming operator does not take the desk."""
        if (view := self._view) and (watch := view.watch):
            has_pin = await self._has_pin(Party(watch.incoming, watch.incoming_no))
            await self._answer(sign.refusal(view, has_pin=has_pin))

    def action_decide(self) -> None:
        """The supervisor's word on a refusal."""
        self._ask(sign.decision(self.host))

    def action_wait(self) -> None:
        """Nobody came."""
        self._ask(sign.extension())

    def action_take_over(self) -> None:
        """A supervisor gives the desk to somebody."""
        if self._view and self._view.watch:
            self._ask(sign.take_over(self.host, self._view.watch))

    def action_earlier(self) -> None:
        """Every watch before this one."""
        self.app.push_screen(ListScreen(PastHandovers(HandoverScreen)))

    async def _has_pin(self, who: Party) -> bool:
        return await self.host.desk.ask(lambda desk: desk.people.has_pin(who.no or who.name))

    @work(group="act")
    async def _ask(self, form: Form) -> None:
        await self._answer(form)

    async def _answer(self, form: Form) -> bool:
        """Whether the form was not left."""
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

    # moving

    def action_back(self) -> None:
        """Return to where the operator came from."""
        self.dismiss(None)

    def action_next_part(self) -> None:
        """The next part of the sheet."""
        self._list.move_heading(1)

    def action_previous_part(self) -> None:
        """The part before it."""
        self._list.move_heading(-1)
