"""What somebody was told about their own days, and whether they want to be told at all (L6.5)."""

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from community.columns import MaybeMoment, Moment, PublicId
from community.extensions import Model


class Warning(Model):
    """A rule that fired, for its owner alone: the numbers it was made from, and their own word, sealed."""

    __tablename__ = "warnings"
    __table_args__ = (sa.UniqueConstraint("member_id", "day", "rule"),)

    id: Mapped[PublicId]
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("members.id"))
    day: Mapped[date] = mapped_column(sa.Date)
    rule: Mapped[str] = mapped_column(sa.String(10))
    numbers: Mapped[dict[str, Any]] = mapped_column(sa.JSON, default=dict)
    word: Mapped[str] = mapped_column(sa.Text, default="")
    at: Mapped[Moment] = mapped_column(index=True)
    seen_at: Mapped[MaybeMoment]

    @property
    def about(self) -> str:
        """What its sealed word is bound to."""
        return f"warning:{self.id}"


class Outlook(Model):
    """How somebody wants to be warned: whether the rules look, their own words, and which day was looked at last."""

    __tablename__ = "outlooks"

    member_id: Mapped[int] = mapped_column(
        sa.ForeignKey("members.id"), primary_key=True, autoincrement=False
    )
    is_on: Mapped[bool] = mapped_column(default=True)
    words: Mapped[str] = mapped_column(sa.Text, default="")
    looked_on: Mapped[date | None] = mapped_column(sa.Date)

    @property
    def about(self) -> str:
        """What the sealed words are bound to."""
        return f"outlook:{self.member_id}"
