"""Who took part, for how long: shown to nobody but its own member (L5.11). And what is only for tonight."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from community.columns import Moment, PublicId
from community.extensions import Model


class Participation(Model):
    """One row per sitting and membership. `last_minute` is the last one counted, as minutes since 1970."""

    __tablename__ = "participations"
    __table_args__ = (
        sa.Index("ix_participations_membership", "membership_id"),
        sa.Index(
            "ix_participations_spoke", "membership_id", "sitting_id", "minutes",
            sqlite_where=sa.text("spoke = 1"), postgresql_where=sa.text("spoke"),
        ),
    )  # fmt: skip

    sitting_id: Mapped[int] = mapped_column(sa.ForeignKey("sittings.id"), primary_key=True)
    membership_id: Mapped[int] = mapped_column(sa.ForeignKey("memberships.id"), primary_key=True)
    minutes: Mapped[int] = mapped_column(default=0)
    last_minute: Mapped[int] = mapped_column(sa.BigInteger, default=0)
    spoke: Mapped[bool] = mapped_column(default=False)
    first_at: Mapped[Moment]


class ReadingAlong(Model):
    """ "Not sober tonight: welcome to read." Only its owner sees it; gone after the sitting (L5.8)."""

    __tablename__ = "reading_along"

    sitting_id: Mapped[int] = mapped_column(sa.ForeignKey("sittings.id"), primary_key=True)
    membership_id: Mapped[int] = mapped_column(sa.ForeignKey("memberships.id"), primary_key=True)


class Celebration(Model):
    """Somebody chose to be celebrated in this sitting, in their own words (L5.9). Gone after it."""

    __tablename__ = "celebrations"

    sitting_id: Mapped[int] = mapped_column(sa.ForeignKey("sittings.id"), primary_key=True)
    membership_id: Mapped[int] = mapped_column(sa.ForeignKey("memberships.id"), primary_key=True)
    words: Mapped[str] = mapped_column(sa.String(80))


class Slip(Model):
    """An attendance slip: what it says, and its code. It names nobody; `membership_id` is for its owner's list."""

    __tablename__ = "slips"
    __table_args__ = (sa.UniqueConstraint("membership_id", "sitting_id"),)

    id: Mapped[PublicId]
    membership_id: Mapped[int] = mapped_column(sa.ForeignKey("memberships.id"), index=True)
    sitting_id: Mapped[int] = mapped_column(sa.ForeignKey("sittings.id"))
    code: Mapped[str] = mapped_column(sa.String(40), unique=True)
    group_name: Mapped[str] = mapped_column(sa.String(80))
    held_on: Mapped[date] = mapped_column(sa.Date)
    minutes: Mapped[int]
    signature: Mapped[str] = mapped_column(sa.String(100))
    at: Mapped[Moment]
