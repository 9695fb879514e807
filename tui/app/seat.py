"""Seat at the app: sign-in by account or PIN, sign-out, relief by another person."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from core.base.errors import BadEntry
from core.base.i18n_marks import C_, N_
from tui.app.workers import starter
from tui.i18n import _
from tui.widgets.handlers import Handler, Handlers

if TYPE_CHECKING:
    from core.desk.desk import Desk
    from core.people.directory import Person
    from screens.base.forms import Values
    from tui.app.identity import Identity
    from tui.app.live_desk import LiveDesk
    from tui.app.lock import Lock
    from tui.app.notices import Notices
    from tui.files.drafts import Drafts
    from tui.files.settings import Settings
    from tui.terminal.app import TerminalApp


class Seat:
    """Changes of the acting person, and their effects on screens and drafts."""

    def __init__(
        self,
        app: TerminalApp,
        desk: LiveDesk,
        identity: Identity,
        notices: Notices,
        lock: Lock,
        *,
        seated: Callable[[bool], None],
        offer: Callable[[], Awaitable[None]],
    ) -> None:
        self._app = app
        self._desk = desk
        self._identity = identity
        self._notices = notices
        self._lock = lock
        self._seated = seated
        """Called after a person has signed in, with True if it is the one who was locked out."""
        self._offer = offer
        """Shows the new person their parked calls."""
        self._nobodys: Desk | None = None
        lock.enter = self.enter

    def handlers(self) -> Handlers:
        """Return the commands about the acting person."""
        return {
            "app.operator": Handler(self._ask_who),
            "app.pin": Handler(starter(self._app, "act", self._ask_pin)),
        }

    # beginning

    async def begin(self, desk: Desk) -> Desk:
        """Return the desk of the person at the terminal; cover the screens if a PIN is needed."""
        self._nobodys = desk
        settings = self._identity.settings
        found = await asyncio.to_thread(_at_start, desk, settings)
        if found is None:
            await asyncio.to_thread(import_module, "screens.sign_in")
            self._lock.cover(settings.person if settings.named else "", asleep=False)
            return desk
        desk, self._identity.person = found
        await self._adopt(desk)
        return desk

    async def _adopt(self, desk: Desk) -> None:
        """Move the login's drafts to the first person who signs in."""
        identity = self._identity
        nobodys, own = identity.drafts_of(identity.settings.person), identity.drafts_of(desk.name)
        if nobodys is not own:
            await asyncio.to_thread(_hand_over, nobodys, own)

    # changing

    async def enter(self, who: str, pin: str) -> None:
        """Sign a person in by number or name and PIN; raise `DeskError`."""
        await self._change(partial(_signed_in, who=who, pin=pin))

    def become(self, who: str) -> None:
        """Sign in the person who has just signed the handover with a PIN."""
        self._app.run_worker(self._change(partial(_relieved, who=who)), group="act")

    async def _change(self, sit_down: Callable[[Desk], tuple[Person, Desk]]) -> None:
        before = self._identity.person
        person, desk = await self._desk.ask(sit_down)
        goes_on = before.no == person.no if before else self._identity.locked
        if before and not goes_on:
            await self._desk.ask(_signed_out)
        self._app.savers.save_all()
        if before is None:
            await self._adopt(desk)
        self._seat(desk, person, goes_on=goes_on)
        if not (before and goes_on):
            await self._offer()

    async def leave(self) -> None:
        """Sign the operator out; cover the screens if any person has a PIN."""
        assert self._nobodys is not None
        await self._desk.ask(_signed_out)
        guarded = await self._desk.ask(lambda desk: desk.people.guarded())
        self._app.savers.save_all()
        self._seat(self._nobodys, None, goes_on=False)
        if guarded:
            self._lock.cover("", asleep=False)

    def _seat(self, desk: Desk, person: Person | None, *, goes_on: bool) -> None:
        self._identity.locked, self._identity.person = False, person
        self._lock.touch()
        while len(self._app.screen_stack) > 1 and (not goes_on or self._lock.is_asking):
            self._app.screen.dismiss()
        self._desk.open(desk)
        self._seated(goes_on)
        self._notices.unlocked(told=goes_on)

    # commands

    def _ask_who(self) -> None:
        from screens.sign_in import SignInScreen

        if not self._lock.is_asking:
            sign_out = self.leave if self._identity.person else None
            self._app.push_screen(SignInScreen(self.enter, locked=False, sign_out=sign_out))

    async def _ask_pin(self) -> None:
        from screens.base.form_screen import FormScreen
        from screens.base.forms import PIN_HINT, Entry, Form

        name, own = await self._desk.ask(lambda desk: (desk.name, desk.people.has_pin(desk.name)))
        entries = [
            Entry("whose", C_("PIN", "Person"), required=True, first=name, hint=N_("staff number or name")),
            *([Entry("own", N_("Your PIN"), "pin", required=True)] if own else []),
            Entry("pin", N_("New PIN"), "pin", required=True, hint=PIN_HINT),
            Entry("again", N_("Once more"), "pin", required=True),
        ]
        form = Form(_(N_("Set a PIN")), entries, _set_pin)
        form.calls_wait = True
        if person := await self._app.push_screen_wait(FormScreen(form)):
            self._identity.recognise(person)
            self._notices.tell(_(N_("{name} has a new PIN.")).format(name=person.name))


def _at_start(desk: Desk, settings: Settings) -> tuple[Desk, Person | None] | None:
    """Return the desk and person to start with; None if a person has to sign in first."""
    if own := desk.people.sign_in_by_account(settings.login, settings.person if settings.named else ""):
        return desk.acting(own), own
    return None if desk.people.guarded() else (desk, None)


def _signed_in(desk: Desk, who: str, pin: str) -> tuple[Person, Desk]:
    person = desk.people.sign_in(who, pin)
    return person, desk.acting(person)


def _relieved(desk: Desk, who: str) -> tuple[Person, Desk]:
    """Sign a person in after a handover; one who is not listed has an empty number."""
    from core.people.directory import Person  # not for the first frame

    listed = desk.queries.directory().person(who)
    person = desk.people.relieve(listed.no) if listed else Person("", who)
    return person, desk.acting(person)


def _signed_out(desk: Desk) -> None:
    desk.people.sign_out()


def _set_pin(desk: Desk, values: Values) -> Person:
    if values["pin"] != values["again"]:
        raise BadEntry("again", N_("The two PINs do not match."), hint=N_("Try again."))
    return desk.people.set_pin(values["whose"], values["pin"], own=values.get("own", ""))


def _hand_over(before: Drafts, after: Drafts) -> None:
    for draft in before.pending(None):
        if taken := before.take(draft):
            after.save(taken)
            before.discard(taken)
