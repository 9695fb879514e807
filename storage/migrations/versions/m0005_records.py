"""One table of records for every kind of thing that the desk keeps besides tickets."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the table; there are no records yet."""
    op.create_table(
        "record",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("number", ID, autoincrement=False, nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("state", "unit", "ticket")),
        *(sa.Column(name, sa.BigInteger()) for name in ("due_at", "closed_at")),
        sa.Column("version", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("search_text", "body")),
        sa.PrimaryKeyConstraint("kind", "number", name=op.f("pk_record")),
    )
    op.create_index("ix_record_state", "record", ["kind", "state", "number"])
    for name in ("unit", "ticket"):
        said = sa.text(f"{name} != ''")
        op.create_index(f"ix_record_{name}", "record", [name], sqlite_where=said, postgresql_where=said)
