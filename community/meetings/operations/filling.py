"""The dates of many meetings at once: of lists that bring hundreds, and of all of them, daily (L5.1)."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from community.clock import now
from community.columns import new_id
from community.extensions import db
from community.meetings import schedule
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
        for start in coming_starts(meeting, moment, moment + AHEAD)
    }
    fresh = [_sitting(wanted[key], key[1]) for key in wanted.keys() - known.keys()]
    if fresh:
        db.session.execute(sa.insert(Sitting), fresh)
    gone = [known[key].id for key in known.keys() - wanted.keys() if key[1] > moment]
    _call_off(gone, moment)


def coming_starts(meeting: Meeting, moment: datetime, until: datetime) -> list[datetime]:
    """When the meeting is held by its rule from now on: what is on, all until then, at least the next."""
    if meeting.starts is None or meeting.ended_at is not None:
        return []
    when = (meeting.starts, meeting.zone, meeting.rule)
    since = moment - meeting.duration + timedelta(seconds=1)
    found = schedule.occurrences(*when, since, until)
    following = None if found else schedule.next_of(*when, since)
    return [following] if following is not None else found


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
