"""Words whose time has come go: of a room from its beginning on, a stretch of its log in a unit (L4.8)."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial

import sqlalchemy as sa

from community.extensions import db
from community.operations import operation
from community.realtime import hold_stream, reset_for_all
from community.realtime.streams import position_of, purge_log
from community.registry import registry
from community.rooms import queries
from community.rooms.models import Move
from community.rooms.operations.moving import NAMED

STRETCH = 200
"""Entries in one unit."""

ON_SCREEN = 200
"""Messages that a page may show at once: where fewer are left, what went is perhaps still to be seen."""


def purge_kind(kind: str) -> Callable[[datetime], Iterator[int]]:
    """Lets the words of every room of a kind go that were said (or whose room ended) before a moment."""
    return partial(_purge, queries.rooms_of_kind(kind))


def purge_imported() -> Callable[[datetime], Iterator[int]]:
    """The same for rooms that came from elsewhere, and keep their words as long as those do."""
    return partial(_purge, queries.rooms_from_elsewhere())


@operation
def purge_stretch(stream_id: int, before: datetime) -> int | None:
    """Let go of what the next stretch of a log told before a moment; how many messages went, None: nothing is left.

    Of entries seq, kind and time stay, so that the order has no gap.
    """
    hold_stream(stream_id)
    _head, purged = position_of(stream_id)
    through = queries.last_before(stream_id, purged, purged + STRETCH, before)
    if through is None:
        return None
    gone = queries.messages_between(stream_id, purged, through)
    for table in NAMED:
        _within(table, table.stream_id, table.seq, stream_id, purged, through)
    _within(Move, Move.to_stream_id, Move.to_seq, stream_id, purged, through)
    purge_log(stream_id, through)
    return gone


@operation
def show_anew(stream_id: int) -> None:
    """Have whoever looks at the room now look again, lest what went stays on the screen."""
    reset_for_all(stream_id)


def _purge(rooms: Callable[[datetime], list[tuple[int, str]]], before: datetime) -> Iterator[int]:
    for room_id, kind in rooms(before):
        through = registry.room_kind(kind).words_go(room_id, before)
        if through is not None:
            yield from _through(room_id, through)


def _through(room_id: int, before: datetime) -> Iterator[int]:
    gone = 0
    while (went := purge_stretch(room_id, before)) is not None:
        gone += went
        yield went
    if gone and queries.fewer_than(room_id, ON_SCREEN):
        show_anew(room_id)


def _within(
    table: type,
    stream: sa.SQLColumnExpression[int],
    seq: sa.SQLColumnExpression[int],
    where: int,
    after: int,
    through: int,
) -> None:
    """Delete the rows that name a message of that stretch."""
    db.session.execute(
        sa.delete(table).where(stream == where, seq > after, seq <= through),
        execution_options={"synchronize_session": False},
    )
