"""Warnings and one's own words, read by their owner alone (L6.5)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa

from community import vault
from community.clock import now
from community.errors import NotFound
from community.extensions import db
from community.members.queries import member_for
from community.wellbeing.days import A_DAY, day_in, yesterday_is_open
from community.wellbeing.models.checkins import Checkin
from community.wellbeing.models.warnings import Outlook, Warning
from community.wellbeing.warnings import BEFORE, RECENT, WORDS, Day

LOOKED_BACK = timedelta(days=RECENT + BEFORE + 30)
"""So many days are handed to the rules: those they compare, and a silence before them."""

A_HANDFUL = 500


@dataclass(frozen=True)
class Told:
    """A warning as its owner reads it; `word` is their own, where one was met."""

    warning: Warning
    word: str


@dataclass(frozen=True)
class Wanted:
    """Whether somebody wants to be warned, and of which words of theirs."""

    is_on: bool
    words: tuple[str, ...]


def wanted_by(member_id: int) -> Wanted:
    """How somebody wants to be warned: by the rules, and by no words, until they choose."""
    row = db.session.get(Outlook, member_id)
    if row is None:
        return Wanted(True, ())
    return Wanted(row.is_on, tuple(vault.read(row.words, row.about).splitlines()))


def warning_for(member_id: int, warning_id: int) -> Told:
    """One's own warning. Raises NotFound."""
    row = db.session.get(Warning, warning_id)
    if row is None or row.member_id != member_id:
        raise NotFound
    return Told(row, vault.read(row.word, row.about))


def warnings_of(member_id: int) -> list[Told]:
    """One's own warnings, the newest first."""
    mine = sa.select(Warning).where(Warning.member_id == member_id)
    found = db.session.scalars(mine.order_by(Warning.at.desc()).limit(50))
    return [Told(row, vault.read(row.word, row.about)) for row in found]


def unseen_by(member_id: int) -> Warning | None:
    """The newest warning that its owner has not said to have read."""
    mine = sa.select(Warning).where(Warning.member_id == member_id, Warning.seen_at.is_(None))
    return db.session.scalar(mine.order_by(Warning.at.desc()).limit(1))


def last_warned(member_id: int) -> dict[str, date]:
    """The last day of which each rule warned; one's own words do not count."""
    mine = sa.select(Warning.rule, sa.func.max(Warning.day)).where(
        Warning.member_id == member_id, Warning.rule != WORDS
    )
    return dict(db.session.execute(mine.group_by(Warning.rule)).all())


def was_warned(member_id: int, day: date, rule: str) -> bool:
    """Whether that was told of that day already."""
    mine = sa.select(Warning.id).where(
        Warning.member_id == member_id, Warning.day == day, Warning.rule == rule
    )
    return db.session.scalar(mine) is not None


def whose_days_ended() -> Iterator[int]:
    """Whoever noted a day lately and whose last day that can no longer be noted was not looked at."""
    since, after = now().date() - LOOKED_BACK, 0
    while True:
        rows = sa.select(Checkin.member_id).where(
            Checkin.day >= since, Checkin.member_id > after, ~_is_looked_at()
        )
        page = list(
            db.session.scalars(rows.distinct().order_by(Checkin.member_id).limit(A_HANDFUL))
        )
        db.session.rollback()
        yield from page
        if len(page) < A_HANDFUL:
            return
        after = page[-1]


def closed_day_of(member_id: int) -> date:
    """The last day that the member can no longer note: yesterday from noon on, the day before until then."""
    zone, moment = member_for(member_id).zone, now()
    return day_in(zone, moment) - (2 if yesterday_is_open(zone, moment) else 1) * A_DAY


def days_until(member_id: int, last: date) -> list[Day]:
    """Every day up to that one, the oldest first, as the rules read them."""
    first = last - LOOKED_BACK
    rows = db.session.execute(
        sa.select(Checkin.day, Checkin.mood, Checkin.urge).where(
            Checkin.member_id == member_id, Checkin.day >= first, Checkin.day <= last
        )
    )
    noted = {row.day: Day(row.day, row.mood, row.urge) for row in rows}
    wanted = (first + timedelta(days=after) for after in range(LOOKED_BACK.days + 1))
    return [noted.get(day, Day(day)) for day in wanted]


def _is_looked_at() -> sa.ColumnElement[bool]:
    """Nowhere on earth it is later than in UTC+14: whoever was looked at for that day is done."""
    newest = (now() + timedelta(hours=14)).date() - A_DAY
    looked = sa.select(Outlook.member_id).where(
        Outlook.member_id == Checkin.member_id, Outlook.looked_on >= newest
    )
    return looked.exists()
