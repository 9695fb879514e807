"""The week's roster: written, copied, laid by pattern, taken back; by whoever may."""

from datetime import date

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.screens.conftest import Opened, Running

TODAY = date(2026, 3, 10)
MONDAY = date(2026, 3, 9)
CHIEF = {"en": "Chen Jing", "zh_CN": "陈静"}
WANG = "001"


async def written(running: Running, expected: list[str], first: date = MONDAY) -> None:
    """Wait until Wang's week says so."""
    for _turn in range(150):
        week = await running.app.desk.ask(lambda desk: desk.roster.week(first))
        if [week.text(WANG, day) for day in week.days] == expected:
            break
        await running.pilot.pause(0.02)
    await running.settle()
    assert [week.text(WANG, day) for day in week.days] == expected, running.text


@pytest.mark.parametrize(("size", "language"), [((80, 24), "en"), ((120, 40), "zh_CN")], ids=["en", "zh_CN"])
async def test_the_week(desk: Opened, looks: SnapshotAssertion, size: tuple[int, int], language: str) -> None:
    async with desk(size, language, person=CHIEF[language]) as running:
        await running.do("app.roster")
        assert running.text == looks


async def test_written_by_keys_taken_back_laid_by_pattern_copied(desk: Opened) -> None:
    async with desk((120, 40), person="Chen Jing") as running:
        await running.do("app.roster")
        day, late, night = "08-16", "16-24", "00-08"
        await running.do("roster.shift_3", "roster.clear")
        await written(running, [day, late, "", "", day, day, day])
        await running.do("roster.set")
        await running.type("25-26")
        await running.do("form.save")
        await running.until("“25-26” is not a duty time.")
        await running.pilot.press("ctrl+a", "ctrl+k")
        await running.type("09:30-17:30")
        await running.do("form.save")
        await written(running, [day, late, "", "09:30-17:30", day, day, day])
        await running.do("roster.undo", "roster.undo")
        await written(running, [day, late, day, "", day, day, day])

        await running.do(
            "roster.next_week", "roster.today", "roster.next_week", "roster.left", "roster.pattern"
        )
        await running.pilot.press("ctrl+a", "ctrl+k")
        await running.type("Wang Min, 002, 003, Lin Yue")
        await running.pilot.press("tab")
        await running.type("three")
        await running.pilot.press("enter", "enter")
        laid = [day, day, late, late, "", night, night]
        await written(running, laid, date(2026, 3, 16))
        await running.do("roster.next_week", "roster.copy")
        await running.until("Replace this week's duties")
        await running.do("form.save")
        await written(running, laid, date(2026, 3, 23))

        await running.do("roster.find")
        await running.type("zw")
        await running.do("form.save", "roster.clear")
        await running.do("roster.set")
        await running.until("Zhang Wei   Tue 24")


@pytest.mark.parametrize(("language", "name"), [("en", "Wang Min"), ("zh_CN", "王敏")])
async def test_a_narrow_screen_keeps_the_names_and_shows_fewer_days(
    desk: Opened, language: str, name: str
) -> None:
    async with desk((60, 20), language) as running:
        await running.do("app.roster")
        assert name in running.text
        assert running.text.splitlines()[2].rstrip().endswith(">")
        await running.do(*["roster.right"] * 6)
        heads = running.text.splitlines()[2]
        assert "15" in heads and "<" in heads and ">" not in heads
        assert name in running.text
