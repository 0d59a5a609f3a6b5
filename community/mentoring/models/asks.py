"""A mentee asks a mentor (L7.5)."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.columns import MaybeMoment, Moment, PublicId
from community.extensions import Model
from community.groups.models import Membership

OPEN_FOR = timedelta(days=7)
AGAIN_AFTER = timedelta(days=30)
"""After an ask that was not accepted, before the same mentor can be asked again (L7.5)."""

MOST_OPEN = 2
"""Open asks of one person, over all groups."""

OPEN, UNANSWERED, ACCEPTED, WITHDRAWN = "open", "unanswered", "accepted", "withdrawn"


class Ask(Model):
    """An ask, with what became of it on either side.

    Whether it reached the mentor (`reached_at`), stays with us (`withheld_at`) or was declined are facts that the
    asker is told nothing of: `told` reads none of them.
    """

    __tablename__ = "mentor_asks"
    __table_args__ = (
        sa.Index(
            "uq_mentor_asks_open", "mentee_id", "mentor_id", unique=True,
            sqlite_where=sa.text("closed_at IS NULL"), postgresql_where=sa.text("closed_at IS NULL"),
        ),
        sa.Index("ix_mentor_asks_mentor", "mentor_id"),
    )  # fmt: skip

    id: Mapped[PublicId]
    group_id: Mapped[int] = mapped_column(sa.ForeignKey("groups.id"))
    mentee_id: Mapped[int] = mapped_column(sa.ForeignKey("memberships.id"))
    mentor_id: Mapped[int] = mapped_column(sa.ForeignKey("memberships.id"))
    words: Mapped[str] = mapped_column(sa.Text, default="")
    version: Mapped[int]
    """Of the agreement, as the mentee accepted it."""

    asked_at: Mapped[Moment]
    closes_at: Mapped[Moment]
    reached_at: Mapped[MaybeMoment]
    withheld_at: Mapped[MaybeMoment]
    declined_at: Mapped[MaybeMoment]
    accepted_at: Mapped[MaybeMoment]
    withdrawn_at: Mapped[MaybeMoment]
    closed_at: Mapped[MaybeMoment]
    """When it was accepted or taken back, or its days were over: never when it was declined."""

    mentee: Mapped[Membership] = relationship(
        lazy="joined", innerjoin=True, foreign_keys="Ask.mentee_id"
    )
    mentor: Mapped[Membership] = relationship(
        lazy="joined", innerjoin=True, foreign_keys="Ask.mentor_id"
    )

    @property
    def about(self) -> str:
        """What its sealed words are bound to."""
        return f"mentor_ask:{self.id}"

    def told(self, moment: datetime) -> str:
        """How it stands, for whoever asked."""
        if self.accepted_at is not None:
            return ACCEPTED
        if self.withdrawn_at is not None:
            return WITHDRAWN
        return OPEN if self.closes_at > moment else UNANSWERED

    def again_at(self, moment: datetime) -> datetime | None:
        """When the same mentor can be asked again; None where it was accepted, or can be now."""
        if self.accepted_at is not None:
            return None
        again = (self.withdrawn_at or self.closes_at) + AGAIN_AFTER
        return again if again > moment else None

    def waits(self, moment: datetime) -> bool:
        """Whether the mentor can still answer it."""
        kept_back = self.reached_at is None or self.withheld_at is not None
        answered = self.declined_at is not None or self.closed_at is not None
        return not kept_back and not answered and self.closes_at > moment
