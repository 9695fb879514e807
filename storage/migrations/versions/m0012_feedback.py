"""Tickets whose callback is owed, and those whose callers do not know the outcome yet.

`storage.refolding` fills the columns.
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

LIVE = (
    "state", "emergency", "tell_at", "due_at", "warn_at", "reported_at", "number", "clock", "assignee",
    "operator", "closed_at", "to_call",
)  # fmt: skip


def upgrade() -> None:
    """Add the columns, and the first of them to the index of the board."""
    for name in ("to_call", "to_feed_back"):
        op.add_column("ticket", sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false()))
    condition = sa.text("closed_at IS NULL")
    op.drop_index("ix_ticket_live", "ticket")
    op.create_index("ix_ticket_live", "ticket", [*LIVE], sqlite_where=condition, postgresql_where=condition)
