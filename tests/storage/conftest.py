"""One suite for both databases: `url` and `store` come as SQLite and as PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.store import SqlStore


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database that is not there yet."""
    if request.param == "sqlite":
        return str(tmp_path / "desk" / "desk.db")
    address: str = request.getfixturevalue("postgresql_url")
    return address


@pytest.fixture
def store(url: str) -> Iterator[SqlStore]:
    """An open, empty store."""
    opened = SqlStore(url)
    yield opened
    opened.close()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where an SQLite database may be made."""
    return tmp_path / "desk.db"
