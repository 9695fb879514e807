"""In a real pseudo-terminal: what hostile bytes, signals and faults do to the desk and leave behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tui.pty_desk import ROOT, PtyDesk, tiny_desk

REPAINT, SLEEP, CRASH, QUIT = "\x1b[18~", "\x1b[19~", "\x1b[20~", "\x11"
TERMINAL_MODES_OFF = (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?2004l", b"\x1b[<u")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[PtyDesk]:
    """The tiny desk, ready for typing."""
    with tiny_desk(tmp_path) as running:
        running.until("kitchen")
        yield running


def assert_sane(desk: PtyDesk) -> None:
    """The terminal is as it was: settings, main screen, cursor, key protocol."""
    assert desk.attributes() == desk.before
    for sequence in TERMINAL_MODES_OFF:
        assert desk.raw.rfind(sequence) > desk.raw.rfind(b"\x1b[?1049h"), sequence


def test_it_types_shows_and_quits(desk: PtyDesk) -> None:
    desk.type("abc 水管")
    desk.until("typed: abc")
    desk.type(QUIT)
    assert desk.ended() == 0
    assert_sane(desk)


def test_no_control_byte_of_anybodys_text_arrives(desk: PtyDesk) -> None:
    assert "A]0;PWNEDB31mCD" in desk.text()
    for bad in (b"\x1b]0;PWNED", b"\x9b", "\u202e".encode(), b"\x1b]2;tiny \x1b"):
        assert bad not in desk.raw
    assert b"\x1b]2;tiny ]0;PWNEDdesk\x1b\\" in desk.raw


def test_the_window_title_comes_back(desk: PtyDesk) -> None:
    desk.type(QUIT)
    desk.ended()
    assert desk.raw.index(b"\x1b[22;0t") < desk.raw.index(b"\x1b]2;") < desk.raw.index(b"\x1b[23;0t")


def test_a_latin_1_byte_is_a_character_nobody_knows(desk: PtyDesk) -> None:
    desk.type(b"caf\xe9 x")
    desk.until("typed: caf\ufffd x")


@pytest.mark.parametrize(
    "keys", ["\x1b[9999999999u", "\x1b[65;5:9u", "\x1b[55296u", "\x1b[48;9999;9999;1;1t", "\x1b[<0;1;1M"]
)
def test_sequences_no_terminal_should_send_are_survived(desk: PtyDesk, keys: str) -> None:
    desk.type(keys)
    desk.read(0.3)
    desk.type("alive")
    desk.until(lambda text: "typed:" in text and "alive" in text)


def test_a_long_paste_is_cut(desk: PtyDesk, tmp_path: Path) -> None:
    desk.type("\x1b[200~")
    for _ in range(50):
        desk.type("x" * 1000)
        desk.read(0)
    desk.type("\x1b[201~")
    desk.until(lambda text: text.count("x") > 500)
    desk.kill(signal.SIGTERM)
    desk.ended()
    assert len((tmp_path / "draft").read_text(encoding="utf-8")) == 20_000


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, 143), (signal.SIGQUIT, 131), (signal.SIGINT, 130)]
)
def test_a_signal_ends_it_with_the_terminal_restored(
    desk: PtyDesk, tmp_path: Path, number: signal.Signals, code: int
) -> None:
    desk.type("half a call")
    desk.until("typed: half a call")
    desk.kill(number)
    assert desk.ended() == code
    assert_sane(desk)
    assert (tmp_path / "draft").read_text(encoding="utf-8") == "half a call"


def test_a_desk_that_hangs_is_ended_by_its_watchdog(desk: PtyDesk) -> None:
    desk.type(SLEEP)
    desk.read(0.3)
    desk.kill(signal.SIGTERM)
    assert desk.ended() == 143
    assert_sane(desk)


def test_hangup_saves_the_draft_and_leaves_no_process(desk: PtyDesk, tmp_path: Path) -> None:
    desk.type("half a call")
    desk.until("typed: half a call")
    desk.kill(signal.SIGHUP)
    assert desk.ended() == 129
    assert_sane(desk)
    assert (tmp_path / "draft").read_text(encoding="utf-8") == "half a call"


def test_a_dropped_line_saves_the_draft_and_leaves_no_process(desk: PtyDesk, tmp_path: Path) -> None:
    desk.type("half a call")
    desk.until("typed: half a call")
    desk.hang_up()
    assert desk.process.wait(10) == 129
    assert (tmp_path / "draft").read_text(encoding="utf-8") == "half a call"


def test_stray_sigconts_change_nothing(desk: PtyDesk) -> None:
    for _ in range(20):
        desk.kill(signal.SIGCONT)
        desk.read(0.02)
    desk.type("still here")
    desk.until("typed: still here")
    desk.type(QUIT)
    assert desk.ended() == 0
    assert_sane(desk)
    assert desk.raw.count(b"\x1b[?1049h") == 1


def test_stopped_and_continued_it_draws_everything_again(desk: PtyDesk) -> None:
    desk.kill(signal.SIGTSTP)
    desk.read(0.5)
    assert desk.attributes() == desk.before
    desk.screen.erase_in_display(2)
    desk.kill(signal.SIGCONT)
    desk.until("kitchen")
    desk.type("back")
    desk.until("typed: back")


def test_repaint_draws_over_what_others_wrote(desk: PtyDesk) -> None:
    desk.screen.erase_in_display(2)
    assert "kitchen" not in desk.text()
    desk.type(REPAINT)
    desk.until("kitchen")


def test_another_size_is_drawn_whole(desk: PtyDesk) -> None:
    import fcntl
    import struct
    import termios

    desk.type("abc")
    desk.until("typed: abc")
    desk.screen.resize(30, 100)
    desk.screen.erase_in_display(2)
    fcntl.ioctl(desk.slave, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
    desk.kill(signal.SIGWINCH)
    desk.until(lambda text: "typed: abc" in text and "kitchen" in text)


def test_a_fault_is_one_line_without_anybodys_data(desk: PtyDesk, tmp_path: Path) -> None:
    desk.type(CRASH)
    assert desk.ended() == 1
    assert_sane(desk)
    log = tmp_path / "crash.log"
    assert f"a fault (ValueError). Details: {log}".encode() in desk.raw.replace(b"\r\n", b"")
    for text in (desk.raw, log.read_bytes()):
        assert b"13812345678" not in text
        assert b"caller" not in text
    assert b"action_crash" in log.read_bytes()
    assert log.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("streams", "said"), [("stdin", b"needs a terminal"), ("stdout", b"needs a terminal")]
)
def test_without_a_terminal_it_refuses_in_one_line(tmp_path: Path, streams: str, said: bytes) -> None:
    import pty

    master, slave = pty.openpty()
    try:
        ours = {"stdin": slave, "stdout": slave, streams: subprocess.DEVNULL}
        done = subprocess.run(
            [sys.executable, "-m", "tests.tui.tiny_desk"],
            stdin=ours["stdin"],
            stdout=ours["stdout"],
            stderr=subprocess.PIPE,
            cwd=ROOT,
            env={**os.environ, "DRAFT": str(tmp_path / "draft"), "TERM": "xterm"},
            timeout=20,
            check=False,
        )
    finally:
        os.close(master)
        os.close(slave)
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stderr.count(b"\n") == 1


def test_a_dumb_terminal_is_refused(tmp_path: Path) -> None:
    with tiny_desk(tmp_path, TERM="dumb") as desk:
        assert desk.ended() == 2
        assert b"TERM=dumb" in desk.raw


def test_variables_that_log_keys_or_load_code_are_forgotten(tmp_path: Path) -> None:
    dangerous = {
        "TEXTUAL_LOG": str(tmp_path / "keys.log"),
        "TEXTUAL_DRIVER": "os:system",
        "TEXTUAL_PRESS": "p,w,n",
        "TEXTUAL_DEBUG": "1",
    }
    with tiny_desk(tmp_path, **dangerous) as desk:
        desk.until("kitchen")
        desk.type("abc")
        desk.until("typed: abc")
        assert "pwn" not in desk.text()
        assert not (tmp_path / "keys.log").exists()


def test_no_color_means_no_colour(tmp_path: Path) -> None:
    with tiny_desk(tmp_path, NO_COLOR="1", COLORTERM="truecolor") as desk:
        desk.until("kitchen")
        colours = {part for part in desk.raw.split(b"\x1b[") if b"48;2;" in part.split(b"m")[0]}
        assert colours
        for part in colours:
            red, green, blue = part.split(b"48;2;")[1].split(b"m")[0].split(b";")[:3]
            assert red == green == blue
