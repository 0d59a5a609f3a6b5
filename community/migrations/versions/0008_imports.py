"""Communities from elsewhere: what came in, whose words they are, and that nobody sees them before a yes."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """The tables of imports, and the facts that earlier features read."""
    _facts()
    _imports()


def _facts() -> None:
    for table in ("boards", "rooms", "topics"):
        op.add_column(
            table, sa.Column("unconfirmed_since", sa.DateTime(timezone=True), nullable=True)
        )
    op.add_column("rooms", sa.Column("keep_days", sa.Integer(), nullable=True))
    op.add_column(
        "members", sa.Column("stands_in_since", sa.DateTime(timezone=True), nullable=True)
    )


def _imports() -> None:
    op.create_table(
        "imports",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("landing_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("awaiting_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmed_by", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_imports_group_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imports")),
        sa.UniqueConstraint(
            "group_id", "kind", "source", name=op.f("uq_imports_group_id_kind_source")
        ),
    )
    op.create_table(
        "import_origins",
        sa.Column("import_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("external_id", sa.String(length=140), nullable=False),
        sa.Column("local_id", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["import_id"], ["imports.id"], name=op.f("fk_import_origins_import_id")
        ),
        sa.PrimaryKeyConstraint("import_id", "kind", "external_id", name=op.f("pk_import_origins")),
    )
    op.create_index("ix_import_origins_local", "import_origins", ["import_id", "kind", "local_id"])
    op.create_table(
        "import_claims",
        sa.Column("membership_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("import_id", sa.BigInteger(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=True),
        sa.Column("address_hash", sa.String(length=64), nullable=True),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("claimed_by", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["import_id"], ["imports.id"], name=op.f("fk_import_claims_import_id")
        ),
        sa.ForeignKeyConstraint(
            ["membership_id"], ["memberships.id"], name=op.f("fk_import_claims_membership_id")
        ),
        sa.PrimaryKeyConstraint("membership_id", name=op.f("pk_import_claims")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_import_claims_code_hash")),
    )
    op.create_index(op.f("ix_import_claims_import_id"), "import_claims", ["import_id"])
