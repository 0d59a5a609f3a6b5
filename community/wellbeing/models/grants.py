"""What somebody lets their mentor read, item by item, and what a mentor was told (L6.1, L6.5, L7.8)."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.columns import MaybeMoment, Moment, PublicId
from community.extensions import Model
from community.groups.models import Membership
from community.wellbeing.models.warnings import Warning

MOODS, PLAN, WARNINGS, HELPS = "moods", "plan", "warnings", "helps"
"""`helps`: of the plan, only what others can do on a hard day."""

CLOCK, SLIPS = "clock", "slips"
"""Of one clock, as `clock:4711`: its days; or its days kept among them, from which a slip can be told."""


class Grant(Model):
    """One item that its owner lets one other membership of a group of theirs read. In force until `withdrawn_at`.

    Only mentoring says whether somebody is somebody's mentor: it is asked when it is given and each time it is read.
    """

    __tablename__ = "grants"
    __table_args__ = (
        sa.Index("ix_grants_to", "to_id"),
        sa.Index(
            "uq_grants_in_force", "owner_id", "to_id", "what", unique=True,
            sqlite_where=sa.text("withdrawn_at IS NULL"), postgresql_where=sa.text("withdrawn_at IS NULL"),
        ),
    )  # fmt: skip

    id: Mapped[PublicId]
    owner_id: Mapped[int] = mapped_column(sa.ForeignKey("memberships.id"))
    to_id: Mapped[int] = mapped_column(sa.ForeignKey("memberships.id"))
    what: Mapped[str] = mapped_column(sa.String(24))
    since: Mapped[Moment]
    withdrawn_at: Mapped[MaybeMoment]

    owner: Mapped[Membership] = relationship(foreign_keys=owner_id, lazy="joined", innerjoin=True)
    to: Mapped[Membership] = relationship(foreign_keys=to_id, lazy="joined", innerjoin=True)


class WarningSent(Model):
    """That a mentor was told of a warning, by the owner's consent in force at that moment: whom, what, when."""

    __tablename__ = "warnings_sent"
    __table_args__ = (sa.Index("ix_warnings_sent_to", "to_id"),)

    warning_id: Mapped[int] = mapped_column(
        sa.ForeignKey("warnings.id", ondelete="CASCADE"), primary_key=True
    )
    to_id: Mapped[int] = mapped_column(sa.ForeignKey("memberships.id"), primary_key=True)
    owner_id: Mapped[int] = mapped_column(sa.ForeignKey("memberships.id"))
    at: Mapped[Moment]

    warning: Mapped[Warning] = relationship(lazy="joined", innerjoin=True)
    to: Mapped[Membership] = relationship(foreign_keys=to_id, lazy="joined", innerjoin=True)
    owner: Mapped[Membership] = relationship(foreign_keys=owner_id, lazy="joined", innerjoin=True)
