"""Check-ins, read by their owner alone (L6.3): whoever else asks has none."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import sqlalchemy as sa

from community import vault
from community.clock import now
from community.errors import NotFound
from community.extensions import db
from community.members.queries import member_for
from community.wellbeing.days import A_DAY, day_in
from community.wellbeing.models.checkins import HIGH_URGE, LOW_MOOD, Checkin


@dataclass(frozen=True)
class Noted:
    """A day as its owner noted it; `sleep` in hours; `at` it was said last."""

    day: date
    mood: int
    urge: int | None
    sleep: float | None
    line: str
    marks: tuple[str, ...]
    at: datetime

    @property
    def is_low(self) -> bool:
        """Whether help is shown beside it, to its owner alone."""
        return self.mood <= LOW_MOOD or (self.urge is not None and self.urge >= HIGH_URGE)


@dataclass(frozen=True)
class Daily:
    """The numbers of one day; None of all three where nothing was noted."""

    date: date
    mood: int | None = None
    urge: int | None = None
    sleep: float | None = None


def row_on(member_id: int, day: date) -> Checkin | None:
    """What is kept of that day."""
    return db.session.scalar(
        sa.select(Checkin).where(Checkin.member_id == member_id, Checkin.day == day)
    )


def rows_on(member_id: int, days: Collection[date]) -> dict[date, Checkin]:
    """What is kept of these days, by day."""
    rows = sa.select(Checkin).where(Checkin.member_id == member_id, Checkin.day.in_(days))
    return {row.day: row for row in db.session.scalars(rows)}


def noted_on(member_id: int, day: date) -> Noted | None:
    """What the member noted of that day, if they did."""
    row = row_on(member_id, day)
    return noted_in(row) if row is not None else None


def noted_for(member_id: int, day: date) -> Noted:
    """What the member noted of that day. Raises NotFound."""
    noted = noted_on(member_id, day)
    if noted is None:
        raise NotFound
    return noted


def today_of(member_id: int) -> date:
    """Which day it is for the member."""
    return day_in(member_for(member_id).zone, now())


def noted_since(member_id: int, first: date) -> list[Noted]:
    """What the member noted from that day on, the newest first."""
    rows = sa.select(Checkin).where(Checkin.member_id == member_id, Checkin.day >= first)
    return [noted_in(row) for row in db.session.scalars(rows.order_by(Checkin.day.desc()))]


def series_of(member_id: int, days: int) -> list[Daily]:
    """So many days, the oldest first, to today where today is noted, else to yesterday. A missed day has no numbers."""
    today = today_of(member_id)
    rows = db.session.execute(
        sa.select(Checkin.day, Checkin.mood, Checkin.urge, Checkin.sleep).where(
            Checkin.member_id == member_id,
            Checkin.day >= today - days * A_DAY,
            Checkin.day <= today,
        )
    )
    noted = {row.day: Daily(row.day, row.mood, row.urge, _hours(row.sleep)) for row in rows}
    last = today if today in noted else today - A_DAY
    wanted = (last - timedelta(days=back) for back in reversed(range(days)))
    return [noted.get(day, Daily(day)) for day in wanted]


def noted_in(row: Checkin) -> Noted:
    """The row as its owner reads it."""
    line = vault.read(row.line, row.about)
    return Noted(
        row.day, row.mood, row.urge, _hours(row.sleep), line, tuple(row.marks), row.changed_at
    )


def _hours(halves: int | None) -> float | None:
    return halves / 2 if halves is not None else None
