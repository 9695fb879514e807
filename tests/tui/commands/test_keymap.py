"""Keys: how they are written, what is refused and why, and that a user's file cannot lock anybody out."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import keys as textual_keys
from textual.widgets import Input, TextArea

from tui.commands.keymap import CONSUMED, NEVER_LOST, Keymap, Problem, load
from tui.commands.keynames import NAMED, PUNCTUATION, BadKey, caution, display, is_printable, normalise
from tui.commands.registry import COMMANDS, SCREENS, commands


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("?", "question_mark"),
        ("/", "slash"),
        (",", "comma"),
        ("+", "plus"),
        ("ctrl++", "ctrl+plus"),
        ("shift+a", "A"),
        ("ctrl+A", "ctrl+shift+a"),
        ("shift+ctrl+a", "ctrl+shift+a"),
        ("Ctrl+S", "ctrl+shift+s"),
        ("control+s", "ctrl+s"),
        ("pgup", "pageup"),
        ("Esc", "escape"),
        ("F5", "f5"),
        (" ", "space"),
        ("王", "王"),
    ],
)
def test_keys_are_written_in_many_ways(written: str, name: str) -> None:
    assert normalise(written) == name


@pytest.mark.parametrize(
    ("written", "part"),
    [
        ("ctrl+h", "send it as"),
        ("ctrl+i", "send it as"),
        ("ctrl+m", "send it as"),
        ("ctrl+[", "send it as"),
        ("ctrl+space", "send it as"),
        ("alt+b", "send it as"),
        ("alt+3", "special character"),
        ("alt+-", "special character"),
        ("ctrl+7", "plain digit"),
        ("f13", "no such function key"),
        ("shift+1", "depends on the keyboard"),
        ("ctrll+zz", "there is no key"),
        ("hoem", "there is no key"),
        ("", "there is no key"),
        ("\x1b", "not a keyboard key"),
    ],
)
def test_keys_no_terminal_sends_are_refused_with_the_reason(written: str, part: str) -> None:
    with pytest.raises(BadKey) as bad:
        normalise(written)
    assert part in bad.value.reason


def test_a_misspelt_key_gets_the_nearest_name() -> None:
    with pytest.raises(BadKey) as bad:
        normalise("ctrl+hoem")
    assert bad.value.hint == "home"


def test_names_of_characters_are_those_of_textual() -> None:
    for name, character in PUNCTUATION.items():
        assert textual_keys._character_to_key(character) == name


@given(
    st.sampled_from([*NAMED, *PUNCTUATION, *"abzABZ059"]), st.sets(st.sampled_from(["ctrl", "alt", "shift"]))
)
def test_a_normalised_key_stays_as_it_is(base: str, modifiers: set[str]) -> None:
    try:
        key = normalise("+".join([*modifiers, base]))
    except BadKey:
        return
    assert normalise(key) == key
    assert display(key).isascii()


def test_text_fields_take_what_we_say_they_take() -> None:
    def keys(widget: type[Input] | type[TextArea]) -> set[str]:
        return {key for key in widget._merged_bindings.key_to_bindings if "super" not in key}  # type: ignore[union-attr]

    # A field of one line passes the vertical keys on; one of many lines moves its cursor with them.
    vertical = {"up", "down", "pageup", "pagedown", "ctrl+pageup", "ctrl+pagedown", "shift+up", "shift+down"}
    assert keys(Input) - vertical <= CONSUMED["search"]
    assert keys(TextArea) - vertical - {"alt+delete"} <= CONSUMED["form"]


def written(folder: Path, text: str) -> Keymap:
    """The keymap under a user's file with this text."""
    file = folder / "keybindings.toml"
    file.write_text(text, encoding="utf-8")
    return load(file)


def only(keymap: Keymap) -> Problem:
    """Its one problem."""
    (problem,) = keymap.problems
    return problem


def test_the_shipped_keys_are_flawless(tmp_path: Path) -> None:
    from tui.commands.keymap import default_keybindings

    assert load().problems == ()
    again = written(tmp_path, default_keybindings())
    assert again.ok
    assert again.by_command == load().by_command


def test_an_entry_replaces_the_default_and_nothing_else(tmp_path: Path) -> None:
    keymap = written(tmp_path, '[act]\nassign = ["z", "ctrl+shift+z"]\n')
    assert keymap.keys("act.assign") == ("z", "ctrl+shift+z")
    assert {**keymap.by_command, "act.assign": load().keys("act.assign")} == load().by_command
    assert keymap.textual()["act.assign"] == "z,ctrl+shift+z"
    assert keymap.find("z", "board", "act") == "act.assign"
    assert keymap.find("a", "board", "act") is None


def test_no_key_is_a_choice(tmp_path: Path) -> None:
    keymap = written(tmp_path, "[app]\nsound = []\n")
    assert keymap.problems == ()
    assert keymap.keys("app.sound") == ()
    assert "app.sound" not in keymap.textual()


def test_all_problems_are_named_with_place_and_help(tmp_path: Path) -> None:
    keymap = written(
        tmp_path,
        '[bord]\nx = "y"\n[board]\nopn = "o"\nopen = ["ctrl+h", "z"]\nup = 5\n'
        '[intake]\nsave = "s"\ncancel = "ctrl+w"\n',
    )
    told = [(problem.line, problem.entry, problem.suggestion) for problem in keymap.problems]
    assert told[:3] == [(1, "bord", "board"), (4, "board.opn", "open"), (5, "board.open", "")]
    assert [entry for _, entry, _ in told[3:]] == ["board.up", "intake.save", "intake.cancel"]
    assert not keymap.ok
    assert keymap.by_command == load().by_command
    text = keymap.problems[1].text()
    assert text == f"{tmp_path}/keybindings.toml:4: board.opn: there is no such command. Try: open"
    assert '"ctrl+h"' in keymap.problems[2].text()


def test_no_toml_at_all_leaves_the_defaults(tmp_path: Path) -> None:
    keymap = written(tmp_path, "[board]\nopen = \n")
    assert only(keymap).line == 2
    assert keymap.by_command == load().by_command


def test_bytes_that_are_no_text_leave_the_defaults(tmp_path: Path) -> None:
    file = tmp_path / "keybindings.toml"
    file.write_bytes(b"[board]\nopen = '\xe9'\n")
    assert "cannot be read" in only(load(file)).text()


def test_a_missing_file_is_no_problem(tmp_path: Path) -> None:
    assert load(tmp_path / "none.toml").problems == ()


def test_one_key_for_two_commands_is_taken_back(tmp_path: Path) -> None:
    keymap = written(tmp_path, '[act]\nassign = "c"\n')
    assert only(keymap).values == {"key": "c", "winner": "act.accept"}
    assert keymap.keys("act.assign") == ("a",)


def test_keys_may_be_swapped(tmp_path: Path) -> None:
    keymap = written(tmp_path, '[act]\nassign = "c"\naccept = "a"\n')
    assert keymap.problems == ()
    assert keymap.find("c", "act") == "act.assign"


def test_the_later_of_two_own_lines_loses(tmp_path: Path) -> None:
    keymap = written(tmp_path, '[act]\nassign = "`"\naccept = "`"\n')
    assert only(keymap).entry == "act.accept"
    assert keymap.keys("act.assign") == ("grave_accent",)
    assert keymap.keys("act.accept") == ("c",)


def test_a_screen_key_over_an_app_key_is_a_warning(tmp_path: Path) -> None:
    keymap = written(tmp_path, '[ticket]\nnext = ["n", "]"]\n')
    assert only(keymap).warning
    assert keymap.ok
    assert keymap.keys("ticket.next") == ("n", "right_square_bracket")


def test_a_key_that_may_not_arrive_is_a_warning_when_it_is_alone(tmp_path: Path) -> None:
    assert only(written(tmp_path, '[app]\ntheme = "ctrl+a"\n')).warning
    assert written(tmp_path, '[app]\ntheme = ["ctrl+a", "alt+t"]\n').problems == ()
    assert caution("ctrl+shift+a") and not caution("f5")


@pytest.mark.parametrize(
    "text",
    [
        "[app]\nquit = []\nhelp = []\n",
        '[app]\nquit = "Q"\nhelp = "?"\n',
        '[app]\nquit = "f13"\nhelp = "alt+1"\n',
        '[ticket]\nback = ["ctrl+q", "f10", "f1"]\n',
        '[intake]\nsave = ["f1"]\npark = ["ctrl+q", "f10"]\n',
    ],
)
def test_quit_and_help_are_never_lost(tmp_path: Path, text: str) -> None:
    keymap = written(tmp_path, text)
    assert not keymap.ok
    _assert_a_way_out(keymap)


def _assert_a_way_out(keymap: Keymap) -> None:
    for contexts in SCREENS.values():
        taken = {key for command in commands(*contexts) for key in keymap.keys(command.id)}
        for name in NEVER_LOST:
            assert any(not is_printable(key) and key not in taken for key in keymap.keys(name)), (
                contexts,
                name,
            )


@given(
    st.dictionaries(
        st.sampled_from(sorted(COMMANDS)),
        st.lists(
            st.sampled_from(
                ["a", "c", "n", "?", "f1", "f2", "f5", "f10", "ctrl+q", "ctrl+h", "zz", "escape"]
            ),
            max_size=3,
        ),
        max_size=12,
    )
)
def test_whatever_is_written_no_screen_has_a_key_twice(entries: dict[str, list[str]]) -> None:
    import tempfile

    tables: dict[str, list[str]] = {}
    for name, keys in entries.items():
        context, _, command = name.partition(".")
        tables.setdefault(context, []).append(f"{command} = {keys!r}")
    text = "\n".join(f"[{context}]\n" + "\n".join(lines) for context, lines in tables.items())
    with tempfile.TemporaryDirectory() as folder:
        keymap = written(Path(folder), text)
    for contexts in (*SCREENS.values(), ("app",)):
        keys = [key for command in commands(*contexts) for key in keymap.keys(command.id)]
        assert len(keys) == len(set(keys)), contexts
    _assert_a_way_out(keymap)
