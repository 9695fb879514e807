"""Tickets at which the supervisor has something to look.

`storage.refolding` fills the column.
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Add the column with its index."""
    op.add_column("ticket", sa.Column("to_look", sa.Boolean(), nullable=False, server_default=sa.false()))
    condition = sa.text("to_look")
    op.create_index("ix_ticket_to_look", "ticket", ["id"], sqlite_where=condition, postgresql_where=condition)
