"""Business: motions and their votes (L5.10). Of a secret vote only who voted is kept, and the counts."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from community.columns import MaybeMoment, Moment, PublicId
from community.extensions import Model

CHOICES = ("yes", "no", "abstain")


class Motion(Model):
    """A question put to the meeting. The counts are kept while it is open."""

    __tablename__ = "motions"

    id: Mapped[PublicId]
    sitting_id: Mapped[int] = mapped_column(sa.ForeignKey("sittings.id"), index=True)
    words: Mapped[str] = mapped_column(sa.String(300))
    secret: Mapped[bool]
    opened_at: Mapped[Moment]
    closed_at: Mapped[MaybeMoment]
    yes: Mapped[int] = mapped_column(default=0)
    no: Mapped[int] = mapped_column(default=0)
    abstain: Mapped[int] = mapped_column(default=0)


class Ballot(Model):
    """That a membership voted; what, only where the vote is open."""

    __tablename__ = "ballots"

    motion_id: Mapped[int] = mapped_column(sa.ForeignKey("motions.id"), primary_key=True)
    membership_id: Mapped[int] = mapped_column(sa.ForeignKey("memberships.id"), primary_key=True)
    choice: Mapped[str | None] = mapped_column(sa.String(8))
