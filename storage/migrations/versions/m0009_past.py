"""Instants at which a ticket was first and last written down, so that a past board is found by an index.

`storage.refolding` fills `changed_at`.
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

LONG = 32 * 86_400_000_000
INDEXES = (
    ("ix_ticket_known", "known_at", "changed_at", "<="),
    ("ix_ticket_known_long", "changed_at", "known_at", ">"),
    ("ix_ticket_stood", "reported_at", "closed_at", "<="),
    ("ix_ticket_stood_long", "closed_at", "reported_at", ">"),
)


def upgrade() -> None:
    """Add the columns and the indexes."""
    for name in ("known_at", "changed_at"):
        op.add_column("ticket", sa.Column(name, sa.BigInteger(), nullable=False, server_default="0"))
    op.execute(
        "UPDATE ticket SET known_at = COALESCE((SELECT recorded_at FROM event"
        " WHERE event.number = ticket.id AND event.kind = 'ticket' AND event.seq = 1), 0)"
    )
    for name, first, second, sign in INDEXES:
        ends, begins = sorted((first, second))
        condition = sa.text(f"closed_at IS NOT NULL AND {ends} - {begins} {sign} {LONG}")
        op.create_index(name, "ticket", [first, second], sqlite_where=condition, postgresql_where=condition)
