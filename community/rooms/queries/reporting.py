"""A message or a room as somebody reports it, with the lines around it that they may read (L8.1)."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from community.errors import HearthError, NotFound
from community.extensions import db
from community.groups.models import Membership
from community.groups.queries import group_by_id, place_in
from community.realtime.streams import kinds_of, parse_stream, stream_name
from community.registry import AROUND, Reportable, Reported, SpanLine, registry
from community.rooms.models import Message, Room, address_of
from community.rooms.queries.messages import Said, said_in
from community.rooms.queries.names import Name, name_now
from community.rooms.queries.seats import (
    is_private,
    may_have_read,
    room_for,
    seat_ended,
    seat_for,
)
from community.rooms.worded import SHUT

Lines = tuple[SpanLine, ...]


def message_reported(member_id: int, ref: str) -> Reported:
    """A message whose words are there and which this member may read, or might until they left. Raises NotFound."""
    stream_id, seq = _name(ref)
    said = _said(stream_id, seq)
    until = _read_until(member_id, stream_id, said)
    if until is not None and said.message.posted_at > until:
        raise NotFound
    hidden = registry.hidden_from(member_id) - {said.message.author_id}
    return _reported(said, _around(said, hidden, until))


def message_at(ref: str) -> Reported | None:
    """A message for one who works on its case: itself alone. None where its words are gone."""
    try:
        said = _said(*_name(ref))
    except NotFound:
        return None
    return _reported(said, (_line(said),))


def room_reported(member_id: int, ref: str) -> Reported:
    """A room that this member may enter. Raises NotFound."""
    seat = room_for(member_id, parse_stream(ref)[1])
    return _room(seat.venue)


def room_at(ref: str) -> Reported | None:
    """A room for one who works on its case."""
    room = db.session.get(Room, parse_stream(ref)[1])
    return _room(room) if room is not None else None


def reportables(remove: Any, restore: Any) -> list[Reportable]:
    """What this feature lets people report."""
    return [
        Reportable(
            "message", _l("Report a message by %(who)s"), _l("A message by %(who)s"),
            message_reported, message_at, remove, restore,
        ),
        Reportable(
            "room", _l("Report the room %(who)s"), _l("The room %(who)s"), room_reported, room_at
        ),
    ]  # fmt: skip


def _name(ref: str) -> Name:
    """Stream and seq of a name such as `room:12/45`: those it has now, if it was moved. Raises NotFound."""
    stream, _slash, seq = ref.partition("/")
    if not seq.isdigit() or len(seq) > 15:
        raise NotFound
    try:
        stream_id = parse_stream(stream)[1]
    except HearthError:
        raise NotFound from None
    return name_now(stream_id, int(seq)) or (stream_id, int(seq))


def _said(stream_id: int, seq: int) -> Said:
    said = said_in(stream_id, [seq]).get(seq)
    if said is None or said.message.removed_at is not None:
        raise NotFound
    return said


def _read_until(member_id: int, stream_id: int, said: Said) -> datetime | None:
    """None where they may read there now; else when they left the group, or it or their seat ended. Raises NotFound."""
    try:
        seat_for(member_id, stream_name(kinds_of([stream_id])[stream_id], stream_id))
    except NotFound:
        place = place_in(member_id, group_by_id(_group(said)))
        ended = place.group.closing_at if place.has_ended and place.shut_out is None else None
        row = place.row
        if row is None or not may_have_read(stream_id, row.id):
            raise
        left = min(
            filter(None, (row.left_at or ended, seat_ended(stream_id, row.id))), default=None
        )
        if left is None:
            raise
        return left
    return None


def _around(said: Said, hidden: frozenset[int], until: datetime | None) -> Lines:
    seq, stream_id = said.message.seq, said.message.stream_id
    readable = sa.select(Message.seq).where(
        Message.stream_id == stream_id,
        Message.removed_at.is_(None),
        Message.author_id.not_in(hidden),
    )
    if until is not None:
        readable = readable.where(Message.posted_at <= until)
    before = readable.where(Message.seq < seq).order_by(Message.seq.desc()).limit(AROUND)
    after = readable.where(Message.seq > seq).order_by(Message.seq).limit(AROUND)
    seqs = [*db.session.scalars(before), seq, *db.session.scalars(after)]
    found = said_in(stream_id, seqs)
    return tuple(_line(found[one], str(SHUT)) for one in sorted(found))


def _line(said: Said, shut: str = "") -> SpanLine:
    """A line; `shut` stands for words that cannot be opened."""
    message, words = said.message, said.message.opened
    return SpanLine(
        message.seq, message.author_id, said.handle, message.posted_at,
        shut if words is None else words, message.note or "",
        message.edited_at is not None,
    )  # fmt: skip


def _reported(said: Said, lines: Lines) -> Reported:
    message = said.message
    stream = stream_name(kinds_of([message.stream_id])[message.stream_id], message.stream_id)
    kind = parse_stream(stream)[0]
    address = registry.venues[kind].line_at(message.stream_id, message.seq)
    return Reported(
        "message", f"{stream}/{message.seq}", said.handle, address, _group(said), said.member_id,
        message.author_id, message.posted_at, lines, is_private(message.stream_id),
    )  # fmt: skip


def _group(said: Said) -> int:
    return db.session.get_one(Membership, said.message.author_id).group_id


def _room(room: Room) -> Reported:
    return Reported(
        "room",
        room.scope,
        room.name,
        address_of("room", room.id),
        room.group_id,
        private=room.is_private,
    )
