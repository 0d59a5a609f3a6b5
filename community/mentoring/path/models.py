"""From mentee to mentor: a month beside somebody experienced, and who lets the line show (L7.12)."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.columns import MaybeMoment, Moment, PublicId
from community.extensions import Model
from community.groups.models import Membership

MONTH = timedelta(days=30)
"""The shadow month, from when the guide said yes."""

CHECKLIST = ("limits", "hard_evening", "hand_over", "ending", "own_care")
"""What the two go through in it, in the mentors' room: names of words/path.py."""


class Shadowing(Model):
    """Somebody who applied, and a mentor of the group beside whom they learn: no room is opened for the two.

    To whoever asked, a refusal looks open until its days are over, like any ask (L7.5).
    """

    __tablename__ = "mentor_shadowings"
    __table_args__ = (
        sa.Index(
            "uq_mentor_shadowings_open", "membership_id", unique=True,
            sqlite_where=sa.text("ended_at IS NULL"), postgresql_where=sa.text("ended_at IS NULL"),
        ),
        sa.Index("ix_mentor_shadowings_guide", "guide_id"),
    )  # fmt: skip

    id: Mapped[PublicId]
    membership_id: Mapped[int] = mapped_column(sa.ForeignKey("memberships.id"))
    guide_id: Mapped[int] = mapped_column(sa.ForeignKey("memberships.id"))
    asked_at: Mapped[Moment]
    closes_at: Mapped[Moment]
    declined_at: Mapped[MaybeMoment]
    accepted_at: Mapped[MaybeMoment]
    gone_through: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    word_at: Mapped[MaybeMoment]
    """When the guide gave their word for them: the month is done."""

    ended_at: Mapped[MaybeMoment]

    apprentice: Mapped[Membership] = relationship(
        lazy="joined", innerjoin=True, foreign_keys="Shadowing.membership_id"
    )
    guide: Mapped[Membership] = relationship(
        lazy="joined", innerjoin=True, foreign_keys="Shadowing.guide_id"
    )

    @property
    def is_on(self) -> bool:
        """Whether the month is going on."""
        return self.accepted_at is not None and self.word_at is None and self.ended_at is None

    def waits(self, moment: datetime) -> bool:
        """Whether the guide can still answer."""
        answered = self.accepted_at is not None or self.declined_at is not None
        return not answered and self.looks_open(moment)

    def looks_open(self, moment: datetime) -> bool:
        """Whether whoever asked still waits, as far as they can tell."""
        over = self.ended_at is not None or self.accepted_at is not None
        return not over and self.closes_at > moment


class LineConsent(Model):
    """Somebody lets others see by whom they were mentored, and whom they mentored, as far as those do too."""

    __tablename__ = "mentor_line_consents"

    membership_id: Mapped[int] = mapped_column(sa.ForeignKey("memberships.id"), primary_key=True)
    given_at: Mapped[Moment]
