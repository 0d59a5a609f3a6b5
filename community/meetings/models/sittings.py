"""One date of a meeting, its people by role, and the live facts: phase, chair, floor, queue (L5.2, L5.4, L5.5)."""

from datetime import datetime, timedelta
from math import ceil

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.columns import MaybeMoment, Moment, PublicId
from community.extensions import Model
from community.meetings.models.schedule import Meeting

LOBBY = timedelta(minutes=30)
FELLOWSHIP = timedelta(minutes=30)
"""How long the room is open before and after (L5.4)."""

CHAIR, COCHAIR, GREETER, TIMER, READER, LIAISON = (
    "chair", "cochair", "greeter", "timer", "reader", "liaison",
)  # fmt: skip
ROLES = (CHAIR, COCHAIR, GREETER, TIMER, READER, LIAISON)
SHARED_ROLES = frozenset({COCHAIR, READER, GREETER})
"""Roles that several may hold in one sitting."""

DONE, PASS, ENDED, UNANSWERED = "done", "pass", "ended", "unanswered"
"""How a share ended: by its speaker, by passing, by the chair, or because nobody answered."""


class Sitting(Model):
    """A date of a meeting. `original_start` is when the rule says it begins, and names it; `starts_at` when it does.

    `version_id` is the format's version from the lobby on. `phase` is the index of the part under way; before
    the first and after the last there is none. `began_at`: when the first part began, by the chair. `credited_at`:
    when it was counted for those who took part. `chair_seen_*`: which process saw the chair's socket last; a chair
    without script is seen on a page, by none.
    """

    __tablename__ = "sittings"
    __table_args__ = (
        sa.UniqueConstraint("meeting_id", "original_start"),
        sa.Index("ix_sittings_starts", "starts_at"),
        sa.Index("ix_sittings_open", "room_id", "closed_at"),
        sa.Index(
            "ix_sittings_due", "starts_at",
            sqlite_where=sa.text("closed_at IS NULL"), postgresql_where=sa.text("closed_at IS NULL"),
        ),
    )  # fmt: skip

    id: Mapped[PublicId]
    meeting_id: Mapped[int] = mapped_column(sa.ForeignKey("meetings.id"))
    room_id: Mapped[int | None] = mapped_column(sa.ForeignKey("rooms.id"))
    original_start: Mapped[Moment]
    starts_at: Mapped[Moment]
    ends_at: Mapped[Moment]
    note: Mapped[str] = mapped_column(sa.String(300), default="")
    cancelled_at: Mapped[MaybeMoment]

    version_id: Mapped[int | None] = mapped_column(sa.ForeignKey("format_versions.id"))
    topic: Mapped[str] = mapped_column(sa.String(200), default="")
    reminded_at: Mapped[MaybeMoment]
    asked_at: Mapped[MaybeMoment]
    opened_at: Mapped[MaybeMoment]
    lounge_since: Mapped[MaybeMoment]
    began_at: Mapped[MaybeMoment]
    fellowship_at: Mapped[MaybeMoment]
    closed_at: Mapped[MaybeMoment]
    credited_at: Mapped[MaybeMoment]
    phase: Mapped[int | None]
    phase_since: Mapped[MaybeMoment]
    locked_since: Mapped[MaybeMoment]

    chair_id: Mapped[int | None] = mapped_column(sa.ForeignKey("memberships.id"))
    chair_since: Mapped[MaybeMoment]
    chair_seen_at: Mapped[MaybeMoment]
    chair_seen_by: Mapped[str] = mapped_column(sa.String(24), default="")
    chair_lost_at: Mapped[MaybeMoment]
    chair_offered: Mapped[str] = mapped_column(sa.String(12), default="")

    holder_id: Mapped[int | None] = mapped_column(sa.ForeignKey("memberships.id"))
    called_at: Mapped[MaybeMoment]
    speaking_since: Mapped[MaybeMoment]
    limit_seconds: Mapped[int] = mapped_column(default=0)
    floor_turn: Mapped[int] = mapped_column(default=0)

    meeting: Mapped[Meeting] = relationship(lazy="joined", innerjoin=True)

    @property
    def is_open(self) -> bool:
        """Whether its room is open for it now."""
        return self.opened_at is not None and self.closed_at is None

    @property
    def state(self) -> str:
        """Scheduled, cancelled, lobby, running, fellowship or closed."""
        if self.closed_at is not None:
            return "closed"
        if self.cancelled_at is not None:
            return "cancelled"
        if self.opened_at is None:
            return "scheduled"
        if self.fellowship_at is not None:
            return "fellowship"
        return "lobby" if self.phase is None else "running"

    @property
    def counts_from(self) -> datetime:
        """From when minutes count: its start, or the first part where that began earlier (L5.11)."""
        return min(self.starts_at, self.began_at or self.starts_at)

    @property
    def counts_until(self) -> datetime | None:
        """Until when minutes count: fellowship; None while it is not over."""
        return self.fellowship_at or self.closed_at

    @property
    def length(self) -> timedelta:
        """How long it took, once it is over; before that, how long it is meant to take."""
        return max((self.counts_until or self.ends_at) - self.counts_from, timedelta())

    @property
    def longest_minutes(self) -> int:
        """More minutes than these nobody can have been there."""
        return ceil(self.length.total_seconds() / 60)

    @property
    def was_moved(self) -> bool:
        """Whether this date is at another time than the rule says."""
        return self.starts_at != self.original_start

    def free_floor(self) -> None:
        """Nobody has the floor."""
        self.holder_id = self.called_at = self.speaking_since = None
        self.limit_seconds = 0

    def give_floor(self, membership_id: int, moment: datetime, limit: int) -> None:
        """Somebody is called. `floor_turn` tells this call from every other."""
        self.holder_id, self.called_at, self.speaking_since = membership_id, moment, None
        self.limit_seconds, self.floor_turn = limit, self.floor_turn + 1


class Duty(Model):
    """Somebody signed up for a role at one date (L5.2)."""

    __tablename__ = "duties"

    sitting_id: Mapped[int] = mapped_column(sa.ForeignKey("sittings.id"), primary_key=True)
    role: Mapped[str] = mapped_column(sa.String(10), primary_key=True)
    membership_id: Mapped[int] = mapped_column(
        sa.ForeignKey("memberships.id"), primary_key=True, index=True
    )
    since: Mapped[Moment]


class Hand(Model):
    """A raised hand. `place` orders the one queue; `share` is 1 for a first share tonight, else 2.

    `put_last`: they were called and did not answer, or were skipped, so that first shares raised later may go before.
    """

    __tablename__ = "hands"

    sitting_id: Mapped[int] = mapped_column(sa.ForeignKey("sittings.id"), primary_key=True)
    membership_id: Mapped[int] = mapped_column(sa.ForeignKey("memberships.id"), primary_key=True)
    place: Mapped[int]
    share: Mapped[int]
    put_last: Mapped[bool] = mapped_column(default=False)
    raised_at: Mapped[Moment]


class Share(Model):
    """A turn at the floor that has ended."""

    __tablename__ = "shares"
    __table_args__ = (sa.Index("ix_shares_sitting", "sitting_id", "membership_id"),)

    id: Mapped[PublicId]
    sitting_id: Mapped[int] = mapped_column(sa.ForeignKey("sittings.id"))
    membership_id: Mapped[int] = mapped_column(sa.ForeignKey("memberships.id"))
    called_at: Mapped[Moment]
    began_at: Mapped[MaybeMoment]
    ended_at: Mapped[Moment]
    how: Mapped[str] = mapped_column(sa.String(12))
