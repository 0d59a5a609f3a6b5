"""What was said in a room, and how it was answered."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from community.errors import NotFound
from community.extensions import db
from community.groups.models import Membership
from community.registry import Heard
from community.rooms.models import Message, MessageVersion, Reaction

BATCH = 500
"""Messages read at once when a group's history is looked over."""

GIVEN_TO = (
    Reaction.stream_id == sa.bindparam("stream_id"),
    Reaction.seq.in_(sa.bindparam("seqs", expanding=True)),
)
COUNTED = (
    sa.select(Reaction.seq, Reaction.reaction, sa.func.count())
    .where(*GIVEN_TO, Reaction.membership_id.not_in(sa.bindparam("hidden", expanding=True)))
    .group_by(Reaction.seq, Reaction.reaction)
)
OWN = sa.select(Reaction.seq, Reaction.reaction).where(
    *GIVEN_TO, Reaction.membership_id == sa.bindparam("membership_id")
)


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


def heard_in(stream_id: int, seqs: Sequence[int]) -> dict[int, Heard]:
    """Messages as moderators read them, by seq; what was removed, or is sealed, has no words."""
    return {
        seq: Heard(stream_id, seq, said.message.plain, said.message.posted_at, said.handle)
        for seq, said in said_in(stream_id, seqs).items()
    }


def history_of(streams: sa.Select[int], since: datetime) -> Iterator[list[Heard]]:
    """What was said in those streams since then, the newest first, a batch at a time; nothing is held between."""
    asked = sa.select(Message.stream_id, Message.seq, Message.plain, Message.posted_at).where(
        Message.stream_id.in_(streams), Message.removed_at.is_(None), Message.posted_at >= since
    )
    key = sa.tuple_(Message.posted_at, Message.stream_id, Message.seq)
    after: tuple[datetime, int, int] | None = None
    while True:
        batch = asked if after is None else asked.where(key < sa.tuple_(*map(_bound, after)))
        order = (Message.posted_at.desc(), Message.stream_id.desc(), Message.seq.desc())
        found = [Heard(*row) for row in db.session.execute(batch.order_by(*order).limit(BATCH))]
        db.session.rollback()
        if not found:
            return
        yield found
        after = (found[-1].at, found[-1].stream_id, found[-1].seq)


def _bound(value: Any) -> sa.BindParameter[Any]:
    return sa.literal(
        value, Message.posted_at.type if isinstance(value, datetime) else sa.BigInteger()
    )


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


def standing_in(
    stream_id: int, seqs: Sequence[int] | None = None
) -> Sequence[sa.Row[int, int, datetime]]:
    """Seq, author and time of the messages of those seqs (of all, without any) that were not removed, in order."""
    rows = sa.select(Message.seq, Message.author_id, Message.posted_at).where(
        Message.stream_id == stream_id, Message.removed_at.is_(None)
    )
    rows = rows if seqs is None else rows.where(Message.seq.in_(seqs))
    return db.session.execute(rows.order_by(Message.seq)).all()


def reactions_to(stream_id: int, seqs: Sequence[int]) -> list[Reaction]:
    """Every reaction to those messages, in the order of the messages and of giving."""
    rows = sa.select(Reaction).where(Reaction.stream_id == stream_id, Reaction.seq.in_(seqs))
    return list(db.session.scalars(rows.order_by(Reaction.seq, Reaction.at)))


def posted_by(membership_id: int, key: str) -> Message | None:
    """What this membership posted under that key."""
    return db.session.scalar(
        sa.select(Message).where(Message.author_id == membership_id, Message.key == key)
    )


def where_said(member_id: int, standing: bool = False) -> list[tuple[int, int]]:
    """The streams in which the member said something (that is still `standing`), and as which membership."""
    mine = sa.select(Message.stream_id, Message.author_id).distinct()
    if standing:
        mine = mine.where(Message.removed_at.is_(None))
    return _places(mine.join(Membership, Membership.id == Message.author_id), member_id)


def where_reacted(member_id: int) -> list[tuple[int, int]]:
    """The streams in which the member gave reactions, and as which membership."""
    mine = sa.select(Reaction.stream_id, Reaction.membership_id).distinct()
    return _places(mine.join(Membership, Membership.id == Reaction.membership_id), member_id)


def reactions_of(
    stream_id: int, seqs: Sequence[int], hidden: frozenset[int]
) -> dict[int, dict[str, int]]:
    """Per message how often each reaction was given, leaving `hidden` memberships out."""
    asked = {"stream_id": stream_id, "seqs": list(seqs), "hidden": list(hidden)}
    found: dict[int, dict[str, int]] = {}
    for seq, reaction, count in db.session.execute(COUNTED, asked):
        found.setdefault(seq, {})[reaction] = count
    return found


def own_reactions(stream_id: int, seqs: Sequence[int], membership_id: int) -> list[tuple[int, str]]:
    """What one gave oneself."""
    asked = {"stream_id": stream_id, "seqs": list(seqs), "membership_id": membership_id}
    return [(seq, reaction) for seq, reaction in db.session.execute(OWN, asked)]


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


def _places(asked: sa.Select[int, int], member_id: int) -> list[tuple[int, int]]:
    found = db.session.execute(asked.where(Membership.member_id == member_id))
    return sorted((stream_id, membership_id) for stream_id, membership_id in found)
