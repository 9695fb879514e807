"""The register: units, people, departments, contacts, specialists and the centre, looked up and changed."""

from __future__ import annotations

from dataclasses import replace

from textual import work

from core.base.errors import ChangedElsewhere, DeskError
from core.base.i18n_marks import N_
from core.people.directory import Person
from core.people.register_validation import has_left
from core.people.units import Unit
from core.policy.model import Department
from screens.base.form_screen import FormScreen
from screens.register.browsing import Browsing
from screens.register.forms import NEW_FORMS, Edit, EntryForm, contact_form, edit_form, keep, last_day_form
from screens.register.lists import Living, Specialist
from tui.i18n import _
from tui.widgets.block import Part


class RegisterScreen(Browsing):
    """What is marked can be changed, the last change taken back; nothing is deleted."""

    def __init__(self) -> None:
        super().__init__()
        self._edits: list[Edit] = []

    def why_not(self, command_id: str) -> str | None:
        """Why the marked entry cannot be changed so."""
        name = command_id.partition(".")[2]
        if name == "undo":
            return self._why_not_undone()
        if name in ("edit", "leave", "contact", "phone") and self._entry is None:
            return _(N_("Nothing is marked."))
        if name == "add" and self._which not in (*NEW_FORMS, "contacts"):
            return _(N_("Nothing can be added to this list."))
        if (name == "contact" or (name == "add" and self._which == "contacts")) and self._unit is None:
            return _(N_("Mark a unit first."))
        if name == "leave" and self._leaver is None:
            return _(N_("Only units and people leave."))
        if name == "edit" and isinstance(self._entry, Specialist) and self._entry.person is None:
            return _(N_("Not on the staff; the units name the specialist."))
        return None

    def _why_not_undone(self) -> str | None:
        if not self._edits:
            return _(N_("You have not changed anything here yet."))
        if self._edits[-1].before is None:
            return _(N_("A new entry stays; it can be marked as left."))
        return None

    @property
    def _leaver(self) -> Unit | Person | None:
        """The unit or person that is marked."""
        entry = self._entry.person if isinstance(self._entry, Specialist) else self._entry
        return entry if isinstance(entry, Unit | Person) else None

    def action_edit(self) -> None:
        """Change the marked entry."""
        if self._kept and self._entry:
            entry = self._entry.person if isinstance(self._entry, Specialist) else self._entry
            self._ask(edit_form(entry, self._kept, self.host.directory))
            if isinstance(entry, Person | Living):
                self._record()

    def action_add(self) -> None:
        """A new entry in this list."""
        if self._which == "contacts":
            self.action_contact()
        elif self._kept:
            self._ask(NEW_FORMS[self._which](None, self._kept, self.host.directory))

    def action_contact(self) -> None:
        """One more contact of the unit."""
        if unit := self._unit:
            self._ask(contact_form(unit, None))

    def action_leave(self) -> None:
        """Mark as left with the last day, or as back again."""
        entry, register = self._leaver, self._kept
        if entry is None or register is None:
            return
        if not has_left(entry, register.today) and entry.active_to is None:
            self._ask(last_day_form(entry, register.today))
            return
        back = replace(entry, active_to=None)
        self._save(Edit(entry, replace(back, active=True) if isinstance(back, Person) else back))

    def action_phone(self) -> None:
        """The whole numbers of the marked entry, until the key is pressed again."""
        self._whole = not self._whole
        self.query_one("#register-detail Part", Part).tell()
        if self._whole:
            self._record()

    @work(group="act")
    async def _record(self) -> None:
        """Whoever looks at whole numbers is named for it (§18)."""
        person = self._leaver if isinstance(self._leaver, Person) else None
        whose = ("person", person.no) if person else ("unit", self._unit.code) if self._unit else None
        if whose:
            await self.host.ask(lambda desk: desk.exports.numbers_shown(*whose))

    def action_undo(self) -> None:
        """Put back what the last changed entry said before."""
        last = self._edits[-1]
        if last.before is not None:
            self._save(Edit(last.after, last.before), undoes=True)

    @work(group="act")
    async def _ask(self, form: EntryForm) -> None:
        edit = await self.app.push_screen_wait(FormScreen(form))
        if edit is not None:
            await self._done(edit)

    @work(group="act")
    async def _save(self, wanted: Edit, *, undoes: bool = False) -> None:
        try:
            edit = await self.host.ask(lambda desk: keep(desk, wanted.after, wanted.before))
        except DeskError as error:
            self.host.tell(error.text(_), "error")
            if undoes and isinstance(error, ChangedElsewhere):
                self._edits.pop()  # somebody has built on it
            return
        if undoes:
            self._edits.pop()
            self.host.tell(_(N_("Undone: it is as it was before.")))
            await self._read()
        else:
            await self._done(edit)

    async def _done(self, edit: Edit) -> None:
        """Show what was saved, with the cursor on it."""
        if edit.before == edit.after:
            return
        self._edits.append(edit)
        saved = _(N_("Saved."))
        undo = _(N_("Undo: {key}")).format(key=self.host.key("register.undo")) if edit.before else ""
        self.host.tell("\n".join(filter(None, [saved, undo])))
        if edit.before is not None:
            await self._read()
        elif isinstance(edit.after, Unit | Person | Department):
            await self._point_at(edit.after.no if isinstance(edit.after, Person) else edit.after.code)

    async def _point_at(self, key: str) -> None:
        """Put the cursor on a new entry; where the list is too long to show it, it is looked for."""
        self._search.sought = ""
        await self._read()
        if key not in self._found:
            self._search.sought = key
            await self._look_up()
        self._list.select(key)
