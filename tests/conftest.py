"""What every test stands on: a home of its own, English, fixed examples, and a real PostgreSQL server."""

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from hypothesis import settings
from pytest_postgresql import factories

from tests.postgresql_server import Server, running_server
from tui import i18n

settings.register_profile("desk", derandomize=True, database=None, deadline=None, max_examples=60)
settings.register_profile("thorough", database=None, deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "desk"))


def pytest_collection_finish() -> None:
    """What is loaded by now stays: to look at it after every screen took a fifth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home directory; nothing of the person who runs the tests reaches the program."""
    home = tmp_path / "home"
    for name in list(os.environ):
        if name.startswith(("DUTYDESK_", "XDG_", "LC_", "TEXTUAL")) and "SNAPSHOT" not in name:
            monkeypatch.delenv(name)
    for name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "COLUMNS", "LINES", "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    plain = {"HOME": str(home), "LANG": "C.UTF-8", "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    for name, value in (plain | {"TEXTUAL_ANIMATIONS": "none"}).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("textual.constants.TEXTUAL_ANIMATIONS", "none")
    home.mkdir()
    return home


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Texts are English and roles have our titles, unless the test chooses others, which end with it."""
    i18n.use_language("en")
    yield
    i18n.use_language("en")
    i18n.use_titles(None)


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[Server]:
    """A PostgreSQL server of this test run; an error, not a skip, where none can be started."""
    with running_server() as server:
        yield server


postgresql_template = factories.postgresql_noproc(depends_on="postgresql_server")
postgresql_connection = factories.postgresql("postgresql_template")


@pytest.fixture
def postgresql_url(postgresql_connection: psycopg.Connection) -> str:
    """The address of an empty database of this test alone."""
    there = postgresql_connection.info
    return f"postgresql+psycopg://{there.user}@{there.host}:{there.port}/{there.dbname}"
