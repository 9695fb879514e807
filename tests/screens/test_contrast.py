"""What the screens draw can be read in every theme and number of colours, and so can the cursors."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from rich.cells import cell_len
from rich.color import ColorSystem
from rich.console import COLOR_SYSTEMS
from rich.style import Style
from rich.terminal_theme import DEFAULT_TERMINAL_THEME
from textual.screen import ModalScreen

from tests.screens.conftest import Opened, Running
from tests.tui.test_theme import contrast
from tui.terminal.picture import pen_of
from tui.theme import TITLES
from tui.widgets.line_input import LineInput

TEXT, MARK = 4.5, 3.0
SCROLLBAR = "▁▂▃▄▅▆▇"
"""Ends of a scrollbar, which are no words."""
"""Least contrast of text and of a cursor, WCAG 2 AA."""

TERMINALS = {
    "truecolor": ("xterm-256color", "truecolor"),
    "256": ("xterm-256color", ""),
    "linux": ("linux", ""),
    "vt100": ("vt100", ""),
}
"""`TERM` and `COLORTERM` of terminals."""


@dataclass(frozen=True)
class Cell:
    """A cell as the terminal shows it."""

    text: str
    ink: str
    ground: str


def shown(style: Style, colors: ColorSystem, *, ink: bool) -> str:
    """The colour that a terminal of so many colours shows."""
    color = style.color if ink else style.bgcolor
    assert color is not None and not color.is_default, style
    triplet = color.downgrade(colors).get_truecolor(DEFAULT_TERMINAL_THEME)
    if colors is ColorSystem.STANDARD:
        from rich._palettes import STANDARD_PALETTE

        number = color.downgrade(colors).number
        assert number is not None
        if ink and number < 8 and pen_of(style, colors)[0] == "1":
            number += 8  # bold is bright on a console
        triplet = STANDARD_PALETTE[number]
    return triplet.hex


def rows(running: Running) -> list[list[Cell]]:
    """The cells of the screen in front."""
    colors = COLOR_SYSTEMS[running.app.console.color_system or ""]

    def cells() -> Iterator[list[Cell]]:
        for strip in running.app.screen._compositor.render_strips():
            line: list[Cell] = []
            for text, style, _control in strip:
                assert style is not None
                ground = shown(style, colors, ink=False)
                ink = shown(style, colors, ink=True) if text.strip() else ground
                for character in text:
                    line += [Cell(character, ink, ground)] * (2 if ord(character) > 0x2E80 else 1)
            yield line

    return list(cells())


def assert_readable(running: Running) -> None:
    """Every word stands out from its ground; what a dialog covers is dim on purpose."""
    screen = running.app.screen
    seen = screen.children[0].region if isinstance(screen, ModalScreen) else screen.region
    for line in rows(running)[seen.y : seen.bottom]:
        for cell in line[seen.x : seen.right]:
            if cell.text.strip() and cell.text not in SCROLLBAR:
                said = "".join(one.text for one in line)
                assert contrast(cell.ink, cell.ground) >= TEXT, (cell, said)


def field_cells(running: Running) -> tuple[list[Cell], int]:
    """The cells of the focused field, and the place of its cursor among them."""
    field = running.app.focused
    assert isinstance(field, LineInput)
    region = field.content_region
    cursor = cell_len(field.value[: field.cursor_position]) - field.scroll_offset.x
    return rows(running)[region.y][region.x : region.right], cursor


async def in_every_theme(running: Running, *, field: bool) -> None:
    """Words, and the cursor of a field that has one at the end of its text, in each theme."""
    for theme in TITLES:
        running.app.theme = theme
        await running.settle()
        assert_readable(running)
        if field:
            cells, cursor = field_cells(running)
            assert contrast(cells[cursor].ground, cells[cursor + 2].ground) >= MARK, theme


@pytest.mark.parametrize("term", TERMINALS)
async def test_words_cursors_and_selections_stand_out(
    desk: Opened, monkeypatch: pytest.MonkeyPatch, term: str
) -> None:
    monkeypatch.setenv("TERM", TERMINALS[term][0])
    monkeypatch.setenv("COLORTERM", TERMINALS[term][1])
    async with desk((120, 40)) as running:
        await running.until("Assigned to ")
        for theme in TITLES:
            running.app.theme = theme
            await running.settle()
            assert_readable(running)
            selected, other = rows(running)[4], rows(running)[6]
            assert "EMERGENCY" in "".join(cell.text for cell in selected)
            assert contrast(selected[0].ground, other[0].ground) >= MARK, theme
            assert len({(cell.ink, cell.ground) for cell in selected[:60] if cell.text.strip()}) == 1

        await running.do("app.new_ticket")
        await running.type("3-1-0801 burst pipe !!")
        await in_every_theme(running, field=True)

        field = running.app.focused
        assert isinstance(field, LineInput)
        field.action_select_all()
        await in_every_theme(running, field=True)
        for theme in TITLES:
            running.app.theme = theme
            await running.settle()
            cells, cursor = field_cells(running)
            assert contrast(cells[0].ground, cells[cursor + 2].ground) >= MARK, theme
            assert cells[cursor].ground != cells[0].ground, theme


SCREENS = (
    "board.search",
    "act.assign",
    "board.open",
    "app.handover",
    "app.roster",
    "app.to_tell",
    "app.dispatch",
    "app.papers",
    "app.help",
)


@pytest.mark.parametrize("term", ["truecolor", "linux"])
async def test_every_screen_can_be_read(desk: Opened, monkeypatch: pytest.MonkeyPatch, term: str) -> None:
    monkeypatch.setenv("TERM", TERMINALS[term][0])
    monkeypatch.setenv("COLORTERM", TERMINALS[term][1])
    async with desk((80, 24)) as running:
        await running.until("Assigned to ")
        for command in SCREENS:
            await running.do(command)
            await in_every_theme(running, field=isinstance(running.app.focused, LineInput))
            await running.pilot.press("escape")
            await running.settle()


async def test_the_theme_command_names_the_theme_it_has_changed_to(desk: Opened) -> None:
    async with desk() as running:
        for title in [*TITLES.values()][1:]:
            await running.do("app.theme")
            await running.until(f"Theme: {title}")
