"""What was brought in from elsewhere: from where, what became of each thing, and whose words they are."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.columns import MaybeMoment, Moment, PublicId
from community.extensions import Model
from community.groups.models import Group

FORUM, SLACK = "forum", "slack"
USER, BOARD, TOPIC, ROOM, POST = "user", "board", "topic", "room", "post"


class Import(Model):
    """One community elsewhere, as far as it came into a group. What waits for a yes waits since `awaiting_since`.

    `landing_since` stands while a run goes on, and where one was cut off: half a community cannot be confirmed.
    """

    __tablename__ = "imports"
    __table_args__ = (sa.UniqueConstraint("group_id", "kind", "source"),)

    id: Mapped[PublicId]
    group_id: Mapped[int] = mapped_column(sa.ForeignKey("groups.id"))
    kind: Mapped[str] = mapped_column(sa.String(10))
    source: Mapped[str] = mapped_column(sa.String(200))
    began_at: Mapped[Moment]
    landing_since: Mapped[MaybeMoment]
    awaiting_since: Mapped[MaybeMoment]
    confirmed_at: Mapped[MaybeMoment]
    confirmed_by: Mapped[int | None] = mapped_column(sa.BigInteger)

    group: Mapped[Group] = relationship(lazy="joined", innerjoin=True)


class Origin(Model):
    """What a thing elsewhere became here, so that a second run knows it: a row, or a line of a stream (`seq`)."""

    __tablename__ = "import_origins"
    __table_args__ = (
        sa.Index("ix_import_origins_local", "import_id", "kind", "local_id"),
        {"sqlite_with_rowid": False},
    )

    import_id: Mapped[int] = mapped_column(sa.ForeignKey("imports.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(sa.String(10), primary_key=True)
    external_id: Mapped[str] = mapped_column(sa.String(140), primary_key=True)
    local_id: Mapped[int] = mapped_column(sa.BigInteger)
    seq: Mapped[int | None] = mapped_column(sa.BigInteger)


class Claim(Model):
    """Who wrote elsewhere, under a pseudonym here, until they prove it; only keyed hashes are kept of how."""

    __tablename__ = "import_claims"

    membership_id: Mapped[int] = mapped_column(
        sa.ForeignKey("memberships.id"), primary_key=True, autoincrement=False
    )
    import_id: Mapped[int] = mapped_column(sa.ForeignKey("imports.id"), index=True)
    made_at: Mapped[Moment]
    code_hash: Mapped[str | None] = mapped_column(sa.String(64), unique=True)
    address_hash: Mapped[str | None] = mapped_column(sa.String(64))
    claimed_at: Mapped[MaybeMoment]
    claimed_by: Mapped[int | None] = mapped_column(sa.BigInteger)
