"""What was said in a room, and how it was answered."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from community.errors import NotFound
from community.extensions import db
from community.groups.models import Membership
from community.rooms.models import Message, MessageVersion, Reaction


@dataclass(frozen=True)
class Said:
    """A message with today's handle of its author."""

    message: Message
    handle: str
    member_id: int


def said_in(stream_id: int, seqs: Sequence[int]) -> dict[int, Said]:
    """The messages of those seqs, by seq."""
    rows = db.session.execute(
        sa.select(Message, Membership.handle, Membership.member_id)
        .join(Membership, Membership.id == Message.author_id)
        .where(Message.stream_id == stream_id, Message.seq.in_(seqs))
    )
    return {row.Message.seq: Said(*row) for row in rows}


def newest_said(
    stream_id: int, hidden: frozenset[int], before: int | None = None, limit: int = 50
) -> list[Said]:
    """The last `limit` messages before a seq, oldest first, without those by `hidden` memberships."""
    query = (
        sa.select(Message, Membership.handle, Membership.member_id)
        .join(Membership, Membership.id == Message.author_id)
        .where(Message.stream_id == stream_id, Message.author_id.not_in(hidden))
        .order_by(Message.seq.desc())
        .limit(limit)
    )
    if before is not None:
        query = query.where(Message.seq < before)
    return [Said(*row) for row in db.session.execute(query)][::-1]


def readable_said(stream_id: int, seq: int, hidden: frozenset[int]) -> Said:
    """One message, unless its author is hidden from the reader. Raises NotFound."""
    found = said_in(stream_id, [seq]).get(seq)
    if found is None or found.message.author_id in hidden:
        raise NotFound
    return found


def message_in(stream_id: int, seq: int) -> Message:
    """The message of that name. Raises NotFound."""
    message = db.session.get(Message, (stream_id, seq))
    if message is None:
        raise NotFound
    return message


def posted_by(membership_id: int, key: str) -> Message | None:
    """What this membership posted under that key."""
    return db.session.scalar(
        sa.select(Message).where(Message.author_id == membership_id, Message.key == key)
    )


def reactions_of(
    stream_id: int, seqs: Sequence[int], hidden: frozenset[int]
) -> dict[int, dict[str, int]]:
    """Per message how often each reaction was given, leaving `hidden` memberships out."""
    counted = db.session.execute(
        sa.select(Reaction.seq, Reaction.reaction, sa.func.count())
        .where(
            Reaction.stream_id == stream_id,
            Reaction.seq.in_(seqs),
            Reaction.membership_id.not_in(hidden),
        )
        .group_by(Reaction.seq, Reaction.reaction)
    )
    found: dict[int, dict[str, int]] = {}
    for seq, reaction, count in counted:
        found.setdefault(seq, {})[reaction] = count
    return found


def own_reactions(stream_id: int, seqs: Sequence[int], membership_id: int) -> list[tuple[int, str]]:
    """What one gave oneself."""
    rows = sa.select(Reaction.seq, Reaction.reaction).where(
        Reaction.stream_id == stream_id,
        Reaction.seq.in_(seqs),
        Reaction.membership_id == membership_id,
    )
    return [(row.seq, row.reaction) for row in db.session.execute(rows)]


def reactors_of(stream_id: int, seq: int) -> set[int]:
    """Whoever reacted to a message."""
    rows = sa.select(Reaction.membership_id).where(
        Reaction.stream_id == stream_id, Reaction.seq == seq
    )
    return set(db.session.scalars(rows))


def versions_of(stream_id: int, seq: int) -> list[MessageVersion]:
    """What a message said before, oldest first."""
    rows = sa.select(MessageVersion).where(
        MessageVersion.stream_id == stream_id, MessageVersion.seq == seq
    )
    return list(db.session.scalars(rows.order_by(MessageVersion.until)))
