"""The program in a process of its own, and what one run of it leaves."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PROGRAM = (sys.executable, "-c", "import sys; from tui.cli import main; sys.exit(main())")
"""dutydesk, whether it is installed or not."""


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


def process(*words: str | bytes, **more: Any) -> "subprocess.Popen[bytes]":
    """The program, started."""
    settings: dict[str, Any] = {
        "stdin": subprocess.DEVNULL,
        "stdout": subprocess.PIPE,
        "stderr": subprocess.PIPE,
    }
    return subprocess.Popen([*PROGRAM, *words], cwd=Path(__file__).parents[2], **(settings | more))


def finished(started: "subprocess.Popen[bytes]") -> Said:
    """What the process left when it had ended."""
    out, err = started.communicate(timeout=60)
    return Said(started.returncode, out.decode(), err.decode())


def here(**changes: str) -> dict[str, str]:
    """The environment with some variables changed."""
    return {**os.environ, **changes}
