"""A report may come from somebody without an account."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """A report need not name a member."""
    with op.batch_alter_table("reports", schema=None) as reports:
        reports.alter_column("member_id", existing_type=sa.BigInteger(), nullable=True)
