"""What is noticed from who wrote when, never from a word (L7.10). Pure: each rule only says that somebody should look.

Moments are compared as they passed; only the hours of the night are read from the mentee's own clocks, which a zone
gives back right across changes of time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

ONE_SIDED, AT_NIGHT, SILENT, SEVERAL = "one_sided", "at_night", "silent", "several"
RULES = (ONE_SIDED, AT_NIGHT, SILENT, SEVERAL)

LAST = 30
"""So many messages are looked at, the last; fewer say nothing."""

MORE_THAN = 9
"""One wrote more than so many for each of the other's."""

NIGHT_ENDS = 5
"""The night is from midnight until this hour began."""

MOST_AT_NIGHT = 80
"""Per cent; more than that is noticed."""

SILENCE, A_WEEK, LIVELY = timedelta(days=14), timedelta(days=7), 4
"""So long a silence, after so many messages in the seven days that ended with the last."""

A_YEAR, EARLY, ENOUGH = timedelta(days=365), timedelta(days=28), 3
"""Within a year, mentorships of one mentor that ended so early or were answered uncomfortable: so many."""


@dataclass(frozen=True)
class Written:
    """That somebody wrote, and when; not what."""

    by: int
    at: datetime


@dataclass(frozen=True)
class Walked:
    """One mentorship of a mentor: when it began and ended, whether somebody left it or did not go on, and when its
    mentee last answered that it is uncomfortable.
    """

    began: datetime
    ended: datetime | None
    parted: bool
    uncomfortable: datetime | None


def is_one_sided(written: Sequence[Written]) -> bool:
    """Over 9:1 in the last 30, the oldest first; exactly 9:1 is not over."""
    last = written[-LAST:]
    if len(last) < LAST:
        return False
    most = max(sum(one.by == who for one in last) for who in {one.by for one in last})
    return most > MORE_THAN * (LAST - most)


def is_at_night(written: Sequence[Written], zone: str) -> bool:
    """Over 80 % of the last 30 between 0 and 5 by the mentee's clocks; exactly 80 % is not over."""
    last, clocks = written[-LAST:], ZoneInfo(zone)
    at_night = sum(one.at.astimezone(clocks).hour < NIGHT_ENDS for one in last)
    return len(last) == LAST and at_night * 100 > MOST_AT_NIGHT * LAST


def is_silent(written: Sequence[Written], since: datetime, moment: datetime) -> bool:
    """Fourteen days without a word, after four in a week. `since`: before that, there was a reason to be quiet."""
    if not written:
        return False
    last = written[-1].at
    in_week = sum(last - A_WEEK < one.at <= last for one in written[-LIVELY:])
    return in_week >= LIVELY and moment - max(last, since) >= SILENCE


def are_several(walked: Sequence[Walked], moment: datetime) -> bool:
    """Three mentorships of one mentor within a year that ended early or were uncomfortable; each counts once."""
    return sum(counts(one, moment) for one in walked) >= ENOUGH


def counts(one: Walked, moment: datetime) -> bool:
    """Whether this one is among the several."""
    early = one.parted and one.ended is not None and one.ended - one.began <= EARLY
    ended_lately = early and one.ended is not None and moment - one.ended <= A_YEAR
    said_lately = one.uncomfortable is not None and moment - one.uncomfortable <= A_YEAR
    return ended_lately or said_lately
