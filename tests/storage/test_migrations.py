"""The schema made in one go is the one the migrations lead to; older databases are carried along."""

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from core.base.errors import Unavailable
from core.people.units import Unit
from core.ticket.numbers import id_of
from storage import schema, sqlite, tables
from storage.doctor import examine
from storage.store import SqlStore
from tests.storage.examples import log, view

NEXT = '''
"""A column more."""

import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = "{before}"


def upgrade() -> None:
    op.add_column("unit", sa.Column("floor", sa.Text(), server_default="", nullable=False))
'''


def catalogue(connection: Connection) -> list[str]:
    """Every table, index, trigger and constraint, as the database itself describes them."""
    if connection.dialect.name == "sqlite":
        found = connection.scalars(text("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name"))
        return ["".join(sql.replace('"', "").split()) for sql in found]
    return [
        str(row)
        for query in (
            "SELECT table_name, column_name, data_type, is_nullable FROM information_schema.columns"
            " WHERE table_schema = 'public' ORDER BY 1, 2",
            "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1",
            "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
            " WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2",
            "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1",
            "SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace ORDER BY 1",
        )
        for row in connection.execute(text(query))
    ]


def test_the_schema_made_at_once_is_the_one_migrated_to(store: SqlStore) -> None:
    with store.database.writing() as connection:
        made = catalogue(connection)
        schema.drop(connection)
        if connection.dialect.name == "sqlite":
            connection.execute(text("PRAGMA user_version=0"))
        schema.migrate(connection)
        assert catalogue(connection) == made
        assert schema.version_of(connection, store.database.place) == sqlite.SCHEMA
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, tables.metadata) == []


def test_the_number_of_the_schema_is_that_of_the_newest_migration() -> None:
    scripts = ScriptDirectory(str(schema.MIGRATIONS))
    assert scripts.get_current_head() == f"{sqlite.SCHEMA:04d}"


@pytest.fixture
def update_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Turns this program into one with a migration more."""
    folder, number = tmp_path / "migrations", sqlite.SCHEMA + 1
    shutil.copytree(schema.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    script = NEXT.format(revision=f"{number:04d}", before=f"{sqlite.SCHEMA:04d}")
    (folder / "versions" / "next.py").write_text(script, encoding="utf-8")

    def update() -> None:
        monkeypatch.setattr(schema, "MIGRATIONS", folder)
        monkeypatch.setattr(sqlite, "SCHEMA", number)

    return update


def test_an_older_database_is_migrated_with_all_that_is_in_it(
    url: str, update_program: Callable[[], None]
) -> None:
    old = SqlStore(url)
    with old.writing() as work:
        ticket = log(work)
        work.people.save_units([Unit("B1-7")])
    old.close()
    update_program()
    store = SqlStore(url)
    with store.reading() as look:
        assert look.tickets.get(ticket.number) == ticket
    with store.database.reading() as connection:
        assert connection.execute(text("SELECT code, floor FROM unit")).all() == [("B1-7", "")]
        assert schema.version_of(connection, store.database.place) == sqlite.SCHEMA
    store.close()


def test_snapshots_follow_the_rules_of_the_newer_program(
    url: str, update_program: Callable[[], None]
) -> None:
    """An older program drew other conclusions from the same events; what it kept of them is made anew."""
    old = SqlStore(url)
    with old.writing() as work:
        outdated, erased = log(work), log(work)
    with old.database.writing() as connection:
        connection.execute(text("UPDATE ticket SET clock = 'none', due_at = 0, phones = ''"))
        erase = text("UPDATE event SET personal = NULL WHERE number = :ident")
        connection.execute(erase, {"ident": id_of(erased.number)})
    assert len(examine(old.database)) == 1
    old.close()
    update_program()
    store = SqlStore(url)
    assert examine(store.database) == []
    with store.reading() as look:
        assert look.tickets.get(outdated.number) == outdated
        assert [row.number for row in look.tickets.rows(view("open", text="13800138000"))] == [
            outdated.number
        ]
        assert look.tickets.get(erased.number) == erased
    store.close()


def test_a_file_is_copied_aside_before_it_is_migrated(file: Path, update_program: Callable[[], None]) -> None:
    old = SqlStore(str(file))
    with old.writing() as work:
        ticket = log(work)
    old.close()
    older = sqlite.SCHEMA
    update_program()
    SqlStore(str(file)).close()
    kept = file.with_name(f"desk.db.before-{older + 1:04d}")
    assert kept.stat().st_mode & 0o777 == 0o600
    with closing(sqlite.driver().connect(str(kept))) as copy:
        assert copy.execute("PRAGMA user_version").fetchone() == (older,)
        assert copy.execute("SELECT number FROM ticket").fetchall() == [(ticket.number,)]


def test_a_migration_that_fails_changes_nothing(
    url: str, update_program: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    old = SqlStore(url)
    with old.writing() as work:
        ticket = log(work)
    old.close()
    update_program()
    script = schema.MIGRATIONS / "versions" / "next.py"
    script.write_text(script.read_text() + "    op.execute('SELECT nonsense')\n")
    with pytest.raises(Unavailable):
        SqlStore(url)
    monkeypatch.undo()
    store = SqlStore(url)
    with store.reading() as look:
        assert look.tickets.get(ticket.number) == ticket
    store.close()
