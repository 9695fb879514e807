"""First screen of a new desk: language, name, zone, first supervisor and first step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import field
from typing import Any
from zoneinfo import available_timezones

from textual.content import Content
from textual.screen import Screen

from core.base.dataclass import dataclass
from core.base.errors import BadEntry
from core.base.i18n_marks import N_
from core.desk.desk import Desk
from core.desk.ports import Writing
from core.desk.setup import Beginning
from core.people.directory import Person
from core.policy.sections import Site
from screens.base.forms import PIN_HINT, Entry, Form, Values
from tui.i18n import _, language
from tui.widgets.choices import Choice, code_of
from tui.widgets.host import Host
from tui.widgets.offers import run_command

TITLE = N_("Set up dutydesk")
ABOUT = N_("Enter: next field. {later}: skip for now. You can change everything later.")
SPOKEN = {"en": "English", "zh_CN": "中文"}
START = {
    "nothing": N_("nothing yet"),
    "lists": N_("your list of units or people"),
    "sample": N_("a sample estate to try"),
}
"""Data that a new desk can begin with."""


Sample = Callable[[Writing, str], str]
"""Enters the units and people of the sample estate, in a language; returns its supervisor."""


@dataclass(frozen=True, slots=True)
class Begun:
    """Result: the person at the desk, if known, their PIN, and the next command."""

    person: Person | None
    pin: str = field(repr=False)
    start: str


class FirstRunForm(Form):
    """Form asked once, on an empty database; dismissed with `Begun`."""

    enter_goes_on = True
    calls_wait = True

    def __init__(self, site: Site, zones: Sequence[Choice], sample: Sample) -> None:
        super().__init__(TITLE, _entries(site, zones), _begin(sample))

    def heading(self, host: Host) -> Content:
        """Return the title and the next keys."""
        about = _(ABOUT).format(later=host.key("form.cancel"))
        return Content.assemble((_(TITLE), "bold $accent"), "\n", (about, "$muted"))

    def typed(self, screen: Screen[Any], name: str, text: str) -> None:
        """Switch the language at once."""
        chosen = code_of(SPOKEN, text)
        if name == "language" and chosen in SPOKEN and chosen != language():
            screen.call_later(run_command, screen, "app.language")


def zones(first: str) -> list[Choice]:
    """Return the time zones by region and by city; reads a folder, so call it in the background."""
    places = (name for name in available_timezones() if "/" in name and not name.startswith("Etc/"))
    named = sorted(places, key=lambda name: (name != first, name))
    return [Choice(name, name, "", (name.casefold(), name.rpartition("/")[2].casefold())) for name in named]


def _entries(site: Site, zones: Sequence[Choice]) -> list[Entry]:
    return [
        Entry("language", N_("Language"), "word", first=SPOKEN[language()], codes=SPOKEN),
        Entry("site", N_("Name"), first=site.name, hint=N_("name of the centre, printed on every document")),
        Entry("tz", N_("Time zone"), "word", first=site.tz, codes=_names(zones), choices=zones),
        Entry("supervisor", N_("Supervisor"), hint=N_("your name; if left empty, anyone can do anything")),
        Entry("pin", N_("PIN"), "pin", hint=PIN_HINT),
        Entry("again", N_("Once more"), "pin"),
        Entry("start", N_("Begin with"), "word", first=_(START["nothing"]), codes=START),
    ]


def _names(zones: Sequence[Choice]) -> dict[str, str]:
    return {zone.value: zone.value for zone in zones}


def _begin(sample: Sample) -> Callable[[Desk, Values], Begun]:
    def begin(desk: Desk, said: Values) -> Begun:
        if said["pin"] != said["again"]:
            raise BadEntry("again", N_("The two PINs do not match."), hint=N_("Try again."))
        told = Beginning(said["site"], said["tz"], said["supervisor"], said["pin"])
        start, spoken = said["start"] or "nothing", language()
        person = desk.setup.begin(told, (lambda work: sample(work, spoken)) if start == "sample" else None)
        return Begun(person, told.pin, start)

    return begin
