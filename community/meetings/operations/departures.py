"""What follows in meetings when somebody leaves the group, is muted, removed or banned, or says something."""

import sqlalchemy as sa

from community.extensions import db
from community.groups.models import Membership
from community.meetings import queries
from community.meetings.models import (
    Celebration,
    Duty,
    Meeting,
    ReadingAlong,
    Sitting,
)
from community.meetings.operations.chairing import vacate_chair
from community.meetings.operations.floor import begin_share, free_floor
from community.meetings.operations.participation import note_spoke
from community.meetings.operations.queue import take_hand
from community.meetings.operations.telling import held, tell_queue
from community.realtime.streams import parse_stream
from community.rooms.models import Message


def leave_meetings(membership_id: int, group_id: int, member_id: int) -> None:
    """Their hand, floor, chair and coming roles are free again, inside the unit in which they left."""
    coming = sa.select(Sitting.id).where(Sitting.closed_at.is_(None))
    for kept in (Duty, Celebration, ReadingAlong):
        theirs = sa.and_(kept.membership_id == membership_id, kept.sitting_id.in_(coming))
        db.session.execute(sa.delete(kept).where(theirs))
    step_out(membership_id, group_id, member_id)


def step_out(membership_id: int, group_id: int, member_id: int, stream: str | None = None) -> None:
    """Who is muted or kept out has neither hand, floor nor chair: in the group's open meetings, or in one room."""
    room_id = parse_stream(stream)[1] if stream is not None else None
    for sitting_id in _open_in(group_id, room_id):
        _free(sitting_id, membership_id)


def step_out_everywhere(member_id: int) -> None:
    """Who is kept out of the site is kept out of its meetings."""
    theirs = sa.select(Membership.id, Membership.group_id).where(Membership.member_id == member_id)
    for membership_id, group_id in db.session.execute(theirs.order_by(Membership.id)).all():
        step_out(membership_id, group_id, member_id)


def note_words(room_id: int, membership_id: int, seq: int) -> None:
    """Somebody said something in a meeting's room: it answers a call, and counts as taking part (L5.11).

    Raises Forbidden where the door was closed before they came (L5.7).
    """
    sitting = note_waiting(room_id, membership_id)
    if sitting is not None:
        note_spoke(sitting, membership_id)


def note_waiting(room_id: int, membership_id: int) -> Sitting | None:
    """Words that wait for a moderator answer a call as others do; nothing was said by them yet. The sitting.

    Raises Forbidden as `note_words`.
    """
    sitting = queries.sitting_in(room_id)
    if sitting is None:
        return None
    if sitting.locked_since is not None:
        author = db.session.get_one(Membership, membership_id)
        queries.scene_for(author.member_id, room_id)
    if sitting.holder_id == membership_id and sitting.speaking_since is None:
        begin_share(sitting)
    return sitting


def note_released(room_id: int, membership_id: int, seq: int) -> None:
    """Words that had waited can be read now: they were said in the sitting in which they were written."""
    written = db.session.get_one(Message, (room_id, seq)).posted_at
    sitting = queries.sitting_at(room_id, written)
    if sitting is not None:
        note_spoke(sitting, membership_id)


def _free(sitting_id: int, membership_id: int) -> None:
    sitting = held(sitting_id)
    if sitting is None or not sitting.is_open:
        return
    if sitting.holder_id == membership_id:
        free_floor(sitting)
    if take_hand(sitting, membership_id) is not None:
        tell_queue(sitting)
    if sitting.chair_id == membership_id:
        vacate_chair(sitting)


def _open_in(group_id: int, room_id: int | None) -> list[int]:
    rows = (
        sa.select(Sitting.id)
        .join(Meeting, Meeting.id == Sitting.meeting_id)
        .where(
            Meeting.group_id == group_id,
            Sitting.opened_at.is_not(None),
            Sitting.closed_at.is_(None),
        )
        .order_by(Sitting.room_id)
    )
    return list(
        db.session.scalars(rows if room_id is None else rows.where(Sitting.room_id == room_id))
    )
