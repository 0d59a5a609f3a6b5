"""Check-ins, plans, and daily threads, whose topics nobody begins."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import CreateIndex, CreateTable

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Four tables, and topics without a starter."""
    _let_topics_be_nobodys()
    _checkins()
    _plans()
    _daily_threads()


def _let_topics_be_nobodys() -> None:
    if op.get_bind().dialect.name == "sqlite":
        _make_topics_anew()
    else:
        op.alter_column("topics", "starter_id", existing_type=sa.BigInteger(), nullable=True)


def _make_topics_anew() -> None:
    """As SQLite changes a column: a new table of the same name, while references to it wait for their rows."""
    bind = op.get_bind()
    bind.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
    topics = sa.Table("topics", sa.MetaData(), autoload_with=bind)
    topics.c.starter_id.nullable = True
    indexes, names = list(topics.indexes), ", ".join(column.name for column in topics.columns)
    bind.exec_driver_sql(f"CREATE TEMPORARY TABLE topics_before AS SELECT {names} FROM topics")
    bind.exec_driver_sql("DROP TABLE topics")
    bind.execute(CreateTable(topics))
    bind.exec_driver_sql(f"INSERT INTO topics ({names}) SELECT {names} FROM topics_before")
    bind.exec_driver_sql("DROP TABLE topics_before")
    for index in indexes:
        bind.execute(CreateIndex(index))


def _checkins() -> None:
    op.create_table(
        "checkins",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("mood", sa.SmallInteger(), nullable=False),
        sa.Column("urge", sa.SmallInteger(), nullable=True),
        sa.Column("sleep", sa.SmallInteger(), nullable=True),
        sa.Column("line", sa.Text(), nullable=False),
        sa.Column("marks", sa.JSON(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("mood BETWEEN 1 AND 5", name=op.f("ck_checkins_mood")),
        sa.CheckConstraint("urge BETWEEN 0 AND 10", name=op.f("ck_checkins_urge")),
        sa.CheckConstraint("sleep BETWEEN 0 AND 48", name=op.f("ck_checkins_sleep")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_checkins_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checkins")),
        sa.UniqueConstraint("member_id", "day", name=op.f("uq_checkins_member_id_day")),
    )
    op.create_index(op.f("ix_checkins_made_at"), "checkins", ["made_at"])


def _plans() -> None:
    parts = (
        sa.Column(name, sa.Text(), nullable=False)
        for name in ("signs", "steps", "people", "reasons")
    )
    op.create_table(
        "plans",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        *parts,
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_plans_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plans")),
        sa.UniqueConstraint("member_id", name=op.f("uq_plans_member_id")),
    )


def _daily_threads() -> None:
    op.create_table(
        "daily_threads",
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("board_id", sa.BigInteger(), nullable=False),
        sa.Column("switched_on_by", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"], ["groups.id"], name=op.f("fk_daily_threads_group_id")
        ),
        sa.ForeignKeyConstraint(
            ["board_id"], ["boards.id"], name=op.f("fk_daily_threads_board_id")
        ),
        sa.PrimaryKeyConstraint("group_id", name=op.f("pk_daily_threads")),
    )
    op.create_table(
        "daily_topics",
        sa.Column("topic_id", sa.BigInteger(), nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["topic_id"], ["topics.id"], name=op.f("fk_daily_topics_topic_id")),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_daily_topics_group_id")),
        sa.PrimaryKeyConstraint("topic_id", name=op.f("pk_daily_topics")),
        sa.UniqueConstraint("group_id", "day", name=op.f("uq_daily_topics_group_id_day")),
    )
