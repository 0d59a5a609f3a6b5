"""Where the words of private rooms are kept, sealed. No version before this one had such a room."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    """A column for each of two tables."""
    for table in ("messages", "message_versions"):
        op.add_column(table, sa.Column("sealed", sa.Text(), nullable=False, server_default=""))
