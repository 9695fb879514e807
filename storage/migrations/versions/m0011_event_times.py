"""Index of the events of tickets by the time at which they happened, to find the next and the last one."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Add the index."""
    condition = sa.text("kind = 'ticket'")
    op.create_index("ix_event_at", "event", ["at"], sqlite_where=condition, postgresql_where=condition)
