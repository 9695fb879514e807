"""The first schema."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
KEPT = ("id", "ticket", "seq", "step", "type", "at", "recorded_at", "actor", "data", "digest", "hash")


def upgrade() -> None:
    """Create all tables, and the triggers that make events final."""
    _ticket()
    _event()
    _directory()
    _rules()
    same = " AND ".join(f"NEW.{name} {{same}} OLD.{name}" for name in KEPT)
    dialect = op.get_bind().dialect.name
    for statement in {"sqlite": _sqlite_triggers, "postgresql": _postgresql_triggers}[dialect](same):
        op.execute(sa.text(statement))


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _instants(*names: str, nullable: bool = False) -> list[sa.Column[int]]:
    return [sa.Column(name, sa.BigInteger(), nullable=nullable) for name in names]


def _ticket() -> None:
    op.create_table(
        "ticket",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        *_texts("number"),
        sa.Column("version", sa.Integer(), nullable=False),
        *_texts("state", "category", "urgency", "place", "description", "department", "assignee", "operator"),
        sa.Column("round", sa.Integer(), nullable=False),
        *_instants("reported_at"),
        *_instants("resumes_at", "closed_at", nullable=True),
        sa.Column("emergency", sa.Boolean(), nullable=False),
        *_instants("tell_at", "due_at", "warn_at"),
        *_texts("clock", "needle", "phones", "body"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket")),
    )
    board = ("state", "emergency", "tell_at", "due_at", "warn_at", "reported_at", "number", "clock")
    live, over = sa.text("closed_at IS NULL"), sa.text("closed_at IS NOT NULL")
    op.create_index(
        "ix_ticket_live",
        "ticket",
        [*board, "assignee", "operator", "closed_at"],
        sqlite_where=live,
        postgresql_where=live,
    )
    op.create_index("ix_ticket_closed", "ticket", ["closed_at"], sqlite_where=over, postgresql_where=over)
    op.create_index("ix_ticket_reported", "ticket", ["reported_at"])


def _event() -> None:
    op.create_table(
        "event",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("ticket", ID, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        *_texts("type"),
        *_instants("at", "recorded_at"),
        *_texts("actor", "data"),
        sa.Column("personal", sa.Text()),
        *_texts("digest", "hash"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
        sa.UniqueConstraint("ticket", "seq", name=op.f("uq_event_ticket")),
        sa.ForeignKeyConstraint(["ticket"], ["ticket.id"], name=op.f("fk_event_ticket")),
    )
    op.create_table(
        "request_key",
        *_texts("key"),
        sa.Column("ticket", ID, nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_request_key")),
        sa.ForeignKeyConstraint(["ticket"], ["ticket.id"], name=op.f("fk_request_key_ticket")),
        sqlite_with_rowid=False,
    )


def _directory() -> None:
    op.create_table(
        "unit",
        *_texts("code", "name", "kind", "building", "area", "contacts", "specialist", "notes"),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_unit")),
    )
    op.create_table(
        "person",
        *_texts("no", "name", "department", "post", "role", "phone", "employer", "initials"),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_person")),
    )


def _rules() -> None:
    op.create_table(
        "policy",
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        *_texts("text"),
        *_instants("at"),
        *_texts("by"),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_policy")),
    )
    op.create_table("meta", *_texts("name", "value"), sa.PrimaryKeyConstraint("name", name=op.f("pk_meta")))


def _sqlite_triggers(same: str) -> tuple[str, ...]:
    return (
        "CREATE TRIGGER event_unchanged BEFORE UPDATE ON event"
        f" WHEN NOT (NEW.personal IS NULL AND {same.format(same='IS')})"
        " BEGIN SELECT RAISE(ABORT, 'events are never changed'); END",
        "CREATE TRIGGER event_kept BEFORE DELETE ON event"
        " BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END",
    )


def _postgresql_triggers(same: str) -> tuple[str, ...]:
    return (
        "CREATE FUNCTION event_refuse() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE EXCEPTION 'events are never changed or deleted'; END $$",
        "CREATE TRIGGER event_unchanged BEFORE UPDATE ON event FOR EACH ROW"
        f" WHEN (NOT (NEW.personal IS NULL AND {same.format(same='IS NOT DISTINCT FROM')}))"
        " EXECUTE FUNCTION event_refuse()",
        "CREATE TRIGGER event_kept BEFORE DELETE OR TRUNCATE ON event"
        " FOR EACH STATEMENT EXECUTE FUNCTION event_refuse()",
    )
