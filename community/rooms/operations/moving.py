"""Messages that are read in another stream from now on (L3.5): their names change, and nothing else does.

The feature whose streams they are asks its own policy, holds both streams, and says where they stand there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.orm import aliased

from community.clock import now
from community.errors import Conflict
from community.extensions import Model, db
from community.moderation.models import Mark
from community.realtime import append_all, stream_name
from community.realtime.streams import kind_of, position_of
from community.realtime.wire import rfc3339
from community.registry import EntryFacts
from community.rooms import broadcasts, queries
from community.rooms.models import (
    Bookmark,
    Message,
    MessageVersion,
    Move,
    Quote,
    Reaction,
    ReadPosition,
)

NAMED: tuple[Any, ...] = (Message, MessageVersion, Reaction, Bookmark, Quote, Mark)
"""A message, and what is named by the message it hangs on. A new table of that kind joins here."""

Names = dict[int, int]
"""By the seq that a message had, the seq that it has now."""

Column = sa.SQLColumnExpression[int]


@dataclass(frozen=True)
class _Moving:
    """From which stream to which, under which names, and the entries that bring them."""

    source_id: int
    target_id: int
    names: Names
    arrivals: list[EntryFacts]


def move_messages(source_id: int, target_id: int, seqs: Sequence[int] | None = None) -> Names:
    """Move the messages of those seqs (all, without any) that stand, in their order; removed ones stay.

    Inside a unit that holds both streams. What somebody had read stays read. Raises Conflict where either is a
    private room: what was said there is sealed to its place, and opens nowhere else (L4.9).
    """
    if queries.is_private(source_id) or queries.is_private(target_id):
        raise Conflict(_("Nothing is moved into a private room, or out of one."))
    messages = queries.standing_in(source_id, seqs)
    if not messages:
        return {}
    head = position_of(target_id)[0]
    moving = _rename(source_id, target_id, messages)
    _carry(moving)
    _point_replies(moving)
    _keep_read(moving, head)
    _tell(moving)
    return moving.names


def _rename(source_id: int, target_id: int, messages: Sequence[Any]) -> _Moving:
    source = stream_name(kind_of(source_id), source_id)
    posted = [
        {"actor_id": one.author_id, "data": {
            "written_at": rfc3339(one.posted_at), "moved_from": {"stream": source, "seq": one.seq},
        }}
        for one in messages
    ]  # fmt: skip
    arrivals = append_all(target_id, "message_posted", posted)
    names = {one.seq: entry.seq for one, entry in zip(messages, arrivals, strict=True)}
    db.session.execute(
        sa.insert(Move),
        [
            {"stream_id": source_id, "seq": old, "to_stream_id": target_id, "to_seq": new, "at": now()}
            for old, new in names.items()
        ],
    )  # fmt: skip
    return _Moving(source_id, target_id, names, arrivals)


def _carry(moving: _Moving) -> None:
    for table in NAMED:
        _learn(table, "stream_id", "seq", moving)
    _learn(Quote, "of_stream_id", "of_seq", moving)
    _learn(Move, "to_stream_id", "to_seq", moving)


def _learn(table: type[Model], where: str, which: str, moving: _Moving) -> None:
    """Whatever is named so in that table has the new name."""
    stream_id, seq = getattr(table, where), getattr(table, which)
    move = aliased(Move)
    new = sa.select(move.to_seq).where(move.stream_id == stream_id, move.seq == seq)
    change = sa.update(table).where(stream_id == moving.source_id, seq.in_(moving.names))
    _quietly(
        change.values({where: moving.target_id, which: new.correlate(table).scalar_subquery()})
    )


def _point_replies(moving: _Moving) -> None:
    """What is answered: in the new stream where that came along or was before; else by its name elsewhere."""
    arrived = sa.and_(
        Message.stream_id == moving.target_id, Message.seq.in_(list(moving.names.values()))
    )
    elsewhere = sa.and_(Message.reply_to.is_not(None), Message.reply_stream.is_(None))
    _quietly(sa.update(Message).where(arrived, elsewhere).values(reply_stream=moving.source_id))
    here = sa.select(Move.to_seq).where(
        Move.stream_id == Message.reply_stream,
        Move.seq == Message.reply_to,
        Move.to_stream_id == moving.target_id,
    )
    here = here.correlate(Message)
    _quietly(
        sa.update(Message)
        .where(arrived, here.exists())
        .values(reply_to=here.scalar_subquery(), reply_stream=None)
    )


def _keep_read(moving: _Moving, head: int) -> None:
    """Whoever had read all of the target has read there what they had read before it came."""
    read = queries.positions_in((moving.source_id, moving.target_id))
    there = {member_id for (member_id, stream_id), _seq in read.items()}
    rows = []
    for member_id in there:
        far = read.get((member_id, moving.source_id), 0)
        known = max((new for old, new in moving.names.items() if old <= far), default=0)
        if known and read.get((member_id, moving.target_id), 0) >= head:
            rows.append({"member_id": member_id, "stream_id": moving.target_id, "seq": known})
    if rows:
        members = [row["member_id"] for row in rows]
        before = sa.and_(
            ReadPosition.stream_id == moving.target_id, ReadPosition.member_id.in_(members)
        )
        _quietly(sa.delete(ReadPosition).where(before))
        db.session.execute(sa.insert(ReadPosition), rows)


def _tell(moving: _Moving) -> None:
    """The target's log tells what came and how it was answered; the source's, where everything is now."""
    said = queries.said_in(moving.target_id, list(moving.names.values()))
    for entry in moving.arrivals:
        broadcasts.message_posted(entry, said[entry.seq])
    given = queries.reactions_to(moving.target_id, list(said))
    answers = [
        {"actor_id": one.membership_id, "ref": one.seq, "data": {"reaction": one.reaction, "on": True}}
        for one in given
    ]  # fmt: skip
    for entry in append_all(moving.target_id, "reaction_set", answers):
        broadcasts.reaction_set(entry, said[entry.ref or 0].message.author_id)
    target = stream_name(kind_of(moving.target_id), moving.target_id)
    gone = [
        {"ref": old, "data": {"message": old, "to": {"stream": target, "seq": new}}}
        for old, new in moving.names.items()
    ]
    for entry in append_all(moving.source_id, "post_moved", gone):
        broadcasts.post_moved(entry)


def _quietly(change: Any) -> None:
    db.session.execute(change, execution_options={"synchronize_session": False})
