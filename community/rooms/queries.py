"""What a member may read of rooms: always through the member; absent and forbidden give the same NotFound."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from community.clock import now
from community.errors import NotFound
from community.extensions import db
from community.groups.models import MUTED, OPEN, Group, Membership, Place, Standing
from community.groups.policies import can_moderate
from community.groups.queries import in_force, place_in
from community.members.models import Member
from community.members.policies import can_act_as_staff
from community.realtime.streams import positions_of
from community.rooms.models import Message, MessageVersion, Reaction, ReadPosition, Room
from community.rooms.policies import Poster, can_read

UNREAD_AT_MOST = 100
NEW_FOR = timedelta(hours=72)


@dataclass(frozen=True)
class Seat:
    """A room as one member stands in it."""

    room: Room
    member_id: int
    place: Place

    @property
    def membership(self) -> Membership | None:
        """Their membership in the group, unless it was left."""
        return self.place.membership

    @property
    def muted(self) -> Standing | None:
        """The mute in force here."""
        return next((standing for standing in self._here() if standing.kind == MUTED), None)

    @property
    def shut_out(self) -> bool:
        """Removed from this room."""
        return any(standing.kind != MUTED for standing in self._here())

    @property
    def staff(self) -> bool:
        """A moderator of the group, with an authenticator."""
        mine = self.membership
        return mine is not None and can_moderate(mine, can_act_as_staff(mine.member))

    def _here(self) -> list[Standing]:
        return [
            held
            for held in self.place.standings
            if held.scope in (self.room.scope, self.room.group.scope)
        ]


@dataclass(frozen=True)
class Said:
    """A message with today's handle of its author."""

    message: Message
    handle: str
    member_id: int


def room_for(member_id: int, room_id: int) -> Seat:
    """The room, if this member may read it. Raises NotFound."""
    room = db.session.get(Room, room_id)
    if room is None:
        raise NotFound
    seat = Seat(room, member_id, place_in(member_id, room.group))
    if not can_read(seat.place, seat.shut_out):
        raise NotFound
    return seat


def poster_in(seat: Seat) -> Poster:
    """The facts that posting is judged by."""
    last = None
    if seat.membership is not None and seat.room.slow_seconds:
        last = last_post_of(seat.room.id, seat.membership.id)
    return Poster(seat.membership, seat.muted, last, seat.staff)


def last_post_of(stream_id: int, membership_id: int) -> datetime | None:
    """When the membership last posted in the room."""
    return db.session.scalar(
        sa.select(Message.posted_at)
        .where(Message.stream_id == stream_id, Message.author_id == membership_id)
        .order_by(Message.seq.desc())
        .limit(1)
    )


def who_may_hear(pairs: Iterable[tuple[int, int]]) -> set[tuple[int, int]]:
    """Of (member, room) pairs those that may still listen."""
    asked = set(pairs)
    members, rooms = {member for member, _room in asked}, {room for _member, room in asked}
    return {(m, r) for m, r in db.session.execute(_hearers(members, rooms))} & asked


def said_in(stream_id: int, seqs: Sequence[int]) -> dict[int, Said]:
    """The messages of those seqs, by seq."""
    rows = db.session.execute(
        sa.select(Message, Membership.handle, Membership.member_id)
        .join(Membership, Membership.id == Message.author_id)
        .where(Message.stream_id == stream_id, Message.seq.in_(seqs))
    )
    return {row.Message.seq: Said(*row) for row in rows}


def newest_said(
    stream_id: int, hidden: frozenset[int], before: int | None = None, limit: int = 50
) -> list[Said]:
    """The last `limit` messages before a seq, oldest first, without those by `hidden` memberships."""
    query = (
        sa.select(Message, Membership.handle, Membership.member_id)
        .join(Membership, Membership.id == Message.author_id)
        .where(Message.stream_id == stream_id, Message.author_id.not_in(hidden))
        .order_by(Message.seq.desc())
        .limit(limit)
    )
    if before is not None:
        query = query.where(Message.seq < before)
    return [Said(*row) for row in db.session.execute(query)][::-1]


def readable_said(stream_id: int, seq: int, hidden: frozenset[int]) -> Said:
    """One message, unless its author is hidden from the reader. Raises NotFound."""
    found = said_in(stream_id, [seq]).get(seq)
    if found is None or found.message.author_id in hidden:
        raise NotFound
    return found


def message_in(stream_id: int, seq: int) -> Message:
    """The message of that name. Raises NotFound."""
    message = db.session.get(Message, (stream_id, seq))
    if message is None:
        raise NotFound
    return message


def posted_by(membership_id: int, key: str) -> Message | None:
    """What this membership posted under that key."""
    return db.session.scalar(
        sa.select(Message).where(Message.author_id == membership_id, Message.key == key)
    )


def reactions_of(
    stream_id: int, seqs: Sequence[int], hidden: frozenset[int]
) -> dict[int, dict[str, int]]:
    """Per message how often each reaction was given, leaving `hidden` memberships out."""
    counted = db.session.execute(
        sa.select(Reaction.seq, Reaction.reaction, sa.func.count())
        .where(
            Reaction.stream_id == stream_id,
            Reaction.seq.in_(seqs),
            Reaction.membership_id.not_in(hidden),
        )
        .group_by(Reaction.seq, Reaction.reaction)
    )
    found: dict[int, dict[str, int]] = {}
    for seq, reaction, count in counted:
        found.setdefault(seq, {})[reaction] = count
    return found


def own_reactions(stream_id: int, seqs: Sequence[int], membership_id: int) -> list[tuple[int, str]]:
    """What one gave oneself."""
    rows = sa.select(Reaction.seq, Reaction.reaction).where(
        Reaction.stream_id == stream_id,
        Reaction.seq.in_(seqs),
        Reaction.membership_id == membership_id,
    )
    return [(row.seq, row.reaction) for row in db.session.execute(rows)]


def reactors_of(stream_id: int, seq: int) -> set[int]:
    """Whoever reacted to a message."""
    rows = sa.select(Reaction.membership_id).where(
        Reaction.stream_id == stream_id, Reaction.seq == seq
    )
    return set(db.session.scalars(rows))


def versions_of(stream_id: int, seq: int) -> list[MessageVersion]:
    """What a message said before, oldest first."""
    rows = sa.select(MessageVersion).where(
        MessageVersion.stream_id == stream_id, MessageVersion.seq == seq
    )
    return list(db.session.scalars(rows.order_by(MessageVersion.until)))


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


def standing_rooms_of(member_id: int) -> list[Room]:
    """The rooms of every group the member belongs to."""
    mine = sa.select(Membership.group_id).where(
        Membership.member_id == member_id, Membership.left_at.is_(None)
    )
    rows = sa.select(Room).where(Room.group_id.in_(mine), Room.archived_at.is_(None))
    return list(db.session.scalars(rows.order_by(Room.position, Room.created_at)))


def unread_of(member_id: int, hidden: frozenset[int]) -> dict[int, tuple[int, int]]:
    """Per room of the member's groups: (group, unread messages of others, at most 100)."""
    unread = (
        sa.select(sa.literal(1))
        .where(
            Message.stream_id == Room.id,
            Message.seq > sa.func.coalesce(ReadPosition.seq, 0),
            Message.author_id != Membership.id,
            Message.author_id.not_in(hidden),
            Message.removed_at.is_(None),
        )
        .limit(UNREAD_AT_MOST)
        .correlate(Room, ReadPosition, Membership)
        .subquery()
    )
    count = sa.select(sa.func.count()).select_from(unread).scalar_subquery()
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


def shows_presence(member_id: int) -> bool:
    """Whether the member wants to be seen at all (L4.4)."""
    return bool(db.session.scalar(sa.select(Member.shows_presence).where(Member.id == member_id)))


def send_rate(member_id: int) -> str:
    """Which limit on sending holds: for the first 72 hours on the site a smaller one."""
    joined = db.session.scalar(sa.select(Member.joined_at).where(Member.id == member_id))
    fresh = joined is not None and now() - joined < NEW_FOR
    return "sends-newcomer" if fresh else "sends"


def _hearers(members: set[int], rooms: set[int]) -> sa.Select[int, int]:
    shut_out = sa.exists().where(
        Standing.membership_id == Membership.id,
        Standing.kind.in_(("removed", "banned")),
        sa.or_(
            Standing.scope == sa.literal("group:") + sa.cast(Room.group_id, sa.String),
            Standing.scope == sa.literal("room:") + sa.cast(Room.id, sa.String),
        ),
        *in_force(now()),
    )
    inside = sa.and_(Membership.id.is_not(None), Membership.left_at.is_(None))
    return (
        sa.select(Member.id, Room.id)
        .select_from(Room)
        .join(Group, Group.id == Room.group_id)
        .join(Member, sa.true())
        .outerjoin(
            Membership, sa.and_(Membership.group_id == Group.id, Membership.member_id == Member.id)
        )
        .where(
            Room.id.in_(rooms),
            Member.id.in_(members),
            sa.or_(inside, Group.visibility == OPEN),
            ~shut_out,
        )
    )
