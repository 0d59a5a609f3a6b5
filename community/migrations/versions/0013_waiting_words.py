"""Words that wait for a moderator, the rules that hold them, and a group that guards itself for a while."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Watched words, what waits, what was marked; until when joining is locked and newcomers' words wait."""
    _add_rules()
    _add_waiting()
    _add_marks()
    for until in ("joining_locked_until", "guarded_until"):
        op.add_column("groups", sa.Column(until, sa.DateTime(timezone=True), nullable=True))


def _add_rules() -> None:
    op.create_table(
        "watch_rules",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("author", sa.BigInteger(), nullable=False),
        sa.Column("how", sa.String(length=8), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("action", sa.String(length=10), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("sentence", sa.String(length=400), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("on_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tried", sa.JSON(), nullable=False),
        sa.CheckConstraint("how IN ('words', 'pattern')", name=op.f("ck_watch_rules_how")),
        sa.CheckConstraint(
            "action IN ('hold', 'warn', 'resources', 'flag')", name=op.f("ck_watch_rules_action")
        ),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_watch_rules_group_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_watch_rules")),
    )
    op.create_index("ix_watch_rules_group", "watch_rules", ["group_id", "on_since"])


def _add_waiting() -> None:
    op.create_table(
        "held",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("place", sa.String(length=40), nullable=False),
        sa.Column("membership_id", sa.BigInteger(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("form", sa.JSON(), nullable=False),
        sa.Column("reason", sa.String(length=10), nullable=False),
        sa.Column("rule_id", sa.BigInteger(), nullable=True),
        sa.Column("signs", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("asked", sa.SmallInteger(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.BigInteger(), nullable=True),
        sa.Column("outcome", sa.String(length=10), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "reason IN ('newcomer', 'unattended', 'rule', 'raid')", name=op.f("ck_held_reason")
        ),
        sa.CheckConstraint(
            "outcome IN ('', 'posted', 'refused', 'taken_back')", name=op.f("ck_held_outcome")
        ),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_held_group_id")),
        sa.ForeignKeyConstraint(
            ["membership_id"], ["memberships.id"], name=op.f("fk_held_membership_id")
        ),
        sa.ForeignKeyConstraint(["rule_id"], ["watch_rules.id"], name=op.f("fk_held_rule_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_held")),
        sa.UniqueConstraint("membership_id", "key", name=op.f("uq_held_membership_id_key")),
    )
    op.create_index("ix_held_group", "held", ["group_id", "decided_at", "at"])
    op.create_index("ix_held_place", "held", ["place", "membership_id"])


def _add_marks() -> None:
    op.create_table(
        "marks",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("membership_id", sa.BigInteger(), nullable=False),
        sa.Column("stream_id", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("rule_id", sa.BigInteger(), nullable=True),
        sa.Column("signs", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seen_by", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_marks_group_id")),
        sa.ForeignKeyConstraint(
            ["membership_id"], ["memberships.id"], name=op.f("fk_marks_membership_id")
        ),
        sa.ForeignKeyConstraint(["rule_id"], ["watch_rules.id"], name=op.f("fk_marks_rule_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marks")),
    )
    op.create_index("ix_marks_group", "marks", ["group_id", "seen_at", "at"])
    op.create_index(op.f("ix_marks_membership_id"), "marks", ["membership_id"])
