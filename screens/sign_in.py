"""Sign-in: name and PIN; a locked desk is covered until the first key."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import partial

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from core.base.clock import site_time
from core.base.errors import DeskError, NotFound
from core.base.i18n_marks import N_
from core.desk.sign_in import PinRefused, remaining
from tui.i18n import _
from tui.widgets.block import Part
from tui.widgets.cells import fit
from tui.widgets.fields import Field, FieldRow
from tui.widgets.handlers import Handler, Handlers
from tui.widgets.key_bar import KeyBar
from tui.widgets.lines import Line
from tui.widgets.screen import DeskScreen

Enter = Callable[[str, str], Awaitable[None]]
"""Signs in a person by number or name and PIN; raises `DeskError`."""


class SignInScreen(DeskScreen[None]):
    """Sign-in screen, without any tickets; only `enter` ends it if the desk is `locked`.

    `name` is the previous operator.  With `asleep` the first key only wakes the screen.
    """

    CONTEXTS = ("sign_in",)
    CSS_PATH = "sign_in.tcss"
    AUTO_FOCUS = ""
    VERTICAL_BREAKPOINTS = [(0, "-low"), (14, "-high")]  # noqa: RUF012
    BARE_CALLS = True
    """Ringing calls are shown without the details that need a sign-in."""

    def __init__(
        self,
        enter: Enter,
        name: str = "",
        *,
        locked: bool,
        asleep: bool = False,
        sign_out: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        super().__init__()
        self._enter = enter
        self._name = name
        self._locked = locked
        self._asleep = asleep
        self._away = name if asleep else ""
        self._sign_out = sign_out
        self._busy = False
        self._refusal: PinRefused | None = None
        self._plate = Part(self._place_and_time, id="sign-in-plate")
        self._pin = Field(password=True)
        # at once: what a slow line delivers behind Enter is the PIN, and must not be read here
        self._who = Field(enter=lambda _taken, _chosen: self.set_focus(self._pin), value=name)
        self._message = Static(id="sign-in-message", markup=False)

    def handlers(self) -> Handlers:
        """Return the handlers for signing in, changing the operator and signing out."""
        return {
            "sign_in.enter": Handler(self._check),
            "sign_in.other": Handler(self._ask_anybody, self._why_no_other),
            "sign_in.sign_out": Handler(partial(self.run_behind, self._leave_desk), self._why_not_out),
            "sign_in.cancel": Handler(partial(self.dismiss, None), self._why_not_cancelled),
            "sign_in.next_field": Handler(partial(self.focus_next, Field)),
            "sign_in.previous_field": Handler(partial(self.focus_previous, Field)),
        }

    def compose(self) -> ComposeResult:
        yield self._plate
        with Vertical(id="sign-in"):
            yield Static(id="sign-in-title", markup=False)
            yield FieldRow("who", "", self._who, remarks=False)
            yield FieldRow("pin", "", self._pin, remarks=False)
            yield self._message
        yield KeyBar()

    def on_mount(self) -> None:
        """Ask for name and PIN, or wait for the first key."""
        self.relabel()
        self._veil(self._asleep)

    def relabel(self) -> None:
        """Write every text again, in the language in use."""
        self.query_one("#row-who", FieldRow).rename(_(N_("No. or name")))
        self.query_one("#row-pin", FieldRow).rename(_(N_("PIN")))
        self.query_one("#sign-in-title", Static).update(Content.styled(self._title(), "bold $accent"))
        self._say("")
        self.query_one(KeyBar).redraw()

    def _place_and_time(self, width: int) -> list[Line]:
        site = self.host.desk.site
        clock = f"{site_time(self.host.now(), site.zone):%H:%M:%S} "
        return [[(fit(f" {site.name or 'dutydesk'}", width - len(clock)), "strong"), (clock, "strong")]]

    def _title(self) -> str:
        if self._away:
            return _(N_("Locked: {name}")).format(name=self._away)
        return _(N_("Sign in")) if self._locked else _(N_("Change of operator"))

    def _veil(self, covered: bool) -> None:
        self._asleep = covered
        self.query_one("#sign-in").set_class(covered, "-asleep")
        if covered:
            self._say(_(N_("Press any key to unlock. The bell stays on.")))
            self.set_focus(None)
        else:
            self._say("")
            (self._pin if self._name else self._who).focus()
        self.refresh_bindings()

    def tick(self, now: datetime) -> None:
        """Update the clock and the waiting time."""
        self._plate.redraw()
        refusal = self._refusal
        if refusal and refusal.until:
            if now >= refusal.until:
                self._say("")
            else:
                refusal.values["wait"] = remaining(refusal.until, now)
                self._say(refusal.text(_), refusal)

    def on_key(self, event: events.Key) -> None:
        """Lift the cover with the first key; only keys that work everywhere do more."""
        bound = self.active_bindings.get(event.key)
        everywhere = bound is not None and bound.enabled and bound.node is self.app
        if self._asleep and (event.is_printable or not everywhere):
            self._veil(False)
            event.stop()
            event.prevent_default()

    def on_click(self) -> None:
        """Lift the cover with a click."""
        if self._asleep:
            self._veil(False)

    def on_input_submitted(self) -> None:
        """Sign in on Enter."""
        self._check()

    def _why_not_cancelled(self) -> str | None:
        return _(N_("The desk is locked.")) if self._locked else None

    def _why_no_other(self) -> str | None:
        return None if self._name else _(N_("Give the staff number or the name."))

    def _why_not_out(self) -> str | None:
        return _(N_("No one is signed in.")) if self._locked or self._sign_out is None else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return False for commands that are not possible here, so that they are not listed."""
        return super().check_action(action, parameters) or False

    def _check(self) -> None:
        if not self._busy:
            self._busy = True
            self.run_behind(self._enter_with_pin)

    async def _enter_with_pin(self) -> None:
        who = self._who.value.strip()
        try:
            await self._enter(who, self._pin.value)
        except DeskError as error:
            if self.was_left:
                return
            self._pin.put("")
            (self._who if isinstance(error, NotFound) or not who else self._pin).point_out()
            self._say(error.text(_), error if isinstance(error, PinRefused) else None)
        finally:
            self._busy = False

    def _ask_anybody(self) -> None:
        self._name = ""
        self._veil(False)
        self._pin.put("")
        self._who.put("")
        self._who.focus()

    async def _leave_desk(self) -> None:
        """Leave the desk to the next operator."""
        assert self._sign_out is not None
        await self._sign_out()

    def _say(self, text: str, refusal: PinRefused | None = None) -> None:
        self._refusal = refusal
        self._message.update(Content(text))
