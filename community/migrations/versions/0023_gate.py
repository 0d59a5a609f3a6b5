"""Indexes by which it is found where two have met (L7.2), and what they said to each other."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"

ANSWERS = sa.text("reply_to IS NOT NULL")


def upgrade() -> None:
    """Four indexes."""
    op.create_index(
        "ix_participations_spoke", "participations", ["membership_id", "sitting_id", "minutes"],
        sqlite_where=sa.text("spoke = 1"), postgresql_where=sa.text("spoke"),
    )  # fmt: skip
    op.create_index("ix_messages_written", "messages", ["author_id", "stream_id", "posted_at"])
    op.create_index(
        "ix_messages_answers", "messages", ["stream_id", "reply_to"],
        sqlite_where=ANSWERS, postgresql_where=ANSWERS,
    )  # fmt: skip
    op.create_index("ix_reactions_membership", "reactions", ["membership_id", "stream_id", "seq"])
