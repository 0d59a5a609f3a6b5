"""Who is there when, what one shift leaves for the next, and how much one person wants to look at in a day (L8.7)."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from community.columns import MaybeMoment, Moment, PublicId
from community.extensions import Model

USUAL_LIMIT = 6
"""Opened words a day, where somebody has chosen no limit of their own."""

MOST = 30


class Shift(Model):
    """Hours of every week in which one of office is there: for a group, or, without one, for the whole site.

    `weekday` is 0 on Mondays; `starts` and `ends` are minutes of the day in `zone`, where somebody's clock shows them.
    An end that is not after the start lies on the next day. The zone is its owner's own business (L1.10).
    """

    __tablename__ = "shifts"
    __table_args__ = (
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),
        sa.CheckConstraint("starts BETWEEN 0 AND 1439 AND ends BETWEEN 0 AND 1439", name="minutes"),
    )

    id: Mapped[PublicId]
    group_id: Mapped[int | None] = mapped_column(sa.ForeignKey("groups.id"), index=True)
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("members.id"), index=True)
    weekday: Mapped[int] = mapped_column(sa.SmallInteger)
    starts: Mapped[int] = mapped_column(sa.SmallInteger)
    ends: Mapped[int] = mapped_column(sa.SmallInteger)
    zone: Mapped[str] = mapped_column(sa.String(64))
    made_at: Mapped[Moment]


class Absence(Model):
    """Somebody is away from one roster, until a moment or until they come back: their hours do not count."""

    __tablename__ = "absences"

    id: Mapped[PublicId]
    group_id: Mapped[int | None] = mapped_column(sa.ForeignKey("groups.id"), index=True)
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("members.id"), index=True)
    since: Mapped[Moment]
    until: Mapped[MaybeMoment]


class HandOver(Model):
    """What the next should know. The words are sealed; `cases` are ids, shown to whom each case exists for (L8.3)."""

    __tablename__ = "hand_overs"
    __table_args__ = (sa.Index("ix_hand_overs_roster", "group_id", "at"),)

    id: Mapped[PublicId]
    group_id: Mapped[int | None] = mapped_column(sa.ForeignKey("groups.id"))
    author: Mapped[int] = mapped_column(sa.BigInteger)
    handle: Mapped[str] = mapped_column(sa.String(40))
    at: Mapped[Moment]
    sealed: Mapped[str] = mapped_column(sa.Text, default="")
    cases: Mapped[list[int]] = mapped_column(sa.JSON, default=list)
    taken_by: Mapped[int | None] = mapped_column(sa.BigInteger)
    taken_handle: Mapped[str] = mapped_column(sa.String(40), default="")
    taken_at: Mapped[MaybeMoment]


class ExposureLimit(Model):
    """After how many opened words a day somebody wants to be asked whether to go on; None: never. Nobody else's."""

    __tablename__ = "exposure_limits"
    __table_args__ = (sa.CheckConstraint("most BETWEEN 1 AND 30", name="most"),)

    member_id: Mapped[int] = mapped_column(
        sa.ForeignKey("members.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    most: Mapped[int | None] = mapped_column(sa.SmallInteger)
