"""Text from people is data: shown as it is written, never a command to the terminal or to us."""

import os
import pty
import select
import subprocess
import time
from pathlib import Path

import pytest

from tests.cli.program import Cli, finished, here, process

NASTY = {
    "markup": "[/x] [B12] [red]x[/blue] [link=file:///etc]",
    "escape": "a\x1b]0;owned\x07b\x1b[2Jc\x9b31md",
    "bidi": "a\u202eb\u2066c\ufeffd",
    "long": "长" * 300,
    "emoji": "👩\u200d🚒 🔥 家👨\u200d👩\u200d👧",
    "braces": "{0} {name} %s %(x)s",
    "quotes": "“灯” \"lamp\" 'x'",
    "lines": "a\nb\r\tc\x00d",
}


def on_a_terminal(*words: str, **changes: str) -> str:
    """What the program sends to a terminal of 80 columns."""
    master, slave = pty.openpty()
    subprocess.run(["stty", "cols", "80", "rows", "24"], stdin=slave, check=True)
    started = process(*words, stdin=slave, stdout=slave, stderr=slave, env=here(**changes))
    os.close(slave)
    shown = b""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and select.select([master], [], [], 60)[0]:
        try:
            shown += os.read(master, 65536)
        except OSError:
            break
    os.close(master)
    assert started.wait(timeout=60) == 0, shown
    return shown.decode()


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
def test_it_is_shown_as_text(cli: Cli, text: str) -> None:
    number = cli("log", "3-2-1201 lamp", "--caller", text, "--unit", text[:20], "--note", text).out.strip()
    cli("note", number, text)
    cli("handle", number, "--outcome", text, "--no-arrival", "by phone", ok=False)
    for words in (("list",), ("show", number), ("list", "--json"), ("search", "lamp"), ("urge", number)):
        out = cli(*words).out
        assert not any(ord(char) < 32 and char != "\n" for char in out)
        assert not any(char in out for char in "\x7f\x9b\u202e\u2066\ufeff")


def test_a_line_of_nothing_but_nasty_text(cli: Cli) -> None:
    for text in NASTY.values():
        assert cli("log", text, ok=False).code in (0, 1)


def test_markup_survives_as_it_was_typed(cli: Cli) -> None:
    cli("log", NASTY["markup"])
    assert "[/x] [B12] [red]x[/blue]" in cli("list").out
    assert "[/x] [B12] [red]x[/blue]" in on_a_terminal("list", COLUMNS="200")


def test_bytes_that_are_no_text() -> None:
    said = finished(process("log", b"3-2-1201 caf\xe9 lamp", b"--caller", b"\xe9\xff"))
    assert said.code == 0
    assert finished(process("show", said.out.strip(), "--json")).json["description"] == "caf\ufffd lamp"
    wrong = finished(process(b"\xe9\xff"))
    assert (wrong.code, wrong.err.count("\n")) == (2, 1)
    assert said.out.strip()[-3:] in finished(process("search", b"caf\xe9")).out
    moved = finished(process("assign", said.out.strip(), "Li", "--way", b"radio \xe9", "--json")).json
    assert moved["events"][-1]["way"] == "radio \ufffd"


def test_a_database_in_a_file_whose_name_is_no_text(tmp_path: Path) -> None:
    place, copy = (os.fsencode(tmp_path) + name for name in (b"/caf\xe9.db", b"/\xff.bak"))
    assert finished(process("--database", place, "log", "3-2-1201 lamp")).code == 0
    assert finished(process("--database", place, "backup", copy)).code == 0
    assert finished(process("--database", place, "restore", copy, "--yes")).code == 0
    assert len(finished(process("--database", place, "list", "--json")).json) == 1


def test_an_old_encoding() -> None:
    plain = here(PYTHONIOENCODING="ascii")
    number = finished(process("log", "3-2-1201 水管漏水", env=plain)).out.strip()
    assert finished(process("list", env=plain)).code == 0
    assert finished(process("show", number, "--json", env=plain)).json["description"] == "水管漏水"


def test_a_pipe_gets_plain_lines(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "40")
    cli("log", "3-2-1201 水管漏水")
    for words in (("list",), ("show", "1"), ("config",), ("keys",), ("deadlines", "fire", "--at", "09:00")):
        out = cli(*words).out
        assert "\x1b" not in out
        assert "\t" not in out
    lines = cli("list").out.splitlines()
    assert lines[1].index("3-2-1201") == lines[0].index("Place")


def test_a_terminal_gets_colours_unless_told_otherwise(cli: Cli) -> None:
    cli("log", "3-2-1201 水管漏水")
    assert "\x1b[1m" in on_a_terminal("show", "1")
    cli("log", "东门路灯不亮", "--at", "-1h")
    assert "\x1b[1;31m" in on_a_terminal("list")
    assert "31m" not in on_a_terminal("list", NO_COLOR="1")


def test_a_full_disk_behind_the_pipe() -> None:
    with Path("/dev/full").open("w") as full:
        listing = process("list", stdout=full)
        _out, err = listing.communicate(timeout=60)
    assert listing.returncode == 1
    assert err == (
        b"The output cannot be written: No space left on device."
        b" The change was saved; only the printout failed.\n"
    )
