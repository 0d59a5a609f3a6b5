"""Who mentors in a group, and who spoke for them (L7.3)."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.columns import MaybeMoment, Moment, PublicId
from community.extensions import Model
from community.groups.models import Membership

GROUP_CAP = 3
"""Mentees of one mentor at most (L7.3); their own cap is this or less."""

VOUCHES = 2


class Mentor(Model):
    """Somebody who would like to mentor in a group, or does: every step on the way is a date.

    `statement` is what they said of their time in recovery, sealed, read from no clock. `paused_at` is told to nobody;
    `available` is what they say to everybody.
    """

    __tablename__ = "mentors"
    __table_args__ = (
        sa.CheckConstraint("cap BETWEEN 1 AND 3", name="cap"),
        sa.Index(
            "uq_mentors_standing", "membership_id", unique=True,
            sqlite_where=sa.text("ended_at IS NULL"), postgresql_where=sa.text("ended_at IS NULL"),
        ),
    )  # fmt: skip

    id: Mapped[PublicId]
    membership_id: Mapped[int] = mapped_column(sa.ForeignKey("memberships.id"))
    applied_at: Mapped[Moment]
    statement: Mapped[str] = mapped_column(sa.Text, default="")
    agreed_version: Mapped[int]
    quiz_passed_at: Mapped[MaybeMoment]
    approved_at: Mapped[MaybeMoment]
    approved_by: Mapped[int | None] = mapped_column(sa.BigInteger)
    refused_at: Mapped[MaybeMoment]
    renewed_until: Mapped[MaybeMoment]
    reminded_at: Mapped[MaybeMoment]
    ended_at: Mapped[MaybeMoment]
    cap: Mapped[int] = mapped_column(default=GROUP_CAP)
    paused_at: Mapped[MaybeMoment]
    available: Mapped[bool] = mapped_column(default=True)

    membership: Mapped[Membership] = relationship(lazy="joined", innerjoin=True)
    vouches: Mapped[list["Vouch"]] = relationship(
        lazy="selectin", cascade="all, delete-orphan", passive_deletes=True, back_populates="mentor"
    )

    @property
    def about(self) -> str:
        """What its sealed words are bound to."""
        return f"mentor:{self.id}"

    @property
    def spoken_for(self) -> int:
        """How many vouched."""
        return sum(vouch.given_at is not None for vouch in self.vouches)

    def mentors(self, moment: datetime) -> bool:
        """Whether they are a mentor at that moment: approved, renewed, and neither ended nor gone."""
        renewed = self.renewed_until is not None and self.renewed_until > moment
        return self.ended_at is None and renewed and self.membership.is_current


class Vouch(Model):
    """Somebody of the group was asked to speak for who would like to mentor, and perhaps did."""

    __tablename__ = "mentor_vouches"
    __table_args__ = (sa.UniqueConstraint("mentor_id", "membership_id"),)

    id: Mapped[PublicId]
    mentor_id: Mapped[int] = mapped_column(sa.ForeignKey("mentors.id", ondelete="CASCADE"))
    membership_id: Mapped[int] = mapped_column(sa.ForeignKey("memberships.id"), index=True)
    asked_at: Mapped[Moment]
    given_at: Mapped[MaybeMoment]
    declined_at: Mapped[MaybeMoment]

    membership: Mapped[Membership] = relationship(lazy="joined", innerjoin=True)
    mentor: Mapped[Mentor] = relationship(lazy="joined", innerjoin=True, back_populates="vouches")
