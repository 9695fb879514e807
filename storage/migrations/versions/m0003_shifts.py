"""Rosters, PINs and a journal; more columns for units and people."""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create the tables of duties, PINs and the journal; add certificates, services and visits."""
    for name in ("certificate", "skills", "account"):
        op.add_column("person", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    op.add_column("person", sa.Column("certificate_until", sa.Date()))
    op.add_column("unit", sa.Column("services", sa.Text(), nullable=False, server_default=""))
    for name in ("visited_on", "active_from", "active_to"):
        op.add_column("unit", sa.Column(name, sa.Date()))
    op.create_table(
        "duty",
        sa.Column("day", sa.Date(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("start", "end", "person", "post")),
        sa.PrimaryKeyConstraint("day", "start", "person", name=op.f("pk_duty")),
    )
    op.create_table(
        "pin",
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("person", "hash")),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("wait_until", sa.BigInteger()),
        sa.PrimaryKeyConstraint("person", name=op.f("pk_pin")),
    )
    op.create_table(
        "journal",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("watch", ID, nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("actor", "type", "data")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal")),
    )
    op.create_index("ix_journal_type", "journal", ["type"])
    op.create_index("ix_journal_watch", "journal", ["watch"])
    for statement in TRIGGERS[op.get_bind().dialect.name]:
        op.execute(statement)
    meta = sa.table("meta", sa.column("name"), sa.column("value"))
    op.bulk_insert(meta, [{"name": "shifts", "value": secrets.token_hex(8)}])


TRIGGERS = {
    "sqlite": (
        "CREATE TRIGGER journal_unchanged BEFORE UPDATE ON journal"
        " BEGIN SELECT RAISE(ABORT, 'the journal is never changed'); END",
        "CREATE TRIGGER journal_kept BEFORE DELETE ON journal"
        " BEGIN SELECT RAISE(ABORT, 'the journal is never deleted'); END",
    ),
    "postgresql": (
        "CREATE TRIGGER journal_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON journal"
        " FOR EACH STATEMENT EXECUTE FUNCTION event_refuse()",
    ),
}
