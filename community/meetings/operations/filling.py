"""The dates of many weekly meetings at once, for lists that bring hundreds."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from community.clock import now
from community.columns import new_id
from community.extensions import db
from community.meetings.feeds.weekly import weekdays_of
from community.meetings.models import Celebration, Duty, Meeting, ReadingAlong, Sitting
from community.operations import operation

AHEAD = timedelta(weeks=8)
"""How far ahead dates are written, so that reminders and sign-ups have something to hold on to."""


@operation
def fill_meetings(ids: Sequence[int]) -> None:
    """Write the coming dates of these meetings; those that no longer hold go. Doing it again changes nothing."""
    moment = now()
    coming = sa.select(
        Sitting.id, Sitting.meeting_id, Sitting.original_start, Sitting.cancelled_at
    ).where(Sitting.meeting_id.in_(ids), Sitting.original_start > moment - timedelta(days=1))
    known = {(row.meeting_id, row.original_start): row for row in db.session.execute(coming)}
    wanted = {
        (meeting.id, start): meeting
        for meeting in db.session.scalars(sa.select(Meeting).where(Meeting.id.in_(ids)))
        for start in _coming(meeting, moment)
    }
    fresh = [_sitting(wanted[key], key[1]) for key in wanted.keys() - known.keys()]
    if fresh:
        db.session.execute(sa.insert(Sitting), fresh)
    gone = [known[key].id for key in known.keys() - wanted.keys() if key[1] > moment]
    _call_off(gone, moment)


def _coming(meeting: Meeting, moment: datetime) -> Iterator[datetime]:
    days = weekdays_of(meeting.rule, meeting.starts)
    if meeting.ended_at is not None or meeting.starts is None or days is None:
        return
    zone = ZoneInfo(meeting.zone)
    day = max(meeting.starts.date(), (moment - timedelta(days=1)).date())
    until = moment + AHEAD
    for ahead in range(AHEAD.days + 2):
        date = day + timedelta(days=ahead)
        local = datetime.combine(date, meeting.starts.time(), zone)
        start = local.astimezone(UTC)
        if date.weekday() in days and moment < start + meeting.duration and start <= until:
            yield start


def _sitting(meeting: Meeting, start: datetime) -> dict[str, Any]:
    return {
        "id": new_id(), "meeting_id": meeting.id, "room_id": meeting.room_id, "original_start": start,
        "starts_at": start, "ends_at": start + meeting.duration,
    }  # fmt: skip


def _call_off(gone: list[int], moment: datetime) -> None:
    """Dates that no longer hold: forgotten where nobody signed up for them, else cancelled."""
    if not gone:
        return
    signed_up = {
        sitting_id
        for kind in (Duty, ReadingAlong, Celebration)
        for sitting_id in db.session.scalars(
            sa.select(kind.sitting_id).where(kind.sitting_id.in_(gone))
        )
    }
    db.session.execute(
        sa.update(Sitting)
        .where(Sitting.id.in_(signed_up), Sitting.cancelled_at.is_(None))
        .values(cancelled_at=moment)
    )
    db.session.execute(
        sa.delete(Sitting).where(Sitting.id.in_(set(gone) - signed_up), Sitting.opened_at.is_(None))
    )
