"""When a room is taken: by the dates that are written, and beyond them by the rules (L5.1)."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from community.extensions import db
from community.meetings import schedule
from community.meetings.models import Meeting, Sitting

LONGEST = timedelta(days=1)
"""No meeting is longer (models/schedule.py)."""


@dataclass(frozen=True, order=True)
class Taken:
    """One date of a meeting, written or only foreseen."""

    starts: datetime
    ends: datetime
    name: str


def foreseen(meeting: Meeting, since: datetime, until: datetime) -> list[Taken]:
    """When a meeting is held between two moments; where nothing falls between them, its next date."""
    written = _written(meeting.id, since - LONGEST)
    held = [
        Taken(row.starts_at, row.ends_at, meeting.name)
        for row in written
        if row.cancelled_at is None and row.closed_at is None and since < row.ends_at
    ]
    by_rule = _by_rule(meeting, since, until) - {row.original_start for row in written}
    held += [Taken(start, start + meeting.duration, meeting.name) for start in by_rule]
    return sorted(held)


def first_clash(mine: Iterable[Taken], room_id: int, but: int) -> Taken | None:
    """The first date of another meeting in that room which would be held while one of these is."""
    own = sorted(mine)
    if not own:
        return None
    since, until = own[0].starts - LONGEST, own[-1].ends
    asked = sa.select(Meeting).where(
        Meeting.room_id == room_id, Meeting.id != but, Meeting.ended_at.is_(None)
    )
    theirs = [date for other in db.session.scalars(asked) for date in foreseen(other, since, until)]
    begins = [date.starts for date in own]
    for each in sorted(theirs):
        before = bisect_left(
            begins, each.ends
        )  # of one meeting, the last to begin is the last to end
        if before and own[before - 1].ends > each.starts:
            return each
    return None


def _by_rule(meeting: Meeting, since: datetime, until: datetime) -> set[datetime]:
    if meeting.starts is None or meeting.ended_at is not None:
        return set()
    when = (meeting.starts, meeting.zone, meeting.rule)
    found = schedule.occurrences(*when, since, until)
    following = None if found else schedule.next_of(*when, since)
    return {*found} if following is None else {following}


def _written(meeting_id: int, since: datetime) -> list[Sitting]:
    late = sa.or_(Sitting.original_start >= since, Sitting.ends_at > since)
    return list(
        db.session.scalars(sa.select(Sitting).where(Sitting.meeting_id == meeting_id, late))
    )
