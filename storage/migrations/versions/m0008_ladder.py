"""Tickets on the list of people to tell besides those whose time it is; `storage.refolding` fills it."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Add the column and its index."""
    op.add_column("ticket", sa.Column("awaited", sa.Boolean(), nullable=False, server_default=sa.false()))
    condition = sa.text("awaited")
    op.create_index("ix_ticket_awaited", "ticket", ["id"], sqlite_where=condition, postgresql_where=condition)
