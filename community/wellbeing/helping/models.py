"""Who asked for somebody, who was asked to come, and who offered to be asked (L6.7)."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.columns import MaybeMoment, Moment, PublicId
from community.extensions import Model
from community.groups.models import Membership

COMING, CANNOT = "coming", "cannot"
"""What somebody who was asked says; nothing yet is empty."""

BY_ASKER, BY_OFFICE, BY_TIME, BY_GOING = "asker", "office", "time", "gone"
"""How a call ended: the asker is all right for now, a moderator closed it, 24 hours are over, the asker is gone."""


class HelpCall(Model):
    """Somebody asked for a person now, and a room was opened for that. One is open for each asker at most.

    The three minutes count from `since`, which asking again sets anew. `next_at`: when the next is asked, or looked
    for; `step` counts those looks, so that each is done once. `alone_at`: that nobody answered was told.
    """

    __tablename__ = "help_calls"
    __table_args__ = (
        sa.Index(
            "uq_help_calls_open", "membership_id", unique=True,
            sqlite_where=sa.text("ended_at IS NULL"), postgresql_where=sa.text("ended_at IS NULL"),
        ),
        sa.Index("ix_help_calls_group", "group_id", "ended_at"),
    )  # fmt: skip

    id: Mapped[PublicId]
    group_id: Mapped[int] = mapped_column(sa.ForeignKey("groups.id"))
    room_id: Mapped[int] = mapped_column(sa.ForeignKey("rooms.id"), unique=True)
    membership_id: Mapped[int] = mapped_column(sa.ForeignKey("memberships.id"))
    asked_at: Mapped[Moment]
    since: Mapped[Moment]
    step: Mapped[int] = mapped_column(default=0)
    next_at: Mapped[MaybeMoment]
    alone_at: Mapped[MaybeMoment]
    answered_by: Mapped[int | None] = mapped_column(sa.ForeignKey("memberships.id"))
    answered_at: Mapped[MaybeMoment]
    ended_at: Mapped[MaybeMoment]
    ended_how: Mapped[str] = mapped_column(sa.String(8), default="")

    asker: Mapped[Membership] = relationship(
        foreign_keys=[membership_id], lazy="joined", innerjoin=True
    )

    @property
    def is_open(self) -> bool:
        """Whether the room is not closed yet."""
        return self.ended_at is None

    @property
    def waits(self) -> bool:
        """Whether nobody has answered yet."""
        return self.ended_at is None and self.answered_at is None


class HelpTurn(Model):
    """That somebody on duty was asked to come: `times` in this round, last at `asked_at`."""

    __tablename__ = "help_turns"
    __table_args__ = (sa.Index("ix_help_turns_membership", "membership_id", "asked_at"),)

    call_id: Mapped[int] = mapped_column(
        sa.ForeignKey("help_calls.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    membership_id: Mapped[int] = mapped_column(
        sa.ForeignKey("memberships.id"), primary_key=True, autoincrement=False
    )
    asked_at: Mapped[Moment]
    times: Mapped[int] = mapped_column(sa.SmallInteger, default=1)
    reply: Mapped[str] = mapped_column(sa.String(8), default="")
    replied_at: Mapped[MaybeMoment]


class HelpPeer(Model):
    """A member who would like to be asked; from `accepted_at` on they are. The row goes when either side ends it."""

    __tablename__ = "help_peers"

    membership_id: Mapped[int] = mapped_column(
        sa.ForeignKey("memberships.id"), primary_key=True, autoincrement=False
    )
    offered_at: Mapped[Moment]
    accepted_at: Mapped[MaybeMoment]
    accepted_by: Mapped[int | None] = mapped_column(sa.BigInteger)
    away_since: Mapped[MaybeMoment]

    membership: Mapped[Membership] = relationship(lazy="joined", innerjoin=True)


class HelpHours(Model):
    """Hours of every week in which such a member can be asked, as `Shift` of moderation has them."""

    __tablename__ = "help_hours"
    __table_args__ = (
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),
        sa.CheckConstraint("starts BETWEEN 0 AND 1439 AND ends BETWEEN 0 AND 1439", name="minutes"),
    )

    id: Mapped[PublicId]
    membership_id: Mapped[int] = mapped_column(sa.ForeignKey("memberships.id"), index=True)
    weekday: Mapped[int] = mapped_column(sa.SmallInteger)
    starts: Mapped[int] = mapped_column(sa.SmallInteger)
    ends: Mapped[int] = mapped_column(sa.SmallInteger)
    zone: Mapped[str] = mapped_column(sa.String(64))
    made_at: Mapped[Moment]
