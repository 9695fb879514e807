"""Acts on an entry of the register: change, add, mark as left; nothing is deleted."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from core.base.errors import DeskError
from core.base.i18n_marks import N_
from core.people.directory import Person
from core.people.register_validation import Register, has_left
from core.people.units import Unit
from core.policy.model import Department
from screens.base.form_screen import FormScreen
from screens.base.listing import OpenList
from screens.register.forms import NEW_FORMS, Edit, EntryForm, contact_form, edit_form, keep, last_day_form
from screens.register.lists import Living, Specialist
from tui.i18n import _
from tui.widgets.handlers import Handler, Handlers


def entry_of(entry: Any) -> Any:
    """Return the entry to change: the person of a specialist, else `entry`."""
    return entry.person if isinstance(entry, Specialist) else entry


def leaver_of(entry: Any) -> Unit | Person | None:
    """Return the unit or person that an entry is."""
    found = entry_of(entry)
    return found if isinstance(found, Unit | Person) else None


def unit_of(entry: Any) -> Unit | None:
    """Return the unit that an entry is, or belongs to."""
    found = entry.unit if isinstance(entry, Living) else entry
    return found if isinstance(found, Unit) else None


class RegisterActs:
    """Acts on the entry under the cursor of an open list."""

    def __init__(self, screen: OpenList[Any, Register]) -> None:
        self._screen = screen

    def handlers(self) -> Handlers:
        """Return the acts by their commands."""
        return {
            "register.edit": Handler(self._edit, self._why_not_edited),
            "register.add": Handler(self._add, self._why_not_added),
            "register.contact": Handler(self._add_contact, self._why_no_contact),
            "register.leave": Handler(self._leave, self._why_not_left),
        }

    @property
    def _register(self) -> Register | None:
        return self._screen.found.data if self._screen.found else None

    @property
    def _view(self) -> str:
        return self._screen.wanted.view

    # why not

    def _why_not_edited(self) -> str | None:
        entry = self._screen.entry
        if isinstance(entry, Specialist) and entry.person is None:
            return _(N_("Not on the staff; the units name the specialist."))
        return self._screen.needs_entry()

    def _why_not_added(self) -> str | None:
        if self._view == "contacts":
            return self._needs_unit()
        return None if self._view in NEW_FORMS else _(N_("Nothing can be added to this list."))

    def _why_no_contact(self) -> str | None:
        return self._screen.needs_entry() or self._needs_unit()

    def _needs_unit(self) -> str | None:
        return None if unit_of(self._screen.entry) else _(N_("Select a unit first."))

    def _why_not_left(self) -> str | None:
        if leaver_of(self._screen.entry):
            return None
        return self._screen.needs_entry() or _(N_("Only units and people can be marked as left."))

    # acts

    def _edit(self) -> None:
        screen, register = self._screen, self._register
        if register and screen.entry is not None:
            self._ask(edit_form(entry_of(screen.entry), register, screen.host.desk.directory))
            if isinstance(entry_of(screen.entry), Person | Living):
                screen.numbers.record()

    def _add(self) -> None:
        register = self._register
        if self._view == "contacts":
            self._add_contact()
        elif register:
            self._ask(NEW_FORMS[self._view](None, register, self._screen.host.desk.directory))

    def _add_contact(self) -> None:
        if unit := unit_of(self._screen.entry):
            self._ask(contact_form(unit, None))

    def _leave(self) -> None:
        """Mark as left with the last day, or as active again."""
        entry, register = leaver_of(self._screen.entry), self._register
        if entry is None or register is None:
            return
        if not has_left(entry, register.today) and entry.active_to is None:
            self._ask(last_day_form(entry, register.today))
            return
        back = replace(entry, active_to=None)
        wanted = Edit(entry, replace(back, active=True) if isinstance(back, Person) else back)
        self._screen.run_behind(partial(self._saved, wanted))

    def _ask(self, form: EntryForm) -> None:
        self._screen.ask_behind(partial(self._asked, form))

    async def _asked(self, form: EntryForm) -> None:
        edit = await self._screen.app.push_screen_wait(FormScreen(form))
        if edit is not None:
            self._done(edit)

    async def _saved(self, wanted: Edit) -> None:
        try:
            edit = await self._screen.host.desk.ask(lambda desk: keep(desk, wanted.after, wanted.before))
        except DeskError as error:
            self._screen.host.tell(error.text(_), "error")
        else:
            self._done(edit)

    def _done(self, edit: Edit) -> None:
        """Show the saved entry with the cursor on it."""
        before, after = edit.before, edit.after
        if before == after:
            return
        screen, host = self._screen, self._screen.host
        if before is None:
            screen.undo.did(None, N_("A new entry stays; it can be marked as left."))
        else:
            screen.undo.did(lambda desk: keep(desk, before, after))
        saved = _(N_("Saved."))
        undo = _(N_("Undo: {key}")).format(key=host.key("register.undo")) if before else ""
        host.tell("\n".join(filter(None, [saved, undo])))
        if before is None and isinstance(after, Unit | Person | Department):
            screen.point_at(after.no if isinstance(after, Person) else after.code)
        else:
            screen.refresh_data()
