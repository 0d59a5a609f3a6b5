"""Two who agreed, from the first day to the last (L7.7)."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.columns import MaybeMoment, Moment, PublicId
from community.extensions import Model
from community.groups.models import Membership

TRIAL, ACTIVE, PAUSED, CLOSING, ENDED = "trial", "active", "paused", "closing", "ended"
STATES = (TRIAL, ACTIVE, PAUSED, CLOSING, ENDED)
COUNTING = (TRIAL, ACTIVE, PAUSED)
"""States in which a mentorship takes one of its mentor's places (L7.3)."""

GOING_ON, RESUMED, PARTING = "going_on", "resumed", "parting"
"""Steps that are not named as a state: one would like to go on, or to part; a pause is over."""

AGREED, TIME, SILENCE, LEFT, SHUT_OUT = "agreed", "time", "silence", "left", "shut_out"
"""Why it closes or ended. A block is written as leaving."""

LENGTH = "length"
"""It closes because the programme of the two is over: by time as well (L7.9)."""

GROUP_OVER = "group_over"
"""It ended because their group did: neither of the two left (L2.6)."""

TRIAL_FOR, CLOSING_FOR, READABLE_FOR = (timedelta(days=days) for days in (14, 7, 7))
PROMPT_AFTER, REMATCH_AFTER, CLOSE_AFTER = (timedelta(days=days) for days in (7, 21, 45))
"""After so long without a message from either."""


class Mentorship(Model):
    """A mentee and a mentor, their room, and where they are. `low` and `high` are the two memberships, by number:
    one open relation for a pair, whoever mentors whom. `due_at`: when the trial or the closing is over.
    """

    __tablename__ = "mentorships"
    __table_args__ = (
        sa.CheckConstraint(f"state IN ({', '.join(repr(state) for state in STATES)})", name="state"),
        sa.Index(
            "uq_mentorships_open", "low", "high", unique=True,
            sqlite_where=sa.text("ended_at IS NULL"), postgresql_where=sa.text("ended_at IS NULL"),
        ),
        sa.Index("ix_mentorships_mentee", "mentee_id"),
        sa.Index("ix_mentorships_mentor", "mentor_id"),
    )  # fmt: skip

    id: Mapped[PublicId]
    group_id: Mapped[int] = mapped_column(sa.ForeignKey("groups.id"))
    mentee_id: Mapped[int] = mapped_column(sa.ForeignKey("memberships.id"))
    mentor_id: Mapped[int] = mapped_column(sa.ForeignKey("memberships.id"))
    low: Mapped[int] = mapped_column(sa.BigInteger)
    high: Mapped[int] = mapped_column(sa.BigInteger)
    ask_id: Mapped[int] = mapped_column(sa.BigInteger, unique=True)
    room_id: Mapped[int] = mapped_column(sa.ForeignKey("rooms.id"), unique=True)
    mentee_version: Mapped[int]
    mentor_version: Mapped[int]
    told_version: Mapped[int]
    """The newest version of the agreement that both were told of."""

    began_at: Mapped[Moment]
    state: Mapped[str] = mapped_column(sa.String(8))
    since: Mapped[Moment]
    due_at: Mapped[MaybeMoment]
    prompted_at: Mapped[MaybeMoment]
    rematch_at: Mapped[MaybeMoment]
    ended_at: Mapped[MaybeMoment]

    mentee: Mapped[Membership] = relationship(
        lazy="joined", innerjoin=True, foreign_keys="Mentorship.mentee_id"
    )
    mentor: Mapped[Membership] = relationship(
        lazy="joined", innerjoin=True, foreign_keys="Mentorship.mentor_id"
    )
    steps: Mapped[list["Step"]] = relationship(
        lazy="selectin", order_by="Step.number", passive_deletes=True
    )

    @property
    def people(self) -> dict[int, Membership]:
        """The two, by member."""
        return {self.mentee.member_id: self.mentee, self.mentor.member_id: self.mentor}

    def other(self, member_id: int) -> Membership:
        """Whom this one of the two walks with."""
        return self.mentor if self.mentee.member_id == member_id else self.mentee

    def version_of(self, member_id: int) -> int:
        """Which version of the agreement this one of the two accepted last."""
        is_mentee = self.mentee.member_id == member_id
        return self.mentee_version if is_mentee else self.mentor_version

    def wishes(self, kind: str) -> set[int]:
        """Who of the two said so since the last change of state."""
        said: set[int] = set()
        for step in self.steps:
            said = said | {step.author} if step.kind == kind else said
            said = set() if step.kind in (*STATES, RESUMED) else said
        return said

    def readable_until(self) -> datetime | None:
        """Until when the two may read, once it has ended."""
        return self.ended_at + READABLE_FOR if self.ended_at is not None else None


class Step(Model):
    """One step of a mentorship, its author (a member, or SYSTEM for what came by time), and when."""

    __tablename__ = "mentorship_steps"
    __table_args__ = (sa.UniqueConstraint("mentorship_id", "number"),)

    id: Mapped[PublicId]
    mentorship_id: Mapped[int] = mapped_column(sa.ForeignKey("mentorships.id"))
    number: Mapped[int]
    kind: Mapped[str] = mapped_column(sa.String(10))
    why: Mapped[str] = mapped_column(sa.String(10), default="")
    author: Mapped[int] = mapped_column(sa.BigInteger)
    at: Mapped[Moment]
