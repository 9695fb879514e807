"""One suite for both databases: `url` and `store` come as SQLite and as PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from storage.store import SqlStore
from tests.postgresql_server import Server

BOTH = ["sqlite", "postgresql"]


@pytest.fixture(scope="session")
def server_url(postgresql_server: Server) -> str:
    """A PostgreSQL database that the storage tests use one after the other: cheaper than one for each."""
    there = f"{postgresql_server.user}@{postgresql_server.host}:{postgresql_server.port}"
    with psycopg.connect(f"postgresql://{there}/postgres", autocommit=True) as connection:
        connection.execute("CREATE DATABASE desk TEMPLATE template0")
    return f"postgresql://{there}/desk"


def emptied(server_url: str) -> str:
    """The same database with nothing in it."""
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute("SET client_min_messages TO error")
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")
    return server_url


@pytest.fixture(params=BOTH)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database that is not there yet."""
    if request.param == "sqlite":
        return str(tmp_path / "desk" / "desk.db")
    return emptied(request.getfixturevalue("server_url"))


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
