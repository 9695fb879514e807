"""Intake: facts about a matter at logging, and whether the staff itself saw it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import NewType, TypeVar

from core.base.dataclass import dataclass
from core.base.text import LONGEST, LONGEST_NAME, clean
from core.policy.urgency import Urgency
from core.ticket.codes import Channel, Measure
from core.ticket.model import NOBODY, NOTHING_MORE, Caller, Particulars
from core.ticket.reading import NAMED, Reading

LONGEST_LINE = 3 * LONGEST
"""Number of characters read of a line: the print of the longest description can be read again."""


@dataclass(frozen=True, slots=True)
class Intake:
    """Facts about a matter when it is logged; empty means not said.

    `assign_to` and `first_responder` are names as typed; `assign_reason` says why a person is assigned
    who is off duty, busy or not listed (R120); `employer` is the firm of a first responder who is not
    in the directory (R086); `found` marks a matter that staff saw themselves; `outcome` logs it as
    answered on the spot (T2).  `measure` is the isolation of a hazard already in place (R068);
    `about` and `demand` are those of a complaint (§22);
    `repeat_of` is an earlier ticket about the same matter, `unrelated_to` one about another (§9).
    """

    line: str = ""
    unit: str = ""
    place: str = ""
    description: str = ""
    category: str = ""
    reading: Reading = NAMED
    urgency: Urgency | None = None
    channel: str = Channel.CALL
    caller: Caller = NOBODY
    assign_to: str = ""
    assign_reason: str = ""
    first_responder: str = ""
    employer: str = ""
    found: bool = False
    opinion: str = ""
    outcome: str = ""
    appointment: datetime | None = None
    reported_at: datetime | None = None
    answered_at: datetime | None = None
    logged_at: datetime | None = None
    particulars: Particulars = NOTHING_MORE
    about: str = ""
    demand: str = ""
    measure: Measure | None = None
    measure_by: str = ""
    manager_told: bool = False
    repeat_of: str = ""
    unrelated_to: str = ""
    unrelated_because: str = ""
    note: str = ""


STAFF_CHANNELS = (Channel.PATROL, Channel.INSPECTION)
"""Channels by which staff report matters they saw themselves."""


def seen_by_staff(intake: Intake, operator: str) -> bool:
    """Return True if staff saw the matter and no customer waits for an answer.

    Such a matter is verified on the spot instead of called back (§6).
    """
    caller = intake.caller
    if intake.found or caller.name or caller.phone or caller.anonymous:
        return intake.found
    return intake.first_responder not in ("", operator) or intake.channel in STAFF_CHANNELS


def merged(parsed: Intake, **corrections: object) -> Intake:
    """Return the intake with corrections by hand; an empty correction leaves the value of the line."""
    given = {name: value for name, value in corrections.items() if value not in ("", None)}
    if "category" in given:
        given["reading"] = NAMED
    return replace(parsed, **given)  # type: ignore[arg-type]


T = TypeVar("T")

CleanIntake = NewType("CleanIntake", Intake)
"""Intake whose texts are cleaned and no longer than they may be; `cleaned` makes it."""


_LONGEST = {
    "line": LONGEST_LINE,
    "unit": 80,
    "place": 200,
    "description": LONGEST,
    "assign_to": LONGEST_NAME,
    "assign_reason": LONGEST,
    "first_responder": LONGEST_NAME,
    "employer": LONGEST_NAME,
    "opinion": LONGEST,
    "outcome": LONGEST,
    "about": LONGEST_NAME,
    "demand": LONGEST,
    "measure_by": LONGEST_NAME,
    "note": LONGEST,
}
"""Number of characters kept of each text of an intake."""

_CALLER = dict.fromkeys(("name", "phone", "role"), LONGEST_NAME)
_NOTED = {**dict.fromkeys(("external_no", "inspector", "agreed_fee"), LONGEST_NAME), "no_place": LONGEST}
_ORIGINAL = dict.fromkeys(("number", "kind", "place", "keeper"), LONGEST_NAME)


def cleaned(intake: Intake) -> CleanIntake:
    """Return the intake with its texts cleaned: a form, the command line and a file call it at their door."""
    noted, said = intake.particulars, _cleaned(intake, _LONGEST)
    if noted is not NOTHING_MORE:
        noted = replace(
            _cleaned(noted, _NOTED),
            relay=noted.relay and _cleaned(noted.relay, {"person": LONGEST_NAME}),
            original=noted.original and _cleaned(noted.original, _ORIGINAL),
        )
    caller = _cleaned(intake.caller, _CALLER)
    if caller is not intake.caller or noted is not intake.particulars:
        said = replace(said, caller=caller, particulars=noted)
    return CleanIntake(said)


def _cleaned(record: T, longest: Mapping[str, int]) -> T:
    """Return the record with these texts cleaned; itself if they are clean."""
    dirty = {}
    for name, most in longest.items():
        text = getattr(record, name)
        if text and (kept := clean(text, most)) != text:
            dirty[name] = kept
    return replace(record, **dirty) if dirty else record  # type: ignore[type-var]
