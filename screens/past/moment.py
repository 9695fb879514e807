"""Moment of the past that a screen shows: its sign, the keys that step through time, and what is refused."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial

from core.base.clock import at_site, site_time
from core.base.dataclass import replace
from core.base.i18n_marks import N_
from core.base.spoken_times import Aim
from core.events.as_of import AsOf
from screens.base.form_screen import FormScreen
from screens.base.forms import Entry, Form
from tui.commands.registry import commands
from tui.i18n import _
from tui.widgets.block import Block
from tui.widgets.cells import fit
from tui.widgets.handlers import Handler, Handlers
from tui.widgets.lines import Line
from tui.widgets.past_words import past_title
from tui.widgets.screen import ScreenBase

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


class PastSign(Block):
    """Sign that cannot be overlooked: the instant, the question, and that nothing can be written."""

    DEFAULT_CSS = """
    PastSign {
        background: $amber;
        color: $background;
        text-style: bold;
        height: 2;
    }
    """

    def __init__(self, moment: PastMoment) -> None:
        super().__init__(id="past-sign")
        self._moment = moment

    def lines(self, width: int) -> Sequence[Line]:
        """Return the two lines."""
        return [[(fit(f" {text}", width), "")] for text in self._moment.sign()]


class PastMoment:
    """Past instant of a screen, with its commands.

    `changed` is called after a step; `number` names the ticket whose events are stepped through, if any.
    """

    def __init__(
        self, screen: ScreenBase, as_of: AsOf, changed: Callable[[], object], number: Callable[[], str] = str
    ) -> None:
        self.as_of = as_of
        self._screen = screen
        self._changed = changed
        self._number = number

    def handlers(self) -> Handlers:
        """Return the handlers of time, and the acts, each refused with one line."""
        return {
            "past.earlier": Handler(partial(self._by_event, later=False)),
            "past.later": Handler(partial(self._by_event, later=True)),
            "past.hour_back": Handler(partial(self._by, -HOUR)),
            "past.hour_on": Handler(partial(self._by, HOUR)),
            "past.day_back": Handler(partial(self._by_day, -1)),
            "past.day_on": Handler(partial(self._by_day, 1)),
            "past.at": Handler(partial(self._screen.ask_behind, self._ask)),
            "past.question": Handler(self._other_question),
            "past.back": Handler(partial(self._screen.dismiss, None)),
            **{act.id: Handler(lambda: None, self.refusal) for act in commands("act")},
        }

    def refusal(self) -> str:
        """Return the reason why nothing is written from here, with the key that returns to now."""
        words = _(N_("This is the past; nothing can be written from here. {key} goes back to now."))
        return words.format(key=self._screen.host.key("app.past"))

    def sign(self) -> Sequence[str]:
        """Return the lines of the sign."""
        host = self._screen.host
        other = N_("what was known") if self.as_of.happened else N_("what had happened")
        keys = _(
            N_("Nothing can be written. {now} now  {at} time  {earlier} {later} step  {question} {other}")
        )
        return [
            past_title(self.as_of, host.desk.site),
            keys.format(
                now=host.key("app.past"),
                at=host.key("past.at"),
                earlier=host.key("past.earlier"),
                later=host.key("past.later"),
                question=host.key("past.question"),
                other=_(other),
            ),
        ]

    def _go(self, at: datetime) -> None:
        """Show another instant, never one to come."""
        self.as_of = replace(self.as_of, at=min(at, self._screen.host.now()))
        self._changed()

    def _by(self, span: timedelta) -> None:
        self._go(self.as_of.at + span)

    def _by_day(self, days: int) -> None:
        """Go to the same time of another site day, which is not always 24 hours away."""
        zone = self._screen.host.desk.site.zone
        local = site_time(self.as_of.at, zone)
        self._go(at_site(local.date() + days * DAY, local.time(), zone))

    def _by_event(self, *, later: bool) -> None:
        self._screen.run_behind(partial(self._to_event, later), "past", exclusive=True)

    async def _to_event(self, later: bool) -> None:
        as_of, number, host = self.as_of, self._number(), self._screen.host
        found = await host.desk.ask(lambda desk: desk.past.beside(as_of, later=later, number=number))
        if found is None:
            words = N_("Nothing has happened since.") if later else N_("Nothing had happened before.")
            host.tell(_(words))
        elif not self._screen.was_left:
            self._go(found.at)

    def _other_question(self) -> None:
        self.as_of = replace(self.as_of, happened=not self.as_of.happened)
        self._changed()

    async def _ask(self) -> None:
        """Ask for a time, read as everywhere."""
        hint = N_("14:30, yesterday 9:00, -2h")
        asked = Entry("at", N_("When"), "time", required=True, hint=hint, aim=Aim.PAST)
        form = Form(_(N_("To another time")), [asked], lambda desk, values: values["at"])
        at = await self._screen.app.push_screen_wait(FormScreen(form))
        if isinstance(at, datetime):
            self._go(at)
