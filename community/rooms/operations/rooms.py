"""Rooms themselves: opened, changed, paused, and left when somebody leaves the group (L2.6, L4.6)."""

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa
from flask_babel import force_locale
from flask_babel import gettext as _

from community.actors import is_person
from community.clock import now
from community.columns import new_id
from community.errors import Conflict, Forbidden
from community.extensions import db
from community.groups.models import Group
from community.groups.policies import can_make_room
from community.groups.queries import place_in, staff_ready
from community.journal import record
from community.members.models import Member
from community.moderation.broadcasts import statement_of
from community.operations import operation
from community.realtime import append, evict, hold_stream, open_stream, reset
from community.rooms import broadcasts, policies, queries
from community.rooms.forms import RoomForm
from community.rooms.models import EVERYONE, LOUNGE, MEETING, NOBODY, PRIVATE, Room, RoomSeat


@operation
def add_room(actor: int, group_id: int, form: RoomForm) -> int:
    """Open a lounge in a group; its id. Raises NotFound, Forbidden."""
    if is_person(actor):
        place = place_in(actor, db.session.get_one(Group, group_id))
        if not can_make_room(place, staff_ready(actor)):
            raise Forbidden(_("Only the group's moderators can add a room."))
    return _open(actor, group_id, form)


@operation
def open_meeting_room(actor: int, group_id: int, name: str) -> int:
    """A room for meetings: nobody speaks in it until a meeting opens it; its id. The caller asks the policy."""
    return _open(actor, group_id, RoomForm(name=name), MEETING)


@operation
def open_seated_room(
    actor: int, group_id: int, name: str, kind: str, memberships: Iterable[int]
) -> int:
    """A room for these memberships, and for whom its kind admits besides; its id. The caller asks the policy."""
    room_id = _open(actor, group_id, RoomForm(name=name), kind)
    for membership_id in memberships:
        give_seat(room_id, membership_id)
    return room_id


@operation
def give_seat(room_id: int, membership_id: int) -> None:
    """Let a membership into a help room, for as long as it stands. Again changes nothing.

    A private room is for the two for whom it was opened, and for nobody else, ever (L4.1). Raises Conflict.
    """
    room = db.session.get_one(Room, room_id)
    if room.kind == PRIVATE and queries.seats_in(room_id) >= 2:
        raise Conflict(_("This is for two people only."))
    if db.session.get(RoomSeat, (room_id, membership_id)) is None:
        db.session.add(RoomSeat(room_id=room_id, membership_id=membership_id, since=now()))
        db.session.flush()


@operation
def end_seats(room_id: int, until: datetime) -> None:
    """Whoever has a seat reads on until then, and no longer."""
    db.session.execute(sa.update(RoomSeat).where(RoomSeat.room_id == room_id).values(until=until))


@operation
def close_room(actor: int, room_id: int) -> None:
    """Nothing more is said there; whoever may read goes on reading. Again changes nothing."""
    hold_stream(room_id)
    room = db.session.get_one(Room, room_id)
    if room.archived_at is None:
        room.archived_at = now()
        _tell_change(actor, room, "rooms:room:closed")


@operation
def rule_speaker(room_id: int, speaker: int) -> None:
    """Who may speak from now on: everyone, nobody, or one membership (L4.6). The unit holds the stream.

    It writes no entry of its own: the entry of the act that rules the floor tells it.
    """
    room = db.session.get_one(Room, room_id)
    if room.speaker != speaker:
        room.speaker = speaker
        db.session.flush()


@operation
def pause_for(actor: int, room_id: int, on: bool) -> int:
    """Pause or open again for a chair, whose feature has asked its own policy; the seq that tells it."""
    room = db.session.get_one(Room, room_id)
    room.paused_until = now() + policies.PAUSE if on else None
    return _tell_change(actor, room, "rooms:room:paused" if on else "rooms:room:resumed")


@operation
def open_lounge(group_id: int, actor: int) -> None:
    """Every new group begins with a lounge."""
    group = db.session.get_one(Group, group_id)
    _open(actor, group.id, RoomForm(name=_("Lounge")))


@operation
def change_room(member_id: int, room_id: int, form: RoomForm) -> None:
    """Rename, order, archive, set slow mode, reading only, capacity."""
    room = _managed(member_id, room_id)
    moment = now()
    room.name, room.about, room.position = form.name, form.about, form.position
    room.slow_seconds, room.slow_reason, room.capacity = (
        form.slow_seconds,
        form.slow_reason,
        form.capacity,
    )
    room.read_only_since = _since(room.read_only_since, form.read_only, moment)
    room.closed_to_newcomers_since = _since(
        room.closed_to_newcomers_since, form.closed_to_newcomers, moment
    )
    room.archived_at = _since(room.archived_at, form.archived, moment)
    _tell_change(member_id, room, "rooms:room:changed")


@operation
def pause_room(member_id: int, room_id: int) -> None:
    """Stop posting for 15 minutes; doing it again renews (L4.6)."""
    room = _managed(member_id, room_id)
    room.paused_until = now() + policies.PAUSE
    _tell_change(member_id, room, "rooms:room:paused")


@operation
def resume_room(member_id: int, room_id: int) -> None:
    """Lift a pause before its time."""
    room = _managed(member_id, room_id)
    if room.is_paused(now()):
        room.paused_until = None
        _tell_change(member_id, room, "rooms:room:resumed")


def tell_pace(group_id: int) -> None:
    """Whoever is in a room of the group learns that it guards itself now, or no longer (L8.7)."""
    for room in sorted(queries.rooms_of(group_id), key=lambda room: room.id):
        hold_stream(room.id)
        broadcasts.room_changed(append(room.id, "room_changed", data=broadcasts.state_of(room)))


def leave_streams(membership_id: int, group_id: int, member_id: int) -> None:
    """Whoever left, or was removed or banned, hears nothing more of the group's rooms (L4.7)."""
    code, said = farewell(member_id, group_id)
    evict(member_id, code=code, message=said, stream_ids=_streams_of(group_id))


def farewell(member_id: int, group_id: int) -> tuple[str, str]:
    """Code and sentence for the sockets of somebody for whom a group has just closed: the reason, if there is one."""
    group, member = db.session.get_one(Group, group_id), db.session.get_one(Member, member_id)
    place = place_in(member_id, group)
    if place.shut_out is None:
        return "not_found", _("You are no longer in this group, so it is closed to you.")
    with force_locale(member.locale):
        return "forbidden", statement_of(place.shut_out, group.name, member.zone)


def join_anew(member_id: int, blocked_id: int, group_id: int) -> None:
    """After one's own block or unblock the rooms look different."""
    reset(member_id, _streams_of(group_id))


def _streams_of(group_id: int) -> list[int]:
    return list(db.session.scalars(sa.select(Room.id).where(Room.group_id == group_id)))


def _open(actor: int, group_id: int, form: RoomForm, kind: str = LOUNGE) -> int:
    room = Room(
        id=new_id(), group_id=group_id, kind=kind, name=form.name, about=form.about, created_at=now(),
        position=form.position, slow_seconds=form.slow_seconds, slow_reason=form.slow_reason,
        capacity=form.capacity, speaker=NOBODY if kind == MEETING else EVERYONE,
    )  # fmt: skip
    open_stream("room", room.id)
    db.session.add(room)
    db.session.flush()
    record(actor, "rooms:room:opened", f"room:{room.id}")
    return room.id


def _managed(member_id: int, room_id: int) -> Room:
    hold_stream(room_id)
    seat = queries.room_for(member_id, room_id)
    if not policies.can_manage_room(seat.membership, seat.staff):
        raise Forbidden(_("Only the group's moderators can change this room."))
    return seat.venue


def _since(known: datetime | None, on: bool, moment: datetime) -> datetime | None:
    return (known or moment) if on else None


def _tell_change(member_id: int, room: Room, kind: str) -> int:
    db.session.flush()
    record(member_id, kind, f"room:{room.id}")
    entry = append(room.id, "room_changed", data=broadcasts.state_of(room))
    broadcasts.room_changed(entry)
    return entry.seq
