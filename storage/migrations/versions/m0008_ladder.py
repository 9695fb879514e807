"""Tickets with people to tell besides those whose time it is, and with to-dos.

`storage.refolding` fills the columns.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Add the columns and their indexes."""
    for name in ("awaited", "to_do"):
        op.add_column("ticket", sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false()))
        condition = sa.text(name)
        op.create_index(
            f"ix_ticket_{name}", "ticket", ["id"], sqlite_where=condition, postgresql_where=condition
        )
