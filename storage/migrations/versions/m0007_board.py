"""Board lines with their helpers, and with the question whether it is an emergency until it is answered.

`storage.refolding` fills them.  A returned ticket now follows a change of its category to another department.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add the columns."""
    op.add_column("ticket", sa.Column("asked", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("ticket", sa.Column("helpers", sa.Text(), nullable=False, server_default=""))
