"""The PostgreSQL of the tests is a real server with a fresh database for every test."""

import psycopg
import pytest


@pytest.mark.parametrize("_turn", [1, 2])
def test_each_test_has_an_empty_database(postgresql_url: str, _turn: int) -> None:
    with psycopg.connect(postgresql_url.replace("+psycopg", "")) as connection:
        connection.execute("CREATE TABLE mark (id integer)")
        version = connection.execute("SHOW server_version_num").fetchone()
    assert version is not None
    assert int(version[0]) >= 130000
