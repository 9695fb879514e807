"""Preferences of the login: theme, language, sound; changed at once and kept for the next start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.base.i18n_marks import N_
from tui.app.hosted import hosted_screens
from tui.i18n import LANGUAGES, _, language, use_language
from tui.theme import TITLES, next_theme
from tui.widgets.handlers import Handler, Handlers

if TYPE_CHECKING:
    from textual.app import App

    from tui.app.alarm import Bell
    from tui.app.notices import Notices
    from tui.files.settings import Settings


class Preferences:
    """Commands that change the look, the language and the sound of the app."""

    def __init__(self, app: App[None], settings: Settings, notices: Notices, alarm: Bell) -> None:
        self._app = app
        self._settings = settings
        self._notices = notices
        self._alarm = alarm

    def handlers(self) -> Handlers:
        """Return the commands that change a preference."""
        return {
            "app.theme": Handler(self._next_theme),
            "app.language": Handler(self.next_language),
            "app.sound": Handler(self._switch_sound),
        }

    def next_language(self) -> None:
        """Switch all screens to the next language."""
        use_language(LANGUAGES[(LANGUAGES.index(language()) + 1) % len(LANGUAGES)])
        self._keep("language", language())
        self.relabel()

    def relabel(self) -> None:
        """Write the texts of all screens again: their language has changed, or what roles are called."""
        for shown in hosted_screens(self._app):
            shown.relabel()
        for screen in self._app.screen_stack:
            screen.refresh_bindings()

    def _next_theme(self) -> None:
        self._app.theme = next_theme(self._app.theme)
        name = _(TITLES[self._app.theme])
        self._notices.tell(_(N_("Theme: {name}")).format(name=name))
        self._keep("theme", self._app.theme)

    def _switch_sound(self) -> None:
        self._alarm.on = not self._alarm.on
        self._keep("sound", self._alarm.on)
        self._notices.tell(_(N_("The bell is on.")) if self._alarm.on else _(N_("The bell is silent.")))

    def _keep(self, name: str, value: str | bool) -> None:
        try:
            self._settings.keep(name, value)
        except OSError as error:
            told = _(N_("This setting could not be saved: {error}.")).format(error=error.strerror)
            self._notices.tell(told, "warning")
