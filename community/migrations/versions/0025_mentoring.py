"""Who mentors, who asked whom, and what became of the two."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    """Five tables."""
    _mentors()
    _vouches()
    _asks()
    _mentorships()
    _steps()


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False)


def _moments(*names: str, needed: bool = False) -> list[sa.Column[object]]:
    return [sa.Column(name, sa.DateTime(timezone=True), nullable=not needed) for name in names]


def _refers(
    table: str, column: str, to: str, ondelete: str | None = None
) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}"), ondelete=ondelete
    )


def _mentors() -> None:
    op.create_table(
        "mentors",
        _id(),
        sa.Column("membership_id", sa.BigInteger(), nullable=False),
        *_moments("applied_at", needed=True),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("agreed_version", sa.Integer(), nullable=False),
        *_moments("quiz_passed_at", "approved_at"),
        sa.Column("approved_by", sa.BigInteger(), nullable=True),
        *_moments("refused_at", "renewed_until", "reminded_at", "ended_at"),
        sa.Column("cap", sa.Integer(), nullable=False),
        *_moments("paused_at"),
        sa.Column("available", sa.Boolean(), nullable=False),
        sa.CheckConstraint("cap BETWEEN 1 AND 3", name=op.f("ck_mentors_cap")),
        _refers("mentors", "membership_id", "memberships"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mentors")),
    )
    op.create_index(
        "uq_mentors_standing", "mentors", ["membership_id"], unique=True,
        sqlite_where=sa.text("ended_at IS NULL"), postgresql_where=sa.text("ended_at IS NULL"),
    )  # fmt: skip


def _vouches() -> None:
    op.create_table(
        "mentor_vouches",
        _id(),
        sa.Column("mentor_id", sa.BigInteger(), nullable=False),
        sa.Column("membership_id", sa.BigInteger(), nullable=False),
        *_moments("asked_at", needed=True),
        *_moments("given_at", "declined_at"),
        _refers("mentor_vouches", "mentor_id", "mentors", ondelete="CASCADE"),
        _refers("mentor_vouches", "membership_id", "memberships"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mentor_vouches")),
        sa.UniqueConstraint(
            "mentor_id", "membership_id", name=op.f("uq_mentor_vouches_mentor_id_membership_id")
        ),
    )
    op.create_index(op.f("ix_mentor_vouches_membership_id"), "mentor_vouches", ["membership_id"])


def _asks() -> None:
    op.create_table(
        "mentor_asks",
        _id(),
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("mentee_id", sa.BigInteger(), nullable=False),
        sa.Column("mentor_id", sa.BigInteger(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        *_moments("asked_at", "closes_at", needed=True),
        *_moments("reached_at", "withheld_at", "declined_at", "accepted_at", "withdrawn_at", "closed_at"),
        _refers("mentor_asks", "group_id", "groups"),
        _refers("mentor_asks", "mentee_id", "memberships"),
        _refers("mentor_asks", "mentor_id", "memberships"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mentor_asks")),
    )  # fmt: skip
    op.create_index(
        "uq_mentor_asks_open", "mentor_asks", ["mentee_id", "mentor_id"], unique=True,
        sqlite_where=sa.text("closed_at IS NULL"), postgresql_where=sa.text("closed_at IS NULL"),
    )  # fmt: skip
    op.create_index("ix_mentor_asks_mentor", "mentor_asks", ["mentor_id"])


def _mentorships() -> None:
    ids = ("group_id", "mentee_id", "mentor_id", "low", "high", "ask_id", "room_id")
    versions = ("mentee_version", "mentor_version", "told_version")
    op.create_table(
        "mentorships",
        _id(),
        *(sa.Column(name, sa.BigInteger(), nullable=False) for name in ids),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in versions),
        *_moments("began_at", needed=True),
        sa.Column("state", sa.String(length=8), nullable=False),
        *_moments("since", needed=True),
        *_moments("due_at", "prompted_at", "rematch_at", "ended_at"),
        sa.CheckConstraint(
            "state IN ('trial', 'active', 'paused', 'closing', 'ended')", name=op.f("ck_mentorships_state")
        ),
        _refers("mentorships", "group_id", "groups"),
        _refers("mentorships", "mentee_id", "memberships"),
        _refers("mentorships", "mentor_id", "memberships"),
        _refers("mentorships", "room_id", "rooms"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mentorships")),
        sa.UniqueConstraint("ask_id", name=op.f("uq_mentorships_ask_id")),
        sa.UniqueConstraint("room_id", name=op.f("uq_mentorships_room_id")),
    )  # fmt: skip
    op.create_index(
        "uq_mentorships_open", "mentorships", ["low", "high"], unique=True,
        sqlite_where=sa.text("ended_at IS NULL"), postgresql_where=sa.text("ended_at IS NULL"),
    )  # fmt: skip
    op.create_index("ix_mentorships_mentee", "mentorships", ["mentee_id"])
    op.create_index("ix_mentorships_mentor", "mentorships", ["mentor_id"])


def _steps() -> None:
    op.create_table(
        "mentorship_steps",
        _id(),
        sa.Column("mentorship_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("why", sa.String(length=10), nullable=False),
        sa.Column("author", sa.BigInteger(), nullable=False),
        *_moments("at", needed=True),
        _refers("mentorship_steps", "mentorship_id", "mentorships"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mentorship_steps")),
        sa.UniqueConstraint(
            "mentorship_id", "number", name=op.f("uq_mentorship_steps_mentorship_id_number")
        ),
    )
