"""Forums: boards, topics, and the place of a post in its topic. Every group that there is gets a first board."""

from datetime import UTC, datetime
from secrets import randbits

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """The tables of forums."""
    boards = op.create_table(
        "boards",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("about", sa.String(length=300), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_boards_group_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_boards")),
    )
    op.create_index("ix_boards_group", "boards", ["group_id", "position"], unique=False)
    _topics()
    op.create_table(
        "posts",
        sa.Column("stream_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["stream_id"], ["streams.id"], name=op.f("fk_posts_stream_id")),
        sa.PrimaryKeyConstraint("stream_id", "number", name=op.f("pk_posts")),
        sa.UniqueConstraint("stream_id", "seq", name=op.f("uq_posts_stream_id_seq")),
        sqlite_with_rowid=False,
    )
    _open_first_boards(boards)


def _topics() -> None:
    op.create_table(
        "topics",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("board_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("starter_id", sa.BigInteger(), nullable=False),
        sa.Column("posts", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("pinned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closing_reason", sa.String(length=200), nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("read_only_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_to_newcomers_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("paused_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("slow_seconds", sa.Integer(), nullable=False),
        sa.Column("slow_reason", sa.String(length=200), nullable=False),
        sa.Column("speaker", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["board_id"], ["boards.id"], name=op.f("fk_topics_board_id")),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_topics_group_id")),
        sa.ForeignKeyConstraint(
            ["starter_id"], ["memberships.id"], name=op.f("fk_topics_starter_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topics")),
    )
    op.create_index("ix_topics_board", "topics", ["board_id", "last_at", "id"], unique=False)
    op.create_index("ix_topics_pinned", "topics", ["board_id", "pinned_at"], unique=False)
    op.create_index("ix_topics_group", "topics", ["group_id", "last_at"], unique=False)


def _open_first_boards(boards: sa.Table) -> None:
    groups = op.get_bind().execute(sa.text("SELECT id FROM groups")).scalars()
    rows = [
        {
            "id": randbits(53) or 1, "group_id": group_id, "name": "Conversations", "about": "", "position": 0,
            "created_at": datetime.now(UTC), "archived_at": None,
        }
        for group_id in groups
    ]  # fmt: skip
    if rows:
        op.bulk_insert(boards, rows)
