"""Who took part: for its own member, and as facts about a pair for those who may count them (L5.11)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from community.clock import now
from community.errors import NotFound
from community.extensions import db
from community.groups.models import Group, Membership
from community.meetings import presence
from community.meetings.models import Participation, Sitting, Slip
from community.meetings.policies import was_present_half as is_half

JUST_COME = timedelta(minutes=1)
"""Whoever opens the page and then joins its stream comes once."""


@dataclass(frozen=True)
class Attended:
    """A date of a meeting that somebody was at, and the slip they made of it."""

    participation: Participation
    sitting: Sitting
    group: Group
    slip: Slip | None

    @property
    def minutes(self) -> int:
        """So many, and never more than it took."""
        return min(self.participation.minutes, self.sitting.longest_minutes)


def attended(member_id: int) -> sa.Select[Participation, Sitting, Group, Slip]:
    """The dates that a member was at, in groups that were left too: the columns of `Attended`."""
    return (
        sa.select(Participation, Sitting, Group, Slip)
        .join(Sitting, Sitting.id == Participation.sitting_id)
        .join(Membership, Membership.id == Participation.membership_id)
        .join(Group, Group.id == Membership.group_id)
        .outerjoin(
            Slip,
            sa.and_(Slip.sitting_id == Sitting.id, Slip.membership_id == Participation.membership_id),
        )
        .where(Membership.member_id == member_id)
    )  # fmt: skip


def participations_of(member_id: int, page: int = 1, a_page: int = 50) -> list[Attended]:
    """A page of one's own attendance: by group, the newest first."""
    mine = attended(member_id).order_by(Group.name, Group.id, Sitting.starts_at.desc(), Sitting.id)
    found = db.session.execute(mine.limit(a_page).offset((page - 1) * a_page))
    return [Attended(*row) for row in found]


def attended_by(member_id: int, sitting_id: int) -> Attended:
    """A date that the member was at. Raises NotFound."""
    found = db.session.execute(attended(member_id).where(Sitting.id == sitting_id)).first()
    if found is None:
        raise NotFound
    return Attended(*found)


def count_participations(member_id: int, since: datetime | None = None) -> int:
    """At how many dates they were counted for a minute or more."""
    asked = (
        sa.select(sa.func.count())
        .select_from(Participation)
        .join(Sitting, Sitting.id == Participation.sitting_id)
        .join(Membership, Membership.id == Participation.membership_id)
        .where(Membership.member_id == member_id, Participation.minutes > 0)
    )
    if since is not None:
        asked = asked.where(Sitting.starts_at >= since)
    return db.session.scalar(asked) or 0


def was_here(sitting_id: int, membership_id: int) -> bool:
    """Whether they were in the room during this sitting."""
    return db.session.get(Participation, (sitting_id, membership_id)) is not None


def was_noted(sitting: Sitting, membership_id: int) -> bool:
    """Whether they came in so lately that it is not written yet."""
    return presence.was_noted(sitting.room_id or 0, membership_id)


def is_new_here(sitting: Sitting, membership_id: int) -> bool:
    """Whether they have come only now, and were not in before."""
    mine = db.session.get(Participation, (sitting.id, membership_id))
    return mine is None or now() - mine.first_at < JUST_COME


def was_present_half(sitting: Sitting, membership_id: int) -> bool:
    """Whether they were there for half of a meeting that is over."""
    mine = db.session.get(Participation, (sitting.id, membership_id))
    return mine is not None and is_half(sitting, mine.minutes)


def present_half_of(sitting: Sitting) -> list[int]:
    """The memberships that were there for half of a meeting that is over."""
    rows = sa.select(Participation.membership_id, Participation.minutes).where(
        Participation.sitting_id == sitting.id
    )
    return [row.membership_id for row in db.session.execute(rows) if is_half(sitting, row.minutes)]


def sittings_in(room_ids: Collection[int]) -> dict[int, Sitting]:
    """By room, the sittings that are open in them."""
    opened = sa.select(Sitting).where(
        Sitting.room_id.in_(room_ids), Sitting.opened_at.is_not(None), Sitting.closed_at.is_(None)
    )
    return {sitting.room_id: sitting for sitting in db.session.scalars(opened) if sitting.room_id}
