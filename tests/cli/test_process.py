"""The process of a command: it ends at once, and loses nothing by it."""

import gc
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.cli.program import PROGRAM, Cli
from tui.cli.process import collect_again, load_without_collecting


@pytest.fixture(autouse=True)
def collecting() -> Iterator[None]:
    yield
    gc.unfreeze()
    gc.enable()


def ended(code: str) -> "subprocess.CompletedProcess[str]":
    """A process of its own that runs `code` and then leaves with 3."""
    program = f"import atexit, sys, threading, time; from tui.cli.process import leave\n{code}\nleave(3)"
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)


def test_what_was_said_is_written_before_the_end() -> None:
    said = ended("sys.stdout.write('ticket'); sys.stderr.write('problem')")
    assert (said.returncode, said.stdout, said.stderr) == (3, "ticket", "problem")


def test_nothing_is_taken_apart() -> None:
    assert ended("atexit.register(lambda: sys.stderr.write('taken apart'))").stderr == ""


def test_another_thread_is_waited_for() -> None:
    late = "threading.Thread(target=lambda: (time.sleep(0.2), sys.stdout.write('late'))).start()"
    said = ended(late)
    assert (said.returncode, said.stdout) == (3, "late")


def test_a_closed_output_does_not_keep_it() -> None:
    said = ended("sys.stdout.write('x'); sys.stdout.close()")
    assert (said.returncode, said.stderr) == (3, "")


def test_a_long_command_collects_its_garbage(cli: Cli) -> None:
    load_without_collecting()
    assert not gc.isenabled()
    cli("log", "3-2-1201 lamp")
    assert gc.isenabled()


def test_a_collector_that_runs_is_left_alone() -> None:
    collect_again()
    assert gc.get_freeze_count() == 0


def test_exit_codes_are_those_of_the_command() -> None:
    assert subprocess.run([*PROGRAM, "list", "--bad"], stderr=subprocess.DEVNULL).returncode == 2
