"""Who hears of what happens to a date: those who signed up for it, those who follow the meeting (L5.1)."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from community.extensions import db
from community.groups.models import Membership
from community.meetings import queries
from community.meetings.models import Duty, Follow, Meeting, Sitting
from community.operations import tell
from community.realtime.wire import rfc3339


def tell_of(sitting: Sitting, kind: str, was: datetime | None = None, but: int = 0) -> None:
    """Tell everyone concerned, once each, but whoever does it."""
    subject = subject_of(sitting, was)
    followers = sa.select(Follow.member_id).where(Follow.meeting_id == sitting.meeting_id)
    seeing = [one for one in db.session.scalars(followers) if _may_know(one, sitting.meeting)]
    for member_id in dict.fromkeys([*_signed_up(sitting), *seeing]):
        if member_id != but:
            tell(member_id, kind, subject)


def tell_those_who_signed_up(sitting: Sitting, kind: str, was: datetime | None = None) -> None:
    """Tell those who have a role at that date."""
    for member_id in _signed_up(sitting):
        tell(member_id, kind, subject_of(sitting, was))


def subject_of(sitting: Sitting, was: datetime | None = None) -> dict[str, Any]:
    """What a notice keeps of a date. Its own facts, for the row may go."""
    meeting = sitting.meeting
    said: dict[str, Any] = {
        "group": meeting.group_id, "meeting": meeting.id, "at": rfc3339(sitting.starts_at), "note": sitting.note,
    }  # fmt: skip
    return said | ({"was": rfc3339(was)} if was is not None else {})


def _signed_up(sitting: Sitting) -> list[int]:
    rows = (
        sa.select(Membership.member_id)
        .join(Duty, Duty.membership_id == Membership.id)
        .where(Duty.sitting_id == sitting.id, Membership.left_at.is_(None))
        .order_by(Duty.since)
    )
    return list(dict.fromkeys(db.session.scalars(rows)))


def _may_know(member_id: int, meeting: Meeting) -> bool:
    return queries.is_there_for(member_id, meeting)
