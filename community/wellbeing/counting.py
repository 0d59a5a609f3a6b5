"""What a clock says at a moment: pure, from its beginning, its slips, and what it said before (L6.1, L6.2).

Days that were counted once stay: `total_before` and `kept_before` are what the clock said when it was last changed, and
it never says less, whatever is changed. A slip makes its own day one that is not kept, and nothing else.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from community.wellbeing.milestones import (
    Chip,
    Milestone,
    beginning_of,
    chips_since,
    full_days,
    next_after,
    today_in,
)


@dataclass(frozen=True)
class Course:
    """A clock as it is counted: a beginning by the wall clock, days on which something slipped, where it stood before.

    One that `ended` says what it said then.
    """

    began_on: date
    began_at: time | None = None
    slips: frozenset[date] = frozenset()
    total_before: int = 0
    kept_before: int = 0
    ended: bool = False


@dataclass(frozen=True)
class Count:
    """`kept` of `total` full days; `this_time` full days since the last slip, and when those began.

    `behind` days were counted before it became known that they were not kept, or had not been: they stay, and as many
    coming ones bring the count in line.
    """

    total: int
    kept: int
    this_time: int
    run: datetime
    behind: int = 0
    chips: tuple[Chip, ...] = ()
    coming: tuple[Milestone, date] | None = None
    slipped: bool = False


def count(course: Course, zone: str, moment: datetime) -> Count:
    """What it says then, by the wall clocks of that zone."""
    start = beginning_of(course.began_on, course.began_at)
    run = _run(course, start)
    slipped = run != start
    if course.ended:
        return Count(course.total_before, course.kept_before, 0, run, slipped=slipped)
    days = full_days(start, zone, moment)
    kept = days - _slips_within(course, days)
    told = max(kept, course.kept_before)
    return Count(
        max(days, course.total_before), told, full_days(run, zone, moment), run, told - kept,
        tuple(chips_since(run, zone, moment)), next_after(run, zone, moment), slipped,
    )  # fmt: skip


def shown_days(course: Course, zone: str, moment: datetime) -> int:
    """Full days since the beginning, and nothing that a slip or its being written down could change (L6.2)."""
    return full_days(beginning_of(course.began_on, None), zone, moment)


def why_no_slip(course: Course, day: date, zone: str, moment: datetime) -> str:
    """Why no slip can be on that day: `before` the clock began, or `ahead`; empty where one can."""
    if day > today_in(zone, moment):
        return "ahead"
    return "before" if day < course.began_on else ""


def _run(course: Course, start: datetime) -> datetime:
    """When the days that are counted as this time began: with the clock, or on the day after the last slip."""
    last = max((day for day in course.slips if day >= course.began_on), default=None)
    return start if last is None else beginning_of(last + timedelta(days=1), None)


def _slips_within(course: Course, days: int) -> int:
    until = course.began_on + timedelta(days=days)
    return sum(course.began_on <= day < until for day in course.slips)
