"""Clocks, what slipped, milestones reached, and to whom somebody chose to show what (L6.1, L6.2)."""

from datetime import date, time

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.columns import MaybeMoment, Moment, PublicId
from community.extensions import Model
from community.groups.models import Membership
from community.wellbeing.counting import Course

ABSTINENCE, REDUCTION = "abstinence", "reduction"
KINDS = (ABSTINENCE, REDUCTION)
DAYS, SLIPS = "days", "slips"
"""What a group is shown: full days since the beginning, or days kept among them, from which a slip can be told."""

SHARED, LATER = "shared", "later"
"""What became of the offer to celebrate a milestone."""


class Clock(Model):
    """What somebody counts for themselves. Its beginning is a wall time: it means the same wherever they live.

    `total_days` and `kept_days` are what it said when it was last changed: it never says less (counting.py).
    """

    __tablename__ = "clocks"
    __table_args__ = (
        sa.CheckConstraint("kind IN ('abstinence', 'reduction')", name="kind"),
        sa.CheckConstraint("kept_days >= 0 AND kept_days <= total_days", name="kept"),
    )

    id: Mapped[PublicId]
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("members.id"), index=True)
    kind: Mapped[str] = mapped_column(sa.String(12))
    name: Mapped[str] = mapped_column(sa.Text)
    goal: Mapped[str] = mapped_column(sa.Text, default="")
    began_on: Mapped[date] = mapped_column(sa.Date)
    began_at: Mapped[time | None] = mapped_column(sa.Time)
    created_at: Mapped[Moment]
    ended_at: Mapped[MaybeMoment]
    total_days: Mapped[int] = mapped_column(default=0)
    kept_days: Mapped[int] = mapped_column(default=0)

    slips: Mapped[list["ClockSlip"]] = relationship(
        order_by="ClockSlip.day.desc(), ClockSlip.at.desc()", lazy="selectin",
        cascade="all, delete-orphan", passive_deletes=True,
    )  # fmt: skip
    chips: Mapped[list["ClockChip"]] = relationship(
        lazy="selectin", cascade="all, delete-orphan", passive_deletes=True
    )

    @property
    def course(self) -> Course:
        """As it is counted."""
        return Course(
            self.began_on, self.began_at, frozenset(slip.day for slip in self.slips),
            self.total_days, self.kept_days, self.ended_at is not None,
        )  # fmt: skip


class ClockSlip(Model):
    """A day, in its owner's zone of that moment, on which something slipped. Several a day are kept, one counts."""

    __tablename__ = "clock_slips"
    __table_args__ = (sa.UniqueConstraint("clock_id", "key"),)

    id: Mapped[PublicId]
    clock_id: Mapped[int] = mapped_column(sa.ForeignKey("clocks.id", ondelete="CASCADE"))
    day: Mapped[date] = mapped_column(sa.Date)
    note: Mapped[str] = mapped_column(sa.Text, default="")
    key: Mapped[str] = mapped_column(sa.String(64))
    at: Mapped[Moment]


class ClockChip(Model):
    """A milestone that was reached, in the run of days that began on `run_on`. Nothing takes it away."""

    __tablename__ = "clock_chips"

    clock_id: Mapped[int] = mapped_column(
        sa.ForeignKey("clocks.id", ondelete="CASCADE"), primary_key=True
    )
    code: Mapped[str] = mapped_column(sa.String(12), primary_key=True)
    run_on: Mapped[date] = mapped_column(sa.Date, primary_key=True)
    reached_on: Mapped[date] = mapped_column(sa.Date)
    answer: Mapped[str] = mapped_column(sa.String(8), default="")
    answered_at: Mapped[MaybeMoment]


class ClockConsent(Model):
    """One clock is shown to one group, under its owner's name there: `shows` its days, or its slips too. Dated."""

    __tablename__ = "clock_consents"
    __table_args__ = (
        sa.CheckConstraint("shows IN ('days', 'slips')", name="shows"),
        sa.Index("ix_clock_consents_membership", "membership_id"),
        sa.Index(
            "uq_clock_consents_in_force", "clock_id", "membership_id", unique=True,
            sqlite_where=sa.text("withdrawn_at IS NULL"), postgresql_where=sa.text("withdrawn_at IS NULL"),
        ),
    )  # fmt: skip

    id: Mapped[PublicId]
    clock_id: Mapped[int] = mapped_column(sa.ForeignKey("clocks.id", ondelete="CASCADE"))
    membership_id: Mapped[int] = mapped_column(sa.ForeignKey("memberships.id"))
    shows: Mapped[str] = mapped_column(sa.String(8))
    given_at: Mapped[Moment]
    withdrawn_at: Mapped[MaybeMoment]

    clock: Mapped[Clock] = relationship(lazy="joined", innerjoin=True)
    membership: Mapped[Membership] = relationship(lazy="joined", innerjoin=True)


class ClockSight(Model):
    """Somebody wants to see, in this group, the days that others there chose to show."""

    __tablename__ = "clock_sights"

    membership_id: Mapped[int] = mapped_column(sa.ForeignKey("memberships.id"), primary_key=True)
    since: Mapped[Moment]
