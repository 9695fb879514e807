"""List of the people to be told of escalations: one call tells one person everything (§7)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial

from textual import on
from textual.app import ComposeResult

from core.base.errors import DeskError
from core.base.i18n_marks import N_
from core.base.text import Clean
from core.desk.desk import Desk
from core.desk.ladder import Call, Escalation
from core.people.roles import takes_step
from core.ticket.acts.table import ACTS
from core.ticket.acts.tell import Acknowledge, Tell
from screens.base.live_list import STYLE, LiveList
from screens.base.whole_numbers import WholeNumbers
from screens.to_tell import words
from screens.to_tell.lines import Page, key_in, key_of
from tui.i18n import _, ngettext
from tui.widgets.handlers import Handler, Handlers
from tui.widgets.lines import Line
from tui.widgets.marked import Marked
from tui.widgets.row_list import ListRow, RowList
from tui.widgets.screen import DeskScreen

FIRST = 40
"""Tickets read at first, more than a screen shows; all others are read once these are shown."""

REST = 0.3
"""Seconds after the first screenful until the others are read, so that they do not hold it up."""

Item = tuple[Call, Escalation | None]
"""Person under the cursor, and the rung if the cursor is on one."""


class ToTellScreen(DeskScreen[None]):
    """Screen of everybody who is to be told, with everything that is due for them."""

    CONTEXTS = ("to_tell",)
    CSS_PATH = STYLE
    AUTO_FOCUS = ""

    def __init__(self) -> None:
        super().__init__()
        self._calls: Sequence[Call] | None = None
        self._items: Mapping[str, Item] = {}
        self._kept: set[str] = set()
        """Keys of people told on this screen, who keep their places in the list."""
        self._live = LiveList(
            self,
            read=self._question,
            show=self._show,
            head=self._head,
            lines=self._lines,
            detail=self._detail,
            height=7,
        )
        self._list = self._live.rows
        self._numbers = WholeNumbers(self, self._whose, self.redraw)

    def handlers(self) -> Handlers:
        """Return the handlers of the person or the line under the cursor, and of moves."""
        return {
            **self._live.handlers(),
            "to_tell.told": Handler(self._told, self._why_not_told),
            "to_tell.acknowledged": Handler(self._acknowledged, self._why_not_acknowledged),
            "to_tell.form": Handler(partial(self.ask_behind, self._ask), self._why_not_asked),
            "to_tell.open": Handler(self._open, self._nobody),
            "to_tell.phone": Handler(self._numbers.toggle, self._why_no_number),
        }

    def compose(self) -> ComposeResult:
        yield from self._live.compose()

    # calls of the app

    def on_mount(self) -> None:
        """Read the list."""
        self.refresh_data()

    def tick(self, now: datetime) -> None:
        """Read the list again if it is stale."""
        self._live.tick(now)

    def refresh_data(self) -> None:
        """Read the list again."""
        self._live.read()

    @property
    def marked(self) -> Marked:
        """Return the ticket under the cursor."""
        return Marked(self._ticket)

    def _question(self) -> Callable[[Desk], list[Call]]:
        return _read if self._calls is not None else _read_first

    def _show(self, calls: Sequence[Call]) -> None:
        first, self._calls = self._calls is None, self._in_place(calls)
        self._items = {
            key: item
            for call in self._calls
            for key, item in (
                (key_of(call), (call, None)),
                *((key_in(call, one), (call, one)) for one in call.escalations),
            )
        }
        self._live.changed()
        if first and len({one.ticket.number for call in calls for one in call.escalations}) >= FIRST:
            self.set_timer(REST, self.refresh_data)

    def _in_place(self, calls: Sequence[Call]) -> list[Call]:
        """Return the calls in order, those told on this screen where they were: they are not at the end."""
        before = [key_of(call) for call in self._calls or ()]
        found = [call for call in calls if key_of(call) not in self._kept or key_of(call) not in before]
        kept = [call for call in calls if call not in found]
        for call in sorted(kept, key=lambda call: before.index(key_of(call))):
            found.insert(before.index(key_of(call)), call)
        return found

    def _lines(self, width: int) -> Sequence[ListRow]:
        return self._page(width).rows() if self._calls is not None else ()

    @on(RowList.Moved)
    def _moved(self) -> None:
        if self._numbers.shown:
            self._numbers.hide()
            self._list.tell()
        self._live.moved()

    # drawing

    def _page(self, width: int) -> Page:
        whole = key_of(self._call) if self._call and self._numbers.shown else ""
        return Page(self._calls or (), self.host.now(), width, whole)

    def _head(self, width: int) -> Sequence[Line]:
        return self._page(width).head() if self._calls is not None else []

    def _detail(self, width: int) -> Sequence[Line]:
        call, one = self._item
        if call is None:
            return []
        page, height = self._page(width), self._live.detail.size.height or 7
        if one is not None:
            return page.about_rung(one, self._keys(call), height)
        return page.about_call(call, self._keys(call), height)

    def _keys(self, call: Call) -> str:
        """Return what the keys do for that person."""
        keys = {name: self.host.key(f"to_tell.{name}") for name in ("told", "acknowledged", "form")}
        if call.owed:
            text = N_("Read to {person}, then: {told} told, {acknowledged} told and acknowledged")
        elif call.awaited:
            text = N_("{person} was told. {acknowledged}: acknowledged")
        else:
            text = N_("{person} is to be told later. {form}: told already")
        return _(text).format(person=words.person(call), **keys)

    @property
    def _item(self) -> tuple[Call | None, Escalation | None]:
        return self._items.get(self._list.selected, (None, None))

    @property
    def _call(self) -> Call | None:
        """Return the person under the cursor."""
        return self._item[0]

    @property
    def _ticket(self) -> str:
        """Return the ticket under the cursor, or the first one of the person; empty if there is none."""
        call, one = self._item
        if call is None:
            return ""
        return (one or call.escalations[0]).ticket.number

    def _whose(self) -> tuple[str, str] | None:
        return ("person", self._call.no) if self._call and self._call.no else None

    # reasons against commands

    def _nobody(self) -> str | None:
        if self._calls is None:
            return _(N_("Loading the list…"))
        return None if self._call else _(N_("No one has to be told now."))

    def _why_not_asked(self) -> str | None:
        call, actor = self._call, self.host.identity.actor
        if call is None:
            return self._nobody()
        if not actor.may(ACTS["tell"].role):
            return takes_step(actor, ACTS["tell"].role).text(_)
        if call.owed or call.early:
            return None
        return _(N_("{person} has been told already.")).format(person=words.person(call))

    def _why_not_told(self) -> str | None:
        call = self._call
        if (refused := self._why_not_asked()) or call is None or call.owed:
            return refused
        return _(N_("It can wait till the morning. If they were told already: {key}")).format(
            key=self.host.key("to_tell.form")
        )

    def _why_not_acknowledged(self) -> str | None:
        call, actor = self._call, self.host.identity.actor
        if call is None or not actor.may(ACTS["acknowledge"].role):
            return self._why_not_asked()
        return None if call.owed or call.awaited else self._why_not_told()

    def _why_no_number(self) -> str | None:
        call = self._call
        if call is None or call.phone:
            return self._nobody()
        return _(N_("No phone number is listed for {person}.")).format(person=words.person(call))

    # commands

    def _open(self) -> None:
        from screens.ticket.screen import TicketScreen  # which shares the steps with this screen

        self.app.push_screen(TicketScreen(self._ticket))

    def _told(self) -> None:
        """Record that the person was told by phone; ask who it was if nobody holds the role."""
        call = self._call
        if call and call.person:
            self._start(call, [(number, Tell(Clean(call.person))) for number in _numbers(call.owed)])
        else:
            self.run_behind(self._ask)

    def _acknowledged(self) -> None:
        """Record that the person acknowledged everything, and the call if it was not recorded yet."""
        call = self._call
        if call is None or not call.person:
            self.run_behind(self._ask)
            return
        who, owed = Clean(call.person), _numbers(call.owed)
        own = call.person == self.host.identity.actor.name
        tell = Acknowledge(who) if own else Tell(who, acknowledged=True)
        noted = [(number, Acknowledge(who)) for number in _numbers(call.awaited) if number not in owed]
        self._start(call, [*((number, tell) for number in owed), *noted])

    def _start(self, call: Call, acts: Sequence[tuple[str, Tell | Acknowledge]]) -> None:
        self._kept.add(key_of(call))
        self.host.gate.close()
        self.run_behind(partial(self._write, call, acts))

    async def _write(self, call: Call, acts: Sequence[tuple[str, Tell | Acknowledge]]) -> None:
        """Write the acts in one unit of work, and read the list again, also after a refusal."""
        host = self.host
        try:
            await host.desk.ask(lambda desk: desk.ladder.do(acts))
            self._done(call, [number for number, _act in acts])
        except DeskError as error:
            host.desk.look_again()
            host.tell(error.text(_), "error")
        try:
            calls = await host.desk.ask(_read)
            if not self.was_left:
                self._show(calls)
        except DeskError as error:
            host.tell(error.text(_), "error")
        finally:
            host.gate.open()

    def _done(self, call: Call, numbers: Sequence[str]) -> None:
        """Show what was recorded, and the key that undoes all of it."""
        host, count = self.host, len(numbers)
        host.steps.changed(*numbers)
        text = ngettext("{person}: {count} ticket recorded", "{person}: {count} tickets recorded", count)
        undo = _(N_("Undo: {key}")).format(key=host.key("app.undo"))
        host.tell(f"{text.format(person=words.person(call), count=count)}   {undo}")

    async def _ask(self) -> None:
        """Ask how the person was told, what they said and decided."""
        from screens.base.form_screen import FormScreen
        from screens.to_tell.form import telling_form

        call = self._call
        if call is None:
            return
        numbers = _numbers(call.owed or call.early)
        form = telling_form(self.host, call, numbers)
        if await self.app.push_screen_wait(FormScreen(form)):
            self._kept.add(key_of(call))
            self._done(call, numbers)
        if not self.was_left:
            self.refresh_data()


def _numbers(escalations: Iterable[Escalation]) -> list[str]:
    """Return the numbers of the tickets, each once."""
    return [*dict.fromkeys(one.ticket.number for one in escalations)]


def _read_first(desk: Desk) -> list[Call]:
    return desk.ladder.to_tell(FIRST)


def _read(desk: Desk) -> list[Call]:
    return desk.ladder.to_tell()
