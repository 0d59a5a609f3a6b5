"""Meetings and their dates as one member may know them: what is forbidden is absent (L5.1, L2.1)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from community.clock import now
from community.errors import NotFound
from community.extensions import db
from community.groups.models import Place
from community.groups.policies import can_see_group
from community.groups.queries import memberships_of, place_in, places_among
from community.meetings import policies
from community.meetings.models import CalendarAddress, Follow, Meeting, Sitting


@dataclass(frozen=True)
class Met:
    """A meeting, and where the member stands with its group."""

    meeting: Meeting
    place: Place


def meeting_for(member_id: int, slug: str) -> Met:
    """The meeting at that address. Raises NotFound where it does not exist for them."""
    return _met(member_id, db.session.scalar(sa.select(Meeting).where(Meeting.slug == slug)))


def meeting_by_id(member_id: int, meeting_id: int) -> Met:
    """The same by id. Raises NotFound."""
    return _met(member_id, db.session.get(Meeting, meeting_id))


def meeting_told_of(meeting_id: int) -> Meeting:
    """A meeting by id, for what is said to people who were told of it. Raises NotFound."""
    meeting = db.session.get(Meeting, meeting_id)
    if meeting is None:
        raise NotFound
    return meeting


def sitting_for(member_id: int, sitting_id: int) -> tuple[Sitting, Place]:
    """A date of a meeting, and where the member stands with its group. Raises NotFound."""
    sitting = db.session.get(Sitting, sitting_id)
    if sitting is None:
        raise NotFound
    return sitting, _met(member_id, sitting.meeting).place


def coming_of(meeting_id: int, most: int) -> list[Sitting]:
    """The next dates of a meeting, and the one that is on: cancelled ones too."""
    rows = sa.select(Sitting).where(
        Sitting.meeting_id == meeting_id, Sitting.closed_at.is_(None), Sitting.ends_at > now()
    )
    return list(db.session.scalars(rows.order_by(Sitting.starts_at).limit(most)))


def meetings_of(place: Place) -> list[Meeting]:
    """The meetings of a group that stand in this member's lists."""
    found = meetings_in(place.group.id)
    return [meeting for meeting in found if policies.can_list_meeting(place, meeting)]


def meetings_in(group_id: int) -> list[Meeting]:
    """The meetings of a group, for OPERATOR."""
    rows = sa.select(Meeting).where(Meeting.group_id == group_id, Meeting.ended_at.is_(None))
    return list(db.session.scalars(rows.order_by(Meeting.name, Meeting.id)))


def follows(member_id: int, meeting_id: int) -> bool:
    """Whether the member is reminded of it."""
    return db.session.get(Follow, (meeting_id, member_id)) is not None


def is_there_for(member_id: int, meeting: Meeting) -> bool:
    """Whether the member may know of the meeting now."""
    return _is_there_for(place_in(member_id, meeting.group), meeting, now())


def sittings_of(meeting_ids: Collection[int], since: datetime) -> list[Sitting]:
    """The dates of these meetings from then on."""
    rows = sa.select(Sitting).where(
        Sitting.meeting_id.in_(meeting_ids), Sitting.original_start >= since
    )
    return list(db.session.scalars(rows.order_by(Sitting.original_start)))


def in_the_way(
    room_id: int | None, meeting_id: int, starts: datetime, ends: datetime, but: int
) -> Sitting | None:
    """Another date that is held at that time in the same room, or of the same meeting."""
    same = Sitting.meeting_id == meeting_id
    if room_id is not None:
        same = sa.or_(same, Sitting.room_id == room_id)
    return db.session.scalar(
        sa.select(Sitting)
        .where(same, Sitting.id != but, Sitting.starts_at < ends, Sitting.ends_at > starts)
        .where(Sitting.cancelled_at.is_(None), Sitting.closed_at.is_(None))
        .order_by(Sitting.starts_at)
        .limit(1)
    )


def own_meetings(member_id: int) -> list[Meeting]:
    """The meetings of a member's groups, and those they follow, as far as they may still see them."""
    groups = [membership.group_id for membership in memberships_of(member_id)]
    followed = sa.select(Follow.meeting_id).where(Follow.member_id == member_id)
    rows = sa.select(Meeting).where(
        Meeting.ended_at.is_(None),
        sa.or_(Meeting.group_id.in_(groups), Meeting.id.in_(followed)),
    )
    found = list(db.session.scalars(rows.order_by(Meeting.id)))
    places = places_among(member_id, [meeting.group for meeting in found])
    return [meeting for meeting in found if _is_there_for(places[meeting.group_id], meeting, now())]


def calendar_addresses_of(member_id: int) -> list[CalendarAddress]:
    """The member's calendar addresses that still hold, the newest first."""
    rows = sa.select(CalendarAddress).where(
        CalendarAddress.member_id == member_id, CalendarAddress.revoked_at.is_(None)
    )
    return list(db.session.scalars(rows.order_by(CalendarAddress.created_at.desc())))


def _met(member_id: int, meeting: Meeting | None) -> Met:
    if meeting is None:
        raise NotFound
    place = place_in(member_id, meeting.group)
    if not _is_there_for(place, meeting, now()):
        raise NotFound
    return Met(meeting, place)


def _is_there_for(place: Place, meeting: Meeting, moment: datetime) -> bool:
    return can_see_group(place, moment) and policies.can_see_meeting(place, meeting)
