"""Lines that answer, country by country, as this site's administrators keep them."""

from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from community.columns import MaybeMoment, Moment, PublicId
from community.extensions import Model

FRESH = timedelta(days=180)
"""How long a check counts, before administrators are asked to look again."""

LAST = 1_000
"""The position of a line that an administrator added: after those that were shipped."""


class CrisisLine(Model):
    """A line, or with `is_emergency` a country's emergency number. The country is its two letters, small.

    `shipped` names what it came from, so that a retired line is not seeded anew. `verified_on` is the day its source
    was read, `confirmed_at` when an administrator of this site said that it holds. Each change takes the next
    `revision`, by which other processes see that something changed.
    """

    __tablename__ = "crisis_lines"

    id: Mapped[PublicId]
    shipped: Mapped[str | None] = mapped_column(sa.String(80), unique=True)
    country: Mapped[str] = mapped_column(sa.String(2), index=True)
    is_emergency: Mapped[bool] = mapped_column(default=False)
    position: Mapped[int] = mapped_column(default=LAST)
    name: Mapped[str] = mapped_column(sa.String(120))
    phone: Mapped[str] = mapped_column(sa.String(60), default="")
    text: Mapped[str] = mapped_column(sa.String(120), default="")
    chat_url: Mapped[str] = mapped_column(sa.String(300), default="")
    hours: Mapped[str] = mapped_column(sa.String(120), default="")
    languages: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    audience: Mapped[str] = mapped_column(sa.String(120), default="")
    source: Mapped[str] = mapped_column(sa.String(200))
    verified_on: Mapped[date]
    verified_by: Mapped[int | None] = mapped_column(sa.BigInteger)
    confirmed_at: Mapped[MaybeMoment]
    changed_at: Mapped[Moment]
    changed_by: Mapped[int | None] = mapped_column(sa.BigInteger)
    revision: Mapped[int] = mapped_column(sa.BigInteger, index=True)
    stale_told_at: Mapped[MaybeMoment]
    retired_at: Mapped[MaybeMoment]
    retired_by: Mapped[int | None] = mapped_column(sa.BigInteger)

    def is_stale(self, today: date) -> bool:
        """Whether its source was last read 180 days ago or longer."""
        return today - self.verified_on >= FRESH
