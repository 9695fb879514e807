"""The page of the requirements is made of the tests that show them."""

from pathlib import Path

import pytest

from tools.requirements import Shown, page, shown

TABLE = {
    "R001": {"text": "One."},
    "R002": {"text": "Two.", "lacks": "the other half"},
    "R003": {"text": "Three."},
}


def found_in(tmp_path: Path, text: str) -> list[Shown]:
    """The tests of a file with this text."""
    (tmp_path / "tests/deep").mkdir(parents=True)
    (tmp_path / "tests/deep/test_it.py").write_text(text, encoding="utf-8")
    return [*shown(tmp_path)]


def test_met_partly_and_later(tmp_path: Path) -> None:
    found = found_in(
        tmp_path,
        'def test_r001_works():\n    """It works.\n\n    More."""\n'
        'async def test_r002_half():\n    """Half of it."""\n'
        "def test_other():\n    pass\n",
    )
    told = page(TABLE, found)
    assert "| R001 | One. | met |" in told
    assert "| R002 | Two. | partly; lacks the other half |" in told
    assert "| R003 | Three. | later |" in told
    assert "- It works. (`tests/deep/test_it.py::test_r001_works`)" in told
    assert "## R003" not in told


def test_a_test_without_a_sentence_or_a_place_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="does not say"):
        found_in(tmp_path, "def test_r001_works():\n    pass\n")
    with pytest.raises(ValueError, match="R004"):
        page(TABLE, [Shown("R004", "tests/test_it.py", "test_r004_x", "X.")])
