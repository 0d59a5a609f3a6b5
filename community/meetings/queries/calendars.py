"""What calendars say: of the meetings that strangers may know of, and of one member's own. No query per meeting."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from community.clock import now
from community.errors import NotFound
from community.extensions import db
from community.groups.models import HIDDEN, Group
from community.meetings.models import CalendarAddress, Meeting, Sitting
from community.meetings.models.schedule import PUBLIC, SUSPENDED
from community.meetings.queries.feeds import SAID
from community.meetings.queries.schedule import own_meetings
from community.members.credentials import LONGEST, hash_secret
from community.members.models import Member

SAID_BY_SITTING = (
    Sitting.meeting_id, Sitting.original_start, Sitting.starts_at, Sitting.ends_at, Sitting.note,
    Sitting.cancelled_at,
)  # fmt: skip
AT_ONCE = 500
"""Ids in one statement."""

_dated = (
    Meeting.ended_at.is_(None), Meeting.starts.is_not(None), Meeting.attendance != SUSPENDED,
    Group.archived_at.is_(None),
)  # fmt: skip
_published = (Meeting.visibility == PUBLIC, Group.visibility != HIDDEN)


@dataclass(frozen=True)
class Planned:
    """Meetings that have dates, and by meeting those of their sittings that are not as the rule says."""

    meetings: Sequence[Any]
    changed: Mapping[int, Sequence[Any]]


def published_plan(group_id: int | None = None) -> Planned:
    """Every meeting that policies.can_publish allows and that has dates; of one group, or of all."""
    chosen = [*_dated, *_published]
    if group_id is not None:
        chosen.append(Meeting.group_id == group_id)
    kept = (Meeting.id, Meeting.slug, Meeting.room_id, Meeting.changed_at, Meeting.sequence)
    rows = sa.select(*kept, *SAID).join(Meeting.group).where(*chosen).order_by(Meeting.slug)
    those = sa.select(Meeting.id).join(Meeting.group).where(*chosen)
    return Planned(db.session.execute(rows).all(), _changed(Sitting.meeting_id.in_(those)))


def published_group(slug: str) -> Group:
    """A group of which a meeting is or was public, so that a stranger may know it. Raises NotFound (L2.1)."""
    public = sa.exists().where(Meeting.group_id == Group.id, Meeting.visibility == PUBLIC)
    found = db.session.scalar(
        sa.select(Group).where(
            Group.slug == slug, Group.visibility != HIDDEN, Group.archived_at.is_(None), public
        )
    )
    if found is None or found.is_closed(now()):
        raise NotFound
    return found


def calendar_by_secret(secret: str) -> CalendarAddress:
    """A good address, of somebody who may enter. Raises NotFound."""
    if not secret or len(secret) > LONGEST:
        raise NotFound
    chosen = sa.select(CalendarAddress, Member).join(Member, Member.id == CalendarAddress.member_id)
    found = db.session.execute(chosen.where(CalendarAddress.hash == hash_secret(secret))).first()
    if found is None or found[0].revoked_at is not None or not found[1].is_welcome(now()):
        raise NotFound
    address: CalendarAddress = found[0]
    return address


def own_plan(member_id: int) -> Planned:
    """The meetings of the groups they belong to, and those they follow, as far as they may see them now."""
    dated = [one for one in own_meetings(member_id) if _has_dates(one)]
    changed: dict[int, Sequence[Any]] = {}
    for begin in range(0, len(dated), AT_ONCE):
        ids = [one.id for one in dated[begin : begin + AT_ONCE]]
        changed |= _changed(Sitting.meeting_id.in_(ids))
    return Planned(dated, changed)


def _has_dates(meeting: Meeting) -> bool:
    resting = meeting.attendance == SUSPENDED or meeting.group.archived_at is not None
    return meeting.starts is not None and not resting


def _changed(those: sa.ColumnElement[bool]) -> dict[int, Sequence[Any]]:
    """Cancelled, moved or noted sittings."""
    differs = sa.or_(
        Sitting.cancelled_at.is_not(None), Sitting.starts_at != Sitting.original_start, Sitting.note != "",
    )  # fmt: skip
    rows = db.session.execute(
        sa.select(*SAID_BY_SITTING).where(those, differs).order_by(Sitting.original_start)
    )
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.meeting_id].append(row)
    return dict(found)
