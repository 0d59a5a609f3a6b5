"""Programmes of groups, and what two on their way share: goals, tasks and steps, rhythms, programmes."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"

HOLDS = "agreed_at IS NOT NULL AND ended_at IS NULL"
WAITS = "agreed_at IS NULL AND ended_at IS NULL"


def upgrade() -> None:
    """Five tables."""
    _programmes()
    _versions()
    _items()
    _agreed(
        "mentorship_rhythms",
        sa.Column("rhythm", sa.JSON(), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("nudged_for", sa.Date(), nullable=True),
        *_moments("nudged_at"),
    )
    _agreed(
        "mentorship_programmes",
        _number("version_id"),
        *_moments("began_at"),
        sa.Column("added", sa.Integer(), nullable=False),
        *_moments("mentee_longer_at", "mentor_longer_at", "prompted_at"),
        _refers("mentorship_programmes", "version_id", "mentor_programme_versions"),
    )
    op.create_index("ix_mentorship_programmes_version", "mentorship_programmes", ["version_id"])


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), autoincrement=False, nullable=False)


def _moments(*names: str, needed: bool = False) -> list[sa.Column[object]]:
    return [sa.Column(name, sa.DateTime(timezone=True), nullable=not needed) for name in names]


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}"))


def _programmes() -> None:
    op.create_table(
        "mentor_programmes",
        _number("id"),
        _number("group_id"),
        sa.Column("template", sa.String(length=20), nullable=False),
        sa.Column("draft", sa.JSON(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        _number("edited_by"),
        *_moments("edited_at", needed=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("proposes", sa.Boolean(), nullable=False),
        *_moments("made_at", needed=True),
        *_moments("retired_at"),
        _refers("mentor_programmes", "group_id", "groups"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mentor_programmes")),
    )
    op.create_index("ix_mentor_programmes_group", "mentor_programmes", ["group_id"])


def _versions() -> None:
    table = "mentor_programme_versions"
    op.create_table(
        table,
        _number("id"),
        _number("programme_id"),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        _number("published_by"),
        *_moments("published_at", needed=True),
        _refers(table, "programme_id", "mentor_programmes"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("programme_id", "number", name=op.f(f"uq_{table}_programme_id_number")),
    )


def _items() -> None:
    table = "mentorship_items"
    op.create_table(
        table,
        _number("id"),
        _number("mentorship_id"),
        sa.Column("kind", sa.String(length=4), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        _number("author_id"),
        _number("worder_id"),
        *_moments("written_at", "worded_at", needed=True),
        *_moments("taken_at", "done_at"),
        sa.CheckConstraint("kind IN ('goal', 'task', 'step')", name=op.f(f"ck_{table}_kind")),
        _refers(table, "mentorship_id", "mentorships"),
        _refers(table, "author_id", "memberships"),
        _refers(table, "worder_id", "memberships"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index("ix_mentorship_items_mentorship", table, ["mentorship_id"])
    op.create_index("ix_mentorship_items_author", table, ["author_id"])


def _agreed(table: str, *columns: Any) -> None:
    op.create_table(
        table,
        _number("id"),
        _number("mentorship_id"),
        _number("proposer_id"),
        *_moments("proposed_at", needed=True),
        *_moments("agreed_at", "ended_at"),
        *columns,
        _refers(table, "mentorship_id", "mentorships"),
        _refers(table, "proposer_id", "memberships"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    for name, which in (("holds", HOLDS), ("waits", WAITS)):
        op.create_index(
            f"uq_{table}_{name}", table, ["mentorship_id"], unique=True,
            sqlite_where=sa.text(which), postgresql_where=sa.text(which),
        )  # fmt: skip
