"""Being reminded of a meeting (L5.1)."""

import sqlalchemy as sa
from flask_babel import gettext as _

from community.clock import now
from community.errors import Conflict
from community.extensions import db
from community.meetings import queries
from community.meetings.models import Follow
from community.members.models import Member
from community.operations import in_order_of, operation


@operation
def follow_meeting(member_id: int, meeting_id: int) -> None:
    """Be reminded a quarter of an hour before each date. Doing it again changes nothing. Raises NotFound, Conflict."""
    _hold(member_id)
    meeting = queries.meeting_by_id(member_id, meeting_id).meeting
    if meeting.ended_at is not None:
        raise Conflict(_("This meeting has ended."))
    if not queries.follows(member_id, meeting_id):
        db.session.add(Follow(meeting_id=meeting_id, member_id=member_id, since=now()))
        db.session.flush()


@operation
def unfollow_meeting(member_id: int, meeting_id: int) -> None:
    """No more reminders. Doing it again changes nothing."""
    _hold(member_id)
    followed = db.session.get(Follow, (meeting_id, member_id))
    if followed is not None:
        db.session.delete(followed)
        db.session.flush()


def _hold(member_id: int) -> None:
    """Two presses of a button run one after the other, in every process."""
    in_order_of(f"member:{member_id}")
    db.session.execute(sa.select(Member.id).where(Member.id == member_id).with_for_update())
