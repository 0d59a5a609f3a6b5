"""What is on and what comes next for one member, and the meetings that strangers may know of."""

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, load_only

from community.clock import now
from community.extensions import db
from community.groups.models import HIDDEN, Group, Membership
from community.groups.policies import can_see_group
from community.groups.queries import places_among
from community.meetings import policies
from community.meetings.models import Follow, Meeting, Sitting
from community.members.models import CONTACT
from community.members.queries import holds

MOST = 60
"""Sittings looked at for one page: of what is on now or comes soon."""


_DATE = load_only(
    Sitting.meeting_id, Sitting.room_id, Sitting.original_start, Sitting.starts_at, Sitting.ends_at, Sitting.note,
    Sitting.cancelled_at, Sitting.opened_at, Sitting.closed_at,
)  # fmt: skip
_MEETING = load_only(
    Meeting.group_id, Meeting.room_id, Meeting.slug, Meeting.name, Meeting.zone, Meeting.minutes, Meeting.types,
    Meeting.languages, Meeting.visibility, Meeting.attendance, Meeting.place,
)  # fmt: skip
_GROUP = load_only(Group.slug, Group.name, Group.visibility, Group.closing_at)
_WHOSE = contains_eager(Sitting.meeting)
_AS_A_LINE = (
    _DATE,
    contains_eager(Sitting.meeting, Meeting.group).options(_GROUP),
    _WHOSE.options(_MEETING),
)
"""Only what a line of a list says: a week has hundreds, and some meetings came with much said about them."""


def _groups_of(member_id: int | sa.BindParameter[int]) -> sa.Select[int]:
    return sa.select(Membership.group_id).where(
        Membership.member_id == member_id, Membership.left_at.is_(None)
    )


_UNDER_WAY = (
    sa.select(Sitting)
    .join(Sitting.meeting)
    .join(Meeting.group)
    .options(*_AS_A_LINE)
    .where(
        Meeting.ended_at.is_(None),
        Sitting.closed_at.is_(None),
        sa.or_(
            Sitting.ends_at > sa.bindparam("moment"),
            sa.and_(Sitting.opened_at.is_not(None), Sitting.closed_at.is_(None)),
        ),
        Sitting.starts_at < sa.bindparam("until"),
    )
    .order_by(Sitting.starts_at, Sitting.id)
    .limit(MOST)
)
_FOLLOWED = sa.select(Follow.meeting_id).where(Follow.member_id == sa.bindparam("member_id"))
COMING_IN = _UNDER_WAY.where(Meeting.group_id == sa.bindparam("group_id"))
COMING = _UNDER_WAY.where(
    sa.or_(Meeting.group_id.in_(_groups_of(sa.bindparam("member_id"))), Meeting.id.in_(_FOLLOWED))
)
"""What has not ended, or is open still, in the order of time: of one group, or of whoever asks."""


def agenda_of(member_id: int, until: datetime, group_id: int | None = None) -> list[Sitting]:
    """What is on or begins before `until` in the member's groups and among what they follow, or in one group."""
    asked = {"moment": now(), "until": until}
    if group_id is not None:
        found = db.session.scalars(COMING_IN, asked | {"group_id": group_id})
    else:
        found = db.session.scalars(COMING, asked | {"member_id": member_id})
    return _seen_by(member_id, found)


def week_for(member_id: int, since: datetime, until: datetime) -> list[Sitting]:
    """Every sitting that begins in that time and stands in this member's lists, in the order of time."""
    if holds(member_id, CONTACT):
        return []
    known = sa.or_(Group.visibility != HIDDEN, Group.id.in_(_groups_of(member_id)))
    rows = (
        sa.select(Sitting)
        .join(Sitting.meeting)
        .join(Meeting.group)
        .options(*_AS_A_LINE)
        .where(Meeting.ended_at.is_(None), Group.archived_at.is_(None), known)
        .where(Sitting.starts_at >= since, Sitting.starts_at < until)
    )
    return _seen_by(member_id, db.session.scalars(rows.order_by(Sitting.starts_at, Sitting.id)))


def published_meeting(slug: str) -> Meeting | None:
    """A meeting that a stranger may know of, by its address (L2.1)."""
    found = db.session.scalar(sa.select(Meeting).where(Meeting.slug == slug))
    return found if found is not None and policies.can_publish(found) else None


def _seen_by(member_id: int, sittings: Iterable[Sitting]) -> list[Sitting]:
    found, moment = list(sittings), now()
    places = places_among(member_id, [one.meeting.group for one in found])
    return [
        one
        for one in found
        for place in (places[one.meeting.group_id],)
        if can_see_group(place, moment) and policies.can_list_meeting(place, one.meeting)
    ]
