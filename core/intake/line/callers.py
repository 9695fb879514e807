"""Name of the caller in a line: next to the phone, at an end, or introduced; never others' names."""

import re
from itertools import islice

from core.base.folding import TAKEN
from core.base.text import digits
from core.intake.line import chinese_callers, english_callers
from core.intake.line.around import HAN, form
from core.intake.line.scan import LinePart, Scan

_LOCAL = (
    rf"(?<![\w.#/:+-])(?!20[0-9]{{6}})[2-9](?:[0-9]{{3}}[ -]?[0-9]{{4}}|[0-9]{{6}})(?=[,，;；]?(?:\s|$"
    rf"|{TAKEN}))(?!-)"
)
_BETWEEN = re.compile(r"[ ,:/，：、]*(?:(?:on|at|tel|ph|mob)\b[ .:]*)?")
"""Signs and words between a name and its number."""
_LOCAL_NUMBERS = 3
"""Number of local numbers in a line that are tried with the name before them."""
_FINDERS = (
    (chinese_callers.introduced, english_callers.introduced),
    (chinese_callers.signed, None),
    (chinese_callers.titled, english_callers.titled),
    (None, english_callers.signed),
    (chinese_callers.untitled, english_callers.untitled),
)
"""Finders of both languages in turn: introduced or signed names, those with a title, and those without."""
_HAN, _LATIN = re.compile(HAN), re.compile("[a-z]{2}")


def callers(scan: Scan) -> None:
    """Take the caller's name; an anonymous caller has none."""
    if scan.has("caller") or scan.has("anonymous"):
        return
    if not scan.has("phone") and _with_local_number(scan):
        return
    if part := _found(scan):
        scan.take(part)


def _found(scan: Scan) -> LinePart | None:
    written = _HAN.search(scan.text), _LATIN.search(scan.text)
    for pair in _FINDERS:
        for finder, script in zip(pair, written, strict=True):
            if finder and script and (part := next(finder(scan), None)):
                return part
    return None


def _with_local_number(scan: Scan) -> bool:
    """Take a local number without a label behind a name or, alone at the end, behind a home."""
    for match in islice(form(_LOCAL).finditer(scan.text), _LOCAL_NUMBERS):
        text = scan.text
        number = LinePart("phone", digits(match[0]), *match.span())
        scan.take(number)
        part = _found(scan)
        if _signs_off(text, match) or (part and _BETWEEN.fullmatch(text, part.end, number.start)):
            if part:
                scan.take(part)
            return True
        scan.parts.remove(number)
        scan.text = text
    return False


def _signs_off(text: str, number: re.Match[str]) -> bool:
    """Return True for a number alone at the end, behind a home, or in two groups behind a sign."""
    before = text[max(0, number.start() - 3) : number.start()]
    behind = form(rf"{TAKEN}[ ,，]*$").search(before) or (
        " " in number[0] and form("[,，;；] ?$").search(before)
    )
    return bool(behind) and not text[number.end() :].strip(" .")
