"""Imports of units, people and rosters: previewed first, then all of it or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.base.clock import site_time
from core.desk.facts import DESK, ListImported
from core.desk.ports import Reading, Writing
from core.desk.session import Session
from core.people.register_validation import keep_to_own_rank
from core.people.rights import require

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from core.desk.log_import import Imported
    from core.imports.log_cells import LoggedCall
    from core.imports.preview import Preview, Wish
    from core.imports.tables import Book
    from core.policy.model import Policy


class Imports:
    """Lists as offices keep them, and the log of another office."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def preview_list(self, book: Book, wish: Wish) -> Preview:
        """Return the changes that `import_list` would make, row by row."""
        with self._session.reading() as look:
            return self._previewed(look, book, wish)

    def import_list(self, book: Book, wish: Wish) -> Preview:
        """Import a list; the same list again changes nothing.

        Nothing is deleted that the list does not mention.  Raise `BadRows` naming every cell that cannot be
        used; then nothing was saved.
        """
        with self._session.reading() as look:
            before, found = _marks(look), self._previewed(look, book, wish)
        found.stop()
        if not found.changes_something:
            return found
        with self._session.writing() as work:
            if _marks(work) != before:  # read before the lock: a large list takes seconds
                found = self._previewed(work, book, wish)
                found.stop()
            _save(work, found)
            taken = ListImported(
                kind=wish.kind,
                source=book.source,
                new=found.count("new"),
                changed=found.count("changed"),
                retired=found.count("retired"),
            )
            work.events.record(DESK, self._session.clock(), self._session.name, taken)
            return found

    def policy(self) -> Policy:
        """Return the policy by which another office's log is read; raise `NotAllowed`."""
        with self._session.reading() as look:
            self._session.require(look, "import")
            return look.policies.in_force()

    def preview_log(self, calls: Sequence[LoggedCall], zone: str) -> Imported:
        """Return the result that `import_log` would have."""
        from core.desk.log_import import foresee  # rarely needed

        with self._session.reading() as look:
            self._session.require(look, "import")
            return foresee(look, calls, zone)

    def import_log(self, calls: Sequence[LoggedCall], zone: str, advance: Callable[[], None]) -> Imported:
        """Log every call of another office that is not here yet; call `advance` after each."""
        from core.desk.log_import import bring_in

        with self._session.writing() as work:
            self._session.require(work, "import")
            return bring_in(work, calls, zone, self._session.clock(), advance)

    def _previewed(self, look: Reading, book: Book, wish: Wish) -> Preview:
        from core.imports.preview import preview  # rarely needed: not for every start of the desk

        actor = self._session.actor_in(self._session.listed(look))
        require(actor, "import")
        if wish.kind == "roster":
            require(actor, "roster")
        today = site_time(self._session.clock(), look.policies.in_force().site.zone).date()
        found = preview(look, book, wish, today)
        if wish.kind == "people":
            keep_to_own_rank(actor, look.people.directory(), found.save)
        return found


def _marks(look: Reading) -> tuple[str, ...]:
    """Return marks that differ where anything that a list is compared with was written meanwhile."""
    pulse = look.pulse()
    return pulse.directory, pulse.policies, pulse.shifts


def _save(work: Writing, found: Preview) -> None:
    if found.kind == "units":
        work.people.save_units(found.save)
    elif found.kind == "people":
        work.people.save_people(found.save)
    else:
        work.roster.save_duties(found.save, found.instead_of)
