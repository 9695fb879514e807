"""The program in this process: fast, and enough wherever only words and exit codes count."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from tests.cli.program import Cli, Said
from tui.cli import run


@pytest.fixture
def cli(capfd: pytest.CaptureFixture[str]) -> Cli:
    """Run one command line; `ok` demands that it ends well."""

    def command(*words: str, ok: bool = True) -> Said:
        capfd.readouterr()
        code = run(words, datetime.now(UTC))
        said = Said(code, *capfd.readouterr())
        assert not ok or code == 0, said.err
        return said

    return command


@pytest.fixture
def refused(cli: Cli) -> Callable[..., str]:
    """Run one command line that must fail with this exit code and one line on stderr."""

    def command(code: int, *words: str) -> str:
        said = cli(*words, ok=False)
        assert said.code == code, said
        assert said.out == ""
        assert said.err.count("\n") == 1
        return said.err

    return command
