"""Who is there when, what one shift leaves for the next, one's own limit, and leads who were called to a danger."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Hours and absences, hand-over notes, limits; when the leads were called to a case of a group."""
    _add_hours()
    _add_notes()
    op.create_table(
        "exposure_limits",
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("most", sa.SmallInteger(), nullable=True),
        sa.CheckConstraint("most BETWEEN 1 AND 30", name=op.f("ck_exposure_limits_most")),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_exposure_limits_member_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_exposure_limits")),
    )  # fmt: skip
    op.add_column("cases", sa.Column("leads_called_at", sa.DateTime(timezone=True), nullable=True))
    called = sa.text("leads_called_at IS NOT NULL")
    op.create_index(
        "ix_cases_called", "cases", ["rank", "opened_at", "id"], sqlite_where=called, postgresql_where=called
    )  # fmt: skip


def _add_hours() -> None:
    op.create_table(
        "shifts",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=True),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("weekday", sa.SmallInteger(), nullable=False),
        sa.Column("starts", sa.SmallInteger(), nullable=False),
        sa.Column("ends", sa.SmallInteger(), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "starts BETWEEN 0 AND 1439 AND ends BETWEEN 0 AND 1439", name=op.f("ck_shifts_minutes")
        ),
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name=op.f("ck_shifts_weekday")),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_shifts_group_id")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_shifts_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shifts")),
    )
    op.create_table(
        "absences",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=True),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_absences_group_id")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_absences_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absences")),
    )
    for table in ("shifts", "absences"):
        for column in ("group_id", "member_id"):
            op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def _add_notes() -> None:
    op.create_table(
        "hand_overs",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=True),
        sa.Column("author", sa.BigInteger(), nullable=False),
        sa.Column("handle", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("cases", sa.JSON(), nullable=False),
        sa.Column("taken_by", sa.BigInteger(), nullable=True),
        sa.Column("taken_handle", sa.String(length=40), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_hand_overs_group_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hand_overs")),
    )
    op.create_index("ix_hand_overs_roster", "hand_overs", ["group_id", "at"])
