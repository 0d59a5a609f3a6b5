"""The names of messages: where something is now that was said elsewhere once."""

from collections.abc import Collection

import sqlalchemy as sa

from community.extensions import db
from community.rooms.models import Move

Name = tuple[int, int]
"""A stream's id, and the seq."""


def name_now(stream_id: int, seq: int) -> Name | None:
    """The name that a message has now, where it had this one before."""
    move = db.session.get(Move, (stream_id, seq))
    return (move.to_stream_id, move.to_seq) if move is not None else None


def name_before(stream_id: int, name: Name) -> int | None:
    """Under which seq of that stream the message was posted that has this name now."""
    return db.session.scalar(
        sa.select(Move.seq)
        .where(Move.stream_id == stream_id, Move.to_stream_id == name[0], Move.to_seq == name[1])
        .order_by(Move.seq)
        .limit(1)
    )


def moved_away(stream_id: int, seqs: Collection[int]) -> dict[int, Name]:
    """Of these seqs of a stream those that have another name now."""
    rows = sa.select(Move).where(Move.stream_id == stream_id, Move.seq.in_(seqs))
    return {move.seq: (move.to_stream_id, move.to_seq) for move in db.session.scalars(rows)}
