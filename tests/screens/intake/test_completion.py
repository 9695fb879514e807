"""Completion on the desk itself: the list knows what the line says already, and is in nobody's way."""

import pytest

from screens.intake.screen import IntakeScreen
from tests.screens.conftest import Opened, Running
from tests.screens.intake.test_intake import logged
from tui.widgets.cells import together, wrap
from tui.widgets.fields import Field
from tui.widgets.line_field import LineField


def line_of(running: Running) -> LineField:
    return running.app.screen.query_one(LineField)


async def test_tab_completes_the_unit_and_the_person(desk: Opened) -> None:
    async with desk(language="zh_CN") as running:
        await running.do("app.new_ticket")
        await running.pilot.press(*"3-1-08", "tab")
        assert line_of(running).value == "3-1-0801 "
        line_of(running).insert_text_at_cursor("厨房水管漏水 ")
        # two have these initials: of the department of the category first
        await running.pilot.press(*"@wq", "tab")
        assert line_of(running).value == "3-1-0801 厨房水管漏水 @王强 "
        await running.pilot.press("tab")
        assert running.app.focused is not line_of(running)


async def test_what_the_line_says_already_is_not_offered_again(desk: Opened) -> None:
    async with desk() as running:
        await running.do("app.new_ticket")
        await running.pilot.press(*"3-1-0801", "space", *"leaking", "tab")
        assert line_of(running).value == "3-1-0801 leaking"
        assert running.app.focused is not line_of(running)


async def test_escape_closes_the_list_before_it_parks_the_call(desk: Opened) -> None:
    async with desk() as running:
        await running.do("app.new_ticket")
        await running.pilot.press(*"@gang", "escape")
        assert isinstance(running.app.screen, IntakeScreen)
        assert line_of(running).listed == []
        await running.pilot.press("escape")
        await running.settle()
        assert not isinstance(running.app.screen, IntakeScreen)


async def test_a_mark_alone_lists_what_it_can_begin_and_keeps_nothing_from_being_saved(desk: Opened) -> None:
    async with desk() as running:
        await running.do("app.new_ticket")
        await running.pilot.press(*"1-1-0101", "space", *"drip", "space", "@")
        line_of(running).look()
        assert len(line_of(running).listed) > 1
        await running.pilot.press("enter")
        await running.until("logged (call): drip @")


def test_parts_of_a_list_are_not_torn() -> None:
    people = ", ".join(map(together, ("He Jun 1", "Zhu Peng 1")))
    assert wrap(people, 17) == ["He Jun 1,", "Zhu Peng 1"]
    assert wrap(together("one that is too long"), 8) == ["one that", "is too l", "ong"]


@pytest.mark.parametrize("key", ["intake.save_assign", "intake.save"])
async def test_saving_takes_the_person_who_is_highlighted(desk: Opened, key: str) -> None:
    async with desk() as running:
        await running.do("app.new_ticket")
        await running.type("5-1-0301 tap drips @Li")
        assert "1/" in await running.until("Li Gang")
        await running.pilot.press("down")
        second = line_of(running).listed[1].value
        await running.do(key)
        await running.until(f"{second}: off duty")
        await running.do("why.reason_1")
        assert (await logged(running)).assignee == second


async def test_of_several_people_none_is_taken_that_nobody_chose(desk: Opened) -> None:
    async with desk() as running:
        await running.do("app.new_ticket")
        await running.type("5-1-0301 @Li tap drips")
        await running.do("intake.save_assign")
        assert "Which Li? " in await running.until("Li Gang")
        await running.pilot.press("down", "enter")
        chosen = running.app.screen.query_one("#field-assign", Field).value
        assert chosen.startswith("Li ")
        await running.do("intake.save_assign")
        await running.until(f"{chosen}: off duty")


async def test_a_name_typed_once_more_is_taken_as_it_is(desk: Opened) -> None:
    async with desk() as running:
        await running.do("app.new_ticket")
        await running.type("5-1-0301 @Li tap drips")
        await running.do("intake.save_assign")
        await running.until("Which Li? ")
        await running.type("Li")
        await running.do("intake.save_assign")
        await running.until("not on the staff list")
