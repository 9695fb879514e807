"""Keys without a command in a real terminal: one is answered, a text in one go is not, none ends it."""

from pathlib import Path

import pytest

from tests.tui.app.test_keys_in_flight import desk_of, prepared

HINT = "? lists the keys, ^Q quits."


@pytest.mark.parametrize("key", ["\x03", "\x1a", "\x1c", "`", "\x1b[24;5~"], ids=repr)
def test_one_key_is_answered_and_does_not_quit(own_home: Path, key: str) -> None:
    with desk_of(own_home, prepared(own_home)) as terminal:
        terminal.type(key)
        terminal.until(HINT)
        terminal.type("?")
        terminal.until("Help: type to narrow")


def test_a_text_that_arrives_in_one_go_is_not_answered(own_home: Path) -> None:
    with desk_of(own_home, prepared(own_home)) as terminal:
        terminal.type("& & && &&& & &" * 4)
        assert not terminal.read(1.0).count(HINT.encode())
        terminal.type("\x11")
        assert terminal.ended() == 0
