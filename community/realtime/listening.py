"""The events every kind of stream shares: join, catch_up, leave, typing."""

from collections.abc import Sequence
from typing import Any

from community.errors import HearthError, NotFound
from community.extensions import socketio
from community.realtime.connections import Connection, Ear, connections
from community.realtime.delivery import channel
from community.realtime.events import Packet, Seq, ear_of, event
from community.realtime.eviction import drop, look_again
from community.realtime.presence import LIST_UP_TO, changed, people_for
from community.realtime.streams import NEWEST, entries_since, parse_stream, position_of
from community.realtime.typing import forget
from community.realtime.typing import typing as tell_typing
from community.realtime.wire import Frame, frames_of
from community.registry import EntryFacts, Listener, registry


class Join(Packet):
    """`since`: the last seq the client has; `quiet`: not shown as present."""

    since: Seq | None = None
    quiet: bool = False


class CatchUp(Packet):
    """Everything after `since`."""

    since: Seq


class Leave(Packet):
    """Stop listening."""


class Typing(Packet):
    """Whether the member is writing."""

    on: bool


@event("join", Join)
def join(connection: Connection, packet: Join) -> dict[str, Any]:
    """Listen to a stream, and get what was missed."""
    evictions = connection.evictions
    listener = _through_the_door(connection, packet.stream)
    ear = _listen(connection, packet, listener)
    if connection.evictions != evictions:
        _ask_again(connection, packet.stream, ear)
    seq, purged = position_of(ear.stream_id)
    since = max(0, seq - NEWEST) if packet.since is None else packet.since
    answer = _missed(ear, since, seq, purged if packet.since is not None else 0)
    people = people_for(ear)
    answer |= {"me": ear.membership_id, "here": len(people), **listener.state}
    answer["people"] = [person.shown() for person in people[:LIST_UP_TO]]
    return answer


@event("catch_up", CatchUp)
def catch_up(connection: Connection, packet: CatchUp) -> dict[str, Any]:
    """The entries after `since`, at most 200 at a time."""
    kind, stream_id = parse_stream(packet.stream)
    listener = _through_the_door(connection, packet.stream)
    ear = connection.ears.get(stream_id) or _ear(connection, kind, listener, quiet=True)
    return _missed(ear, packet.since, *position_of(stream_id))


@event("leave", Leave)
def leave(connection: Connection, packet: Leave) -> None:
    """Stop listening to a stream. Leaving what was never joined is no mistake."""
    ear = ear_of(connection, packet.stream)
    if ear is not None:
        forget(ear)
        drop(connection, ear.stream_id)


@event("typing", Typing)
def typing(connection: Connection, packet: Typing) -> None:
    """Tell the others that one writes."""
    ear = ear_of(connection, packet.stream)
    if ear is None:
        raise NotFound
    if ear.membership_id is not None:
        tell_typing(ear, packet.on)


def _through_the_door(connection: Connection, stream: str) -> Listener:
    kind, stream_id = parse_stream(stream)
    door = registry.doors.get(kind)
    if door is None:
        raise NotFound
    return door.find(connection.member_id, stream_id)


def _listen(connection: Connection, packet: Join, listener: Listener) -> Ear:
    kind, stream_id = parse_stream(packet.stream)
    quiet = packet.quiet or bool(listener.quiet)
    ear = _ear(connection, kind, listener, quiet)
    connections.listen(connection, ear)
    socketio.server.enter_room(connection.sid, channel(stream_id))
    look_again(ear)  # a block made while we looked found no ear to reset
    changed(stream_id)
    return ear


def _ask_again(connection: Connection, stream: str, ear: Ear) -> None:
    """Somebody was thrown out of something while they came in: perhaps of this, before there was an ear to drop."""
    try:
        _through_the_door(connection, stream)
    except HearthError:
        drop(connection, ear.stream_id)
        raise


def _ear(connection: Connection, kind: str, listener: Listener, quiet: bool) -> Ear:
    member_id = connection.member_id
    return Ear(
        sid=connection.sid, stream_id=listener.stream_id, kind=kind, member_id=member_id,
        membership_id=listener.membership_id, handle=listener.handle, quiet=quiet,
        hides=registry.hidden_from(member_id), kept_from=registry.kept_from(member_id),
    )  # fmt: skip


def _frames(ear: Ear, entries: Sequence[EntryFacts]) -> list[Frame]:
    while True:
        hides = ear.hides
        frames = frames_of(ear.kind, entries, hides)
        if ear.hides is hides:  # else somebody was blocked while these were put together
            return frames


def _missed(ear: Ear, since: int, seq: int, purged: int) -> dict[str, Any]:
    entries = entries_since(ear.stream_id, max(0, since)) if since < seq else []
    frames = _frames(ear, entries)
    last = entries[-1].seq if entries else seq
    answer: dict[str, Any] = {"seq": seq, "entries": frames, "more": last < seq}
    if since < purged:
        answer["reset"] = True
    return answer
