"""Fields of every dialog: what is written stays, and Enter goes on."""

from __future__ import annotations

from screens.base.form_screen import FormScreen
from screens.base.forms import Entry, Form
from tests.screens.conftest import Opened, Running
from tui.widgets.fields import Field

COLOURS = {"r": "red", "g": "green", "b": "blue"}


def form() -> Form:
    """A form with every sort of field."""
    entries = [
        Entry("text", "Text", first="rescued, unhurt"),
        Entry("name", "Name", "name", first="1"),
        Entry("colour", "Colour", "word", codes=COLOURS),
        Entry("why", "Why", required=True),
        Entry("last", "Last", "word", codes=COLOURS),
    ]
    return Form("Form", entries, lambda desk, values: values)


async def show(running: Running) -> FormScreen:
    """The form in front."""
    screen = FormScreen(form())
    running.app.push_screen(screen)
    await running.settle()
    return screen


def at(running: Running) -> tuple[str, str]:
    """The field with the focus, and its text."""
    box = running.app.focused
    assert isinstance(box, Field)
    return (box.id or "").removeprefix("field-"), box.value


async def test_no_key_wipes_what_is_written(desk: Opened) -> None:
    async with desk() as running:
        await show(running)
        await running.type("!")
        assert at(running) == ("text", "rescued, unhurt!")


async def test_a_short_text_is_selected_and_replaced(desk: Opened) -> None:
    async with desk() as running:
        await show(running)
        await running.pilot.press("tab")
        await running.settle()
        await running.type("9")
        assert at(running) == ("name", "9")


async def test_enter_goes_through_what_has_to_be_said(desk: Opened) -> None:
    async with desk() as running:
        screen = await show(running)
        asked = []
        for key in ("enter", "enter", "down", "enter"):
            await running.pilot.press(key)
            assert "still empty" not in running.text
            asked.append(at(running))
        assert asked == [("name", "1"), ("colour", ""), ("colour", ""), ("why", "")]
        await running.pilot.press("enter")
        await running.until("“Why” is still empty.")
        assert at(running) == ("why", "")
        await running.type("so")
        await running.pilot.press("enter")
        await running.settle()
        assert screen.was_left


async def test_a_choice_in_the_last_field_is_seen_before_it_is_saved(desk: Opened) -> None:
    async with desk() as running:
        screen = await show(running)
        screen.query_one("#field-why", Field).value = "so"
        screen.query_one("#field-last", Field).focus()
        await running.type("gr")
        await running.pilot.press("enter")
        assert at(running) == ("last", "green")
        await running.type("b")
        assert at(running) == ("last", "b")
        await running.pilot.press("enter", "enter")
        await running.settle()
        assert screen.was_left
