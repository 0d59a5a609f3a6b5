"""Reports, cases, evidence and appeals. Acts may be on the whole site, and say why in the terms of R2."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """The tables of cases; then the acts."""
    _cases()
    _case_names()
    _case_threads()
    _evidence()
    _reports()
    _viewings()
    _case_entries()
    _appeals()
    _acts_with_their_member()


def _cases() -> None:
    op.create_table(
        "cases",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=True),
        sa.Column("desk", sa.String(length=8), nullable=False),
        sa.Column("rank", sa.SmallInteger(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("ref", sa.String(length=60), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("about_member", sa.BigInteger(), nullable=True),
        sa.Column("about_membership", sa.BigInteger(), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("private", sa.Boolean(), nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("claimed_by", sa.BigInteger(), nullable=True),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("waiting_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by", sa.BigInteger(), nullable=True),
        sa.Column("outcome", sa.String(length=10), nullable=True),
        sa.CheckConstraint("desk IN ('group', 'leads', 'contact')", name=op.f("ck_cases_desk")),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_cases_group_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cases")),
    )
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.create_index("ix_cases_about", ["kind", "ref", "closed_at"], unique=False)
        batch_op.create_index(
            "ix_cases_queue",
            ["desk", "group_id", "closed_at", "rank", "opened_at", "id"],
            unique=False,
        )


def _case_names() -> None:
    op.create_table(
        "case_names",
        sa.Column("case_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("role", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_names_case_id")),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_case_names_member_id")
        ),
        sa.PrimaryKeyConstraint("case_id", "member_id", name=op.f("pk_case_names")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("case_names", schema=None) as batch_op:
        batch_op.create_index("ix_case_names_member", ["member_id", "case_id"], unique=False)


def _case_threads() -> None:
    op.create_table(
        "case_threads",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_threads_case_id")),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_case_threads_member_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_threads")),
        sa.UniqueConstraint("case_id", "member_id", name=op.f("uq_case_threads_case_id_member_id")),
    )
    with op.batch_alter_table("case_threads", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_threads_member_id"), ["member_id"], unique=False)


def _evidence() -> None:
    op.create_table(
        "evidence",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("mac", sa.String(length=64), nullable=False),
        sa.Column("lines", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("purged_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_evidence_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
        sa.UniqueConstraint("case_id", "mac", name=op.f("uq_evidence_case_id_mac")),
    )


def _reports() -> None:
    op.create_table(
        "reports",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("evidence_id", sa.BigInteger(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("upheld", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_reports_case_id")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_reports_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reports")),
        sa.UniqueConstraint("member_id", "key", name=op.f("uq_reports_member_id_key")),
    )
    with op.batch_alter_table("reports", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reports_case_id"), ["case_id"], unique=False)
        batch_op.create_index("ix_reports_reporter", ["member_id", "at"], unique=False)


def _viewings() -> None:
    op.create_table(
        "viewings",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_viewings_case_id")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_viewings_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_viewings")),
    )
    with op.batch_alter_table("viewings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_viewings_case_id"), ["case_id"], unique=False)
        batch_op.create_index("ix_viewings_member", ["member_id", "at"], unique=False)


def _case_entries() -> None:
    op.create_table(
        "case_entries",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("thread_id", sa.BigInteger(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("author", sa.BigInteger(), nullable=False),
        sa.Column("handle", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("act_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_entries_case_id")),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["case_threads.id"], name=op.f("fk_case_entries_thread_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_entries")),
    )
    with op.batch_alter_table("case_entries", schema=None) as batch_op:
        batch_op.create_index("ix_case_entries_case", ["case_id", "at"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_entries_thread_id"), ["thread_id"], unique=False)


def _appeals() -> None:
    op.create_table(
        "appeals",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("act_id", sa.BigInteger(), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.BigInteger(), nullable=True),
        sa.Column("granted", sa.Boolean(), nullable=True),
        sa.Column("sealed_answer", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["act_id"], ["acts.id"], name=op.f("fk_appeals_act_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appeals")),
        sa.UniqueConstraint("act_id", name=op.f("uq_appeals_act_id")),
    )
    with op.batch_alter_table("appeals", schema=None) as batch_op:
        batch_op.create_index("ix_appeals_open", ["decided_at", "at"], unique=False)


def _acts_with_their_member() -> None:
    with op.batch_alter_table("acts") as acts:
        acts.add_column(sa.Column("member_id", sa.BigInteger(), nullable=True))
        acts.add_column(sa.Column("case_id", sa.BigInteger(), nullable=True))
        acts.add_column(sa.Column("ground", sa.String(length=8), nullable=True))
        acts.add_column(sa.Column("category", sa.String(length=20), nullable=True))
        acts.add_column(sa.Column("content_date", sa.DateTime(timezone=True), nullable=True))
        acts.add_column(sa.Column("kept", sa.Text(), nullable=True))
        acts.alter_column("group_id", existing_type=sa.BigInteger(), nullable=True)
        acts.alter_column("membership_id", existing_type=sa.BigInteger(), nullable=True)
        acts.alter_column("scope", existing_type=sa.String(length=40), type_=sa.String(length=60))
    op.execute(
        "UPDATE acts SET ground = 'rules', category = 'other', kept = '', member_id = "
        "(SELECT member_id FROM memberships WHERE memberships.id = acts.membership_id)"
    )
    with op.batch_alter_table("acts") as acts:
        acts.alter_column("member_id", existing_type=sa.BigInteger(), nullable=False)
        acts.alter_column("ground", existing_type=sa.String(length=8), nullable=False)
        acts.alter_column("category", existing_type=sa.String(length=20), nullable=False)
        acts.alter_column("kept", existing_type=sa.Text(), nullable=False)
        acts.create_index(op.f("ix_acts_case_id"), ["case_id"])
        acts.create_index(op.f("ix_acts_member_id"), ["member_id"])
        acts.create_foreign_key(op.f("fk_acts_member_id"), "members", ["member_id"], ["id"])
        acts.create_foreign_key(op.f("fk_acts_case_id"), "cases", ["case_id"], ["id"])
