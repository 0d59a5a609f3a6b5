"""Boards and topics from elsewhere: unconfirmed, so that they exist for nobody, until somebody answers for them."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, NamedTuple, cast

import sqlalchemy as sa

from community.clock import now
from community.columns import new_id
from community.extensions import db
from community.forums.models import Board, Post, Topic
from community.operations import operation
from community.rooms.models import EVERYONE
from community.rooms.operations import landing as rooms
from community.rooms.operations.landing import Said


class Shelf(NamedTuple):
    """A board to open."""

    name: str
    about: str
    position: int


class Heading(NamedTuple):
    """A topic to begin."""

    board_id: int
    starter_id: int
    name: str
    at: datetime


@operation
def land_boards(group_id: int, boards: Sequence[Shelf]) -> list[int]:
    """Open boards, unconfirmed; their ids."""
    moment = now()
    rows: list[dict[str, Any]] = [
        {
            "id": new_id(), "group_id": group_id, "name": wanted.name, "about": wanted.about,
            "position": wanted.position, "created_at": moment, "unconfirmed_since": moment,
        }
        for wanted in boards
    ]  # fmt: skip
    if rows:
        db.session.execute(sa.insert(cast(sa.Table, Board.__table__)), rows)
    return [row["id"] for row in rows]


@operation
def land_topics(group_id: int, topics: Sequence[Heading]) -> list[int]:
    """Begin topics without posts, unconfirmed; their ids."""
    moment = now()
    rows: list[dict[str, Any]] = [
        {
            "id": new_id(), "group_id": group_id, "board_id": wanted.board_id, "name": wanted.name,
            "starter_id": wanted.starter_id, "created_at": wanted.at, "last_at": wanted.at,
            "unconfirmed_since": moment, "posts": 0, "moved_away": 0, "closing_reason": "",
            "slow_seconds": 0, "slow_reason": "", "speaker": EVERYONE,
        }
        for wanted in topics
    ]  # fmt: skip
    rooms.open_streams(Topic.STREAM, [row["id"] for row in rows])
    if rows:
        db.session.execute(sa.insert(cast(sa.Table, Topic.__table__)), rows)
    return [row["id"] for row in rows]


@operation
def land_posts(said: Sequence[Said]) -> None:
    """Write posts into topics that came in. In such a topic every line is a post, so its seq is its number."""
    rooms.land_messages(said)
    db.session.execute(
        sa.insert(cast(sa.Table, Post.__table__)),
        [{"stream_id": line.stream_id, "number": line.seq, "seq": line.seq} for line in said],
    )
    last: dict[int, Said] = {}
    for line in said:
        last[line.stream_id] = line
    db.session.execute(
        sa.update(Topic),
        [{"id": own, "posts": line.seq, "last_at": line.at} for own, line in last.items()],
    )


@operation
def give_topics(giver_id: int, taker_id: int) -> None:
    """What one membership began counts as begun by the other."""
    begun = sa.update(Topic).where(Topic.starter_id == giver_id).values(starter_id=taker_id)
    db.session.execute(begun.execution_options(synchronize_session=False))


@operation
def confirm_topics(board_ids: Collection[int], topic_ids: Collection[int]) -> None:
    """Let them be seen."""
    for table, ids in ((Board, board_ids), (Topic, topic_ids)):
        shown = sa.update(table).where(table.id.in_(ids)).values(unconfirmed_since=None)
        db.session.execute(shown)


@operation
def forget_topics(board_ids: Collection[int], topic_ids: Collection[int]) -> None:
    """Take away what nobody has seen, with every word."""
    db.session.execute(sa.delete(Post).where(Post.stream_id.in_(topic_ids)))
    db.session.execute(sa.delete(Topic).where(Topic.id.in_(topic_ids)))
    db.session.execute(sa.delete(Board).where(Board.id.in_(board_ids)))
    rooms.forget_streams(topic_ids)
