"""Clocks, what slipped, chips, and to whom somebody shows what."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Five tables, to which nothing earlier refers."""
    _add_clocks()
    _add_slips()
    _add_chips()
    _add_consents()
    op.create_table(
        "clock_sights",
        sa.Column("membership_id", sa.BigInteger(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["membership_id"], ["memberships.id"], name=op.f("fk_clock_sights_membership_id")
        ),
        sa.PrimaryKeyConstraint("membership_id", name=op.f("pk_clock_sights")),
    )


def _add_clocks() -> None:
    op.create_table(
        "clocks",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("goal", sa.Text(), nullable=False),
        sa.Column("began_on", sa.Date(), nullable=False),
        sa.Column("began_at", sa.Time(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("total_days", sa.Integer(), nullable=False),
        sa.Column("kept_days", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind IN ('abstinence', 'reduction')", name=op.f("ck_clocks_kind")),
        sa.CheckConstraint(
            "kept_days >= 0 AND kept_days <= total_days", name=op.f("ck_clocks_kept")
        ),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_clocks_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clocks")),
    )
    op.create_index(op.f("ix_clocks_member_id"), "clocks", ["member_id"])


def _add_slips() -> None:
    op.create_table(
        "clock_slips",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("clock_id", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        _of_a_clock("clock_slips"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clock_slips")),
        sa.UniqueConstraint("clock_id", "key", name=op.f("uq_clock_slips_clock_id_key")),
    )


def _add_chips() -> None:
    op.create_table(
        "clock_chips",
        sa.Column("clock_id", sa.BigInteger(), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("run_on", sa.Date(), nullable=False),
        sa.Column("reached_on", sa.Date(), nullable=False),
        sa.Column("answer", sa.String(length=8), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        _of_a_clock("clock_chips"),
        sa.PrimaryKeyConstraint("clock_id", "code", "run_on", name=op.f("pk_clock_chips")),
    )


def _add_consents() -> None:
    op.create_table(
        "clock_consents",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("clock_id", sa.BigInteger(), nullable=False),
        sa.Column("membership_id", sa.BigInteger(), nullable=False),
        sa.Column("shows", sa.String(length=8), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("shows IN ('days', 'slips')", name=op.f("ck_clock_consents_shows")),
        _of_a_clock("clock_consents"),
        sa.ForeignKeyConstraint(
            ["membership_id"], ["memberships.id"], name=op.f("fk_clock_consents_membership_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clock_consents")),
    )
    op.create_index("ix_clock_consents_membership", "clock_consents", ["membership_id"])
    in_force = sa.text("withdrawn_at IS NULL")
    op.create_index(
        "uq_clock_consents_in_force", "clock_consents", ["clock_id", "membership_id"], unique=True,
        sqlite_where=in_force, postgresql_where=in_force,
    )  # fmt: skip


def _of_a_clock(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_clock_id")
    return sa.ForeignKeyConstraint(["clock_id"], ["clocks.id"], name=name, ondelete="CASCADE")
