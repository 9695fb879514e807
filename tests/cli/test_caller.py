"""`dutydesk known`: who rings, and what is open there."""

from pathlib import Path

import pytest

from tests.cli.program import Cli

UNITS = """code,contact,phone,relation
3-2-1201,赵女士,13800138000,owner
3-2-1201,李先生,13900000000,tenant
"""


@pytest.fixture
def leak(cli: Cli) -> str:
    """A ticket of a caller who has rung before."""
    return cli("log", "3-2-1201 kitchen pipe leaking 13800138000").out.strip()


@pytest.mark.parametrize(
    "words",
    [
        ("13800138000",),
        ("+86", "138 0013 8000"),
        ("00138000",),
        ("3-2-1201",),
        ("3栋2单元1201",),
        ("3-2-1201", "13900000000"),
    ],
)
def test_known_by_number_and_by_unit(cli: Cli, leak: str, words: tuple[str, ...]) -> None:
    assert [ticket["number"] for ticket in cli("known", *words, "--json").json["open"]] == [leak]


@pytest.mark.parametrize("word", ["8000", "0138000", "3-2-1202", "nowhere"])
def test_no_part_of_a_number_or_unit_is_known(cli: Cli, leak: str, word: str) -> None:
    assert cli("known", word).out == "Nothing is known.\n"


def test_household_callers_and_grades(cli: Cli, leak: str, tmp_path: Path) -> None:
    units = tmp_path / "units.csv"
    units.write_text(UNITS)
    cli("import", "units", str(units))
    cli("assign", leak, "engineering")
    cli("handle", leak, "--outcome", "mended", "--no-arrival", "by phone")
    cli("--as", "Bea", "callback", leak, "--result", "satisfied")
    found = cli("known", "138 0013 8000", "--json").json
    assert found["unit"] == "3-2-1201"
    assert [person["name"] for person in found["household"]] == ["赵女士", "李先生"]
    assert [(person["unit"], person["phone"]) for person in found["callers"]] == [("3-2-1201", "138****8000")]
    assert [(one["number"], one["grade"]) for one in found["grades"]] == [(leak, "satisfied")]
    page = cli("known", "3-2-1201").out
    assert "李先生" in page and "139****0000" in page and "13900000000" not in page
