"""What is on and what comes next for one member, and the meetings that strangers may know of."""

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, load_only

from community.clock import now
from community.extensions import db
from community.groups.models import HIDDEN, Group, Membership, Place, Standing
from community.groups.policies import can_see_group
from community.groups.queries import in_force
from community.meetings import policies
from community.meetings.models import Follow, Meeting, Sitting

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


def agenda_of(member_id: int, until: datetime, group_id: int | None = None) -> list[Sitting]:
    """What is on or begins before `until` in the member's groups and among what they follow, or in one group."""
    coming = _under_way(now()).where(Sitting.starts_at < until)
    if group_id is not None:
        coming = coming.where(Meeting.group_id == group_id)
    else:
        mine = _groups_of(member_id)
        followed = sa.select(Follow.meeting_id).where(Follow.member_id == member_id)
        coming = coming.where(sa.or_(Meeting.group_id.in_(mine), Meeting.id.in_(followed)))
    return _seen_by(member_id, db.session.scalars(coming.limit(MOST)))


def week_for(member_id: int, since: datetime, until: datetime) -> list[Sitting]:
    """Every sitting that begins in that time and stands in this member's lists, in the order of time."""
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


def places_among(member_id: int, groups: Iterable[Group]) -> dict[int, Place]:
    """Where the member stands with each of these groups: asked once for all of them."""
    known = {group.id: group for group in groups}
    rows = db.session.scalars(
        sa.select(Membership).where(
            Membership.member_id == member_id, Membership.group_id.in_(known)
        )
    )
    mine = {row.group_id: row for row in rows}
    against: dict[int, list[Standing]] = {}
    ids = [row.id for row in mine.values()]
    for standing in db.session.scalars(
        sa.select(Standing).where(Standing.membership_id.in_(ids), *in_force(now()))
    ):
        against.setdefault(standing.membership_id, []).append(standing)
    return {
        group.id: Place(group, row, tuple(against.get(row.id, ()) if row is not None else ()))
        for group in known.values()
        for row in (mine.get(group.id),)
    }


def _groups_of(member_id: int) -> sa.Select[int]:
    return sa.select(Membership.group_id).where(
        Membership.member_id == member_id, Membership.left_at.is_(None)
    )


def _under_way(moment: datetime) -> sa.Select[Sitting]:
    """What has not ended, or is open still, in the order of time."""
    is_open = sa.and_(Sitting.opened_at.is_not(None), Sitting.closed_at.is_(None))
    return (
        sa.select(Sitting)
        .join(Sitting.meeting)
        .options(contains_eager(Sitting.meeting))
        .where(
            Meeting.ended_at.is_(None),
            Sitting.closed_at.is_(None),
            sa.or_(Sitting.ends_at > moment, is_open),
        )
        .order_by(Sitting.starts_at, Sitting.id)
    )


def _seen_by(member_id: int, sittings: Iterable[Sitting]) -> list[Sitting]:
    found, moment = list(sittings), now()
    places = places_among(member_id, [one.meeting.group for one in found])
    return [
        one
        for one in found
        for place in (places[one.meeting.group_id],)
        if can_see_group(place, moment) and policies.can_list_meeting(place, one.meeting)
    ]
