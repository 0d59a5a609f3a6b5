"""Letting go of the words of somebody who deleted their account, a handful at a time, so that nobody waits (L1.9)."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from community.clock import now
from community.extensions import db
from community.operations import operation
from community.realtime import append, append_all, hold_stream
from community.rooms import broadcasts, queries
from community.rooms.models import Bookmark, Message, MessageVersion, Quote, Reaction

HANDFUL = 50
"""Messages in one unit: each is an entry that everybody in the room is told."""


def forget_words(member_id: int, keep: bool) -> Iterator[None]:
    """Take away what they said, or, if that is to stay, only what it said before edits. Yields between two units.

    Begun anew it goes on with what is left.
    """
    if keep:
        yield from _through(member_id, queries.where_said(member_id), keep)
        return
    while places := queries.where_said(member_id, standing=True):  # more, where some were moved
        yield from _through(member_id, places, keep)
    for stream_id, membership_id in queries.where_reacted(member_id):
        while take_back_some(stream_id, membership_id):
            yield


@operation
def forget_some(member_id: int, where: tuple[int, int], after: int, keep: bool) -> int | None:
    """Empty the next handful of messages of one author in one stream, as an own removal does; the last seq of it."""
    stream_id, author_id = where
    hold_stream(stream_id)
    seqs = _next(stream_id, author_id, after, keep)
    if not seqs:
        return None
    _let_go(MessageVersion, stream_id, seqs)
    if not keep:
        for hanging in (Reaction, Bookmark, Quote):
            _let_go(hanging, stream_id, seqs)
        theirs = sa.update(Message).where(Message.stream_id == stream_id, Message.seq.in_(seqs))
        gone = {
            "plain": "", "sealed": "", "note": None, "removed_at": now(), "removed_by": member_id,
        }  # fmt: skip
        db.session.execute(theirs.values(gone), execution_options={"synchronize_session": False})
        told = [{"actor_id": author_id, "ref": seq} for seq in seqs]
        for entry in append_all(stream_id, "message_removed", told):
            broadcasts.message_removed(entry, author_id)
    return seqs[-1]


@operation
def take_back_some(stream_id: int, membership_id: int) -> bool:
    """Take back the next handful of reactions of one membership in one stream; whether there were any."""
    hold_stream(stream_id)
    mine = sa.select(Reaction).where(
        Reaction.stream_id == stream_id, Reaction.membership_id == membership_id
    )
    found = list(db.session.scalars(mine.order_by(Reaction.seq).limit(HANDFUL)))
    for reaction in found:
        seq, facts = reaction.seq, {"reaction": reaction.reaction, "on": False}
        db.session.delete(reaction)
        db.session.flush()
        entry = append(stream_id, "reaction_set", actor_id=membership_id, ref=seq, data=facts)
        broadcasts.reaction_set(entry, queries.message_in(stream_id, seq).author_id)
    return bool(found)


def _through(member_id: int, places: list[tuple[int, int]], keep: bool) -> Iterator[None]:
    for place in places:
        seq: int | None = 0
        while seq is not None:
            seq = forget_some(member_id, place, seq, keep)
            yield


def _next(stream_id: int, author_id: int, after: int, keep: bool) -> list[int]:
    theirs = sa.select(Message.seq).where(
        Message.stream_id == stream_id, Message.author_id == author_id, Message.seq > after
    )
    # what was removed before has no words left; when it stays, whatever has none is of no concern either
    return list(
        db.session.scalars(
            theirs.where(Message.edited_at.is_not(None) if keep else Message.removed_at.is_(None))
            .order_by(Message.seq)
            .limit(HANDFUL)
        )
    )


def _let_go(table: Any, stream_id: int, seqs: list[int]) -> None:
    db.session.execute(sa.delete(table).where(table.stream_id == stream_id, table.seq.in_(seqs)))
