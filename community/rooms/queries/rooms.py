"""Rooms themselves, and how much is unread in them."""

import sqlalchemy as sa

from community.errors import NotFound
from community.extensions import db
from community.groups.models import Group, Membership
from community.realtime.streams import positions_of
from community.rooms.models import Message, ReadPosition, Room

UNREAD_AT_MOST = 100

Column = sa.SQLColumnExpression[int]


def group_at(slug: str) -> Group:
    """The group of that slug, for OPERATOR. Raises NotFound."""
    group = db.session.scalar(sa.select(Group).where(Group.slug == slug))
    if group is None:
        raise NotFound
    return group


def rooms_of(group_id: int, archived: bool = False) -> list[Room]:
    """The rooms of a group in the moderators' order."""
    rows = sa.select(Room).where(Room.group_id == group_id).order_by(Room.position, Room.created_at)
    return list(db.session.scalars(rows if archived else rows.where(Room.archived_at.is_(None))))


def standing_rooms_of(member_id: int) -> list[Room]:
    """The rooms of every group the member belongs to."""
    mine = sa.select(Membership.group_id).where(
        Membership.member_id == member_id, Membership.left_at.is_(None)
    )
    rows = sa.select(Room).where(Room.group_id.in_(mine), Room.archived_at.is_(None))
    return list(db.session.scalars(rows.order_by(Room.position, Room.created_at)))


def read_position(member_id: int, stream_id: int) -> int:
    """How far the member has read; 0 at first."""
    return (
        db.session.scalar(
            sa.select(ReadPosition.seq).where(
                ReadPosition.member_id == member_id, ReadPosition.stream_id == stream_id
            )
        )
        or 0
    )


def unread_in(stream_id: Column, own: Column | int, hidden: frozenset[int]) -> sa.Select[int]:
    """A row for each message of others, at most 100, after the read position of the statement around it."""
    unread = sa.select(sa.literal(1)).where(
        Message.stream_id == stream_id,
        Message.seq > sa.func.coalesce(ReadPosition.seq, 0),
        Message.author_id != own,
        Message.author_id.not_in(hidden),
        Message.removed_at.is_(None),
    )
    return unread.limit(UNREAD_AT_MOST).correlate_except(Message)


def unread_of(member_id: int, hidden: frozenset[int]) -> dict[int, tuple[int, int]]:
    """Per room of the member's groups: (group, unread messages of others, at most 100)."""
    unread = unread_in(Room.id, Membership.id, hidden)
    count = sa.select(sa.func.count()).select_from(unread.subquery()).scalar_subquery()
    rows = db.session.execute(
        sa.select(Room.id, Room.group_id, count)
        .join(Membership, Membership.group_id == Room.group_id)
        .outerjoin(
            ReadPosition,
            sa.and_(
                ReadPosition.stream_id == Room.id, ReadPosition.member_id == Membership.member_id
            ),
        )
        .where(
            Membership.member_id == member_id,
            Membership.left_at.is_(None),
            Room.archived_at.is_(None),
        )
    )
    return {room_id: (group_id, number) for room_id, group_id, number in rows}


def heads_of(stream_ids: set[int]) -> dict[int, int]:
    """The last seq of each stream."""
    return positions_of(list(stream_ids))
