"""What somebody's days said to them, and how they want to be told."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    """Two tables."""
    op.create_table(
        "warnings",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("rule", sa.String(length=10), nullable=False),
        sa.Column("numbers", sa.JSON(), nullable=False),
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_warnings_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_warnings")),
        sa.UniqueConstraint(
            "member_id", "day", "rule", name=op.f("uq_warnings_member_id_day_rule")
        ),
    )
    op.create_index(op.f("ix_warnings_at"), "warnings", ["at"])
    op.create_table(
        "outlooks",
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("looked_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_outlooks_member_id")),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_outlooks")),
    )
