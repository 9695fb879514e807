"""Sign-in: a staff number with its PIN, or the login's own account; a wrong PIN costs time."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from core.base.errors import BadEntry, NotAllowed, NotFound
from core.base.i18n_marks import N_
from core.base.text import clean, fold_case
from core.desk.facts import DESK, PinSet, SignedIn, SignedOut, WrongPin
from core.desk.session import Session
from core.people.directory import Directory, Person
from core.people.pins import Pin
from core.people.rights import RIGHTS
from core.people.roles import takes

if TYPE_CHECKING:
    from core.desk.ports import Writing

TIME, MEMORY = 3, 19 * 1024
"""Cost of one check for a guesser: rounds of argon2id and KiB of memory, some 40 ms in all."""

SHORTEST, LONGEST = 4, 64
"""Shortest and longest PIN, in characters."""

LONGEST_WAIT = timedelta(minutes=5)
"""Longest wait, after ten wrong PINs in a row; the first costs a second, each further one twice that."""


MOST_NAMED = 4
"""People listed where a part of a name means several."""


class PinRefused(NotAllowed):
    """Wrong PIN, or a try that came too early; none is looked at before `until`."""

    until: datetime | None = None


class People:
    """Signing in and out, and the PINs for it.

    No method here is called inside a unit of work: a wrong PIN is counted though the act is refused.
    """

    def __init__(self, session: Session) -> None:
        self._session = session

    def guarded(self) -> bool:
        """Return True if any of the staff has a PIN, so that a person who comes has to sign in."""
        with self._session.reading() as look:
            return (
                not look.people.pins()
                .keys()
                .isdisjoint(person.no for person in self._session.listed(look).staff)
            )

    def has_pin(self, name: str) -> bool:
        """Return True if that person has a PIN."""
        with self._session.reading() as look:
            person = self._session.listed(look).person(name)
            return person is not None and person.no in look.people.pins()

    def person_of_account(self, login: str, said: str = "") -> Person | None:
        """Return the person of that login of the system, unless another one is `said`.

        None where there is no such person or more than one.
        """
        with self._session.reading() as look:
            directory = self._session.listed(look)
        found = [person for person in directory.staff if login and person.account == login]
        return found[0] if len(found) == 1 and (not said or directory.person(said) == found[0]) else None

    def by_accounts(self) -> bool:
        """Return True if people come here under their own logins: then no login acts as another person."""
        with self._session.reading() as look:
            return any(person.account for person in self._session.listed(look).staff)

    def sign_in(self, who: str, pin: str) -> Person:
        """Sign a person in by staff number, name or initials; go on with `acting` of the person returned.

        Raise `NotFound`, `NotAllowed` where several have that name, and `PinRefused`.
        """
        person = self.somebody(who)
        self.check_pin(person.no, pin)
        return self._signed_in(person, "pin")

    def sign_in_by_account(self, login: str, said: str = "") -> Person | None:
        """Sign the person of that login in without a PIN, as `person_of_account` finds them."""
        person = self.person_of_account(login, said)
        return self._signed_in(person, "account") if person else None

    def relieve(self, who: str) -> Person:
        """Sign in a person who has taken the desk with a PIN just now; go on as after `sign_in`."""
        return self._signed_in(self.somebody(who), "handover")

    def sign_out(self) -> None:
        """Record that the acting person leaves the desk."""
        with self._session.writing() as work:
            person = self._session.listed(work).person(self._session.name)
            work.events.record(
                DESK,
                self._session.clock(),
                self._session.name,
                SignedOut(person=person.no if person else self._session.name),
            )

    def check_pin(self, name: str, pin: str) -> None:
        """Raise `PinRefused` unless that is the person's PIN; a person without one has the empty one.

        Each wrong PIN in a row doubles the wait for the next try, on every desk.
        """
        with self._session.writing() as work:
            refusal = self._tried(work, name, plain_pin(pin))
        if refusal:
            raise refusal

    def set_pin(self, name: str, pin: str, *, own: str = "") -> Person:
        """Give a person a new PIN; `own` is the acting person's present one, if there is one.

        People may change their own; another's takes the right and a role that is not below the other's.
        Raise `InvalidInput` for a PIN that is too easy, else as `sign_in`.
        """
        person, plain = self.somebody(name), plain_pin(pin)
        if not self._is_own(person):
            self._may_set(person)
        _check_strength(plain, person)
        self.check_pin(self._session.name, own)
        hashed = hash_pin(plain)
        with self._session.writing() as work:
            work.people.save_pin(Pin(person.no, hashed))
            work.events.record(DESK, self._session.clock(), self._session.name, PinSet(person=person.no))
        return person

    def remove_pin(self, name: str, *, own: str = "") -> Person:
        """Remove a person's PIN, as `set_pin` does; one's own takes the right too."""
        person = self.somebody(name)
        self._may_set(person)
        self.check_pin(self._session.name, own)
        with self._session.writing() as work:
            work.people.drop_pin(person.no)
            work.events.record(
                DESK, self._session.clock(), self._session.name, PinSet(person=person.no, removed=True)
            )
        return person

    def somebody(self, who: str) -> Person:
        """Return the one person of the staff of that number, name, initials or part of a name."""
        said = clean(who, 60)
        with self._session.reading() as look:
            directory = self._session.listed(look)
        if not said:
            raise NotFound(N_("Give the staff number or the name."))
        person = directory.person(said) or _by_part(directory, said)
        if person is None:
            raise NotFound(
                N_("“{name}” is not on the staff list."),
                hint=N_("Give the staff number or the name."),
                name=said,
            )
        if person.name in directory.namesakes and fold_case(said) != fold_case(person.no):
            raise NotAllowed(
                N_("More than one person is called {name}."),
                hint=N_("Enter the staff number instead."),
                name=person.name,
            )
        return person

    def _signed_in(self, person: Person, way: str) -> Person:
        name = self._session.named(person.no or person.name).name
        with self._session.writing() as work:
            work.events.record(DESK, self._session.clock(), name, SignedIn(person=person.no, way=way))
        return person

    def _tried(self, work: Writing, name: str, pin: str) -> PinRefused | None:
        person = self._session.listed(work).person(name)
        kept = work.people.pins().get(person.no) if person else None
        if kept is None:
            has_none = N_("{name} has no PIN. Leave the PIN field empty.")
            return PinRefused(has_none, name=person.name if person else name) if pin else None
        now = self._session.clock()
        if kept.wait_until and now < kept.wait_until <= now + LONGEST_WAIT:  # else the clock was set back
            return _refused(N_("Wrong PIN entered before. Try again in {wait}."), now, kept.wait_until)
        if matches(kept.hash, pin):
            if kept.tries:
                work.people.save_pin(replace(kept, tries=0, wait_until=None))
            return None
        tries = kept.tries + 1
        until = now + wait_after(tries)
        work.people.save_pin(replace(kept, tries=tries, wait_until=until))
        work.events.record(DESK, now, self._session.name, WrongPin(person=kept.person, tries=tries))
        return _refused(N_("Wrong PIN. Try again in {wait}."), now, until)

    def _is_own(self, person: Person) -> bool:
        with self._session.reading() as look:
            acting = self._session.listed(look).person(self._session.name)
        return acting is not None and acting.no == person.no

    def _may_set(self, person: Person) -> None:
        with self._session.reading() as look:
            actor = self._session.require(look, "pin")
        if not actor.may(person.role):
            raise takes(actor, RIGHTS["pin"][0], person.role)


def plain_pin(pin: str) -> str:
    """Return a PIN as it is hashed, whatever input method typed it."""
    return unicodedata.normalize("NFKC", pin).strip()


def wait_after(tries: int) -> timedelta:
    """Return the wait for the next try after `tries` wrong PINs in a row."""
    return min(timedelta(seconds=2 ** min(tries - 1, 20)), LONGEST_WAIT)


def hash_pin(pin: str) -> str:
    """Return the hash that is kept of a PIN: argon2id with its own salt."""
    from argon2 import PasswordHasher  # not for the first frame

    return PasswordHasher(TIME, MEMORY, 1).hash(_bytes(pin))


def matches(hashed: str, pin: str) -> bool:
    """Return True if that is the PIN; a hash that cannot be read matches none."""
    from argon2 import PasswordHasher
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return PasswordHasher().verify(hashed, _bytes(pin))
    except (VerificationError, InvalidHashError):
        return False


def _bytes(pin: str) -> bytes:
    """Return the bytes of a PIN, also of half a character that a terminal sent."""
    return pin.encode("utf-8", "surrogatepass")


def _check_strength(pin: str, person: Person) -> None:
    if not (SHORTEST <= len(pin) <= LONGEST and pin.isprintable()):
        raise BadEntry("pin", N_("A PIN has {least} to {most} characters."), least=SHORTEST, most=LONGEST)
    steps = {ord(after) - ord(before) for before, after in pairwise(pin)}
    if pin.casefold() == person.no.casefold() or steps in ({0}, {1}, {-1}):
        hint = N_("Do not use 1234, 0000 or the staff number.")
        raise BadEntry("pin", N_("This PIN is too easy to guess."), hint=hint)


def remaining(until: datetime, now: datetime) -> timedelta:
    """Return the time left until then, in begun seconds."""
    second = timedelta(seconds=1)
    return -(-(until - now) // second) * second


def _by_part(directory: Directory, said: str) -> Person | None:
    """Return the only person with `said` as a part of their name, such as a surname; None without one."""
    part = fold_case(said)
    found = [
        one
        for one in directory.staff
        if part in fold_case(one.name).split()
        or (not part.isascii() and fold_case(one.name).startswith(part))
    ]
    if len(found) > 1:
        raise NotAllowed(
            N_("Which {name}? {people}."),
            hint=N_("Enter the whole name or the staff number."),
            name=said,
            people=tuple(one.name for one in found[:MOST_NAMED]),
        )
    return found[0] if found else None


def _refused(message: str, now: datetime, until: datetime) -> PinRefused:
    refusal = PinRefused(message, wait=remaining(until, now))
    refusal.until = until
    return refusal
