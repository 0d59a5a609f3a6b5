"""Accounts that were deleted."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """When, and whether the words stay."""
    op.create_table(
        "erasures",
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("words_stay", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_erasures_member_id")),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_erasures")),
    )
