"""The screens of the office beside the tickets, opened from anywhere, and who has the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from textual import work

from core.base.i18n_marks import N_
from tui.i18n import _
from tui.widgets.screen import Marked, ScreenBase

if TYPE_CHECKING:
    from textual.app import App
    from textual.screen import Screen

    from core.handover.watch import Watch
    from tui.app.app import DeskApp

    _App = App[None]
else:
    # A plain mixin: the app is a Textual app already.
    _App = object


class Office(_App):
    """The actions of `app.*` that open such a screen; each screen is imported when it is first asked for."""

    @property
    def desk_watch(self) -> Watch | None:
        """Who has the desk, and how far the handover is."""
        news = cast("DeskApp", self)._news
        return news.watch if news else None

    def desk_reminder(self) -> str:
        """What is to be said of the end of the shift at this moment."""
        app, watch = cast("DeskApp", self), self.desk_watch
        if app._desk is None:
            return ""
        if watch is None:
            words = _(N_("Nobody has the desk: {key} takes it."))
            return words.format(key=app.key("app.handover")) if app.directory.has_supervisor else ""
        from core.handover.watch import party  # not for the first frame
        from tui.widgets.sheet_words import reminder

        mine = watch.is_operator(party(app.directory, app._desk.name))
        return reminder(watch, app.policy, app.now(), mine=mine, key=app.key("app.handover"))

    def action_handover(self) -> None:
        """The sheet of the watch."""
        from screens.handover.screen import HandoverScreen

        if not isinstance(self.screen, HandoverScreen):
            self.push_screen(HandoverScreen())

    def action_register(self) -> None:
        """Units, people, departments."""
        from screens.base.list_screen import ListScreen
        from screens.register.listing import RegisterListing

        if "register" not in getattr(self.screen, "CONTEXTS", ()):
            self.push_screen(ListScreen(RegisterListing()))

    @work(group="act")
    async def action_papers(self) -> None:
        """The papers of the ticket that is marked, of the watch, of some days."""
        from screens.papers.choice import SORTS, About, PapersScreen
        from screens.papers.screen import PaperScreen

        if isinstance(self.screen, PapersScreen | PaperScreen):
            return
        marked = _marked(self.screen)
        about = About(marked.ticket, marked.handover)
        if name := await self.push_screen_wait(PapersScreen(about)):
            sort = SORTS[name]
            self.push_screen(PaperScreen(sort.make(about), turns=sort.turns))

    def action_dispatch(self) -> None:
        """Who is on duty, and what each has open."""
        from screens.dispatch.screen import DispatchScreen

        if not isinstance(self.screen, DispatchScreen):
            self.push_screen(DispatchScreen())

    def action_roster(self) -> None:
        """Who is on duty when."""
        from screens.roster.screen import RosterScreen

        if not isinstance(self.screen, RosterScreen):
            self.push_screen(RosterScreen())

    @work(group="act")
    async def action_import_list(self) -> None:
        """Units, people or a roster from a file."""
        from screens.imports.start import import_list, is_importing

        if not is_importing(self.screen):
            await import_list(self, _marked(self.screen).listing)


def _marked(screen: Screen[Any]) -> Marked:
    return screen.marked if isinstance(screen, ScreenBase) else Marked()
