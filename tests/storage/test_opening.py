"""A database is private, made once, and refused with a plain sentence when it cannot be used."""

import os
import resource
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text

from core.base.errors import Misconfigured, Unavailable
from storage import sqlite
from storage.engine import open_engine
from storage.store import SqlStore
from tests.storage.examples import log, numbers, view


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_files_and_folders_are_the_owners_alone(tmp_path: Path) -> None:
    file = tmp_path / "data" / "desk" / "desk.db"
    before = os.umask(0)
    try:
        store = SqlStore(str(file))
        with store.writing() as work:
            log(work)
            found = {path.name: mode(path) for path in file.parent.iterdir()}
    finally:
        os.umask(before)
    assert found == {"desk.db": 0o600, "desk.db-wal": 0o600, "desk.db-shm": 0o600}
    assert (mode(file.parent), mode(file.parent.parent)) == (0o700, 0o700)
    store.close()


def test_every_sqlite_connection_is_set_up(file: Path) -> None:
    store = SqlStore(str(file))
    expected = {
        "journal_mode": "wal" if sqlite.is_safe(sqlite.driver().sqlite_version_info) else "truncate",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 8000,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "secure_delete": 1,
        "application_id": sqlite.APPLICATION,
        "user_version": sqlite.SCHEMA,
    }
    with store.database.reading() as connection:
        found = {name: connection.scalar(text(f"PRAGMA {name}")) for name in expected}
    assert found == expected
    store.close()


def test_a_store_is_opened_again_with_all_that_is_in_it(url: str) -> None:
    for expected in (["260302-001"], ["260302-001", "260302-002"]):
        store = SqlStore(url)
        with store.writing() as work:
            log(work)
            assert numbers(work.tickets.rows(view("open"))) == expected
        store.close()


@pytest.mark.parametrize("address", ["sqlite:///{file}", "sqlite+pysqlite:///{file}", "{file}"])
def test_a_file_is_named_by_path_or_address(file: Path, address: str) -> None:
    SqlStore(address.format(file=file)).close()
    assert file.is_file()


@pytest.mark.parametrize(
    "address", ["mysql://root@host/desk", "sqlite://", "sqlite:///", "postgresql://host:port/"]
)
def test_what_is_no_database_is_a_wrong_setting(address: str) -> None:
    with pytest.raises(Misconfigured, match="is not a database"):
        SqlStore(address)


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 0), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((4, 0, 0), True),
    ],
)
def test_which_sqlite_is_trusted_with_a_wal(version: tuple[int, ...], safe: bool) -> None:
    assert sqlite.is_safe(version) is safe


def test_an_untrusted_sqlite_works_with_the_older_journal(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "is_safe", lambda version: False)
    store = SqlStore(str(file))
    with store.writing() as work:
        log(work)
    with store.database.reading() as connection:
        assert connection.scalar(text("PRAGMA journal_mode")) == "truncate"
    store.close()


def test_a_newer_sqlite_file_is_refused_and_untouched(file: Path) -> None:
    SqlStore(str(file)).close()
    with closing(sqlite.connect(file)) as connection:
        connection.execute("PRAGMA user_version=99")
    before = file.read_bytes()
    with pytest.raises(Unavailable, match="made by a newer dutydesk") as refused:
        SqlStore(str(file))
    assert refused.value.exit_code == 3
    assert file.read_bytes() == before
    assert list(file.parent.glob("desk.db*")) == [file]


def test_a_newer_server_schema_is_refused(server_url: str) -> None:
    from tests.storage.conftest import emptied

    store = SqlStore(emptied(server_url))
    for revision, sentence in (("0099", "newer dutydesk"), ("ab12", "not a dutydesk database")):
        with store.database.writing() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = :now"), {"now": revision})
        with pytest.raises(Unavailable, match=sentence):
            SqlStore(server_url)
    store.close()


def test_a_foreign_file_is_refused_and_untouched(file: Path) -> None:
    with closing(sqlite.driver().connect(str(file))) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    before = file.read_bytes()
    with pytest.raises(Unavailable, match="is not a dutydesk database"):
        SqlStore(str(file))
    assert file.read_bytes() == before


def test_a_file_that_is_no_database_is_refused(file: Path) -> None:
    file.write_text("Dear diary, " * 100, encoding="utf-8")
    with pytest.raises(Unavailable, match="is damaged or not a database"):
        SqlStore(str(file))


def test_a_folder_in_the_place_of_the_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="cannot be opened"):
        SqlStore(str(tmp_path))


def test_a_place_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Unavailable, match=r"cannot be made: (Not a directory|File exists)"):
        SqlStore(str(tmp_path / "file" / "desk.db"))


def test_a_network_disk_is_refused(tmp_path: Path) -> None:
    mounts = tmp_path / "mountinfo"
    root = "22 1 8:1 / / rw - ext4 /dev/sda1 rw"
    for kind in ("nfs4", "cifs", "9p", "fuse.sshfs"):
        mounts.write_text(f"{root}\n30 22 0:40 / {tmp_path.resolve()} rw shared:1 - {kind} server:/ rw\n")
        with pytest.raises(Unavailable, match=f"network file system \\({kind}\\)"):
            sqlite.refuse_remote(tmp_path / "desk.db", mounts)
    mounts.write_text(root)
    sqlite.refuse_remote(tmp_path / "desk.db", mounts)
    sqlite.refuse_remote(tmp_path / "desk.db", tmp_path / "none")


def test_a_database_locked_for_long_is_busy(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "PRAGMAS", ("busy_timeout=20", *sqlite.PRAGMAS[1:]))
    store, other = SqlStore(str(file)), SqlStore(str(file))
    with store.writing() as work:
        log(work)
        with pytest.raises(Unavailable, match="another user's change"), other.writing():
            pass
    with other.reading() as look:
        assert look.tickets.position() == 1
    store.close()
    other.close()


def test_a_read_only_database_can_be_read_but_not_written(file: Path) -> None:
    store = SqlStore(str(file))
    with store.database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only=ON")
    with pytest.raises(Unavailable, match="cannot be written"), store.writing() as work:
        log(work)
    store.close()


@contextmanager
def files_no_larger_than(size: int) -> Iterator[None]:
    """The next best thing to a full disk that needs no rights to mount one."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)


def test_a_disk_that_takes_no_more_loses_nothing(file: Path) -> None:
    store = SqlStore(str(file))
    with store.writing() as work:
        log(work)
    size = file.with_name("desk.db-wal").stat().st_size
    with (
        files_no_larger_than(size + 4096),
        pytest.raises(Unavailable, match="nothing was saved"),
        store.writing() as work,
    ):
        for _ in range(50):
            log(work, opinion="x" * 2000)
    with store.writing() as work:
        assert log(work).number == "260302-002"
    store.close()


def test_a_server_that_is_down_is_unavailable() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    with pytest.raises(Unavailable, match=r"server at 127\.0\.0\.1/desk does not answer"):
        SqlStore(f"postgresql://postgres:secret@127.0.0.1:{port}/desk")


def test_a_server_without_that_database_says_so(server_url: str) -> None:
    with pytest.raises(Unavailable, match="refused the login"):
        open_engine(server_url.replace("/desk", "/nothing"))


def test_a_server_that_broke_the_connection_is_used_again(server_url: str) -> None:
    from tests.storage.conftest import emptied

    store = SqlStore(emptied(server_url))
    with pytest.raises(Unavailable, match="does not answer"), store.writing() as work:
        log(work)
        with store.database.engine.connect() as other:
            other.execute(
                text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")
            )
        log(work)
    with store.writing() as work:
        assert log(work).number == "260302-001"
    store.close()


def test_opening_loads_no_alembic_and_a_first_board_no_sqlalchemy(file: Path) -> None:
    code = (
        "import sys\n"
        "from storage.fast.first_board import first_board\n"
        "assert not {'sqlalchemy', 'alembic', 'pypinyin'} & set(sys.modules)\n"
        "from storage.store import SqlStore\n"
        f"SqlStore({str(file)!r}).close()\n"
        "assert not {'alembic', 'psycopg', 'pypinyin', 'sqlalchemy.orm'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
