"""Session of a desk: what its use cases share."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from core.base.clock import Clock, site_time, system_clock
from core.base.dataclass import dataclass
from core.base.errors import BadEntry
from core.base.i18n_marks import N_
from core.people import rights
from core.people.directory import Directory
from core.people.roles import Actor
from core.policy.model import Policy

if TYPE_CHECKING:
    from core.desk.ports import Reading, Store, Writing


@dataclass(slots=True)
class Session:
    """Acting person on a storage, with the clock.

    `since` is when that person began: a ticket that was changed after it is refused with
    `ChangedElsewhere` (the command line passes its own start; screens pass the version they show).
    """

    store: Store
    name: str
    clock: Clock = system_clock
    since: datetime | None = None

    def reading(self) -> AbstractContextManager[Reading]:
        """Return a read transaction, ended with the block."""
        return self.store.reading()

    def writing(self) -> AbstractContextManager[Writing]:
        """Return a write transaction, committed at the end of the block unless it raises."""
        return self.store.writing()

    def named(self, name: str) -> Session:
        """Return the session of the person of that name; namesakes act under their staff numbers."""
        with self.reading() as look:
            directory = self.listed(look)
        if person := directory.person(name):
            name = person.no if person.name in directory.namesakes else person.name
        return replace(self, name=name)

    def actor_in(self, directory: Directory) -> Actor:
        """Return the acting person with their rights; unrestricted until a supervisor is entered (§18)."""
        person = directory.person(self.name)
        if person is None:
            return Actor(self.name, "unknown", not directory.has_supervisor, staff=directory.staff)
        return Actor(
            person.name,
            person.role,
            not directory.has_supervisor,
            person.department,
            person.employer,
            directory.staff,
        )

    def require(self, look: Reading, right: str) -> Actor:
        """Return the acting person, who has the right; raise `NotAllowed`, naming who has it."""
        actor = self.actor_in(self.listed(look))
        rights.require(actor, right)
        return actor

    def listed(self, look: Reading) -> Directory:
        """Return units and people as they are today (R057)."""
        return look.people.directory().on(site_time(self.clock(), look.policies.in_force().site.zone).date())

    def rules(self, look: Reading) -> dict[int, Policy]:
        """Return the policies by version."""
        return {policy.version: policy for policy in look.policies.all()}

    def past(self, at: datetime | None, now: datetime) -> datetime:
        """Return `at`, or `now`; raise `BadEntry` for an instant that has not come yet."""
        if at is not None and at > now:
            raise BadEntry("at", N_("That time is in the future."), hint=N_("Check the time and the date."))
        return at or now
