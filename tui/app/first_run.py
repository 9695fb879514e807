"""First start on an empty database: the questions to the first supervisor, and what follows from them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from core.base.i18n_marks import N_
from tui.i18n import _
from tui.widgets.offers import run_command

if TYPE_CHECKING:
    from screens.first_run import Begun, Sample
    from tui.app.app import DeskApp


def offer(app: DeskApp, sample: Sample) -> None:
    """Ask behind everything else, unless a call is being written down already."""
    app.run_worker(_ask(app, sample), group="act")


async def _ask(app: DeskApp, sample: Sample) -> None:
    if not await app.desk.ask(lambda desk: desk.setup.is_new()):
        return
    from screens.base.form_screen import FormScreen
    from screens.first_run import FirstRunForm, zones

    known = await asyncio.to_thread(zones, app.desk.site.tz)
    if app.screen is not app.board:
        return
    begun = await app.push_screen_wait(FormScreen(FirstRunForm(app.desk.site, known, sample)))
    if begun is None:
        told = _(N_("{key} shows the directory: the centre, its people, its units."))
        app.tell(told.format(key=app.key("app.register")))
    else:
        await _go_on(app, begun)


async def _go_on(app: DeskApp, begun: Begun) -> None:
    app.desk.look_again()
    if begun.person:
        await app.seat.enter(begun.person.no, begun.pin)
    told = _(N_("dutydesk is ready. Press {key} to log a call."))
    app.tell(told.format(key=app.key("app.new_ticket")))
    if begun.start == "lists":
        await run_command(app.screen, "app.import")
