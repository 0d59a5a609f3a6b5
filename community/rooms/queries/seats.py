"""Who may read a venue, and the facts by which posting there is judged."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Generic, TypeVar

import sqlalchemy as sa

from community.clock import now
from community.errors import NotFound
from community.extensions import db
from community.groups.models import MUTED, OPEN, Group, Membership, Place, Standing
from community.groups.policies import can_moderate
from community.groups.queries import in_force, place_in
from community.members.models import Member
from community.members.policies import can_act_as_staff
from community.realtime.streams import parse_stream
from community.registry import registry
from community.rooms.models import Message, Room, Venue
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
        """The mute in force here."""
        return next((standing for standing in self._here() if standing.kind == MUTED), None)

    @property
    def shut_out(self) -> bool:
        """Removed from this place."""
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
            if held.scope in (self.venue.scope, self.venue.group.scope)
        ]


def seat_for(member_id: int, stream: str) -> Seat[Any]:
    """What a stream is the conversation of, if this member may read it. Raises NotFound."""
    kind, stream_id = parse_stream(stream)
    if kind not in registry.venues:
        raise NotFound
    seat: Seat[Any] = registry.venues[kind].find(member_id, stream_id)
    return seat


def room_for(member_id: int, room_id: int) -> Seat[Room]:
    """The room, if this member may read it. Raises NotFound."""
    room = db.session.get(Room, room_id)
    if room is None:
        raise NotFound
    seat = Seat(room, member_id, place_in(member_id, room.group))
    if not can_read(seat.place, seat.shut_out):
        raise NotFound
    return seat


def poster_in(seat: Seat[Venue]) -> Poster:
    """The facts that posting is judged by."""
    last = None
    if seat.membership is not None and seat.venue.slow_seconds:
        last = last_post_of(seat.venue.id, seat.membership.id)
    return Poster(seat.membership, seat.muted, last, seat.staff)


def last_post_of(stream_id: int, membership_id: int) -> datetime | None:
    """When the membership last posted there."""
    return db.session.scalar(
        sa.select(Message.posted_at)
        .where(Message.stream_id == stream_id, Message.author_id == membership_id)
        .order_by(Message.seq.desc())
        .limit(1)
    )


def who_may_hear(venue: type[Venue], pairs: Iterable[tuple[int, int]]) -> set[tuple[int, int]]:
    """Of pairs of members and venues of one kind, those that may still listen."""
    asked = set(pairs)
    members, venues = {member for member, _id in asked}, {where for _member, where in asked}
    return {(m, v) for m, v in db.session.execute(_hearers(venue, members, venues))} & asked


def shows_presence(member_id: int) -> bool:
    """Whether the member wants to be seen at all (L4.4)."""
    return bool(db.session.scalar(sa.select(Member.shows_presence).where(Member.id == member_id)))


def send_rate(member_id: int) -> str:
    """Which limit on sending holds: for the first 72 hours on the site a smaller one."""
    joined = db.session.scalar(sa.select(Member.joined_at).where(Member.id == member_id))
    fresh = joined is not None and now() - joined < NEW_FOR
    return "sends-newcomer" if fresh else "sends"


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
            Member.id.in_(members),
            sa.or_(inside, Group.visibility == OPEN),
            ~shut_out,
        )
    )
