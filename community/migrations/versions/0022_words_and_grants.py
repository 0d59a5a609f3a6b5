"""A group's own words for what the house says, what is granted to mentors, and what a mentor was told."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    """Three tables, and a column of topics."""
    _group_words()
    _grants()
    _warnings_sent()


def _group_words() -> None:
    op.create_table(
        "group_words",
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("key", sa.String(length=24), nullable=False),
        sa.Column("words", sa.String(length=300), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.BigInteger(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_group_words_group_id")),
        sa.PrimaryKeyConstraint("group_id", "key", name=op.f("pk_group_words")),
    )
    op.add_column(
        "topics", sa.Column("opening", sa.String(length=300), server_default="", nullable=False)
    )


def _grants() -> None:
    op.create_table(
        "grants",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("to_id", sa.BigInteger(), nullable=False),
        sa.Column("what", sa.String(length=24), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["owner_id"], ["memberships.id"], name=op.f("fk_grants_owner_id")),
        sa.ForeignKeyConstraint(["to_id"], ["memberships.id"], name=op.f("fk_grants_to_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grants")),
    )
    op.create_index("ix_grants_to", "grants", ["to_id"])
    in_force = sa.text("withdrawn_at IS NULL")
    op.create_index(
        "uq_grants_in_force", "grants", ["owner_id", "to_id", "what"], unique=True,
        sqlite_where=in_force, postgresql_where=in_force,
    )  # fmt: skip


def _warnings_sent() -> None:
    op.create_table(
        "warnings_sent",
        sa.Column("warning_id", sa.BigInteger(), nullable=False),
        sa.Column("to_id", sa.BigInteger(), nullable=False),
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["warning_id"], ["warnings.id"], name=op.f("fk_warnings_sent_warning_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["to_id"], ["memberships.id"], name=op.f("fk_warnings_sent_to_id")),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["memberships.id"], name=op.f("fk_warnings_sent_owner_id")
        ),
        sa.PrimaryKeyConstraint("warning_id", "to_id", name=op.f("pk_warnings_sent")),
    )  # fmt: skip
    op.create_index("ix_warnings_sent_to", "warnings_sent", ["to_id"])
