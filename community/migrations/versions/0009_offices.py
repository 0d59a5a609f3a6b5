"""Who answers for the site: safeguarding leads, and the external contact."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Who holds which office, from when to when."""
    op.create_table(
        "offices",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("named_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("named_by", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("kind IN ('lead', 'contact')", name=op.f("ck_offices_kind")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_offices_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offices")),
    )
    op.create_index(op.f("ix_offices_member_id"), "offices", ["member_id"])
