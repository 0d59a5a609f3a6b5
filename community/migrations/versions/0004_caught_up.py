"""Until when a member let everything in a group's forum be read."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """The table of catching up."""
    op.create_table(
        "caught_up",
        sa.Column("membership_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["membership_id"], ["memberships.id"], name=op.f("fk_caught_up_membership_id")
        ),
        sa.PrimaryKeyConstraint("membership_id", name=op.f("pk_caught_up")),
    )
