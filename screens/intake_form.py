"""The form of a call: which fields it has, what the line says for each, and the ticket they ask for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from core.clock import site_time
from core.errors import DeskError
from core.intake import Intake, guess, parts
from core.policy import Category
from core.ticket import Caller
from core.when import parse_when
from core.words import N_
from tui.i18n import _
from tui.widgets import choices, names
from tui.widgets.choices import Choice, code_of, found
from tui.widgets.fields import Choices
from tui.widgets.host import Host

T = TypeVar("T")

TITLES = {
    "unit": N_("Place"),
    "description": N_("Matter"),
    "category": N_("Category"),
    "urgency": N_("Urgency"),
    "caller": N_("Caller"),
    "phone": N_("Phone"),
    "assign": N_("Assign to"),
    "taken": N_("Taken by"),
    "channel": N_("Came by"),
    "reported": N_("Reported at"),
    "appointment": N_("Appointment"),
    "opinion": N_("Told caller"),
    "outcome": N_("Done at once"),
}
"""The fields in their order."""

STRICT = ("category", "urgency", "channel")
"""Fields that take only what is listed."""

WIDE = ("description", "opinion", "outcome")
"""Fields that need the whole line."""


class Misfilled(Exception):
    """A field that cannot be used as it stands, and why."""

    def __init__(self, name: str, error: DeskError) -> None:
        super().__init__(name)
        self.name = name
        self.error = error


@dataclass(frozen=True, slots=True)
class Call:
    """The call that is being written down: when it was answered, and on whose desk."""

    host: Host
    started_at: datetime

    def said(self, parsed: Intake, typed: Mapping[str, str]) -> dict[str, str]:
        """What every field shows that was not typed into by hand."""
        description = typed.get("description") or parsed.description
        category = self.category(typed.get("category") or guess(description, self.host.policy).code)
        urgency = parsed.urgency or (category.urgency if category else "normal")
        contact = self._contact(typed.get("unit") or parsed.unit, typed.get("caller", ""))
        return dict.fromkeys(TITLES, "") | {
            "unit": parsed.unit,
            "description": parsed.description,
            "category": category.title(self.host.language) if category and description else "",
            "urgency": _(names.URGENCIES[urgency]) if description else "",
            "phone": parsed.caller.phone or contact,
            "assign": self._whom(parsed.assign_to),
            "taken": parsed.first_responder or self.host.operator,
            "channel": _(names.CHANNELS[parsed.channel]),
            "reported": f"{site_time(self.started_at, self.host.policy.site.zone):%H:%M}",
        }

    def written(self, name: str, text: str) -> str:
        """A kept text as the field shows it: a code in words."""
        return _(names.CHANNELS.get(text, text)) if name == "channel" else text

    def category(self, text: str) -> Category | None:
        """The category of that name or code, if there is one."""
        try:
            return self.host.policy.category(text)
        except DeskError:
            return None

    def _whom(self, name: str) -> str:
        """A person or department that is begun and can only mean one is written out."""
        meant = found(self._staff(), name, 2) if name else []
        return meant[0].value if len(meant) == 1 else name

    def _contact(self, unit: str, caller: str) -> str:
        """The number of somebody who is listed in the unit."""
        listed = self.host.directory.unit(unit)
        return next((c.phone for c in listed.contacts if c.name == caller), "") if listed else ""

    def choices_of(self, name: str, text_of: Callable[[str], str]) -> Choices | None:
        """What can be chosen in that field; `text_of` tells what stands in another one."""
        policy, directory, language = self.host.policy, self.host.directory, self.host.language
        sources: dict[str, Choices] = {
            "unit": lambda: choices.units(directory),
            "category": lambda: choices.categories(policy, language),
            "urgency": lambda: choices.words(names.URGENCIES),
            "caller": lambda: self._contacts(text_of("unit")),
            "assign": lambda: self._staff(text_of("category")),
            "taken": lambda: choices.people(policy, directory, language),
            "channel": lambda: choices.words(names.CHANNELS),
        }
        return sources.get(name)

    def _staff(self, category: str = "") -> list[Choice]:
        """Who can be sent, those of the category's department first."""
        meant = self.category(category)
        host = self.host
        home = meant.department if meant else ""
        return choices.assignees(host.policy, host.directory, host.language, home)

    def _contacts(self, unit: str) -> list[Choice]:
        listed = self.host.directory.unit(unit)
        return [
            Choice(contact.name, contact.name, contact.role, (contact.name.casefold(),))
            for contact in (listed.contacts if listed else ())
        ]

    def intake(self, line: str, texts: Mapping[str, str]) -> Intake:
        """The ticket that the form asks for: what is seen is what is saved.  Raises `Misfilled`.

        An empty `reported` is the call itself, to the second.
        """
        unit, place = self._place(texts["unit"])
        return Intake(
            line=line,
            unit=unit,
            place=place,
            description=texts["description"],
            category=_read("category", lambda: self._code(texts["category"])),
            urgency=code_of(names.URGENCIES, texts["urgency"]),
            channel=code_of(names.CHANNELS, texts["channel"]),
            caller=Caller(name=texts["caller"], phone=texts["phone"]),
            assign_to=texts["assign"],
            first_responder=texts["taken"],
            opinion=texts["opinion"],
            outcome=texts["outcome"],
            appointment=_read("appointment", lambda: self.time(texts["appointment"])),
            reported_at=_read("reported", lambda: self.time(texts["reported"])) or self.started_at,
            answered_at=self.started_at,
        )

    def time(self, text: str) -> datetime | None:
        """The instant that is typed; None for nothing.  Raises `InvalidInput`."""
        host = self.host
        return parse_when(text, host.now(), host.policy.site.zone) if text.strip() else None

    def _code(self, title: str) -> str:
        return self.host.policy.category(title).code if title else ""

    def _place(self, text: str) -> tuple[str, str]:
        """A listed unit or one that is written like a unit's number; anything else is a place."""
        directory = self.host.directory
        if unit := directory.unit(text):
            return unit.code, ""
        read = parts(text, directory)
        if len(read) == 1 and read[0].kind == "unit" and (read[0].start, read[0].end) == (0, len(text)):
            return read[0].value, ""
        return "", text


def _read(name: str, value: Callable[[], T]) -> T:
    try:
        return value()
    except DeskError as error:
        raise Misfilled(name, error) from error
