"""The mentors' room of a group: who mentors there now reads it, and who learns beside one of them (L7.3, L7.12).

Nobody has a seat in it, so nobody keeps one: whoever mentors no more is out at the next look. A moderator who is no
mentor does not read it; what is reported from it reaches the desk like anything else.
"""

import sqlalchemy as sa
from flask_babel import gettext as _

from community.extensions import db
from community.mentoring.finding.models import MentorsOfGroup
from community.mentoring.finding.queries import mentors_here
from community.mentoring.path.queries import is_learning_in
from community.registry import RoomKind


def admits(member_id: int, room_id: int) -> bool:
    """Whether they mentor in the group, or learn to."""
    of = sa.select(MentorsOfGroup.group_id).where(MentorsOfGroup.room_id == room_id)
    group_id = db.session.scalar(of)
    if group_id is None:
        return False
    return mentors_here(member_id, group_id) or is_learning_in(member_id, group_id)


def audience(room_id: int, member_id: int) -> str:
    """Who reads what is written."""
    return str(
        _("The mentors of this group read this, and whoever learns beside one. Name no mentee.")
    )


KIND = RoomKind(audience=audience, admits=admits)
