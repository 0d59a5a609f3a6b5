"""The events of rooms: parse -> act -> acknowledge."""

from typing import Any

from community import limits
from community.realtime import Connection, Packet, Seq, connections, event
from community.realtime.connections import OFFICE
from community.registry import Listener, registry
from community.rooms import broadcasts, operations, policies, queries, reading
from community.rooms.forms import EditForm, MessageForm, ReactionForm, RemovalForm
from community.rooms.refusals import full


class PostMessage(Packet):
    """`key` makes sending twice harmless."""

    body: str
    key: str
    reply_to: Seq | None = None
    note: str | None = None
    quotes: str | None = None
    known: str | None = None


class EditMessage(Packet):
    """`message` is the seq at which it was posted."""

    message: Seq
    body: str
    note: str | None = None
    known: str | None = None


class RemoveMessage(Packet):
    """`reason` is told to the author where a moderator removes."""

    message: Seq
    reason: str = ""


class React(Packet):
    """`on` False takes it back."""

    message: Seq
    reaction: str
    on: bool


class MarkRead(Packet):
    """Everything through `seq` was seen."""

    seq: Seq


@event("post_message", PostMessage)
def post_message(connection: Connection, packet: PostMessage) -> dict[str, Any]:
    """Say something."""
    limits.spend(queries.send_rate(connection.member_id, packet.stream), connection.member_id)
    form = MessageForm.parse(_raw(packet))
    posted = operations.post_message(connection.member_id, packet.stream, form)
    more = {"resources": " ".join(posted.resources)} if posted.resources else {}
    if posted.waits is not None:
        waits = posted.waits
        return {"held": True, "wait_minutes": waits.minutes, "address": waits.address, **more}
    if posted.position is not None:
        return {"seq": posted.seq, "position": posted.position}
    return {"seq": posted.seq, "html": posted.html, **more}


@event("edit_message", EditMessage)
def edit_message(connection: Connection, packet: EditMessage) -> dict[str, Any]:
    """Change one's own words."""
    form = EditForm.parse(_raw(packet))
    return {
        "seq": operations.edit_message(connection.member_id, packet.stream, packet.message, form)
    }


@event("remove_message", RemoveMessage)
def remove_message(connection: Connection, packet: RemoveMessage) -> dict[str, Any]:
    """Take words away."""
    form = RemovalForm.parse(_raw(packet))
    office = OFFICE in connection.credential.scopes
    seq = operations.remove_message(
        connection.member_id, packet.stream, packet.message, form, office
    )
    return {"seq": seq}


@event("react", React)
def react(connection: Connection, packet: React) -> dict[str, Any]:
    """Give or take back a reaction."""
    form = ReactionForm.parse(_raw(packet))
    return {
        "seq": operations.set_reaction(connection.member_id, packet.stream, packet.message, form)
    }


@event("mark_read", MarkRead)
def mark_read(connection: Connection, packet: MarkRead) -> None:
    """Remember how far one has read; written a little later, many at once."""
    seat = queries.seat_for(connection.member_id, packet.stream)
    reading.note(connection.member_id, seat.venue.id, packet.seq)


def door(member_id: int, stream_id: int) -> Listener:
    """How a member enters a room. Raises NotFound, and Forbidden where it is full."""
    seat = queries.room_for(member_id, stream_id)
    here = {ear.member_id for ear in connections.ears(stream_id)} - {member_id}
    if not policies.can_enter(seat.venue, len(here), seat.staff):
        raise full()
    mine = seat.membership
    more = registry.room_kind(seat.venue.kind).enter(member_id, stream_id)
    return Listener(
        stream_id=stream_id,
        member_id=member_id,
        membership_id=mine.id if mine else None,
        handle=mine.handle if mine else "",
        quiet=not queries.shows_presence(member_id),
        state={"room": broadcasts.state_of(seat.venue), **more},
    )


def _raw(packet: Packet) -> dict[str, Any]:
    where = ("stream", "message")
    return {name: getattr(packet, name) for name in packet.__struct_fields__ if name not in where}
