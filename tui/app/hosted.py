"""Screens of the desk among those on the stack, without Textual's own such as the palette."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from tui.widgets.screen import ScreenBase

if TYPE_CHECKING:
    from textual.app import App
    from textual.screen import Screen

    from tui.widgets.host import HostedScreen


def hosted(screen: Screen[Any]) -> HostedScreen | None:
    """Return a screen in the app's view; None if it is not one of the desk's."""
    return screen if isinstance(screen, ScreenBase) else None


def hosted_screens(app: App[None]) -> Iterator[HostedScreen]:
    """Yield all screens of the desk, the board first."""
    return (screen for screen in app.screen_stack if isinstance(screen, ScreenBase))
