"""Area of a place, also of one that is not listed: by a name in its text, its building, an area (R050)."""

from core.base.folding import folded
from core.people.directory import Directory
from core.people.numbering import first
from core.people.units import Unit


def area_of(text: str, directory: Directory) -> tuple[str, str]:
    """Return the area of the place that `text` names, and its building if it has no area; else both empty."""
    if not text:
        return "", ""
    if unit := directory.unit(text):
        return _place_of(unit)
    plain = folded(text)
    if named := next(directory.place_names.find(plain), None):
        return _place_of(named.unit)
    written = first("unit", plain) or first("place", plain)
    building = written.key.partition("-")[0] if written else ""
    areas = directory.areas_by_building.get(building, frozenset())
    said = [area for area in areas if area] or [area for area in directory.areas if folded(area) in plain]
    area = said[0] if len(said) == 1 else ""
    return area, building if areas and not area else ""


def _place_of(unit: Unit) -> tuple[str, str]:
    return unit.area, "" if unit.area else unit.building
