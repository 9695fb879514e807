"""Navigation to screens that any screen can open; each is imported when it is first needed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from tui.app.hosted import hosted
from tui.app.workers import starter
from tui.features import FEATURES, Feature
from tui.widgets.handlers import Handler, Handlers
from tui.widgets.marked import Marked

if TYPE_CHECKING:
    from textual.screen import Screen

    from core.base.clock import Clock
    from tui.terminal.app import TerminalApp


class Navigation:
    """Commands that open a screen or return to the board."""

    def __init__(self, app: TerminalApp, now: Clock) -> None:
        self._app = app
        self._now = now

    def handlers(self) -> Handlers:
        """Return the commands that open a screen."""
        return {
            "app.board": Handler(self.to_board),
            "app.handover": Handler(partial(self._open, "handover", _handover)),
            "app.register": Handler(partial(self._open, "register", _register)),
            "app.callbacks": Handler(partial(self._open, "callbacks", _callbacks)),
            "app.to_tell": Handler(partial(self._open, "to_tell", _to_tell)),
            "app.supervision": Handler(partial(self._open, "supervision", _supervision)),
            "app.dispatch": Handler(partial(self._open, "dispatch", _dispatch)),
            "app.roster": Handler(partial(self._open, "roster", _roster)),
            "app.checks": Handler(partial(self._open, "checks", _checks)),
            **{
                feature.opens: Handler(partial(self._open, feature.context, partial(_records, feature)))
                for feature in FEATURES
            },
            "app.past": Handler(self._past),
            "app.papers": Handler(starter(self._app, "act", self._papers)),
            "app.import": Handler(starter(self._app, "act", self._import_list)),
        }

    def to_board(self) -> None:
        """Close all screens above the board; a form keeps its draft."""
        self._app.savers.save_all()
        for screen in reversed(self._app.screen_stack[1:]):
            screen.dismiss()

    def _past(self) -> None:
        """Show the ticket in front or the board as of now, to be stepped back from; in the past, return."""
        from core.events.as_of import AsOf
        from screens.past.board import PastBoardScreen
        from screens.past.ticket import PastTicketScreen

        if self._is_in_front("past"):
            while self._is_in_front("past"):
                self._app.pop_screen()
        elif self._is_in_front("ticket"):
            self._app.push_screen(PastTicketScreen(self._marked.ticket, AsOf(self._now())))
        else:
            self._app.push_screen(PastBoardScreen(AsOf(self._now())))

    def _open(self, context: str, make: Callable[[], Screen[Any]]) -> None:
        """Open a screen, unless one of its context is in front."""
        if not self._is_in_front(context):
            self._app.push_screen(make())

    def _is_in_front(self, *contexts: str) -> bool:
        shown = hosted(self._app.screen)
        return shown is not None and not set(contexts).isdisjoint(shown.CONTEXTS)

    @property
    def _marked(self) -> Marked:
        shown = hosted(self._app.screen)
        return shown.marked if shown else Marked()

    async def _papers(self) -> None:
        """Offer the papers of the marked ticket, of the watch, and of a period."""
        from screens.papers.choice import SORTS, PapersScreen, PaperSubject
        from screens.papers.screen import PaperScreen

        if self._is_in_front("papers", "paper"):
            return
        about = PaperSubject(self._marked.ticket, self._marked.handover)
        if name := await self._app.push_screen_wait(PapersScreen(about)):
            sort = SORTS[name]
            self._app.push_screen(PaperScreen(sort.make(about), turns=sort.turns))

    async def _import_list(self) -> None:
        """Ask for a file of units, people or a roster, and import it."""
        from screens.imports.start import import_list, is_importing

        if not is_importing(self._app.screen):
            await import_list(self._app, self._marked.listing)


def _handover() -> Screen[Any]:
    from screens.handover.screen import HandoverScreen

    return HandoverScreen()


def _register() -> Screen[Any]:
    from screens.base.list_screen import ListScreen
    from screens.register.listing import RegisterListing

    return ListScreen(RegisterListing())


def _records(feature: Feature) -> Screen[Any]:
    from screens.base.list_screen import ListScreen
    from screens.records.listing import RecordList

    return ListScreen(RecordList(feature.kind))


def _callbacks() -> Screen[Any]:
    from screens.base.list_screen import ListScreen
    from screens.queue.listing import CallbackQueue

    return ListScreen(CallbackQueue())


def _to_tell() -> Screen[Any]:
    from screens.to_tell.screen import ToTellScreen

    return ToTellScreen()


def _supervision() -> Screen[Any]:
    from screens.supervision.screen import SupervisionScreen

    return SupervisionScreen()


def _dispatch() -> Screen[Any]:
    from screens.dispatch.screen import DispatchScreen

    return DispatchScreen()


def _checks() -> Screen[Any]:
    from screens.base.list_screen import ListScreen
    from screens.checks.listing import DailyChecks

    return ListScreen(DailyChecks())


def _roster() -> Screen[Any]:
    from screens.roster.screen import RosterScreen

    return RosterScreen()
