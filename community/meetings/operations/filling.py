"""The dates of many meetings at once: of lists that bring hundreds, and of all of them, daily (L5.1)."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, cast

import sqlalchemy as sa

from community.clock import now
from community.columns import new_id
from community.extensions import db
from community.meetings.models import Meeting, Sitting
from community.meetings.operations.dates import AHEAD, coming_starts, hold_meeting, materialise
from community.operations import operation
from community.turns import in_turns


@operation
def fill_meetings(ids: Sequence[int]) -> None:
    """Write the coming dates of these meetings. Doing it again changes nothing.

    What only has to be added is added in one statement, so that others need not wait; where dates no longer hold,
    those who signed up are told, as when somebody changes the meeting on its page.
    """
    moment = now()
    asked = sa.select(
        Sitting.meeting_id, Sitting.original_start, Sitting.starts_at, Sitting.ends_at
    ).where(Sitting.meeting_id.in_(ids), Sitting.original_start > moment - timedelta(days=2))
    known = {(row.meeting_id, row.original_start): row for row in db.session.execute(asked)}
    meetings = list(db.session.scalars(sa.select(Meeting).where(Meeting.id.in_(ids))))
    wanted = {
        (meeting.id, start): meeting
        for meeting in meetings
        for start in coming_starts(meeting, moment, moment + AHEAD)
    }
    gone = {key[0] for key in known.keys() - wanted.keys() if key[1] > moment}
    gone |= {key[0] for key, row in known.items() if _is_other_length(wanted.get(key), row)}
    fresh = [
        _sitting(wanted[key], key[1]) for key in wanted.keys() - known.keys() if key[0] not in gone
    ]
    if fresh:
        table = cast(sa.Table, Sitting.__table__)  # past the ORM: many at once are quicker so
        db.session.execute(sa.insert(table), fresh)
    for meeting in in_turns([meeting for meeting in meetings if meeting.id in gone]):
        hold_meeting(meeting)
        materialise(meeting)


def _is_other_length(meeting: Meeting | None, row: Any) -> bool:
    return meeting is not None and bool(row.ends_at - row.starts_at != meeting.duration)


def _sitting(meeting: Meeting, start: datetime) -> dict[str, Any]:
    return {
        "id": new_id(), "meeting_id": meeting.id, "room_id": meeting.room_id, "original_start": start,
        "starts_at": start, "ends_at": start + meeting.duration,
    }  # fmt: skip
