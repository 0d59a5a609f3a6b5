"""What follows in meetings when somebody leaves the group, is removed or banned, or says something."""

import sqlalchemy as sa

from community.clock import now
from community.extensions import db
from community.meetings import queries
from community.meetings.models import Duty, Meeting, Participation, Sitting
from community.meetings.models.sittings import ENDED, UNANSWERED
from community.meetings.operations.chairing import vacate_chair
from community.meetings.operations.floor import begin_share, close_share
from community.meetings.operations.queue import take_hand
from community.meetings.operations.telling import hold, tell_floor, tell_queue


def leave_meetings(membership_id: int, group_id: int, member_id: int) -> None:
    """Their hand, floor, chair and coming roles are free again, inside the unit in which they left."""
    roles = sa.delete(Duty).where(
        Duty.membership_id == membership_id,
        Duty.sitting_id.in_(sa.select(Sitting.id).where(Sitting.closed_at.is_(None))),
    )
    db.session.execute(roles)
    for sitting in _open_in(group_id):
        _leave(sitting, membership_id)


def note_words(room_id: int, membership_id: int) -> None:
    """Somebody said something in a meeting's room: it answers a call, and counts as taking part (L5.11)."""
    sitting = queries.sitting_in(room_id)
    if sitting is None:
        return
    note_spoke(sitting, membership_id)
    if sitting.holder_id == membership_id and sitting.speaking_since is None:
        begin_share(sitting)


def note_spoke(sitting: Sitting, membership_id: int) -> None:
    """They shared, posted or voted in this sitting."""
    mine = db.session.get(Participation, (sitting.id, membership_id))
    if mine is None:
        mine = Participation(
            sitting_id=sitting.id, membership_id=membership_id, first_at=now(), minutes=0, last_minute=0
        )  # fmt: skip
        db.session.add(mine)
    if not mine.spoke:
        mine.spoke = True
        db.session.flush()


def _leave(sitting: Sitting, membership_id: int) -> None:
    hold(sitting.room_id or 0)
    if sitting.holder_id == membership_id:
        close_share(sitting, UNANSWERED if sitting.speaking_since is None else ENDED)
        tell_floor(sitting)
    if take_hand(sitting, membership_id) is not None:
        tell_queue(sitting)
    if sitting.chair_id == membership_id:
        vacate_chair(sitting)


def _open_in(group_id: int) -> list[Sitting]:
    rows = (
        sa.select(Sitting)
        .join(Meeting, Meeting.id == Sitting.meeting_id)
        .where(
            Meeting.group_id == group_id,
            Sitting.opened_at.is_not(None),
            Sitting.closed_at.is_(None),
        )
        .order_by(Sitting.room_id)
    )
    return list(db.session.scalars(rows))
