"""To-dos that a closed ticket still has.

`storage.refolding` writes the snapshots again; no table changes.
"""

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Change no table."""
