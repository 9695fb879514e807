"""Form of a call: its fields, their values read from the line, and the ticket to log."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any, TypeVar

from core.base.clock import site_time
from core.base.dataclass import dataclass
from core.base.errors import DeskError, InvalidInput
from core.base.i18n_marks import N_
from core.base.spoken_times import Aim
from core.base.text import dialled, fold_case, same_number
from core.base.time_input import parse_when
from core.intake.common_causes import cause_of
from core.intake.line.reading import parts, read_line
from core.intake.line.scan import LinePart
from core.intake.model import CleanIntake, Intake, cleaned
from core.intake.recognition.reader import recognise, urgency_of
from core.policy.model import Category
from core.policy.urgency import Urgency
from core.ticket.codes import Channel, Measure
from core.ticket.model import Caller
from core.ticket.reading import NAMED, Reading
from screens.intake.more import AGREED, CODES, MORE, particulars, said_more, said_times
from tui.i18n import _, language
from tui.widgets import choices, names
from tui.widgets.choices import Choice, code_of
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
    "taken": N_("First contact"),
    "channel": N_("Channel"),
    "reported": N_("Reported at"),
    "appointment": N_("Appointment"),
    "opinion": N_("Answer given"),
    "outcome": N_("Done at once"),
}
"""The fields of the first page in their order."""

FIELDS = TITLES | MORE
"""The fields of both pages."""

STRICT = ("category", "channel", *CODES)
"""Fields that take only what is listed."""

_MOST_NAMED = 4
"""Number of people named in a question which of them is meant."""

AS_TYPED = ("opinion", "outcome", "measure_by", "about", "demand")
"""Fields whose text is that of the call, under the same name."""

WIDE = ("description", "opinion", "outcome")
"""Fields that need the whole line."""


class Misfilled(Exception):
    """Field with a value that cannot be used, and the error."""

    def __init__(self, name: str, error: DeskError) -> None:
        super().__init__(name)
        self.name = name
        self.error = error


@dataclass(frozen=True, slots=True)
class Call:
    """Call that is being written down: the time of the answer and the host of the screen."""

    host: Host
    started_at: datetime
    late: bool = False
    """Call that was written on paper first."""

    def parts(self, line: str) -> Sequence[LinePart]:
        """Return the parts of the line that are understood, with their positions."""
        return parts(
            line, self.host.desk.directory, self.host.desk.policy, self._spoken_at, backfill=self.late
        )

    def read(self, line: str) -> CleanIntake:
        """Return the line as the grammar reads it."""
        return read_line(
            line, self.host.desk.directory, self.host.desk.policy, self._spoken_at, backfill=self.late
        )

    @property
    def _spoken_at(self) -> datetime:
        """Return the instant that `in two hours` counts from: the call, even after parking."""
        return self.host.now() if self.late else self.started_at

    def said(self, parsed: Intake, typed: Mapping[str, str]) -> dict[str, str]:
        """Return the value of every field that was not filled in by hand."""
        category = self._category_said(parsed, typed)
        described = bool(typed.get("description") or parsed.description)
        usual = urgency_of(category, self.reading(parsed, typed)) if category else Urgency.NORMAL
        urgency = parsed.urgency or usual
        unit, caller, phone = self._caller_said(parsed, typed)
        return (
            dict.fromkeys(TITLES, "")
            | {
                "unit": unit or parsed.place,
                "description": parsed.description,
                "category": category.title(language()) if category and described else "",
                "urgency": _(names.URGENCIES[urgency]) if described else "",
                "caller": caller,
                "phone": phone,
                "assign": self._whom(parsed.assign_to, self._staff()),
                "taken": self._whom(parsed.first_responder, self._everybody()) or self.host.identity.operator,
                "channel": self.written("channel", parsed.channel),
                "reported": self.wall(parsed.reported_at or (None if self.late else self.started_at)),
                "appointment": self.wall(parsed.appointment),
                "opinion": parsed.opinion,
                "outcome": parsed.outcome,
            }
            | said_more(parsed, self.host.identity.operator, self.wall)
        )

    def _category_said(self, parsed: Intake, typed: Mapping[str, str]) -> Category | None:
        """Return the category from the field or the line, else the guess from the description."""
        if "category" in typed:
            return self.category(typed["category"])
        words = typed.get("description")
        return recognise(words, self.host.desk.policy)[0] if words else self.category(parsed.category)

    def reading(self, parsed: Intake, typed: Mapping[str, str]) -> Reading:
        """Return how sure the category is; one that was typed needs no question."""
        if "category" in typed or self.code("urgency", typed.get("urgency", "")) == Urgency.EMERGENCY:
            return NAMED
        words = typed.get("description")
        return recognise(words, self.host.desk.policy)[1] if words else parsed.reading

    def next_emergency(self, reading: Reading, title: str) -> Category | None:
        """Return the emergency asked about, or the one after the category of that title."""
        policy, now = self.host.desk.policy, self.category(title)
        kinds = [one for one in policy.categories.values() if one.kind == "emergency"]
        if now in kinds and reading is NAMED:
            return kinds[(kinds.index(now) + 1) % len(kinds)]
        return policy.categories.get(reading.suspected) or next(iter(kinds), None)

    def _caller_said(self, parsed: Intake, typed: Mapping[str, str]) -> tuple[str, str, str]:
        """Return unit, caller and phone where the line or the directory leaves one possibility."""
        phone = typed.get("phone") or parsed.caller.phone
        unit, name = typed.get("unit") or parsed.unit, typed.get("caller") or parsed.caller.name
        homes = self.host.desk.directory.units_with_phone(phone) if phone else []
        if not unit and not parsed.place and len(homes) == 1:
            unit = homes[0].code
        people = [c for home in homes for c in home.contacts if same_number(dialled(phone), dialled(c.phone))]
        if not name and not parsed.caller.anonymous and len(people) == 1:
            name = people[0].name
        return unit, name, phone or self._contact(unit, name)

    def wall(self, instant: datetime | None) -> str:
        """Return an instant as it can be typed: `14:30` today, else `2026-03-11 14:30`; empty for none."""
        if instant is None:
            return ""
        zone = self.host.desk.policy.site.zone
        local = site_time(instant, zone)
        today = site_time(self.host.now(), zone).date()
        return f"{local:%H:%M}" if local.date() == today else f"{local:%Y-%m-%d %H:%M}"

    def written(self, name: str, text: str) -> str:
        """Return a stored text as the field shows it: a code in words."""
        if name == "channel":
            return self.host.desk.policy.channel_title(text, language()) if text else text
        return _(CODES[name].get(text, text)) if name in CODES and text else text

    def category(self, text: str) -> Category | None:
        """Return the category of that name or code, or None."""
        try:
            return self.host.desk.policy.category(text)
        except DeskError:
            return None

    def judged(self, texts: Mapping[str, str]) -> Category | None:
        """Return the category of the form with the clocks of its urgency, or None (R208)."""
        found = self.category(texts["category"])
        urgency = self.code("urgency", texts["urgency"])
        return self.host.desk.policy.judged(found.code, urgency) if found else None

    def _whom(self, name: str, listed: Sequence[Choice]) -> str:
        """Return the full name of the one person or department that `name` begins, else `name`."""
        one = choices.meant(listed, name) if name else None
        return one.value if one else name

    def _contact(self, unit: str, caller: str) -> str:
        """Return the phone number of a contact of the unit; empty if there is none."""
        listed = self.host.desk.directory.unit(unit)
        return next((c.phone for c in listed.contacts if c.name == caller), "") if listed else ""

    def choices_of(self, name: str, text_of: Callable[[str], str]) -> Choices | None:
        """Return the choices of a field, or None; `text_of` gives the text of another field."""
        policy, directory = self.host.desk.policy, self.host.desk.directory
        sources: dict[str, Choices] = {
            "unit": lambda: choices.units(directory),
            "category": lambda: choices.categories(policy, language()),
            "channel": lambda: choices.channels(policy, language()),
            "caller": lambda: self._contacts(text_of("unit")),
            "assign": lambda: self._staff(text_of("category")),
            "taken": lambda: choices.people(policy, directory, language()),
            "about": self._staff,
            "relay_person": lambda: choices.people(policy, directory, language()),
            **{field: partial(choices.words, codes) for field, codes in CODES.items()},
        }
        return sources.get(name)

    def sources(self, text_of: Callable[[str], str]) -> dict[str, Choices]:
        """Return the choices for words of the line by mark; an unmarked word means a place or category."""
        host = self.host
        fields = {"@": "assign", "~": "taken", "&": "unit"}
        named = {mark: source for mark, name in fields.items() if (source := self.choices_of(name, text_of))}
        return {
            **named,
            "#": lambda: choices.kinds(host.desk.policy, language()),
            "": lambda: self._mentioned(text_of("unit"), text_of("category")),
        }

    def _staff(self, category: str = "") -> Sequence[Choice]:
        """Return the possible assignees, those of the category's department first."""
        meant = self.category(category)
        host = self.host
        home = meant.department if meant else ""
        return choices.assignees(host.desk.policy, host.desk.directory, language(), home)

    def _everybody(self) -> Sequence[Choice]:
        return choices.people(self.host.desk.policy, self.host.desk.directory, language())

    def _mentioned(self, unit: str, category: str) -> Sequence[Choice]:
        """Return the places and categories for an unmarked word, if the line names none yet."""
        host = self.host
        places = () if host.desk.directory.unit(unit) else choices.units(host.desk.directory)
        kinds = [kind for kind in choices.kinds(host.desk.policy, language()) if kind.text != category]
        return choices.mentioned(places, kinds)

    def _contacts(self, unit: str) -> list[Choice]:
        listed = self.host.desk.directory.unit(unit)
        return [
            Choice(contact.name, contact.name, contact.role, (contact.name.casefold(),))
            for contact in (listed.contacts if listed else ())
        ]

    def told_of(self, texts: Mapping[str, str]) -> tuple[str, ...]:
        """Return all that decides what the storage is asked about the call."""
        names = ("unit", "phone", "category", "caller")
        return (*(texts[name] for name in names), cause_of(texts["description"]))

    def draft(self, texts: Mapping[str, str]) -> CleanIntake:
        """Return the parts of the call that the search for earlier tickets needs."""
        unit, place = self._place(texts["unit"])
        category = self.category(texts["category"])
        said = Intake(
            unit=unit,
            place=place,
            description=texts["description"],
            category=category.code if category else "",
            caller=Caller(name=texts["caller"], phone=texts["phone"]),
            reported_at=self.started_at,
        )
        return cleaned(said)

    def code(self, name: str, text: str) -> str:
        """Return the code for a word in that field."""
        if name == "channel":
            listed = self.host.desk.policy.channel(text)
            return listed.code if listed else ""
        return code_of(CODES[name], text)

    def intake(self, line: str, texts: Mapping[str, str], typed: Mapping[str, str]) -> CleanIntake:
        """Return the ticket to log, with exactly the values shown.  Raises `Misfilled`.

        An instant from the line keeps its seconds; an empty `reported` means the start of the call.
        """
        instants = said_times(parsed := self.read(line))
        self._check_people(parsed, texts, typed)

        def time(name: str) -> datetime | None:
            return _read(name, lambda: self.time(name, texts[name])) if name in typed else instants[name]

        def code(name: str) -> str:
            return code_of(CODES[name], texts[name])

        unit, place = self._place(texts["unit"])
        said = replace(
            parsed,
            line=line,
            unit=unit,
            place=place or ("" if "unit" in typed else parsed.place),
            description=texts["description"],
            category=_read("category", lambda: self._code(texts["category"])),
            reading=self.reading(parsed, typed),
            urgency=Urgency.of(code("urgency")),
            channel=self.code("channel", texts["channel"]) or Channel.CALL,
            caller=_caller(texts, parsed.caller.role),
            assign_to=texts["assign"],
            first_responder=texts["taken"],
            found=bool(typed.get("found")) or parsed.found,
            appointment=time("appointment"),
            reported_at=self._reported(time("reported")),
            answered_at=None if self.late else self.started_at,
            particulars=_read("relay", lambda: particulars(texts, code, time, late=self.late)),
            measure=Measure.of(code("measure")),
            manager_told=bool(texts["manager"]),
            **_as_typed(texts),
        )
        return cleaned(said)

    def _check_people(self, parsed: Intake, texts: Mapping[str, str], typed: Mapping[str, str]) -> None:
        """Raise `Misfilled` for a name in the line that may mean several people."""
        said = (
            ("assign", parsed.assign_to, self._staff),
            ("taken", parsed.first_responder, self._everybody),
        )
        for name, person, staff in said:
            if person and name not in typed:
                _read(name, partial(_one_of, texts[name], staff()))

    def _reported(self, instant: datetime | None) -> datetime:
        """Return the report time; required for a call from paper."""
        if not self.late:
            return instant or self.started_at
        if instant is None:
            asked = InvalidInput(
                N_("When was the call?"), hint=N_("Write it here, or begin the line with 14:05.")
            )
            raise Misfilled("reported", asked)
        return instant

    def time(self, name: str, text: str) -> datetime | None:
        """Return the instant typed into that field; None for an empty text.  Raises `InvalidInput`."""
        host, aim = self.host, Aim.FUTURE if name in AGREED else Aim.PAST
        return parse_when(text, host.now(), host.desk.policy.site.zone, aim) if text.strip() else None

    def _code(self, title: str) -> str:
        meant = self.category(title)
        if title and meant is None:
            hint = N_("Choose one from the list.")
            raise InvalidInput(N_("There is no category “{code}”."), hint=hint, code=title)
        return meant.code if meant else ""

    def _place(self, text: str) -> tuple[str, str]:
        """Split a text into unit and place: a listed or well-formed unit number, else a place."""
        directory = self.host.desk.directory
        if unit := directory.unit(text):
            return unit.code, ""
        read = self.parts(text)
        if len(read) == 1 and read[0].kind == "unit" and (read[0].start, read[0].end) == (0, len(text)):
            return read[0].value, ""
        return "", text


def _read(name: str, value: Callable[[], T]) -> T:
    try:
        return value()
    except DeskError as error:
        raise Misfilled(name, error) from error


def _as_typed(texts: Mapping[str, str]) -> dict[str, Any]:
    return {name: texts[name] for name in AS_TYPED}


def _one_of(name: str, listed: Sequence[Choice]) -> None:
    """Raise `InvalidInput` if a name begins those of several people, and is none of them."""
    alike = choices.found(listed, name) if name else []
    begun = [one.text for one in alike if fold_case(one.text).startswith(fold_case(name))]
    if len(begun) > 1 and not any(one.is_meant_by(name) for one in alike):
        raise InvalidInput(N_("Which {name}? {names}"), name=name, names=tuple(begun[:_MOST_NAMED]))


def _caller(texts: Mapping[str, str], role: str) -> Caller:
    return Caller(
        name=texts["caller"],
        phone=texts["phone"],
        role=role,
        anonymous=bool(texts["anonymous"]),
        confidential=bool(texts["confidential"]),
    )
