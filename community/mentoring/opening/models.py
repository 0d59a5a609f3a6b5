"""A part of a channel that two of office open together, and what becomes of it: break-glass (L7.11)."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.columns import MaybeMoment, Moment, PublicId
from community.extensions import Model
from community.mentoring.models import Mentorship

DANGER, HARM, MINOR, ORDER = "danger", "harm", "minor", "order"
CATEGORIES = (DANGER, HARM, MINOR, ORDER)
"""Why, as the two are told; the reason in words is for those who decide."""

WORKS_AFTER = timedelta(days=7)
"""So long after somebody was named their office opens nothing."""

WAITS_FOR, READ_FOR, PUT_OFF_FOR = timedelta(hours=72), timedelta(hours=24), timedelta(days=30)
"""How long an ask waits for a second, how long is read, and how long the telling is put off at a time."""

AGAIN_WITHIN = timedelta(days=7)
"""It is put off again only in the last days of the time before: never for sixty days at once."""

MOST_DELAYS = 2
MOST_LINES = 200
"""In one span."""

ASKED, LAPSED, REFUSED, OPEN, OVER = "asked", "lapsed", "refused", "open", "over"


class Opening(Model):
    """Somebody asks to read from one line of a channel to another; a second of office approves, or nobody does.

    `lines`, `from_at` and `to_at` are of the moment of asking: how many lines, and when the first and the last were
    written. `tell_at`: when the two are told, from the approval on.
    """

    __tablename__ = "channel_openings"
    __table_args__ = (
        sa.CheckConstraint(f"category IN ({', '.join(repr(one) for one in CATEGORIES)})", name="category"),
        sa.CheckConstraint("approved_by IS NULL OR approved_by <> asked_by", name="two"),
        sa.CheckConstraint("first_seq <= last_seq", name="span"),
        sa.Index("ix_channel_openings_mentorship", "mentorship_id"),
        sa.Index(
            "ix_channel_openings_due", "tell_at",
            sqlite_where=sa.text("told_at IS NULL"), postgresql_where=sa.text("told_at IS NULL"),
        ),
    )  # fmt: skip

    id: Mapped[PublicId]
    mentorship_id: Mapped[int] = mapped_column(sa.ForeignKey("mentorships.id"))
    first_seq: Mapped[int] = mapped_column(sa.BigInteger)
    last_seq: Mapped[int] = mapped_column(sa.BigInteger)
    lines: Mapped[int]
    from_at: Mapped[Moment]
    to_at: Mapped[Moment]
    category: Mapped[str] = mapped_column(sa.String(8))
    reason: Mapped[str] = mapped_column(sa.Text)
    asked_by: Mapped[int] = mapped_column(sa.ForeignKey("members.id"))
    asked_at: Mapped[Moment]
    contact_at: Mapped[MaybeMoment]
    """When the asker called the external contact to it."""

    approved_by: Mapped[int | None] = mapped_column(sa.ForeignKey("members.id"))
    approved_as: Mapped[str] = mapped_column(sa.String(8), default="")
    approved_at: Mapped[MaybeMoment]
    closed_by: Mapped[int | None] = mapped_column(sa.ForeignKey("members.id"))
    closed_at: Mapped[MaybeMoment]
    tell_at: Mapped[MaybeMoment]
    told_at: Mapped[MaybeMoment]

    mentorship: Mapped[Mentorship] = relationship(lazy="joined", innerjoin=True)
    delays: Mapped[list["Delay"]] = relationship(
        lazy="selectin", order_by="Delay.number", passive_deletes=True
    )
    readings: Mapped[list["Reading"]] = relationship(
        lazy="selectin", order_by="Reading.at", passive_deletes=True
    )

    @property
    def about(self) -> str:
        """What its sealed reason is bound to."""
        return f"channel_opening:{self.id}"

    @property
    def until(self) -> datetime:
        """Until when it waits for a second; once approved, until when it is read."""
        if self.approved_at is None:
            return self.asked_at + WAITS_FOR
        return self.approved_at + READ_FOR

    def state(self, moment: datetime) -> str:
        """How it stands at that moment."""
        if self.approved_at is None:
            if self.closed_at is not None:
                return REFUSED
            return ASKED if moment < self.until else LAPSED
        return OPEN if self.closed_at is None and moment < self.until else OVER


class Delay(Model):
    """Another lead put off that the two are told, once or twice, with a sealed reason."""

    __tablename__ = "channel_opening_delays"
    __table_args__ = (sa.UniqueConstraint("opening_id", "number"),)

    id: Mapped[PublicId]
    opening_id: Mapped[int] = mapped_column(
        sa.ForeignKey("channel_openings.id", ondelete="CASCADE")
    )
    number: Mapped[int]
    reason: Mapped[str] = mapped_column(sa.Text)
    put_off_by: Mapped[int] = mapped_column(sa.ForeignKey("members.id"))
    at: Mapped[Moment]

    @property
    def about(self) -> str:
        """What its sealed reason is bound to."""
        return f"channel_opening_delay:{self.id}"


class Reading(Model):
    """Somebody of the two who opened it let the words be shown to them: each time."""

    __tablename__ = "channel_readings"
    __table_args__ = (sa.Index("ix_channel_readings_opening", "opening_id"),)

    id: Mapped[PublicId]
    opening_id: Mapped[int] = mapped_column(
        sa.ForeignKey("channel_openings.id", ondelete="CASCADE")
    )
    read_by: Mapped[int] = mapped_column(sa.ForeignKey("members.id"))
    at: Mapped[Moment]


SEALED = {(Opening, "reason"), (Delay, "reason")}
"""The columns that hold sealed words."""
