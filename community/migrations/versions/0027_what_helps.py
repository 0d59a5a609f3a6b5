"""What helps when a day is hard: a list of the plan that can be let be read by itself."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    """One column, sealed like the lists beside it."""
    op.add_column("plans", sa.Column("helps", sa.Text(), nullable=False, server_default=""))
