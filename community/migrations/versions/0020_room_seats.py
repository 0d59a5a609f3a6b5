"""Who may read a room that is not for the whole group."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    """One table."""
    op.create_table(
        "room_seats",
        sa.Column("room_id", sa.BigInteger(), nullable=False),
        sa.Column("membership_id", sa.BigInteger(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["membership_id"], ["memberships.id"], name=op.f("fk_room_seats_membership_id")
        ),
        sa.ForeignKeyConstraint(["room_id"], ["rooms.id"], name=op.f("fk_room_seats_room_id")),
        sa.PrimaryKeyConstraint("room_id", "membership_id", name=op.f("pk_room_seats")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_room_seats_membership", "room_seats", ["membership_id"])
