"""The program as scripts use it: in this process where that is enough, else in one of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tui.cli import run

PROGRAM = (sys.executable, "-c", "import sys; from tui.cli import main; sys.exit(main())")
"""dutydesk as a process of its own, whether it is installed or not."""


@dataclass(frozen=True)
class Said:
    """What one run of the program left."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The document on stdout."""
        return json.loads(self.out)


Cli = Callable[..., Said]


@pytest.fixture
def cli(capfd: pytest.CaptureFixture[str]) -> Cli:
    """Run one command line in this process; `ok` also demands that it ends well."""

    def command(*words: str, ok: bool = True) -> Said:
        capfd.readouterr()
        code = run(words, datetime.now(UTC))
        said = Said(code, *capfd.readouterr())
        assert not ok or code == 0, said.err
        return said

    return command


@pytest.fixture
def refused(cli: Cli) -> Callable[..., Said]:
    """Run one command line that must fail with this exit code and one line on stderr."""

    def command(code: int, *words: str) -> Said:
        said = cli(*words, ok=False)
        assert said.code == code, said
        assert said.out == ""
        assert said.err.count("\n") == 1
        return said

    return command


def process(*words: str | bytes, **more: Any) -> subprocess.Popen[bytes]:
    """The program in a process of its own."""
    settings = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen([*PROGRAM, *words], cwd=Path(__file__).parents[2], **(settings | more))


def finished(started: subprocess.Popen[bytes]) -> Said:
    """What the process left when it had ended."""
    out, err = started.communicate(timeout=60)
    return Said(started.returncode, out.decode(), err.decode())


def here(**changes: str) -> dict[str, str]:
    """The environment with some variables changed."""
    return {**os.environ, **changes}
