"""Which milestones there are, and when each is reached: by the calendar and the wall clock of a zone (L6.1). Pure.

A day ends when the wall clock shows the beginning's time again, whatever was done to the clocks in between. Months and
years are those of the calendar; where the month has no such day (31 August and six months, 29 February and a year) its
last day counts. Moments are compared, never wall times, so that nothing is taken back in the hour that comes twice.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

HOURS, DAYS, MONTHS, YEARS = "hours", "days", "months", "years"
OLDEST = 120
"""Years that a clock can count."""


@dataclass(frozen=True)
class Milestone:
    """So many of a unit."""

    unit: str
    number: int

    @property
    def code(self) -> str:
        """As it stands in an address and in the database."""
        return f"{self.unit}-{self.number}"


MILESTONES = (
    Milestone(HOURS, 24),
    *(Milestone(DAYS, number) for number in (7, 30, 60, 90)),
    *(Milestone(MONTHS, number) for number in (6, 9)),
    *(Milestone(YEARS, number) for number in range(1, OLDEST + 1)),
)
"""All of them, in the order in which they are reached."""

BY_CODE = {milestone.code: milestone for milestone in MILESTONES}
RANK = {code: rank for rank, code in enumerate(BY_CODE)}


@dataclass(frozen=True)
class Chip:
    """A milestone that was reached, on which day, in the run of days that began on `run_on`."""

    code: str
    run_on: date
    reached_on: date


def moment_of(wall: datetime, zone: str) -> datetime:
    """The moment at which the wall clock there first shows that; where it skips it, when it has."""
    return wall.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def today_in(zone: str, moment: datetime) -> date:
    """Which day it is there."""
    return moment.astimezone(ZoneInfo(zone)).date()


def full_days(start: datetime, zone: str, moment: datetime) -> int:
    """How many days are full since the wall time `start`; 0 where it lies ahead."""
    days = (today_in(zone, moment) - start.date()).days + 1
    while days > 0 and moment_of(start + timedelta(days=days), zone) > moment:
        days -= 1
    return max(days, 0)


def reached_at(milestone: Milestone, start: datetime, zone: str) -> datetime:
    """The moment at which it is reached."""
    if milestone.unit == HOURS:
        return moment_of(start, zone) + timedelta(hours=milestone.number)
    if milestone.unit == DAYS:
        return moment_of(start + timedelta(days=milestone.number), zone)
    months = milestone.number * (12 if milestone.unit == YEARS else 1)
    return moment_of(datetime.combine(_months_after(start.date(), months), start.time()), zone)


def chips_since(start: datetime, zone: str, moment: datetime) -> Iterator[Chip]:
    """Every milestone that was reached since `start`, the first first."""
    for milestone in MILESTONES:
        at = reached_at(milestone, start, zone)
        if at > moment:
            return
        yield Chip(milestone.code, start.date(), today_in(zone, at))


def next_after(start: datetime, zone: str, moment: datetime) -> tuple[Milestone, date] | None:
    """The next one, and its day."""
    for milestone in MILESTONES:
        at = reached_at(milestone, start, zone)
        if at > moment:
            return milestone, today_in(zone, at)
    return None


def beginning_of(day: date, at: time | None) -> datetime:
    """The wall time at which something began."""
    return datetime.combine(day, at or time())


def _months_after(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
