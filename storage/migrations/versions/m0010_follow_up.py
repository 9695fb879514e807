"""Daily checks of tickets, to be listed without reading the tickets; `storage.refolding` fills them."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Add the columns and the index."""
    op.add_column("ticket", sa.Column("asked_until", sa.Integer()))
    op.add_column("ticket", sa.Column("follow_up", sa.Text(), nullable=False, server_default=""))
    said = sa.text("asked_until IS NOT NULL")
    op.create_index("ix_ticket_asked", "ticket", ["asked_until"], sqlite_where=said, postgresql_where=said)
