"""Who hears of what happens to a meeting or a date of it: those who signed up, those who follow (L5.1)."""

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
    for member_id in dict.fromkeys([*_signed_up(sitting), *_followers(sitting.meeting)]):
        if member_id != but:
            tell(member_id, kind, subject)


def tell_followers(meeting: Meeting, kind: str, but: int, **what: bool) -> None:
    """Tell those who follow a meeting what became of it, but whoever did it."""
    starts = meeting.starts.isoformat() if meeting.starts is not None else None
    rule = {"starts": starts, "rule": meeting.rule, "held_in": meeting.zone}
    subject = {"group": meeting.group_id, "meeting": meeting.id, **rule, **what}
    for member_id in _followers(meeting):
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


def _followers(meeting: Meeting) -> list[int]:
    """Those who follow it and may know of it still."""
    rows = sa.select(Follow.member_id).where(Follow.meeting_id == meeting.id).order_by(Follow.since)
    return [one for one in db.session.scalars(rows) if queries.is_there_for(one, meeting)]
