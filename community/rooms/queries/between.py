"""What passed between people in what they said, as numbers: answers, quotes, thanks."""

from collections import Counter
from collections.abc import Collection
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from community.extensions import db
from community.rooms.models import IMPORTED, MEETING, Message, Quote, Reaction, Room
from community.statements import rarely


def was_said_here(message: Any) -> tuple[sa.ColumnElement[bool], ...]:
    """The conditions under which words stand and were not brought in from elsewhere."""
    return message.removed_at.is_(None), sa.not_(message.key.startswith(IMPORTED))


_mine, _theirs = aliased(Message, name="mine"), aliased(Message, name="theirs")

_me: sa.BindParameter[int] = sa.bindparam("one")
_them: sa.BindParameter[Any] = sa.bindparam("others", expanding=True)


def _counted(who: Any, stream: Any, *of: Any) -> sa.Select[int, int]:
    """By membership how often, in topics and meetings: not in lounges, nor where not the whole group reads."""
    apart = sa.select(sa.literal(1)).where(Room.id == stream, Room.kind != MEETING)
    asked = sa.select(who, sa.func.count()).where(who.in_(_them), ~apart.exists(), *of)
    return asked.group_by(who)


_own = (_mine.author_id == _me, *was_said_here(_mine))
_others = was_said_here(_theirs)

EXCHANGES = (
    _counted(
        _theirs.author_id, _mine.stream_id, *_own, *_others, _mine.reply_to.is_not(None),
        _theirs.stream_id == sa.func.coalesce(_mine.reply_stream, _mine.stream_id), _theirs.seq == _mine.reply_to,
    ),
    _counted(
        _theirs.author_id, _mine.stream_id, *_own, *_others, _theirs.reply_stream.is_(None),
        _theirs.stream_id == _mine.stream_id, rarely(_theirs.reply_to == _mine.seq),
    ),
    _counted(
        _theirs.author_id, _mine.stream_id, *_own, *_others,
        Quote.stream_id == _mine.stream_id, Quote.seq == _mine.seq,
        _theirs.stream_id == Quote.of_stream_id, _theirs.seq == Quote.of_seq,
    ),
    _counted(
        _theirs.author_id, _mine.stream_id, *_own, *_others,
        Quote.of_stream_id == _mine.stream_id, Quote.of_seq == _mine.seq,
        _theirs.stream_id == Quote.stream_id, _theirs.seq == Quote.seq,
    ),
)  # fmt: skip
"""I answered them, they me; I quoted them, they me."""

THANKS = (
    _counted(
        Reaction.membership_id, _mine.stream_id, *_own,
        Reaction.stream_id == _mine.stream_id, Reaction.seq == _mine.seq,
    ),
    _counted(
        _theirs.author_id, _theirs.stream_id, *_others, Reaction.membership_id == _me,
        _theirs.stream_id == Reaction.stream_id, _theirs.seq == Reaction.seq,
    ),
)  # fmt: skip
"""They thanked me, I them."""


def exchanges_with(membership_id: int, others: Collection[int]) -> Counter[int]:
    """By membership how often they and this one answered or quoted each other where that still stands.

    Lounges do not count. An answer to words that were moved elsewhere since counts for its writer only.
    """
    return _sum(EXCHANGES, membership_id, others)


def thanks_between(membership_id: int, others: Collection[int]) -> Counter[int]:
    """By membership how many reactions they and this one gave each other's words that still stand."""
    return _sum(THANKS, membership_id, others)


def _sum(asks: Collection[sa.Select[int, int]], one: int, others: Collection[int]) -> Counter[int]:
    found: Counter[int] = Counter()
    for asked in asks if others else ():
        for who, times in db.session.execute(asked, {"one": one, "others": list(others)}):
            found[who] += times
    return found
