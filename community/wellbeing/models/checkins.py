"""How a day was, by whoever lived it (L6.3)."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from community.columns import Moment, PublicId
from community.extensions import Model

MARKS = ("hungry", "angry", "lonely", "tired")
LOW_MOOD, HIGH_URGE = 1, 9


class Checkin(Model):
    """One day of one member, by their own midnight: mood 1 to 5, urge 0 to 10, sleep in half hours, a sealed line.

    `made_at` says when it was first noted: one that was there at its midnight is not changed after it.
    """

    __tablename__ = "checkins"
    __table_args__ = (
        sa.UniqueConstraint("member_id", "day"),
        sa.CheckConstraint("mood BETWEEN 1 AND 5", name="mood"),
        sa.CheckConstraint("urge BETWEEN 0 AND 10", name="urge"),
        sa.CheckConstraint("sleep BETWEEN 0 AND 48", name="sleep"),
    )

    id: Mapped[PublicId]
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("members.id"))
    day: Mapped[date] = mapped_column(sa.Date)
    mood: Mapped[int] = mapped_column(sa.SmallInteger)
    urge: Mapped[int | None] = mapped_column(sa.SmallInteger)
    sleep: Mapped[int | None] = mapped_column(sa.SmallInteger)
    line: Mapped[str] = mapped_column(sa.Text, default="")
    marks: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    made_at: Mapped[Moment] = mapped_column(index=True)
    changed_at: Mapped[Moment]

    @property
    def about(self) -> str:
        """What its sealed line is bound to."""
        return f"checkin:{self.id}"
