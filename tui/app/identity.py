"""Who sits at the running desk: in by the login's account or by PIN, locked when idle, soon somebody else."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, cast

from textual import work
from textual.events import Event, InputEvent, Paste

from core.base.errors import InvalidInput
from core.base.i18n_marks import N_
from core.people.roles import Actor
from tui.i18n import _

if TYPE_CHECKING:
    from textual.app import App
    from textual.await_complete import AwaitComplete

    from core.desk.desk import Desk
    from core.people.directory import Directory, Person
    from screens.base.forms import Values
    from tui.app.app import DeskApp
    from tui.files.drafts import Drafts
    from tui.files.settings import Settings
    from tui.widgets.host import Severity

    _App = App[None]
else:
    # A plain mixin: the app is a Textual app already.
    _App = object

WHEN_LOCKED = (
    "app.help",
    "app.palette",
    "app.theme",
    "app.language",
    "app.sound",
    "app.repaint",
)
"""What whoever stands at a locked desk may do."""


class Identity:
    """The operator of the running desk; until somebody has signed in, the login's own name."""

    def __init__(self, app: DeskApp) -> None:
        self._app = app
        self.locked = False
        """Whether nothing may be looked at until somebody signs in."""
        self._person: Person | None = None
        self._nobodys: Desk | None = None
        self._touched = app.now()
        self._drafts: dict[str, Drafts] = {}
        self._acting: tuple[Desk, Directory, Actor] | None = None
        self._untold: tuple[str, Severity] | None = None

    def actor(self, desk: Desk, directory: Directory) -> Actor:
        """Who acts on that desk; worked out once for each directory."""
        known = self._acting
        if known is None or known[0] is not desk or known[1] is not directory:
            known = self._acting = (desk, directory, desk.session.actor_in(directory))
        return known[2]

    def drafts(self, name: str) -> Drafts:
        """What that operator typed and did not save."""
        from tui.files.drafts import Drafts  # not for the first frame

        if name not in self._drafts:
            self._drafts[name] = Drafts(self._app.state_dir / "drafts", name)
        return self._drafts[name]

    def forbids(self, command_id: str) -> bool:
        """Whether somebody has to sign in for it; a desk that somebody has locked is not left either."""
        if command_id == "app.quit":
            return self.locked and self._person is not None
        return self.locked and command_id not in WHEN_LOCKED

    def withholds(self, text: str, severity: Severity) -> bool:
        """Whether a notice waits until somebody may read it; the last one does."""
        if self.locked:
            self._untold = (text, severity)
        return self.locked

    # beginning

    async def begin(self, desk: Desk) -> Desk:
        """The desk of whoever has come; where a PIN is needed first, nothing is shown before."""
        self._nobodys = desk
        found = await asyncio.to_thread(_at_start, desk, self._app.settings)
        if found is None:
            await asyncio.to_thread(import_module, "screens.sign_in")
            settings = self._app.settings
            self._cover(settings.person if settings.named else "", asleep=False)
            return desk
        desk, self._person = found
        await self._adopt(desk)
        return desk

    async def _adopt(self, desk: Desk) -> None:
        """What the login typed before anybody was known to sit here is the first one's."""
        nobodys, own = self.drafts(self._app.settings.person), self.drafts(desk.name)
        if nobodys is not own:
            await asyncio.to_thread(_hand_over, nobodys, own)

    # changing

    async def enter(self, who: str, pin: str) -> None:
        """Somebody sits down by number or name and PIN; raises `DeskError`."""
        await self._change(lambda desk: _signed_in(desk, who, pin))

    async def relieve(self, who: str) -> None:
        """Whoever has signed for the desk with a PIN just now sits down."""
        await self._change(partial(_relieved, who=who))

    async def _change(self, sit_down: Callable[[Desk], tuple[Person, Desk]]) -> None:
        app, before = self._app, self._person
        person, desk = await app.ask(sit_down)
        goes_on = before.no == person.no if before else self.locked
        if before and not goes_on:
            await app.ask(_signed_out)
        app.save_drafts()
        if before is None:
            await self._adopt(desk)
        self._seat(desk, person, goes_on=goes_on)
        if not (before and goes_on):
            await app.calls.offer()

    async def leave(self) -> None:
        """The operator signs out; where anybody has a PIN the next one has to sign in."""
        app = self._app
        assert self._nobodys is not None
        await app.ask(_signed_out)
        guarded = await app.ask(_guarded)
        app.save_drafts()
        self._seat(self._nobodys, None, goes_on=False)
        if guarded:
            self._cover("", asleep=False)

    def _seat(self, desk: Desk, person: Person | None, *, goes_on: bool) -> None:
        app = self._app
        self.locked, self._person = False, person
        self._touched = app.now()
        while len(app.screen_stack) > 1 and (not goes_on or self._asking()):
            app.screen.dismiss()
        app.seat(desk, goes_on=goes_on)
        app.show_title(app.alarm.title())
        if goes_on and self._untold:
            app.tell(*self._untold)
        self._untold = None

    def change(self) -> None:
        """Ask who sits down now."""
        from screens.sign_in import SignInScreen

        if not isinstance(self._app.screen, SignInScreen):
            sign_out = self.leave if self._person else None
            self._app.push_screen(SignInScreen(self.enter, locked=False, sign_out=sign_out))

    # locking

    def touch(self) -> None:
        """Somebody is here."""
        self._touched = self._app.now()

    def tick(self, now: datetime) -> None:
        """One second has passed: an idle desk locks."""
        self._touched = min(self._touched, now)  # the clock may be set back
        after = timedelta(minutes=self._app.policy.shift.lock_min)
        if after and self._person and not self.locked and now - self._touched >= after:
            self._touched = now
            self._app.lock_idle()

    async def lock(self) -> bool:
        """Show nothing until a PIN is given; False where the operator has none."""
        if self._person is None or not await self._app.ask(partial(_has_pin, no=self._person.no)):
            return False
        if not self.locked:
            self._app.save_drafts()
            if self._asking():
                self._app.screen.dismiss()
            self._cover(self._person.name, asleep=True)
        return True

    def recognise(self, person: Person) -> None:
        """Who acts without having signed in, and has a PIN now, can lock with it."""
        if self._person is None and person.name == self._app.operator:
            self._person = person

    def hold(self) -> None:
        """Whatever ended in the meantime took the cover away."""
        if self.locked and not self._asking():
            self._cover(self._person.name if self._person else "", asleep=True)

    def _cover(self, name: str, *, asleep: bool) -> None:
        from screens.sign_in import SignInScreen

        app = self._app
        self.locked = True
        app.clear_notifications()
        app.push_screen(SignInScreen(self.enter, name, locked=True, asleep=asleep))
        app.show_title(app.alarm.title())

    def _asking(self) -> bool:
        from screens.sign_in import SignInScreen

        return isinstance(self._app.screen, SignInScreen)


class Seat(_App):
    """The actions of `app.*` about who sits here."""

    identity: Identity

    async def on_event(self, event: Event) -> None:
        """Whatever is typed or pointed at tells that somebody is here."""
        if isinstance(event, (InputEvent, Paste)):
            self.identity.touch()
        await super().on_event(event)

    def pop_screen(self) -> AwaitComplete:
        """A locked desk stays covered."""
        popped = super().pop_screen()
        if self.identity.locked:
            self.call_later(self.identity.hold)
        return popped

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """At a locked desk the footer lists only what works there."""
        allowed = super().check_action(action, parameters)
        return False if allowed is None and self.identity.locked else allowed

    def action_operator(self) -> None:
        """Somebody else sits down, or the operator signs out."""
        self.identity.change()

    @work(group="act")
    async def become(self, who: str) -> None:
        """That person goes on at this desk; the PIN was checked just now."""
        await self.identity.relieve(who)

    @work(group="act")
    async def lock_idle(self) -> None:
        """Nobody has touched a key for long."""
        await self.identity.lock()

    @work(group="act")
    async def action_lock(self) -> None:
        """Show nothing until a PIN is given."""
        if not await self.identity.lock():
            told = _(N_("You have no PIN to unlock it with; {key} sets one."))
            app = cast("DeskApp", self)
            app.tell(told.format(key=app.key("app.pin")), "warning")

    @work(group="act")
    async def action_pin(self) -> None:
        """Set one's own PIN, or another's."""
        from screens.base.form_screen import FormScreen
        from screens.base.forms import Entry, Form

        app = cast("DeskApp", self)
        name, own = await app.ask(lambda desk: (desk.name, desk.people.has_pin(desk.name)))
        entries = [
            Entry("whose", N_("Whose"), required=True, first=name, hint=N_("staff number or name")),
            *([Entry("own", N_("Your PIN"), "pin", required=True)] if own else []),
            Entry("fresh", N_("New PIN"), "pin", required=True),
            Entry("again", N_("Once more"), "pin", required=True),
        ]
        if person := await self.push_screen_wait(FormScreen(Form(_(N_("Set a PIN")), entries, _set_pin))):
            self.identity.recognise(person)
            app.tell(_(N_("{name} has a new PIN.")).format(name=person.name))


def _at_start(desk: Desk, settings: Settings) -> tuple[Desk, Person | None] | None:
    """Who is in at once; None where somebody has to sign in first."""
    if own := desk.people.sign_in_by_account(settings.login, settings.person if settings.named else ""):
        return desk.acting(own), own
    return None if desk.people.guarded() else (desk, None)


def _signed_in(desk: Desk, who: str, pin: str) -> tuple[Person, Desk]:
    person = desk.people.sign_in(who, pin)
    return person, desk.acting(person)


def _relieved(desk: Desk, who: str) -> tuple[Person, Desk]:
    """Also of somebody whom no list knows."""
    from core.people.directory import Person  # not for the first frame

    listed = desk.queries.directory().person(who)
    person = desk.people.relieve(listed.no) if listed else Person("", who)
    return person, desk.acting(person)


def _signed_out(desk: Desk) -> None:
    desk.people.sign_out()


def _guarded(desk: Desk) -> bool:
    return desk.people.guarded()


def _has_pin(desk: Desk, no: str) -> bool:
    return desk.people.has_pin(no)


def _set_pin(desk: Desk, values: Values) -> Person:
    if values["fresh"] != values["again"]:
        raise InvalidInput(N_("That was not the same PIN twice."), hint=N_("Try again."))
    return desk.people.set_pin(values["whose"], values["fresh"], own=values.get("own", ""))


def _hand_over(before: Drafts, after: Drafts) -> None:
    for draft in before.pending():
        if taken := before.take(draft):
            after.save(taken)
            before.discard(taken)
