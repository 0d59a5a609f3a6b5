"""Posts that move between topics, what a post quotes, what a member wants to find again, and follows."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Three tables named by messages, and what a topic and a message know of moving."""
    op.add_column("messages", sa.Column("reply_stream", sa.BigInteger()))
    none = sa.Column("quotes", sa.SmallInteger(), nullable=False, server_default="0")
    op.add_column("messages", none)
    chosen = sa.Column("content_notes", sa.JSON(), nullable=False, server_default="{}")
    op.add_column("members", chosen)
    with op.batch_alter_table("topics") as topics:
        topics.add_column(sa.Column("moved_away", sa.Integer(), nullable=False, server_default="0"))
        topics.add_column(sa.Column("merged_into", sa.BigInteger()))
        topics.create_foreign_key(op.f("fk_topics_merged_into"), "topics", ["merged_into"], ["id"])
    with op.batch_alter_table("topics") as topics:
        topics.alter_column("moved_away", server_default=None)
    _moves()
    _quotes()
    _bookmarks()
    _topic_choices()


def _moves() -> None:
    op.create_table(
        "moves",
        *_name("moves"),
        sa.Column("to_stream_id", sa.BigInteger(), nullable=False),
        sa.Column("to_seq", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["to_stream_id"], ["streams.id"], name=op.f("fk_moves_to_stream_id")
        ),
        sa.PrimaryKeyConstraint("stream_id", "seq", name=op.f("pk_moves")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_moves_to", "moves", ["to_stream_id", "to_seq"])


def _quotes() -> None:
    op.create_table(
        "quotes",
        *_name("quotes"),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("of_stream_id", sa.BigInteger(), nullable=False),
        sa.Column("of_seq", sa.BigInteger(), nullable=False),
        sa.Column("begins", sa.Integer(), nullable=False),
        sa.Column("ends", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["of_stream_id"], ["streams.id"], name=op.f("fk_quotes_of_stream_id")
        ),
        sa.PrimaryKeyConstraint("stream_id", "seq", "place", name=op.f("pk_quotes")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_quotes_of", "quotes", ["of_stream_id", "of_seq"])


def _bookmarks() -> None:
    op.create_table(
        "bookmarks",
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        *_name("bookmarks"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_bookmarks_member_id")),
        sa.PrimaryKeyConstraint("member_id", "stream_id", "seq", name=op.f("pk_bookmarks")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_bookmarks_message", "bookmarks", ["stream_id", "seq"])


def _topic_choices() -> None:
    op.create_table(
        "topic_choices",
        sa.Column("topic_id", sa.BigInteger(), nullable=False),
        sa.Column("membership_id", sa.BigInteger(), nullable=False),
        sa.Column("choice", sa.String(length=10), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["topic_id"], ["topics.id"], name=op.f("fk_topic_choices_topic_id")
        ),
        sa.ForeignKeyConstraint(
            ["membership_id"], ["memberships.id"], name=op.f("fk_topic_choices_membership_id")
        ),
        sa.PrimaryKeyConstraint("topic_id", "membership_id", name=op.f("pk_topic_choices")),
    )
    op.create_index(op.f("ix_topic_choices_membership_id"), "topic_choices", ["membership_id"])


def _name(table: str) -> list[sa.schema.SchemaItem]:
    """How a message is named."""
    return [
        sa.Column("stream_id", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["stream_id"], ["streams.id"], name=op.f(f"fk_{table}_stream_id")),
    ]
