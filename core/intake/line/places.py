"""Places in a line: units in any style, listed names, floors and buildings, `&` for other places."""

from collections.abc import Iterator

from core.base.dataclass import dataclass
from core.base.folding import TAKEN
from core.intake.line.scan import LinePart, MarkedPlace, Scan
from core.people import numbering
from core.people.numbering import Written
from core.people.place_names import UnitMention
from core.people.units import Unit

WELL_KNOWN = "public"
"""Kind of the units that are public places, which say where; a home says whose matter it is."""


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
    if floor := numbering.first("place", text):
        yield _spot(scan, floor)


def _over(names: list[UnitMention], number: Written) -> list[UnitMention]:
    return [name for name in names if name.start < number.end and number.start < name.end]


def _spot(scan: Scan, found: Written) -> Spot:
    words = scan.typed(found.start, found.end)
    unit = scan.directory.unit(words)
    code = unit.code if unit else found.code if found.kind == "unit" else ""
    return Spot(code, words, _is_public(unit), found.start, found.end)


def _is_public(unit: Unit | None) -> bool:
    return unit is not None and unit.kind == WELL_KNOWN


def _without(text: str, start: int, end: int) -> str:
    return text[:start] + TAKEN * (end - start) + text[end:]
