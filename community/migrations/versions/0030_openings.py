"""Parts of mentor channels that two of office open together."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"


def upgrade() -> None:
    """Three tables."""
    _openings()
    _delays()
    _readings()


def _number(name: str, needed: bool = True) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), autoincrement=False, nullable=not needed)


def _moments(*names: str, needed: bool = False) -> list[sa.Column[object]]:
    return [sa.Column(name, sa.DateTime(timezone=True), nullable=not needed) for name in names]


def _refers(table: str, column: str, to: str, gone: str | None = None) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}"), ondelete=gone
    )


def _openings() -> None:
    table = "channel_openings"
    people = ("asked_by", "approved_by", "closed_by")
    op.create_table(
        table,
        *(_number(name) for name in ("id", "mentorship_id", "first_seq", "last_seq")),
        sa.Column("lines", sa.Integer(), nullable=False),
        *_moments("from_at", "to_at", needed=True),
        sa.Column("category", sa.String(length=8), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        _number("asked_by"),
        *_moments("asked_at", needed=True),
        *_moments("contact_at"),
        _number("approved_by", needed=False),
        sa.Column("approved_as", sa.String(length=8), nullable=False),
        *_moments("approved_at"),
        _number("closed_by", needed=False),
        *_moments("closed_at", "tell_at", "told_at"),
        sa.CheckConstraint(
            "category IN ('danger', 'harm', 'minor', 'order')", name=op.f(f"ck_{table}_category")
        ),
        sa.CheckConstraint(
            "approved_by IS NULL OR approved_by <> asked_by", name=op.f(f"ck_{table}_two")
        ),
        sa.CheckConstraint("first_seq <= last_seq", name=op.f(f"ck_{table}_span")),
        _refers(table, "mentorship_id", "mentorships"),
        *(_refers(table, name, "members") for name in people),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index("ix_channel_openings_mentorship", table, ["mentorship_id"])
    op.create_index(
        "ix_channel_openings_due", table, ["tell_at"],
        sqlite_where=sa.text("told_at IS NULL"), postgresql_where=sa.text("told_at IS NULL"),
    )  # fmt: skip


def _delays() -> None:
    table = "channel_opening_delays"
    op.create_table(
        table,
        *(_number(name) for name in ("id", "opening_id")),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        _number("put_off_by"),
        *_moments("at", needed=True),
        _refers(table, "opening_id", "channel_openings", "CASCADE"),
        _refers(table, "put_off_by", "members"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("opening_id", "number", name=op.f(f"uq_{table}_opening_id_number")),
    )


def _readings() -> None:
    table = "channel_readings"
    op.create_table(
        table,
        *(_number(name) for name in ("id", "opening_id", "read_by")),
        *_moments("at", needed=True),
        _refers(table, "opening_id", "channel_openings", "CASCADE"),
        _refers(table, "read_by", "members"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index("ix_channel_readings_opening", table, ["opening_id"])
