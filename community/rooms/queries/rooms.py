"""Rooms themselves, and how much is unread in them."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from community.clock import now
from community.errors import NotFound
from community.extensions import db
from community.groups.models import Group, Membership
from community.realtime.streams import positions_of
from community.rooms.models import MEETING, SEATED, Message, ReadPosition, Room
from community.scope import once

UNREAD_AT_MOST = 100
READ = sa.select(ReadPosition.seq).where(
    ReadPosition.member_id == sa.bindparam("member_id"),
    ReadPosition.stream_id == sa.bindparam("stream_id"),
)

Column = sa.SQLColumnExpression[int]
Hidden = frozenset[int] | sa.BindParameter[int]


@dataclass(frozen=True)
class OwnRoom:
    """A room of a group that the member belongs to, and what others wrote there that they have not read."""

    id: int
    name: str
    about: str
    unread: int


@dataclass(frozen=True)
class OwnGroup:
    """A group that the member belongs to, with its rooms that are always open, in the moderators' order."""

    membership_id: int
    name: str
    slug: str
    rooms: list[OwnRoom]


def group_at(slug: str) -> Group:
    """The group of that slug, for OPERATOR. Raises NotFound."""
    group = db.session.scalar(sa.select(Group).where(Group.slug == slug))
    if group is None:
        raise NotFound
    return group


def rooms_of(group_id: int, archived: bool = False) -> list[Room]:
    """The rooms of a group that are for all of it, in the moderators' order."""
    rows = sa.select(Room).where(
        Room.group_id == group_id, Room.unconfirmed_since.is_(None), Room.kind.not_in(SEATED)
    )
    rows = rows.order_by(Room.position, Room.created_at)
    return list(db.session.scalars(rows if archived else rows.where(Room.archived_at.is_(None))))


def standing_rooms_of(member_id: int) -> list[Room]:
    """The rooms of every group the member belongs to that are for all of it."""
    mine = sa.select(Membership.group_id).where(
        Membership.member_id == member_id, Membership.left_at.is_(None)
    )
    rows = sa.select(Room).where(
        Room.group_id.in_(mine),
        Room.archived_at.is_(None),
        Room.unconfirmed_since.is_(None),
        Room.kind.not_in(SEATED),
    )
    return list(db.session.scalars(rows.order_by(Room.position, Room.created_at)))


def read_position(member_id: int, stream_id: int) -> int:
    """How far the member has read; 0 at first."""
    return db.session.scalar(READ, {"member_id": member_id, "stream_id": stream_id}) or 0


def positions_in(stream_ids: Collection[int]) -> dict[tuple[int, int], int]:
    """How far everybody has read these streams, by member and stream."""
    rows = sa.select(ReadPosition).where(ReadPosition.stream_id.in_(stream_ids))
    return {(row.member_id, row.stream_id): row.seq for row in db.session.scalars(rows)}


def unread_in(
    stream_id: Column | sa.BindParameter[int],
    own: Column | sa.BindParameter[int],
    hidden: Hidden,
    after: Column | sa.BindParameter[int] | None = None,
) -> sa.Select[int]:
    """A row for each message of others, at most 100, after `after`: else the read position of the statement around."""
    read = sa.func.coalesce(ReadPosition.seq, 0) if after is None else after
    unread = sa.select(sa.literal(1)).where(
        Message.stream_id == stream_id,
        Message.seq > read,
        Message.author_id != own,
        Message.author_id.not_in(hidden),
        Message.removed_at.is_(None),
    )
    return unread.limit(UNREAD_AT_MOST).correlate_except(Message)


def unread_after(seq: int, stream_id: int, own: int, hidden: frozenset[int]) -> int:
    """How much others wrote there after `seq`, for the membership `own`; at most 100."""
    asked = {"seq": seq, "stream_id": stream_id, "own": own, "hidden": list(hidden)}
    return db.session.scalar(UNREAD_AFTER, asked) or 0


def own_groups(member_id: int, hidden: frozenset[int]) -> list[OwnGroup]:
    """The member's groups by name with what is open and unread there: for every page, in one query."""
    return once(("own groups", member_id, hidden), lambda: _own_groups(member_id, hidden))


def _own_groups(member_id: int, hidden: frozenset[int]) -> list[OwnGroup]:
    asked = {"member_id": member_id, "hidden": list(hidden), "moment": now()}
    groups: dict[int, OwnGroup] = {}
    for own, group, slug, room, name, about, unread in db.session.execute(OWN_ROOMS, asked):
        lines = groups.setdefault(own, OwnGroup(own, group, slug, [])).rooms
        if room is not None:
            lines.append(OwnRoom(room, name, about, unread))
    return list(groups.values())


def heads_of(stream_ids: set[int]) -> dict[int, int]:
    """The last seq of each stream."""
    return positions_of(list(stream_ids))


def _own_rooms() -> sa.Select[*tuple[Any, ...]]:
    """A row for each room, and one for a group that has none."""
    unread = unread_in(Room.id, Membership.id, sa.bindparam("hidden", expanding=True))
    here = sa.and_(
        Room.group_id == Membership.group_id,
        Room.kind.not_in((MEETING, *SEATED)),  # those are shown where what they are for is
        Room.archived_at.is_(None),
        Room.unconfirmed_since.is_(None),
    )
    read = sa.and_(
        ReadPosition.stream_id == Room.id, ReadPosition.member_id == Membership.member_id
    )
    return (
        sa.select(
            Membership.id, Group.name, Group.slug, Room.id, Room.name, Room.about,
            sa.select(sa.func.count()).select_from(unread.subquery()).scalar_subquery(),
        )
        .select_from(Membership)
        .join(Group, Group.id == Membership.group_id)
        .outerjoin(Room, here)
        .outerjoin(ReadPosition, read)
        .where(
            Membership.member_id == sa.bindparam("member_id"),
            Membership.left_at.is_(None),
            sa.or_(Group.closing_at.is_(None), Group.closing_at > sa.bindparam("moment")),
        )
        .order_by(Group.name, Group.id, Room.position, Room.created_at)
    )  # fmt: skip


OWN_ROOMS = _own_rooms()

UNREAD_AFTER = sa.select(sa.func.count()).select_from(
    unread_in(
        sa.bindparam("stream_id"),
        sa.bindparam("own"),
        sa.bindparam("hidden", expanding=True),
        sa.bindparam("seq"),
    ).subquery()
)
