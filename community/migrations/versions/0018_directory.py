"""The directory, and the crisis lines as rows that the site owns."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"

KINDS = "'hotline', 'clinic', 'counselling', 'housing', 'telehealth', 'medication', 'literature'"


def upgrade() -> None:
    """Entries, what holds for their lists, crisis lines. The lines themselves are put there at the next start."""
    _directory()
    op.create_table(
        "crisis_lines",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("shipped", sa.String(length=80), nullable=True),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("is_emergency", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("phone", sa.String(length=60), nullable=False),
        sa.Column("text", sa.String(length=120), nullable=False),
        sa.Column("chat_url", sa.String(length=300), nullable=False),
        sa.Column("hours", sa.String(length=120), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("audience", sa.String(length=120), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("verified_on", sa.Date(), nullable=False),
        sa.Column("verified_by", sa.BigInteger(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.BigInteger(), nullable=True),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("stale_told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("retired_by", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_crisis_lines")),
        sa.UniqueConstraint("shipped", name=op.f("uq_crisis_lines_shipped")),
    )
    op.create_index(op.f("ix_crisis_lines_country"), "crisis_lines", ["country"])
    op.create_index(op.f("ix_crisis_lines_revision"), "crisis_lines", ["revision"])


def _directory() -> None:
    op.create_table(
        "directory_lists",
        sa.Column("scope", sa.String(length=40), nullable=False),
        sa.Column("for_members_only", sa.Boolean(), nullable=False),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("scope", name=op.f("pk_directory_lists")),
    )
    op.create_table(
        "directory_entries",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=True),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("area", sa.String(length=120), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("phone", sa.String(length=60), nullable=False),
        sa.Column("web", sa.String(length=300), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("cost", sa.String(length=120), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("search_words", sa.Text(), nullable=False),
        sa.Column("came_as", sa.String(length=64), nullable=True),
        sa.Column("batch", sa.String(length=40), nullable=False),
        sa.Column("suggested_by", sa.BigInteger(), nullable=True),
        sa.Column("suggested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("accepted", sa.Boolean(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.BigInteger(), nullable=True),
        sa.Column("answer", sa.String(length=400), nullable=False),
        sa.Column("owner_id", sa.BigInteger(), nullable=True),
        sa.Column("verified_on", sa.DateTime(timezone=True), nullable=True),
        sa.Column("verified_by", sa.BigInteger(), nullable=True),
        sa.Column("stale_told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("retired_by", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(f"kind IN ({KINDS})", name=op.f("ck_directory_entries_kind")),
        sa.ForeignKeyConstraint(
            ["group_id"], ["groups.id"], name=op.f("fk_directory_entries_group_id")
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["members.id"], name=op.f("fk_directory_entries_owner_id")
        ),
        sa.ForeignKeyConstraint(
            ["suggested_by"], ["members.id"], name=op.f("fk_directory_entries_suggested_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_directory_entries")),
        sa.UniqueConstraint("came_as", name=op.f("uq_directory_entries_came_as")),
    )
    op.create_index(
        "ix_directory_entries_list", "directory_entries", ["group_id", "accepted", "retired_at"]
    )
    op.create_index(op.f("ix_directory_entries_owner_id"), "directory_entries", ["owner_id"])
    op.create_index(
        op.f("ix_directory_entries_suggested_by"), "directory_entries", ["suggested_by"]
    )
