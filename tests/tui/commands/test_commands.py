"""The registry, the shipped keys and the generated page say the same."""

from __future__ import annotations

import tomllib

import pytest
from textual.actions import parse

from tui.commands.keymap import default_keybindings, load, markdown
from tui.commands.registry import COMMANDS, CONTEXTS, SCREENS, UNBOUND, bindings, commands


def test_every_command_belongs_to_a_known_context() -> None:
    assert {command.context for command in COMMANDS.values()} == set(CONTEXTS)
    assert {context for row in SCREENS.values() for context in row} | {"app"} == set(CONTEXTS)


def test_the_shipped_file_names_every_command_and_no_other() -> None:
    tables = tomllib.loads(default_keybindings())
    named = {f"{context}.{name}" for context, table in tables.items() for name in table}
    assert named == set(COMMANDS)


def test_every_command_has_a_key_and_a_name() -> None:
    keymap = load()
    for command in COMMANDS.values():
        assert keymap.keys(command.id), command.id
        assert command.title and command.short, command.id


@pytest.mark.parametrize("contexts", SCREENS.values())
def test_an_action_stands_for_one_command_on_a_screen(contexts: tuple[str, ...]) -> None:
    actions = [command.action for command in commands(*contexts)]
    assert len(set(actions)) == len(actions)
    assert parse(COMMANDS["board.view_open"].action) == ("", "do", ("board.view_open",))
    assert parse(COMMANDS["app.undo"].action) == ("app", "do", ("app.undo",))


def test_bindings_wait_for_the_keymap() -> None:
    for binding in bindings(*CONTEXTS):
        assert binding.key.startswith(UNBOUND)
        assert binding.id in COMMANDS


def test_the_page_of_keys_names_every_command() -> None:
    page = markdown(load())
    for command in COMMANDS.values():
        assert f"`{command.name}` | {command.title} |" in page
