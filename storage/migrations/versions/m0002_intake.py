"""Superiors, areas and dates of the staff, and the table of calls."""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the columns of the staff, and create the table of calls that rang."""
    for name in ("supervisor", "area"):
        op.add_column("person", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    for name in ("active_from", "active_to"):
        op.add_column("person", sa.Column(name, sa.Date()))
    op.create_table(
        "ring",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("phone", "line")),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("claimed_by", sa.Text(), nullable=False),
        sa.Column("claimed_at", sa.BigInteger()),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("outcome", "ticket")),
        sa.Column("ended_at", sa.BigInteger()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ring")),
    )
    op.create_index("ix_ring_ended_at", "ring", ["ended_at"])
    meta = sa.table("meta", sa.column("name"), sa.column("value"))
    op.bulk_insert(meta, [{"name": "rings", "value": secrets.token_hex(8)}])
