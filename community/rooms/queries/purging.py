"""Of which rooms words go, and where in their logs (L4.8)."""

from collections.abc import Callable
from datetime import datetime

import sqlalchemy as sa

from community.extensions import db
from community.realtime.streams import Entry, Stream
from community.rooms.models import KEPT, Message, Room

Found = Callable[[datetime], list[tuple[int, str]]]


def rooms_of_kind(kind: str) -> Found:
    """The rooms of that kind, without a time of their own, in which something was told before a moment."""
    return lambda before: _begun(before, Room.kind == kind, Room.keep_days.is_(None))


def rooms_from_elsewhere() -> Found:
    """The same, of those that came from elsewhere."""
    return lambda before: _begun(before, Room.keep_days == KEPT)


def last_before(stream_id: int, after: int, until: int, before: datetime) -> int | None:
    """The last seq up to which everything was told before a moment, of the entries after `after` up to `until`."""
    there = sa.select(Entry.seq).where(
        Entry.stream_id == stream_id, Entry.seq > after, Entry.seq <= until
    )
    first_later = db.session.scalar(there.where(Entry.at >= before).order_by(Entry.seq).limit(1))
    if first_later is not None:
        return first_later - 1 if first_later - 1 > after else None
    return db.session.scalar(there.order_by(Entry.seq.desc()).limit(1))


def messages_between(stream_id: int, after: int, through: int) -> int:
    """How many messages there are in that stretch of a log."""
    said = sa.select(sa.func.count()).select_from(Message)
    within = (Message.stream_id == stream_id, Message.seq > after, Message.seq <= through)
    return db.session.scalar(said.where(*within)) or 0


def fewer_than(stream_id: int, number: int) -> bool:
    """Whether fewer messages than that are left in a stream."""
    some = sa.select(sa.literal(1)).where(Message.stream_id == stream_id).limit(number).subquery()
    return (db.session.scalar(sa.select(sa.func.count()).select_from(some)) or 0) < number


def _begun(before: datetime, *which: sa.ColumnElement[bool]) -> list[tuple[int, str]]:
    next_entry = sa.and_(Entry.stream_id == Stream.id, Entry.seq == Stream.purged_through + 1)
    found = db.session.execute(
        sa.select(Room.id, Room.kind)
        .join(Stream, Stream.id == Room.id)
        .join(Entry, next_entry)
        .where(*which, Entry.at < before)
        .order_by(Room.id)
    )
    rooms = [(room_id, kind) for room_id, kind in found]
    db.session.rollback()
    return rooms
