"""Papers on the screen: chosen by one key, read, turned over, written to a private file."""

from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from core.desk.facts import Exported
from screens.papers.choice import month, week
from tests.screens.conftest import NOW, Opened, Running
from tui.files.tables import read_book


def exports(running: Running) -> list[tuple[str, str]]:
    """The papers that were written to files, and their forms."""
    with running.store.reading() as look:
        facts = [entry.event.fact for entry in look.events.entries(Exported)]
    return [(fact.paper, fact.form) for fact in facts if isinstance(fact, Exported)]


@pytest.mark.parametrize(
    ("size", "language"), [((80, 24), "en"), ((120, 40), "zh_CN")], ids=["80x24", "120x40"]
)
async def test_a_list_and_a_form(
    desk: Opened, looks: SnapshotAssertion, size: tuple[int, int], language: str
) -> None:
    async with desk(size, language) as running:
        await running.do("app.papers", "papers.callbacks")
        await running.until("138****8233")
        assert running.text == looks
        await running.do("paper.back", "app.papers", "papers.slip")
        await running.until("138****")
        assert running.text == looks


async def test_a_slip_is_written_to_a_private_file_a_register_by_a_supervisor_only(desk: Opened) -> None:
    async with desk() as running:
        await running.do("app.papers", "papers.slip")
        await running.until("138****8104")
        await running.do("paper.save")
        await running.until("~/slip-260310-015.html")
        await running.do("form.save")
        await running.until("Written to")
        file = Path.home() / "slip-260310-015.html"
        assert file.stat().st_mode & 0o777 == 0o600
        assert "13800138104" in file.read_text(encoding="utf-8")
        assert exports(running) == [("slip", "html")]
        await running.do("paper.save")
        await running.until("slip-260310-015-1.html")
        await running.do("form.cancel", "paper.earlier")
        await running.until("There is only this one.")
        await running.do("paper.back", "app.papers", "papers.opinions")
        await running.until("2026-03-01 – 2026-03-31")
        await running.do("paper.save")
        await running.until("“Export registers and reports” needs a")
        await running.do("paper.earlier")
        await running.until("2026-02-01 – 2026-02-28")
        await running.do("paper.later")
        await running.until("2026-03-01")
        assert exports(running) == [("slip", "html")]


@pytest.mark.parametrize("kind", ["units", "people", "tickets"])
async def test_a_list_is_proposed_as_the_import_reads_it_and_says_that_it_has_whole_numbers(
    desk: Opened, kind: str
) -> None:
    async with desk(empty=True) as running:
        await running.do("app.papers", f"papers.{kind}")
        await running.until("Nothing is listed.")
        await running.do("paper.save")
        await running.until(f"~/{kind}")
        await running.do("form.save")
        await running.until("It has whole phone numbers")
        assert exports(running) == [(kind, "xlsx")]
        [file] = Path.home().glob(f"{kind}*.xlsx")
        assert read_book(file).grids[0].rows[0].cells[0].endswith("(dutydesk)")


async def test_the_papers_of_a_ticket_want_one(desk: Opened) -> None:
    async with desk(empty=True) as running:
        await running.do("app.papers", "papers.complaint")
        await running.until("No ticket is selected.")
        await running.do("papers.open")
        await running.until("2. Counts")


def test_periods_are_counted_back_over_years() -> None:
    today = NOW.date()
    assert [str(day) for day in (*week(today, 0), *week(today, 10))] == [
        "2026-03-09", "2026-03-15", "2025-12-29", "2026-01-04",
    ]  # fmt: skip
    assert [str(month(today, back)[1]) for back in (0, 1, 3, 25)] == [
        "2026-03-31", "2026-02-28", "2025-12-31", "2024-02-29",
    ]  # fmt: skip
