"""On a screen: keys do what the registry says, dim ones say why, help and palette offer the same."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import pytest
from textual.app import ComposeResult
from textual.widgets import Footer, Input, Static

from core.people.roles import Actor
from screens.help import HelpScreen
from tui.app.command_app import CommandApp
from tui.commands.keymap import load
from tui.commands.registry import COMMANDS, commands
from tui.i18n import use_language
from tui.widgets.block import Part
from tui.widgets.cells import CUT
from tui.widgets.clock_text import SYMBOLS
from tui.widgets.handlers import Handler, Handlers
from tui.widgets.legend import LEGEND
from tui.widgets.row_list import RowList
from tui.widgets.screen import DeskModal, DeskScreen

REASON = "Nobody [/x] is on the spot yet [b]."


class Board(DeskScreen[None]):
    """A board that only notes what it was told."""

    CONTEXTS = ("board", "act")

    def compose(self) -> ComposeResult:
        yield Static("board")
        yield Footer()

    def handlers(self) -> Handlers:
        """Return handlers that note what was done; one act is not possible."""
        found = {one.id: Handler(partial(self._note, one.name)) for one in commands(*self.CONTEXTS)}
        return {**found, "act.handle": Handler(found["act.handle"].do, lambda: REASON)}

    def _note(self, name: str) -> None:
        told(self).append(name)


class Form(DeskModal[None]):
    """A dialog with a field."""

    CONTEXTS = ("form",)

    def compose(self) -> ComposeResult:
        yield Input()

    def handlers(self) -> Handlers:
        """Return what notes that it was saved."""
        return {
            **nothing("form"),
            "form.save": Handler(lambda: told(self).append("saved")),
            "form.cancel": Handler(partial(self.dismiss, None)),
        }


def nothing(context: str) -> Handlers:
    """Return handlers that do nothing."""
    return {command.id: Handler(lambda: None) for command in commands(context)}


class Identified:
    """The person at the desk, who may do everything."""

    actor = Actor("Chen Jing", unrestricted=True)


class Desk(CommandApp):
    """The board under the app's commands."""

    identity = Identified()

    def __init__(self, keys: Any) -> None:
        super().__init__(keys)
        self.told: list[str] = []

    def get_default_screen(self) -> Board:
        """The board."""
        return Board()

    def handlers(self) -> Handlers:
        """Note the one command that belongs to a part of the real desk."""
        own = {"app.new_ticket": Handler(partial(self.told.append, "new"))}
        return {**nothing("app"), **super().handlers(), **own}


def told(screen: Any) -> list[str]:
    """What the app was told so far."""
    app = screen.app
    assert isinstance(app, Desk)
    return app.told


@pytest.fixture
def app() -> Desk:
    """The desk with the shipped keys."""
    return Desk(load())


def notices(app: Desk) -> list[str]:
    """Texts of the notices on the screen."""
    return [notice.message for notice in app._notifications]


async def test_keys_do_what_the_registry_says(app: Desk) -> None:
    async with app.run_test() as pilot:
        await pilot.press("a", "3", "f2", "n")
        assert app.told == ["assign", "view_unassigned", "new", "new"]


async def test_a_dim_key_says_why(app: Desk) -> None:
    async with app.run_test() as pilot:
        await pilot.press("d")
        await pilot.pause()
        assert app.told == []
        assert notices(app) == [REASON]
        assert app.screen.active_bindings["d"].enabled is False


async def test_only_real_keys_are_shown(app: Desk) -> None:
    async with app.run_test():
        assert all("unbound" not in key for key in app.screen.active_bindings)
        assert app.get_key_display(app.screen.active_bindings["f2"].binding) == "F2"


async def test_a_dialog_keeps_its_letters_and_the_keys_of_everywhere(app: Desk) -> None:
    async with app.run_test() as pilot:
        app.push_screen(Form())
        await pilot.pause()
        await pilot.press("n", "question_mark", "a")
        assert app.screen.query_one(Input).value == "n?a"
        assert "n" not in app.screen.active_bindings
        await pilot.press("f2", "f5", "ctrl+s")
        assert app.told == ["new", "saved", "saved"]
        await pilot.press("f1")
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)


def listed(app: Desk) -> list[str]:
    """Ids of the commands and marks listed in help or palette."""
    return [row.key for row in app.screen.query_one(RowList).rows if row.key]


def text_of(app: Desk) -> str:
    """Texts of the list, with its headings."""
    rows = app.screen.query_one(RowList).rows
    return "\n".join("".join(text for text, _style in row.pieces) for row in rows)


async def test_help_lists_narrows_and_does(app: Desk) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        everything = listed(app)
        await pilot.press(*"assign")
        await pilot.pause()
        assert 0 < len(listed(app)) < len(everything)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, Board)
        assert app.told == ["assign"]


async def test_help_says_why_and_does_not_do_it(app: Desk) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f1", *"handled")
        await pilot.pause()
        (more, *_) = app.screen.query_one("#help-more", Part).draw()
        assert more[0][0] == REASON
        await pilot.press("enter")
        await pilot.pause()
        assert app.told == []
        assert notices(app) == [REASON]


async def test_help_opens_once_and_names_the_problems(tmp_path: Path) -> None:
    file = tmp_path / "keybindings.toml"
    file.write_text('[act]\nasign = "z [/x]"\n', encoding="utf-8")
    app = Desk(load(file))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f1")
        await pilot.pause()
        assert "act.asign" in text_of(app).replace("\n", "")
        await pilot.press("f1")
        await pilot.pause()
        assert isinstance(app.screen, Board)


async def test_palette_and_help_are_one_list_with_one_search(app: Desk) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f1")
        await pilot.pause()
        everything = listed(app)
        await pilot.press("f9")
        await pilot.pause()
        assert len(app.screen_stack) == 2
        assert set(listed(app)) < set(everything)
        assert not any(COMMANDS[name].moves for name in listed(app))
        await pilot.press(*"log a call")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert app.told == ["new"]
        await pilot.press("f9")
        await pilot.pause()
        await pilot.press("f9")
        await pilot.pause()
        assert isinstance(app.screen, Board)


@pytest.mark.parametrize("mark", [*sorted({sign.strip() for sign in SYMBOLS.values()} - {""}), CUT, "(2)"])
async def test_help_explains_every_mark(app: Desk, mark: str) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f1", *mark)
        await pilot.pause()
        assert {title for sign, title, _text in LEGEND if sign == mark} <= {*listed(app)}


@pytest.mark.parametrize("typed", ["交班", "jjb", "jiaojieban", "交接班"])
async def test_help_finds_by_characters_in_order_and_by_pinyin(app: Desk, typed: str) -> None:
    try:
        use_language("zh_CN")
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("f1")
            await pilot.pause()
            app.screen.query_one(Input).value = typed
            await pilot.pause()
            assert "app.handover" in listed(app)
            assert app.screen.query_one(RowList).selected in ("app.handover", "board.open")
    finally:
        use_language("en")


async def test_help_without_a_find_says_what_to_do(app: Desk) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f1", *"xyzzy")
        await pilot.pause()
        assert listed(app) == []
        assert "Nothing here is called “xyzzy”." in text_of(app)
        await pilot.press("enter")
        assert isinstance(app.screen, HelpScreen)


async def test_the_footer_speaks_the_language_in_use(app: Desk) -> None:
    try:
        async with app.run_test():
            before = app.screen.active_bindings["a"].binding.description
            use_language("zh_CN")
            assert before == "Assign"
            assert app.screen.active_bindings["a"].binding.description == "派单"
    finally:
        use_language("en")
