"""Preferences, stories, what mentors share, proposals, the shadow month, and the line of mentoring."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    """Seven tables."""
    _of_membership(
        "mentor_preferences", _text("facts"), _text("wishes"), *_moments("changed_at", needed=True)
    )
    _of_membership("mentor_stories", _text("words"), *_moments("told_at", needed=True))
    _of_membership("mentor_line_consents", *_moments("given_at", needed=True))
    _groups()
    _words()
    _proposals()
    _shadowings()


def _number(name: str, needed: bool = True) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), autoincrement=False, nullable=not needed)


def _text(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), nullable=False)


def _moments(*names: str, needed: bool = False) -> list[sa.Column[object]]:
    return [sa.Column(name, sa.DateTime(timezone=True), nullable=not needed) for name in names]


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}"))


def _of_membership(table: str, *columns: sa.Column[Any]) -> None:
    op.create_table(
        table,
        _number("membership_id"),
        *columns,
        _refers(table, "membership_id", "memberships"),
        sa.PrimaryKeyConstraint("membership_id", name=op.f(f"pk_{table}")),
    )


def _groups() -> None:
    op.create_table(
        "mentors_of_groups",
        _number("group_id"),
        _number("room_id", needed=False),
        *_moments("proposes_since"),
        _refers("mentors_of_groups", "group_id", "groups"),
        _refers("mentors_of_groups", "room_id", "rooms"),
        sa.PrimaryKeyConstraint("group_id", name=op.f("pk_mentors_of_groups")),
        sa.UniqueConstraint("room_id", name=op.f("uq_mentors_of_groups_room_id")),
    )


def _words() -> None:
    op.create_table(
        "mentor_words",
        _number("id"),
        _number("author"),
        sa.Column("month", sa.String(length=7), nullable=False),
        _text("words"),
        *_moments("written_at", needed=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mentor_words")),
        sa.UniqueConstraint("month", name=op.f("uq_mentor_words_month")),
    )


def _proposals() -> None:
    op.create_table(
        "mentor_proposals",
        _number("id"),
        _number("mentee_id"),
        _number("mentor_id"),
        _number("proposed_by"),
        *_moments("proposed_at", needed=True),
        *_moments("dismissed_at"),
        _refers("mentor_proposals", "mentee_id", "memberships"),
        _refers("mentor_proposals", "mentor_id", "memberships"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mentor_proposals")),
    )
    op.create_index("ix_mentor_proposals_pair", "mentor_proposals", ["mentee_id", "mentor_id"])


def _shadowings() -> None:
    op.create_table(
        "mentor_shadowings",
        _number("id"),
        _number("membership_id"),
        _number("guide_id"),
        *_moments("asked_at", "closes_at", needed=True),
        *_moments("declined_at", "accepted_at"),
        sa.Column("gone_through", sa.JSON(), nullable=False),
        *_moments("word_at", "ended_at"),
        _refers("mentor_shadowings", "membership_id", "memberships"),
        _refers("mentor_shadowings", "guide_id", "memberships"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mentor_shadowings")),
    )
    op.create_index(
        "uq_mentor_shadowings_open", "mentor_shadowings", ["membership_id"], unique=True,
        sqlite_where=sa.text("ended_at IS NULL"), postgresql_where=sa.text("ended_at IS NULL"),
    )  # fmt: skip
    op.create_index("ix_mentor_shadowings_guide", "mentor_shadowings", ["guide_id"])
