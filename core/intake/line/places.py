"""Places in a line: units in any style, listed names, floors and buildings, `&` for other places."""

import re
from collections.abc import Iterator

from core.base.dataclass import dataclass
from core.base.folding import TAKEN
from core.intake.line.scan import SEPARATORS, LinePart, MarkedPlace, Scan
from core.people import numbering
from core.people.numbering import Written
from core.people.place_names import UnitMention
from core.people.units import Unit

WELL_KNOWN = "public"
"""Kind of the units that are public places, which say where; a home says whose matter it is."""


_BESIDE = re.compile(
    r"(?:\b(?:outside|inside|opposite|above|below|under|near|beside|next to|next door at|flat above|number)"
    r"|隔壁|楼上|楼下|对面|对门) ?(?:of )?$"
)
_NEAR = re.compile(_BESIDE.pattern + r"|\b(?:in|into|at|from|of|to|by) $")
_COUNTED = re.compile(
    r"(?:\b(?:no|number|order|invoice|meter|case|ticket|code|pin|plate|ref|bus|bill|account|model|error"
    r"|room rate"
    r"|about|around|over|only|costs?|paid|pay|owes?|reads?|reading|year|since|the|a|for|version|form"
    r"|channel|train)"
    r"|单|号|码|表|费|共|约|付|交|款|读数|车牌|编号|公交|工号|第)[ .:#]*$"
)
"""Words after which a number counts or names something other than a home."""
_DWELLERS = re.compile(
    r"(?:住户|业主|租[户客]|户主|公司|家(?![具电长里])|门口|的邻居)"
    r"| (?:next to (?:me|us|mine|ours)|next door|above me|below me)\b"
)
"""Words behind the number of a home."""
_RATED = re.compile(r"(?:3|5|6|10|13|15|16|20|25|32|40|63)a", re.IGNORECASE)
"""Numbers of amperes, which look like a room with a letter."""
_LETTERED = re.compile("[A-Z][0-9]{3,4}")
_EDGE_BEFORE = re.compile(rf"(?:^|{TAKEN})[\s{re.escape(SEPARATORS)}。.!?]*$")
_EDGE_AFTER = re.compile(rf"[\s{re.escape(SEPARATORS)}。.!?]*(?:{TAKEN}|$)")


@dataclass(frozen=True, slots=True)
class Spot:
    """Part of the line that says where: a unit's code, or the words for a place."""

    unit: str
    words: str
    is_public: bool
    start: int
    end: int


def places(scan: Scan) -> None:
    """Take the unit, and the place within or near it; a home precedes a public place."""
    spots = [_marked(scan, mark) for mark in scan.marked] + sorted(
        _in_words(scan), key=lambda spot: spot.start
    )
    units = [spot for spot in spots if spot.unit]
    chosen = next((spot for spot in units if not spot.is_public), units[0] if units else None)
    place = next((spot for spot in spots if spot is not chosen and (spot.is_public or not spot.unit)), None)
    for spot in filter(None, (chosen, place)):
        scan.hide(spot.start, spot.end)
    if chosen:
        _take(scan, "unit", chosen.unit, chosen)
    if place:
        _take(scan, "place", place.words, place)


def _take(scan: Scan, kind: str, value: str, spot: Spot) -> None:
    scan.parts.append(LinePart(kind, value, spot.start, spot.end, scan.is_inside_words(spot.start, spot.end)))


def _marked(scan: Scan, mark: MarkedPlace) -> Spot:
    """Return the spot of words after `&`: a unit if they can be one, after `&&` always a place."""
    if mark.is_place:
        return Spot("", mark.words, False, mark.start, mark.end)
    unit = scan.directory.unit(mark.words)
    code = unit.code if unit else numbering.meant_as_unit(mark.words)
    return Spot(code, mark.words, _is_public(unit), mark.start, mark.end)


def _in_words(scan: Scan) -> Iterator[Spot]:
    """Yield the first unit in any style, listed names, the first floor or building; none overlaps."""
    text = scan.text
    names = list(scan.directory.place_names.find(text))
    number = numbering.first("unit", text)
    if number and all(name.end - name.start < number.end - number.start for name in _over(names, number)):
        names = [name for name in names if name not in _over(names, number)]
        yield _spot(scan, number)
        text = _without(text, number.start, number.end)
    for name in names:
        text = _without(text, name.start, name.end)
        words = scan.typed(name.start, name.end)
        yield Spot(name.unit.code, words, _is_public(name.unit), name.start, name.end)
    if not number:
        for bare in _bare(scan, text):
            text = _without(text, bare.start, bare.end)
            yield bare
    if floor := numbering.first("place", text):
        yield _spot(scan, floor)


def _over(names: list[UnitMention], number: Written) -> list[UnitMention]:
    return [name for name in names if name.start < number.end and number.start < name.end]


def _bare(scan: Scan, text: str) -> Iterator[Spot]:
    """Yield the first room number without any word for it, where no amount or year is likely.

    Those are both ends of the line, and the place behind a preposition; an estate that lists its units
    must list the room.
    """
    for found in numbering.bare_rooms(text):
        unit = scan.directory.unit(found.code) or scan.directory.completed(found.key, 0)
        if (unit or not scan.directory.units) and _is_a_home(text, found, listed=unit is not None):
            yield Spot(
                unit.code if unit else found.code, found.code, _is_public(unit), found.start, found.end
            )
            return


def _is_a_home(text: str, found: Written, *, listed: bool) -> bool:
    before, after = text[max(0, found.start - 60) : found.start], text[found.end : found.end + 60]
    year = len(found.code) == len("2026") and found.code[:2] == "20"
    if (_BESIDE if year else _NEAR).search(before):
        return True
    if found.code[-1].isalpha():
        apart = _EDGE_BEFORE.search(before) or before.endswith((", ", "; ", ". "))
        return bool(apart and _EDGE_AFTER.match(after) and (listed or not _RATED.fullmatch(found.code)))
    if not year and _DWELLERS.match(after) and not _COUNTED.search(before):
        return True
    if year or not (listed or len(found.code) == len("1107")) or _COUNTED.search(before):
        return False
    return bool(_EDGE_BEFORE.search(before) or _EDGE_AFTER.match(after))


def _spot(scan: Scan, found: Written) -> Spot:
    words = scan.typed(found.start, found.end)
    unit = scan.directory.unit(words)
    if not unit and _LETTERED.fullmatch(found.code):
        unit = scan.directory.unit(f"{found.code[0]}-{found.code[1:]}")
    if not unit and found.gap is not None:
        unit = scan.directory.completed(found.key, found.gap)
    code = unit.code if unit else found.code if found.kind == "unit" else ""
    return Spot(code, words, _is_public(unit), found.start, found.end)


def _is_public(unit: Unit | None) -> bool:
    return unit is not None and unit.kind == WELL_KNOWN


def _without(text: str, start: int, end: int) -> str:
    return text[:start] + TAKEN * (end - start) + text[end:]
