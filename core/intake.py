"""The one-line grammar: `3-2-1201 水管漏水 急 @王强` becomes a filled-in form.

Parts may stand in any order; what is not recognised is the description, and nothing typed is lost:
the line itself is kept with the ticket.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache

from core.directory import Directory
from core.policy import Category, Policy
from core.text import clean, digits, fold_case
from core.ticket import NOBODY, NOTHING_MORE, Caller, Particulars

FALLBACK = "service_request"
"""The category of a matter whose words say nothing; the operator sees it and corrects it."""


@dataclass(frozen=True, slots=True)
class Intake:
    """What is known of a matter when it is logged; empty means not said.

    `assign_to` and `first_responder` are names as typed, `employer` is the firm of a first responder
    whom the directory does not list (R086); `found` marks a matter that staff saw
    themselves; `outcome` logs it as answered on the spot (T2).  `measure` is how a hazard is kept from
    people already (R068); `repeat_of` is an earlier ticket about the same matter,
    `unrelated_to` one that is not (§9).
    """

    line: str = ""
    unit: str = ""
    place: str = ""
    description: str = ""
    category: str = ""
    urgency: str = ""
    channel: str = "call"
    caller: Caller = NOBODY
    assign_to: str = ""
    way: str = ""
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
    measure: str = ""
    measure_by: str = ""
    manager_told: bool = False
    repeat_of: str = ""
    unrelated_to: str = ""
    unrelated_because: str = ""
    note: str = ""


STAFF_CHANNELS = ("patrol", "inspection")
"""Channels by which the staff itself reports what it saw."""


def seen_by_staff(intake: Intake, operator: str) -> bool:
    """Whether staff saw the matter and no customer waits: it is verified on the spot, not rung back (§6)."""
    caller = intake.caller
    if intake.found or caller.name or caller.phone or caller.anonymous:
        return intake.found
    return intake.first_responder not in ("", operator) or intake.channel in STAFF_CHANNELS


@dataclass(frozen=True, slots=True)
class Part:
    """A recognised part of the line: what it is, and where it stands."""

    kind: str
    value: str
    start: int
    end: int


_UNIT = (
    # 3-2-1201, but no date such as 2026-03-10
    r"(?!(?:19|20)\d\d-\d\d?-\d\d?(?!\d))"
    r"\d{1,4}\s*[-–—－]\s*\d{1,3}\s*[-–—－]\s*[A-Za-z]?\d{1,5}",
    r"\d{1,4}\s*(?:栋|幢|号楼|#)\s*(?:\d{1,3}\s*(?:单元|-)\s*)?\d{2,5}(?:室)?",  # 3栋2单元1201, 3#2-1201
    r"[A-Za-z]\s*[座栋幢]\s*\d{2,5}(?:室)?",  # A座1508
)
_PATTERNS = (
    ("quoted", r"“(?P<quoted1>[^”]*)”|\"(?P<quoted2>[^\"]*)\""),
    (
        "phone",
        r"(?<![\w-])(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)|(?<![\w-])0\d{2,3}-\d{7,8}(?!\d)",
    ),
    ("unit", r"(?<![0-9A-Za-z-])(?:" + "|".join(_UNIT) + r")(?![0-9A-Za-z-])"),
    ("assign", r"(?<!\S)[@＠](?P<assign>[^\s@＠]+)"),
    ("reporter", r"(?<!\S)[~～](?P<reporter>[^\s~～]+)"),
    ("urgency", r"(?<!\S)(?:急|紧急|加急|[!！]+|urgent)(?!\S)"),
)
_LINE = re.compile("|".join(f"(?P<{kind}_>{pattern})" for kind, pattern in _PATTERNS), re.IGNORECASE)


def parts(line: str, directory: Directory) -> tuple[Part, ...]:
    """The recognised parts of `line`, in the order in which they stand."""
    found = list(_by_pattern(line))
    if not any(part.kind == "unit" for part in found):
        found += _listed_place(line, found, directory)
    return tuple(sorted(_first_of_each(found), key=lambda part: part.start))


def read_line(line: str, directory: Directory, policy: Policy) -> Intake:
    """The form that `line` fills in; never raises, whatever was typed."""
    line = clean(line)
    found = parts(line, directory)
    value = {part.kind: part.value for part in found}
    description = _rest(line, found)
    return Intake(
        line=line,
        unit=value.get("unit", ""),
        description=description,
        category=guess(description, policy).code,
        urgency="urgent" if "urgency" in value else "",
        caller=Caller(phone=value.get("phone", "")),
        assign_to=value.get("assign", ""),
        first_responder=value.get("reporter", ""),
    )


def _by_pattern(line: str) -> Iterator[Part]:
    for match in _LINE.finditer(line):
        kind = next(name for name, _ in _PATTERNS if match[f"{name}_"] is not None)
        yield Part(kind, _VALUE[kind](match), match.start(), match.end())


_VALUE: dict[str, Callable[[re.Match[str]], str]] = {
    "quoted": lambda match: match["quoted1"] or match["quoted2"] or "",
    "phone": lambda match: digits(match[0]),
    "unit": lambda match: unit_code(match[0]),
    "assign": lambda match: match["assign"],
    "reporter": lambda match: match["reporter"],
    "urgency": lambda match: "urgent",
}


def _listed_place(line: str, taken: list[Part], directory: Directory) -> Iterator[Part]:
    """A unit that the directory lists under a word of the line, such as a public place."""
    for match in re.finditer(r"\S+", line):
        inside = any(part.start < match.end() and match.start() < part.end for part in taken)
        if not inside and (unit := directory.unit(match[0])):
            yield Part("unit", unit.code, match.start(), match.end())
            return


def _first_of_each(found: list[Part]) -> Iterator[Part]:
    """One part of each kind counts; a second unit or phone stays in the description."""
    seen: set[str] = set()
    for part in found:
        if part.kind == "quoted" or part.kind not in seen:
            seen.add(part.kind)
            yield part


def _rest(line: str, found: tuple[Part, ...]) -> str:
    kept = []
    position = 0
    for part in found:
        kept.append(line[position : part.start])
        if part.kind == "quoted":
            kept.append(part.value)
        position = part.end
    kept.append(line[position:])
    return clean(" ".join(" ".join(kept).split()))


def unit_code(text: str) -> str:
    """The usual form of a unit's number: 3栋2单元1201, 3#2-1201 and 3－2－1201 are 3-2-1201."""
    plain = re.sub(r"\s", "", fold_case(text)).upper().removesuffix("室")
    plain = re.sub(r"[–—]", "-", plain)
    return re.sub(r"(?:栋|幢|号楼|#|单元|座)", "-", plain)


def guess(description: str, policy: Policy) -> Category:
    """The category whose words say most about the description; the longest word found wins."""
    text = fold_case(description)
    best, longest = None, 0
    for category in policy.categories.values():
        length = max((len(word) for word in category.words if _says(text, word)), default=0)
        if length > longest:
            best, longest = category, length
    return best or policy.categories.get(FALLBACK) or next(iter(policy.categories.values()))


def _says(text: str, word: str) -> bool:
    return _word(word).search(text) is not None


@lru_cache(maxsize=2048)
def _word(word: str) -> re.Pattern[str]:
    folded = re.escape(fold_case(word))
    # Chinese has no word boundaries; an English word also counts with its usual endings
    return re.compile(rf"\b{folded}(?:s|es|ed|ing)?\b" if word.isascii() else folded)


def merged(parsed: Intake, **corrections: object) -> Intake:
    """The form after corrections by hand; an empty correction leaves what the line said."""
    given = {name: value for name, value in corrections.items() if value not in ("", None)}
    return replace(parsed, **given)  # type: ignore[arg-type]
