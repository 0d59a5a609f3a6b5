"""Who may read a venue, and the facts by which posting there is judged."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Generic, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from community.clock import now
from community.errors import NotFound
from community.extensions import db
from community.groups.models import MUTED, OPEN, Group, Membership, Place, Standing
from community.groups.policies import can_moderate
from community.groups.queries import in_force, place_in
from community.members.models import CONTACT, Member, Office
from community.members.policies import can_act_as_staff
from community.moderation.queries import own_waiting_at
from community.realtime.streams import kind_of, kinds_of, parse_stream, stream_name
from community.registry import registry
from community.rooms.models import HELP, PRIVATE, SEATED, Message, Room, RoomSeat, Venue
from community.rooms.policies import Poster, can_read

NEW_FOR = timedelta(hours=72)
"""So long a member of the site is new to it: a smaller limit on sending holds."""


Where = TypeVar("Where", bound=Venue, covariant=True)


@dataclass(frozen=True)
class Seat(Generic[Where]):
    """A venue as one member stands in it."""

    venue: Where
    member_id: int
    place: Place

    @property
    def membership(self) -> Membership | None:
        """Their membership in the group, unless it was left."""
        return self.place.membership

    @property
    def muted(self) -> Standing | None:
        """The mute in force here. One in the group as a whole keeps nobody from asking for help (L6.7)."""
        here = [standing for standing in self._here() if standing.kind == MUTED]
        if self.venue.is_urgent:
            here = [standing for standing in here if standing.scope == self.venue.scope]
        return next(iter(here), None)

    @property
    def shut_out(self) -> bool:
        """Removed from this place."""
        return any(standing.kind != MUTED for standing in self._here())

    @property
    def staff(self) -> bool:
        """A moderator of the group, with an authenticator; in a private room nobody."""
        mine = self.membership
        # there a moderator is one of the two, and what is reported goes to leads
        if mine is None or self.venue.is_private:
            return False
        return can_moderate(mine, can_act_as_staff(mine.member))

    def _here(self) -> list[Standing]:
        return [
            held
            for held in self.place.standings
            if held.scope in (self.venue.scope, self.venue.group.scope)
        ]


def seat_for(member_id: int, stream: str) -> Seat[Any]:
    """What a stream is the conversation of, if this member may read it. Raises NotFound."""
    kind, stream_id = parse_stream(stream)
    if kind not in registry.venues:
        raise NotFound
    seat: Seat[Any] = registry.venues[kind].find(member_id, stream_id)
    return seat


def seats_at(member_id: int, stream_ids: Iterable[int]) -> dict[int, Seat[Any]]:
    """Of these streams those that the member may read, with how they stand there."""
    found = {}
    for stream_id, kind in kinds_of(list(stream_ids)).items():
        try:
            found[stream_id] = seat_for(member_id, stream_name(kind, stream_id))
        except NotFound:
            continue
    return found


def room_for(member_id: int, room_id: int) -> Seat[Room]:
    """The room, if this member may read it. Raises NotFound."""
    room = db.session.get(Room, room_id)
    if room is None or room.unconfirmed_since is not None:
        raise NotFound
    seat = Seat(room, member_id, place_in(member_id, room.group))
    if not can_read(seat.place, seat.shut_out) or not _is_let_in(seat):
        raise NotFound
    return seat


def sits_in(room_id: int, membership_id: int) -> bool:
    """Whether a membership has a seat in a room that is not for the whole group."""
    held = db.session.get(RoomSeat, (room_id, membership_id))
    return held is not None and (held.until is None or held.until > now())


def seats_in(room_id: int) -> int:
    """How many memberships have a seat in a room, or had one."""
    held = sa.select(sa.func.count()).where(RoomSeat.room_id == room_id)
    return db.session.scalar(held) or 0


def private_rooms_of(member_id: int) -> list[tuple[Room, Membership, Membership]]:
    """The member's private rooms in which something can still be said: whose seat is theirs, and whose the other."""
    mine, theirs = aliased(RoomSeat), aliased(RoomSeat)
    me, other = aliased(Membership), aliased(Membership)
    rows = (
        sa.select(Room, me, other)
        .join(mine, mine.room_id == Room.id)
        .join(me, me.id == mine.membership_id)
        .join(theirs, sa.and_(theirs.room_id == Room.id, theirs.membership_id != me.id))
        .join(other, other.id == theirs.membership_id)
        .where(me.member_id == member_id, Room.kind == PRIVATE, Room.archived_at.is_(None))
    )
    return [(room, own, them) for room, own, them in db.session.execute(rows.order_by(Room.id))]


def may_have_read(stream_id: int, membership_id: int) -> bool:
    """Whether what was said there was for them at all, where the whole of their group could not read it."""
    room = db.session.get(Room, stream_id)
    if room is None or not room.is_seated:
        return True
    return db.session.get(RoomSeat, (stream_id, membership_id)) is not None


def seat_ended(stream_id: int, membership_id: int) -> datetime | None:
    """When they lost their seat in a room that is for few; None where they have it, or never had one."""
    held = db.session.get(RoomSeat, (stream_id, membership_id))
    return held.until if held is not None and held.until and held.until <= now() else None


def is_private(stream_id: int) -> bool:
    """Whether that is a private room: what is said there is kept sealed (L4.9)."""
    room = db.session.get(Room, stream_id)
    return room is not None and room.is_private


def poster_in(seat: Seat[Venue]) -> Poster:
    """The facts that posting is judged by."""
    last = None
    if seat.membership is not None and seat.venue.pace:
        last = last_post_of(seat.venue.id, seat.membership.id)
    return Poster(seat.membership, seat.muted, last, seat.staff)


def last_post_of(stream_id: int, membership_id: int) -> datetime | None:
    """When the membership last posted there, or wrote what waits there."""
    posted = db.session.scalar(
        sa.select(Message.posted_at)
        .where(Message.stream_id == stream_id, Message.author_id == membership_id)
        .order_by(Message.seq.desc())
        .limit(1)
    )
    waiting = own_waiting_at(membership_id, stream_name(kind_of(stream_id), stream_id))
    return max(filter(None, (posted, *(held.at for held in waiting))), default=None)


def who_may_hear(venue: type[Venue], pairs: Iterable[tuple[int, int]]) -> set[tuple[int, int]]:
    """Of pairs of members and venues of one kind, those that may still listen."""
    asked = set(pairs)
    members, venues = {member for member, _id in asked}, {where for _member, where in asked}
    found = {(m, v) for m, v in db.session.execute(_hearers(venue, members, venues))} & asked
    return found - _not_let_in(found) if venue is Room else found


def shows_presence(member_id: int) -> bool:
    """Whether the member wants to be seen at all (L4.4)."""
    return bool(db.session.scalar(sa.select(Member.shows_presence).where(Member.id == member_id)))


def notes_chosen_by(member_id: int) -> dict[str, str]:
    """What the member wants to see of words under a content note (L3.4)."""
    return dict(db.session.get_one(Member, member_id).content_notes)


def send_rate(member_id: int, stream: str = "") -> str:
    """Which limit on sending holds: for the first 72 hours on the site a smaller one; in a help room none but a
    machine meets (L6.7), and only for those who may be in it.
    """
    kind, _colon, number = stream.partition(":")
    room_id = int(number) if kind == Room.STREAM and number.isdigit() and len(number) <= 16 else 0
    chosen = sa.select(Member.joined_at, Room.kind).outerjoin(Room, Room.id == room_id)
    found = db.session.execute(chosen.where(Member.id == member_id)).first()
    joined, sort = (found.joined_at, found.kind) if found is not None else (None, None)
    if sort == HELP and _is_inside(member_id, stream):
        return "sends-urgent"
    fresh = joined is not None and now() - joined < NEW_FOR
    return "sends-newcomer" if fresh else "sends"


def _is_inside(member_id: int, stream: str) -> bool:
    try:
        return seat_for(member_id, stream) is not None
    except NotFound:
        return False


def _is_let_in(seat: Seat[Room]) -> bool:
    room, mine = seat.venue, seat.membership
    if not room.is_seated:
        return True
    return mine is not None and (
        sits_in(room.id, mine.id) or registry.room_kind(room.kind).admits(seat.member_id, room.id)
    )


def _not_let_in(pairs: set[tuple[int, int]]) -> set[tuple[int, int]]:
    asked = sa.select(Room).where(
        Room.id.in_({where for _member, where in pairs}), Room.kind.in_(SEATED)
    )
    rooms = {room.id: room for room in db.session.scalars(asked)}
    return {
        (member_id, where)
        for member_id, where in pairs
        if where in rooms
        and not _is_let_in(Seat(rooms[where], member_id, place_in(member_id, rooms[where].group)))
    }


def _hearers(venue: type[Venue], members: set[int], ids: set[int]) -> sa.Select[int, int]:
    shut_out = sa.exists().where(
        Standing.membership_id == Membership.id,
        Standing.kind.in_(("removed", "banned")),
        sa.or_(
            Standing.scope == sa.literal("group:") + sa.cast(venue.group_id, sa.String),
            Standing.scope == sa.literal(f"{venue.STREAM}:") + sa.cast(venue.id, sa.String),
        ),
        *in_force(now()),
    )
    inside = sa.and_(Membership.id.is_not(None), Membership.left_at.is_(None))
    outsider = sa.exists().where(
        Office.member_id == Member.id, Office.kind == CONTACT, Office.ended_at.is_(None)
    )
    return (
        sa.select(Member.id, venue.id)
        .select_from(venue)
        .join(Group, Group.id == venue.group_id)
        .join(Member, sa.true())
        .outerjoin(
            Membership, sa.and_(Membership.group_id == Group.id, Membership.member_id == Member.id)
        )
        .where(
            venue.id.in_(ids),
            venue.unconfirmed_since.is_(None),
            sa.or_(Group.closing_at.is_(None), Group.closing_at > now()),
            Member.id.in_(members),
            sa.or_(inside, sa.and_(Group.visibility == OPEN, ~outsider)),
            ~shut_out,
        )
    )
