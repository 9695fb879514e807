"""Runs the command line in this process, as a person would type it."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest

from tui.cli import run

Dutydesk = Callable[..., "Said"]


@dataclass(frozen=True)
class Said:
    """What a command left: its exit code, data and diagnostics."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON document on stdout."""
        assert self.code == 0, self.err
        return json.loads(self.out)


def dutydesk_in(capsys: pytest.CaptureFixture[str]) -> Dutydesk:
    """A function that runs `dutydesk` with the words it is given."""

    def dutydesk(*words: object) -> Said:
        code = run([str(word) for word in words], datetime.now(UTC))
        said = capsys.readouterr()
        return Said(code, said.out, said.err)

    return dutydesk
