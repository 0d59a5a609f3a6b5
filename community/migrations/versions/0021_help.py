"""Who asked for somebody, who was asked to come, and who offered to be asked."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    """Four tables."""
    _calls()
    op.create_table(
        "help_turns",
        sa.Column("call_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("membership_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("times", sa.SmallInteger(), nullable=False),
        sa.Column("reply", sa.String(length=8), nullable=False),
        sa.Column("replied_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["call_id"], ["help_calls.id"], name=op.f("fk_help_turns_call_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["membership_id"], ["memberships.id"], name=op.f("fk_help_turns_membership_id")
        ),
        sa.PrimaryKeyConstraint("call_id", "membership_id", name=op.f("pk_help_turns")),
    )
    op.create_index("ix_help_turns_membership", "help_turns", ["membership_id", "asked_at"])
    _peers()


def _calls() -> None:
    op.create_table(
        "help_calls",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("room_id", sa.BigInteger(), nullable=False),
        sa.Column("membership_id", sa.BigInteger(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("alone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by", sa.BigInteger(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_how", sa.String(length=8), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_help_calls_group_id")),
        sa.ForeignKeyConstraint(["room_id"], ["rooms.id"], name=op.f("fk_help_calls_room_id")),
        sa.ForeignKeyConstraint(
            ["membership_id"], ["memberships.id"], name=op.f("fk_help_calls_membership_id")
        ),
        sa.ForeignKeyConstraint(
            ["answered_by"], ["memberships.id"], name=op.f("fk_help_calls_answered_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_help_calls")),
        sa.UniqueConstraint("room_id", name=op.f("uq_help_calls_room_id")),
    )
    op.create_index(
        "uq_help_calls_open", "help_calls", ["membership_id"], unique=True,
        sqlite_where=sa.text("ended_at IS NULL"), postgresql_where=sa.text("ended_at IS NULL"),
    )  # fmt: skip
    op.create_index("ix_help_calls_group", "help_calls", ["group_id", "ended_at"])


def _peers() -> None:
    op.create_table(
        "help_peers",
        sa.Column("membership_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("offered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("accepted_by", sa.BigInteger(), nullable=True),
        sa.Column("away_since", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["membership_id"], ["memberships.id"], name=op.f("fk_help_peers_membership_id")
        ),
        sa.PrimaryKeyConstraint("membership_id", name=op.f("pk_help_peers")),
    )
    op.create_table(
        "help_hours",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("membership_id", sa.BigInteger(), nullable=False),
        sa.Column("weekday", sa.SmallInteger(), nullable=False),
        sa.Column("starts", sa.SmallInteger(), nullable=False),
        sa.Column("ends", sa.SmallInteger(), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name=op.f("ck_help_hours_weekday")),
        sa.CheckConstraint(
            "starts BETWEEN 0 AND 1439 AND ends BETWEEN 0 AND 1439",
            name=op.f("ck_help_hours_minutes"),
        ),
        sa.ForeignKeyConstraint(
            ["membership_id"], ["memberships.id"], name=op.f("fk_help_hours_membership_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_help_hours")),
    )
    op.create_index(op.f("ix_help_hours_membership_id"), "help_hours", ["membership_id"])
