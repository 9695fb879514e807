"""Register as a list: its views, its query and the details of an entry."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from core.base.i18n_marks import N_
from core.desk.desk import Desk
from core.people.directory import Person
from core.people.register_validation import Register
from screens.base.listing import Found, Listing, OpenList, ShownEntry, Wanted
from screens.base.whole_numbers import Whose
from screens.register.acts import RegisterActs, leaver_of, unit_of
from screens.register.lines import EntryLook, kind_of, lines_of
from screens.register.lists import VIEWS, RegisterEntries, is_gone
from tui.i18n import _, titled
from tui.widgets.handlers import Handlers
from tui.widgets.host import Host
from tui.widgets.lines import Line, Piece
from tui.widgets.marked import Marked


class RegisterListing(Listing[Any, Register]):
    """List of units, people, departments, contacts, specialists and the centre."""

    context = "register"
    title = N_("Units and people")
    views = VIEWS

    def __init__(self) -> None:
        self._register: Register | None = None
        self._lists: dict[str, RegisterEntries] = {}

    def read(self, desk: Desk, wanted: Wanted, before: Found[Any, Register] | None) -> Found[Any, Register]:
        """Return the entries found; the register is kept in memory until it changes."""
        if wanted.fresh or self._register is None:
            register = desk.register.contents()
            if register != self._register:
                self._register, self._lists = (
                    register,
                    {view.name: RegisterEntries(view, register) for view in VIEWS},
                )
        entries = self._lists[wanted.view].find(wanted.text, wanted.limit)
        return Found(entries, self._register, more=len(entries) >= wanted.limit)

    def about(self, found: Found[Any, Register], wanted: Wanted, host: Host) -> Piece:
        """Return the number of all entries, of those found and of those that have left."""
        listed = self._lists[wanted.view]
        parts = [_(N_("{count} in all")).format(count=len(listed.entries))]
        if listed.left:
            parts.append(_(N_("{count} have left")).format(count=listed.left))
        if wanted.text:
            parts.append(titled(wanted.text, str(len(found.entries))))
        return "   ".join(parts), "muted"

    def nothing(self, wanted: Wanted, host: Host) -> str:
        """Return the hint on filling an empty list."""
        if wanted.view not in ("units", "people"):
            return super().nothing(wanted, host)
        words = _(N_("Nothing is listed here: {add} adds, {take} imports a list."))
        return words.format(add=host.key("register.add"), take=host.key("app.import"))

    def style(self, entry: Any, data: Register) -> str:
        """Return the muted style for an entry that is no longer used."""
        return "muted" if is_gone(entry, data.today) else "text"

    def look(self, entry: Any) -> Callable[[Desk], EntryLook] | None:
        """Return the query for the edits of the entry, and the tickets of a unit."""
        unit, (kind, code) = unit_of(entry), kind_of(entry)
        if not kind:
            return None
        return lambda desk: EntryLook(
            desk.callers.profile(unit.code) if unit else None, desk.register.changes(kind, code)
        )

    def detail(self, one: ShownEntry[Any, Register], width: int) -> Sequence[Line]:
        """Return all details of the entry."""
        return lines_of(one.entry, one.data, one.more, one.host, width, whole=one.whole)

    def numbers_of(self, entry: Any) -> Whose | None:
        """Return the person or unit with the phone numbers in the details."""
        person, unit = leaver_of(entry), unit_of(entry)
        if isinstance(person, Person):
            return "person", person.no
        return ("unit", unit.code) if unit else None

    def marked(self, entry: Any, wanted: Wanted) -> Marked:
        """Return the list that an import begins with."""
        return Marked(listing="people" if wanted.view == "people" else "units")

    def handlers(self, screen: OpenList[Any, Register]) -> Handlers:
        """Return the acts on an entry."""
        return RegisterActs(screen).handlers()
