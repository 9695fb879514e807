"""The screens of the office beside the tickets, opened from anywhere: the handover and what others add."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from textual.app import App

    from core.watch import Watch
    from tui.app import DeskApp

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

    def action_handover(self) -> None:
        """The sheet of the watch."""
        from screens.handover import HandoverScreen

        if not isinstance(self.screen, HandoverScreen):
            self.push_screen(HandoverScreen())

    def action_register(self) -> None:
        """Units, people, departments."""
        from screens.register import RegisterScreen

        if not isinstance(self.screen, RegisterScreen):
            self.push_screen(RegisterScreen())
