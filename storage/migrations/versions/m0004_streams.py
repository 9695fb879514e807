"""One table of events: the journal joins the chain of the tickets' events.

The events of tickets keep all values and hashes.  The entries of the journal are appended to the
chain after them, in their order, with their instant and person: those of a watch as its stream,
numbered as they were in the journal, because reports under review name them so; all others as the
stream of the desk, numbered one by one.
"""

import json
import secrets
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
COPIED, CARRIED = 10_000, 1_000
"""Events copied and entries carried at a time."""

PERSONAL = {
    "note_written": ("text",),
    "emergency_noted": ("text",),
    "equipment_counted": ("remark",),
    "line_objected": ("text",),
    "handover_refused": ("reason",),
    "refusal_decided": ("text",),
    "watch_extended": ("reason",),
    "handed_over": ("sheet", "reason"),
    "sheet_corrected": ("text",),
}
"""Fields that may name or describe a person, by the type of the entry."""

KEPT = ("id", "kind", "number", "seq", "step", "type", "at", "recorded_at", "actor", "data", "digest", "hash")
NOT_A_TICKET = sa.text("kind != 'ticket'")


def upgrade() -> None:
    """Rebuild or rename the table of events, then carry the journal into it."""
    connection = op.get_bind()
    widen = {"sqlite": _rebuilt, "postgresql": _altered}[connection.dialect.name]
    widen(connection)
    op.create_index("ix_event_stream", "event", ["number", "kind", "seq"], unique=True)
    _carry_journal(connection)
    op.create_index(
        "ix_event_type",
        "event",
        ["kind", "type", "id"],
        sqlite_where=NOT_A_TICKET,
        postgresql_where=NOT_A_TICKET,
    )
    op.drop_table("journal")
    for statement in TRIGGERS[connection.dialect.name]:
        op.execute(statement)


def _tell(part: str, done: int, total: int) -> None:
    """Report progress to the program that runs the migration."""
    config = op.get_context().config
    if config and (progress := config.attributes.get("progress")):
        progress(part, done, total)


def _rebuilt(connection: sa.Connection) -> None:
    """Copy the events into a new table, because SQLite drops no constraint of an existing one."""
    op.create_table(
        "event_new",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("number", ID, nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("seq", "step")),
        sa.Column("type", sa.Text(), nullable=False),
        *(sa.Column(name, sa.BigInteger(), nullable=False) for name in ("at", "recorded_at")),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("actor", "data")),
        sa.Column("personal", sa.Text()),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("digest", "hash")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
    )
    copy = sa.text(
        "INSERT INTO event_new SELECT id, 'ticket', ticket, seq, step, type, at, recorded_at, actor, data,"
        " personal, digest, hash FROM event WHERE id > :after AND id <= :last ORDER BY id"
    )
    for trigger in ("event_unchanged", "event_kept"):
        connection.execute(sa.text(f"DROP TRIGGER {trigger}"))
    gone = sa.text(
        "DELETE FROM event WHERE id <= :last"
    )  # dropping a full table would take memory for all of it
    newest = connection.scalar(sa.text("SELECT coalesce(max(id), 0) FROM event"))
    for after in range(0, newest, COPIED):
        connection.execute(copy, {"after": after, "last": after + COPIED})
        connection.execute(gone, {"last": after + COPIED})
        _tell("events", min(after + COPIED, newest), newest)
    op.drop_table("event")
    op.rename_table("event_new", "event")


def _altered(connection: sa.Connection) -> None:
    """Change PostgreSQL's table in place; only the index is made again."""
    for statement in (
        "DROP TRIGGER event_unchanged ON event",
        "DROP TRIGGER event_kept ON event",
        "DROP TRIGGER journal_kept ON journal",
        "ALTER TABLE event DROP CONSTRAINT fk_event_ticket",
        "ALTER TABLE event DROP CONSTRAINT uq_event_ticket",
        "ALTER TABLE event RENAME COLUMN ticket TO number",
        "ALTER TABLE event ADD COLUMN kind TEXT NOT NULL DEFAULT 'ticket'",
        "ALTER TABLE event ALTER COLUMN kind DROP DEFAULT",
    ):
        connection.execute(sa.text(statement))


def _carry_journal(connection: sa.Connection) -> None:
    """Append the entries of the journal to the chain."""
    place, previous = _newest(connection)
    total = connection.scalar(sa.text("SELECT count(*) FROM journal"))
    names = ", ".join((*KEPT, "personal"))
    values = ", ".join(f":{name}" for name in (*KEPT, "personal"))
    append = sa.text(f"INSERT INTO event ({names}) VALUES ({values})")
    done = of_the_desk = 0
    for entries in _batches(connection):
        rows = []
        for place, entry in enumerate(entries, place + 1):  # noqa: B020
            of_the_desk += not _watch_of(entry)
            rows.append(_event(entry, place, of_the_desk, previous))
            previous = rows[-1]["hash"]
        connection.execute(append, rows)
        done += len(rows)
        _tell("journal", done, total)


def _newest(connection: sa.Connection) -> tuple[int, str]:
    row = connection.execute(sa.text("SELECT id, hash FROM event ORDER BY id DESC LIMIT 1")).one_or_none()
    return (row.id, row.hash) if row else (0, "")


def _batches(connection: sa.Connection) -> Iterator[list[Mapping[str, Any]]]:
    found = sa.text("SELECT * FROM journal WHERE id > :after ORDER BY id LIMIT :limit")
    after = 0
    while entries := connection.execute(found, {"after": after, "limit": CARRIED}).mappings().all():
        yield [*map(dict, entries)]
        after = entries[-1]["id"]


def _watch_of(entry: Mapping[str, Any]) -> int:
    """Return the watch that an entry belongs to; the one that begins it has its number."""
    watch: int = entry["id"] if entry["type"] == "watch_began" else entry["watch"]
    return watch


def _event(entry: Mapping[str, Any], place: int, of_the_desk: int, previous: str) -> dict[str, Any]:
    watch = _watch_of(entry)
    data, personal = _parts(entry)
    values = {
        "id": place,
        "kind": "watch" if watch else "desk",
        "number": watch,
        "seq": entry["id"] if watch else of_the_desk,
        "step": entry["id"] if watch else of_the_desk,
        "type": entry["type"],
        "at": entry["at"],
        "recorded_at": entry["at"],
        "actor": entry["actor"],
        "data": data,
        "digest": sha256(personal.encode()).hexdigest() if personal else "",
    }
    content = _text([*values.values()])
    return values | {"personal": personal, "hash": sha256(f"{previous}{content}".encode()).hexdigest()}


def _parts(entry: Mapping[str, Any]) -> tuple[str, str | None]:
    """Return the entry as two texts: the general part, and the personal part with a salt."""
    names = PERSONAL.get(entry["type"], ())
    if not names:
        return entry["data"], None
    data = json.loads(entry["data"])
    apart = {name: data.pop(name) for name in names if name in data}
    said = {name: text for name, text in apart.items() if text}
    return _text(data), _text(said | {"salt": secrets.token_hex(8)}) if said else None


_text = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

_SAME = " AND ".join(f"NEW.{name} {{same}} OLD.{name}" for name in KEPT)
TRIGGERS = {
    "sqlite": (
        "CREATE TRIGGER event_unchanged BEFORE UPDATE ON event"
        f" WHEN NOT (NEW.personal IS NULL AND {_SAME.format(same='IS')})"
        " BEGIN SELECT RAISE(ABORT, 'events are never changed'); END",
        "CREATE TRIGGER event_kept BEFORE DELETE ON event"
        " BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END",
    ),
    "postgresql": (
        "CREATE TRIGGER event_unchanged BEFORE UPDATE ON event FOR EACH ROW"
        f" WHEN (NOT (NEW.personal IS NULL AND {_SAME.format(same='IS NOT DISTINCT FROM')}))"
        " EXECUTE FUNCTION event_refuse()",
        "CREATE TRIGGER event_kept BEFORE DELETE OR TRUNCATE ON event"
        " FOR EACH STATEMENT EXECUTE FUNCTION event_refuse()",
    ),
}
"""Triggers that make events final, for each database."""
