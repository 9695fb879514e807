"""Guide to the commands: the palette, and the help of the screen in front."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, cast

from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from core.base.i18n_marks import N_
from tui.commands.keynames import display
from tui.i18n import _
from tui.widgets.handlers import Handler, Handlers
from tui.widgets.offers import Offer, offers, run_command

if TYPE_CHECKING:
    from textual.app import App

    from tui.commands.keymap import Keymap


class DeskCommands(Provider):
    """Commands of the screen below the palette; an impossible one is listed with its reason."""

    async def discover(self) -> Hits:
        """Yield all commands in the registry's order, as long as the query is empty."""
        for offer in self._offers():
            yield DiscoveryHit(
                self._shown(offer, Content(_(offer.command.title))),
                partial(run_command, self.screen, offer.command.id),
                _(offer.command.title),
                self._help(offer),  # type: ignore[arg-type]  # Content is what must not be read as markup
            )

    async def search(self, query: str) -> Hits:
        """Yield the commands whose titles or ids match, possible ones first."""
        matcher = self.matcher(query)
        for offer in self._offers():
            title = _(offer.command.title)
            score = max(matcher.match(title), matcher.match(offer.command.id))
            if score > 0:
                yield Hit(
                    score / 2 if offer.why_not else score,
                    self._shown(offer, matcher.highlight(title)),
                    partial(run_command, self.screen, offer.command.id),
                    title,
                    self._help(offer),  # type: ignore[arg-type]
                )

    def _offers(self) -> Iterator[Offer]:
        return (offer for offer in offers(self.screen) if not offer.command.moves)

    def _shown(self, offer: Offer, title: Content) -> Content:
        keys = "  ".join(display(key) for key in offer.keys)
        shown = Content.assemble(title, "  ", (keys, "$text-accent")) if keys else title
        return shown.stylize("dim") if offer.why_not else shown

    def _help(self, offer: Offer) -> Content:
        return Content(offer.why_not or _(offer.command.help))


class Guide:
    """Palette and help, opened on all screens."""

    def __init__(self, app: App[None], keys: Keymap) -> None:
        self._app = app
        self._keys = keys

    def handlers(self) -> Handlers:
        """Return the handlers of both commands."""
        return {"app.palette": Handler(self._open_palette), "app.help": Handler(self._turn_help)}

    def _open_palette(self) -> None:
        """Open the palette, unless it is open."""
        if not CommandPalette.is_open(cast("App[object]", self._app)):
            placeholder = _(N_("What do you want to do?"))
            palette = CommandPalette([DeskCommands], placeholder=placeholder, id="--command-palette")
            self._app.push_screen(palette)

    def _turn_help(self) -> None:
        """Open the help of the screen in front, or close it."""
        from screens.help import HelpScreen  # not for the first frame

        screen = self._app.screen
        if isinstance(screen, HelpScreen):
            screen.dismiss(None)
            return
        problems = [problem.text(_) for problem in self._keys.problems]

        def run(command_id: str | None) -> None:
            if command_id is not None:
                self._app.call_later(run_command, screen, command_id)

        self._app.push_screen(HelpScreen(list(offers(screen)), problems), run)
