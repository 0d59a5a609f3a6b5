"""What the two of a mentorship are asked, and what is noticed without reading."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"

NOT_LOOKED_AT = "looked_at IS NULL"


def upgrade() -> None:
    """Two tables."""
    _pulses()
    _signals()


def _number(name: str, needed: bool = True) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), autoincrement=False, nullable=not needed)


def _moments(*names: str, needed: bool = False) -> list[sa.Column[object]]:
    return [sa.Column(name, sa.DateTime(timezone=True), nullable=not needed) for name in names]


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}"))


def _pulses() -> None:
    op.create_table(
        "mentor_pulses",
        _number("id"),
        _number("mentorship_id"),
        _number("membership_id"),
        sa.Column("number", sa.Integer(), nullable=False),
        *_moments("asked_at", "lapses_at", needed=True),
        *_moments("answered_at"),
        sa.Column("answers", sa.Text(), nullable=False),
        _refers("mentor_pulses", "mentorship_id", "mentorships"),
        _refers("mentor_pulses", "membership_id", "memberships"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mentor_pulses")),
        sa.UniqueConstraint(
            "mentorship_id",
            "membership_id",
            "number",
            name=op.f("uq_mentor_pulses_mentorship_id_membership_id_number"),
        ),
    )
    op.create_index("ix_mentor_pulses_membership", "mentor_pulses", ["membership_id"])


def _signals() -> None:
    op.create_table(
        "mentor_signals",
        _number("id"),
        sa.Column("rule", sa.String(length=10), nullable=False),
        sa.Column("subject", sa.String(length=30), nullable=False),
        _number("mentorship_id", needed=False),
        _number("mentor_id"),
        *_moments("raised_at", needed=True),
        *_moments("looked_at"),
        _number("looked_by", needed=False),
        sa.Column("note", sa.Text(), nullable=False),
        _refers("mentor_signals", "mentorship_id", "mentorships"),
        _refers("mentor_signals", "mentor_id", "memberships"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mentor_signals")),
    )
    op.create_index(
        "uq_mentor_signals_open", "mentor_signals", ["rule", "subject"], unique=True,
        sqlite_where=sa.text(NOT_LOOKED_AT), postgresql_where=sa.text(NOT_LOOKED_AT),
    )  # fmt: skip
    op.create_index("ix_mentor_signals_subject", "mentor_signals", ["subject", "rule"])
    op.create_index("ix_mentor_signals_mentor_id", "mentor_signals", ["mentor_id"])
