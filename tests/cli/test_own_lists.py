"""Our own lists of units and staff, written to a file and taken back unchanged."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.base.text import clean, fold_case, initials
from core.imports.entries import FoundEntries
from core.imports.headings import sheet_of
from core.imports.staff_list import people_score, read_people
from core.imports.tables import Book
from core.imports.unit_list import read_units, unit_score
from core.people.directory import Directory, Person
from core.people.numbering import usual_code
from core.people.units import Contact, Unit
from core.policy.model import default_policy
from storage.store import SqlStore
from tests.cli.program import Cli
from tests.cli.test_papers import exports
from tests.requirements.conftest import STAFF, Office, office
from tui import i18n
from tui.files.tables import read_book
from tui.papers.forms import FORMS
from tui.papers.lists import staff_list, unit_list
from tui.papers.paper import Paper
from tui.papers.saving import WHOLE_NUMBERS

__all__ = ["office"]

NOW = datetime(2026, 3, 10, 1, 0, tzinfo=UTC)
POLICY = default_policy()

NASTY = (
    "", "=1+1", "+86", "-", "@SUM(A1)", "'quoted", "''", "＝１", "a,b;c\td", 'say "no"', "合计", "备注：无",
    "无", "空置", "王 敏", "N/A", "001", "1-2", "2026-01-05", "12:30", "1E5", "_x0041_", "<b>&amp;", "🏠 ‰",
    "Note: x", "姓名", "Unit", "长" * 300, "part-time", "本公司", "3栋", "sep=;", "%d {x}",
)  # fmt: skip
"""Texts that a spreadsheet, or the reading of an office's file, would take for something else."""

texts = st.one_of(st.sampled_from(NASTY), st.text(max_size=30)).map(clean)
names = texts.filter(bool)
days = st.none() | st.dates(date(1950, 1, 1), date(2099, 12, 31))
phones = st.sampled_from(
    ("", "13800138000", "010-55550158", "0351/2220003", "8001", "+86 138 0013 8001", "0755-2222333 转 12")
)
contacts = st.builds(Contact, names, phones, texts)


T = TypeVar("T", Unit, Person)


def in_order(entry: T) -> bool:
    """Return True if an entry does not end before it begins."""
    return not (entry.active_from and entry.active_to and entry.active_to < entry.active_from)


codes = st.sampled_from(("3-2-1201", "801", "A-1508", "north gate", "3栋", "大堂")) | names
units = st.builds(
    Unit,
    codes.map(usual_code),
    *(texts, st.sampled_from(("household", "tenant", "public")), texts, texts),
    st.lists(contacts, max_size=3, unique=True).map(tuple),
    *(texts, texts, texts, days, days, days),
).filter(in_order)
people = st.builds(
    Person,
    no=st.sampled_from(("001", "1", "A07", "合计")) | names,
    name=st.sampled_from(("王敏", "欧阳 娜娜", "Ann Lee")) | names,
    department=st.sampled_from(("", *POLICY.departments)),
    role=st.sampled_from(("operator", "supervisor", "worker", "site_manager", "read_only")),
    phone=phones,
    active=st.booleans(),
    skills=st.lists(st.sampled_from((*POLICY.categories,)), max_size=3, unique=True).map(tuple),
    **dict.fromkeys(("post", "employer", "supervisor", "area", "certificate", "account"), texts),
    **dict.fromkeys(("active_from", "active_to", "certificate_until"), days),
)
staff = people.filter(in_order).map(lambda one: replace(one, initials=initials(one.name)))


def apart(found: list[Person]) -> bool:
    """Return True if no two people share a number or a login."""
    logins = [fold_case(one.account) for one in found if one.account]
    return len({one.no for one in found}) == len(found) and len({*logins}) == len(logins)


LANGUAGES = pytest.mark.parametrize("language", ["en", "zh_CN"])
FILES = pytest.mark.parametrize("form", ["csv", "xlsx"])


def read_back(paper: Paper, form: str) -> Book:
    """Write a list to a file and read it."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"list.{form}"
        path.write_bytes(FORMS[form](paper))
        return read_book(path)


def entries(found: FoundEntries[T]) -> list[T]:
    """Return the entries of a list, of which every row was taken."""
    assert not [problem.text(str) for problem in found.problems]
    assert not found.passed
    return list(found.entries.values())


@settings(max_examples=30)
@LANGUAGES
@FILES
@given(found=st.lists(units, min_size=1, max_size=4, unique_by=lambda unit: unit.code))
def test_units_come_back_as_they_were(language: str, form: str, found: list[Unit]) -> None:
    i18n.use_language(language)
    sheet = sheet_of(read_back(unit_list(found, POLICY, NOW, whole=True), form), unit_score)
    for here in (Directory(), Directory({unit.code: unit for unit in found})):
        assert entries(read_units(sheet, here)) == found


@settings(max_examples=30)
@LANGUAGES
@FILES
@given(found=st.lists(staff, min_size=1, max_size=4).filter(apart))
def test_the_staff_comes_back_as_it_was(language: str, form: str, found: list[Person]) -> None:
    i18n.use_language(language)
    sheet = sheet_of(read_back(staff_list(found, POLICY, NOW, whole=True), form), people_score)
    for here in (Directory(), Directory(people=tuple(found))):
        assert entries(read_people(sheet, here, POLICY)) == found


@FILES
def test_an_exported_office_fills_an_empty_one_and_leaves_its_own_unchanged(
    office: Office, cli: Cli, tmp_path: Path, form: str
) -> None:
    with office.store.writing() as work:
        work.people.save_units([Unit("801", "=1+1", building="3", contacts=(Contact("无", "13800138000"),))])
        here = [replace(one, initials=initials(one.name)) for one in STAFF]
        work.people.save_people([*here[:-1], replace(here[-1], phone="13900000012/8012")])
    ours_at = ("--database", str(office.store.database.place), "--as", "陈静")
    theirs_at = ("--database", str(tmp_path / "other.db"))
    for kind in ("units", "people"):
        path = str(tmp_path / f"{kind}.{form}")
        said = cli(*ours_at, "export", kind, "-o", path)
        assert said.err.splitlines()[1:] == [WHOLE_NUMBERS]
        assert cli(*ours_at, "import", kind, path).out.startswith("New: 0, changed: 0,")
        cli(*theirs_at, "import", kind, path)
    with SqlStore(str(tmp_path / "other.db")).reading() as theirs, office.store.reading() as ours:
        assert theirs.people.directory() == ours.people.directory()
    assert exports(office) == [("陈静", kind, form, "") for kind in ("units", "people")]


def test_an_export_takes_a_supervisor_and_a_list_on_the_terminal_masks_its_phones(
    office: Office, cli: Cli, refused: Callable[..., str], tmp_path: Path
) -> None:
    with office.store.writing() as work:
        work.people.save_units([Unit("801", contacts=(Contact("赵女士", "13800138000"),))])
    here = ("--database", str(office.store.database.place), "--as", "王敏")
    assert "needs a supervisor" in refused(1, *here, "export", "units", "-o", str(tmp_path / "units.csv"))
    assert "needs a supervisor" in refused(1, *here, "export", "units", "--format", "csv")
    assert not list(tmp_path.glob("units*"))
    for words in ((), ("--json",)):
        shown = cli(*here, "export", "units", *words).out
        assert "138****8000" in shown
        assert "13800138000" not in shown


def test_a_masked_number_never_replaces_the_whole_one(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "units.csv"
    path.write_text("unit,contact,phone\n801,Zhao,138****8000\n")
    said = cli("--database", str(tmp_path / "desk.db"), "import", "units", str(path), ok=False)
    assert said.code == 1
    assert "“138****8000” is masked" in said.err


def test_an_empty_list_has_its_headings() -> None:
    assert FORMS["csv"](unit_list([], POLICY, NOW, whole=True)).startswith(
        b"\xef\xbb\xbfUnit (dutydesk),Name,"
    )
