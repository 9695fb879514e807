"""Who is typed by initials or pinyin is among the first three suggestions, odd surnames included."""

from pathlib import Path

import pytest

from core.base.pinyin import full, initials, of_name
from tests.core.base.spoken_names import COUNT, Search, names, page, searches

PAGE = Path(__file__).resolve().parents[3] / "docs" / "names.md"
WANTED = 0.98


@pytest.fixture(scope="module")
def made() -> list[Search]:
    """Every name looked for in both ways."""
    return searches()


@pytest.mark.parametrize("way", ["initials", "pinyin"])
@pytest.mark.parametrize("kind", ["common", "irregular", "compound"])
def test_nearly_every_name_is_among_the_first_three(made: list[Search], way: str, kind: str) -> None:
    tried = [one for one in made if (one.way, one.name.kind) == (way, kind)]
    misses = {one.name.written: (one.typed, *one.suggested) for one in tried if not one.is_found}
    assert 1 - len(misses) / len(tried) >= WANTED, misses


def test_every_name_is_read_as_it_is_said() -> None:
    listed = names()
    assert len({name.written for name in listed}) == COUNT
    wrong = {name.written: full(of_name(name.written)) for name in listed}
    assert {name.written for name in listed if wrong[name.written] != name.pinyin} == set()
    assert [name.written for name in listed if initials(of_name(name.written)) != name.initials] == []


def test_the_page_shows_what_is_found() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "make docs"
