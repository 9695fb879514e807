"""Tickets on which a request for approval waits.

`storage.refolding` fills the column.
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Add the column with its partial index."""
    op.add_column("ticket", sa.Column("to_approve", sa.Boolean(), nullable=False, server_default=sa.false()))
    where = sa.text("to_approve")
    op.create_index("ix_ticket_to_approve", "ticket", ["id"], sqlite_where=where, postgresql_where=where)
