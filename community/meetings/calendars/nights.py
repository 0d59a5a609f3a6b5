"""Dates on which the clocks change: while a meeting is on, or at the very time at which it begins or ends.

Programs disagree there: ical.js takes the second of a doubled hour, the Python ones let the meeting last an hour more
or less. So these few dates are written out as exceptions, by their moment, and nobody has to reckon.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from community.meetings import schedule
from community.meetings.calendars.law import history_of

AHEAD = 2
"""Years: from last year to the year after next is what calendars show."""

A_DAY = timedelta(days=1)
A_MOMENT = timedelta(seconds=1)


def odd_dates(meeting: Any, year: int) -> Iterator[datetime]:
    """The wall times of those of its dates, in the years around `year`."""
    length = timedelta(minutes=meeting.minutes)
    for first, last in _changes(meeting.zone, year):
        for day in (first - A_DAY, first):
            wall = datetime.combine(day.date(), meeting.starts.time())
            near = wall < last and wall + length >= first
            if near and is_held(meeting, schedule.resolve(wall, meeting.zone)):
                yield wall


def is_held(meeting: Any, at: datetime) -> bool:
    """Whether its rule has a date at that moment."""
    rule = (meeting.starts, meeting.zone, meeting.rule)
    return bool(schedule.occurrences(*rule, at, at + A_MOMENT))


@lru_cache(maxsize=700)
def _changes(zone: str, year: int) -> tuple[tuple[datetime, datetime], ...]:
    """For each change of the clocks the wall times between which they skip, or come twice."""
    found = []
    for onset in history_of(zone).between(year - 1, year + AHEAD):
        there = onset.wall + timedelta(seconds=onset.after - onset.before)
        found.append((min(onset.wall, there), max(onset.wall, there)))
    return tuple(found)
