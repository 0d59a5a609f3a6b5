"""Words that were said elsewhere: brought in unseen, shown once they are confirmed, given to whom they belong.

The caller holds the group. Nothing of it is told to anybody: what is unconfirmed exists for nobody.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, NamedTuple, cast

import sqlalchemy as sa
from flask_babel import gettext as _

from community.clock import now
from community.columns import new_id
from community.errors import Conflict
from community.extensions import db
from community.groups.models import Membership
from community.operations import operation
from community.realtime.streams import Entry, Stream, positions_of
from community.rooms.models import (
    EVERYONE,
    IMPORTED,
    KEPT,
    LOUNGE,
    PRIVATE,
    Message,
    MessageVersion,
    Reaction,
    ReadPosition,
    Room,
)


class Said(NamedTuple):
    """Something that was said elsewhere, and which line of its stream here it becomes."""

    stream_id: int
    seq: int
    author_id: int
    body: str
    at: datetime
    reply_to: int | None = None


class Archive(NamedTuple):
    """A room to keep what was said elsewhere."""

    name: str
    about: str
    position: int


@operation
def open_archives(group_id: int, archives: Sequence[Archive]) -> list[int]:
    """Rooms to read only, unconfirmed, kept until an administrator sets a time; their ids."""
    moment = now()
    rows: list[dict[str, Any]] = [
        {
            "id": new_id(), "group_id": group_id, "kind": LOUNGE, "name": wanted.name,
            "about": wanted.about, "position": wanted.position, "created_at": moment,
            "read_only_since": moment, "unconfirmed_since": moment, "keep_days": KEPT,
            "slow_seconds": 0, "slow_reason": "", "capacity": 0, "speaker": EVERYONE,
        }
        for wanted in archives
    ]  # fmt: skip
    open_streams("room", [row["id"] for row in rows])
    if rows:
        db.session.execute(sa.insert(cast(sa.Table, Room.__table__)), rows)
    return [row["id"] for row in rows]


@operation
def open_streams(kind: str, ids: Sequence[int]) -> None:
    """Begin the streams of many places at once."""
    rows = [{"id": each, "kind": kind, "seq": 0, "purged_through": 0} for each in ids]
    if rows:
        db.session.execute(sa.insert(cast(sa.Table, Stream.__table__)), rows)


@operation
def land_messages(said: Sequence[Said]) -> None:
    """Write them as the next lines of their streams, in this order. Raises Conflict where others wrote meanwhile."""
    heads: dict[int, int] = {}
    for line in said:
        heads[line.stream_id] = line.seq
    sealed = sa.exists().where(Room.id.in_(heads), Room.kind == PRIVATE)
    if db.session.scalar(sa.select(sealed)):
        raise Conflict(_("Nothing is brought into a private room."))
    first = {line.stream_id: line.seq for line in reversed(said)}
    here = positions_of(list(heads))
    if len(here) < len(heads) or any(first[own] != seq + 1 for own, seq in here.items()):
        raise Conflict(_("Something else is brought in here at the same time. Begin again."))
    db.session.execute(sa.insert(cast(sa.Table, Entry.__table__)), [_entry(line) for line in said])
    db.session.execute(
        sa.insert(cast(sa.Table, Message.__table__)), [_message(line) for line in said]
    )
    db.session.execute(sa.update(Stream), [{"id": own, "seq": seq} for own, seq in heads.items()])


@operation
def give_words(giver_id: int, taker_id: int) -> int:
    """Everything that one membership wrote is the other's from now on; how many lines."""
    wrote = sa.select(Message.stream_id).where(Message.author_id == giver_id).distinct()
    db.session.execute(
        sa.update(Entry)
        .where(Entry.stream_id.in_(wrote), Entry.actor_id == giver_id)
        .values(actor_id=taker_id)
        .execution_options(synchronize_session=False)
    )
    given = db.session.execute(
        sa.update(Message)
        .where(Message.author_id == giver_id)
        .values(author_id=taker_id)
        .execution_options(synchronize_session=False)
    )
    return int(cast("sa.CursorResult[tuple[()]]", given).rowcount)


@operation
def confirm_rooms(group_id: int, ids: Collection[int]) -> None:
    """Let them be seen. To those who are here now, what is in them is no news."""
    shown = sa.update(Room).where(Room.id.in_(ids)).values(unconfirmed_since=None)
    db.session.execute(shown)
    mine = sa.select(Membership.member_id).where(
        Membership.group_id == group_id, Membership.left_at.is_(None)
    )
    here = list(db.session.scalars(mine))
    read = [
        {"member_id": member_id, "stream_id": own, "seq": seq}
        for own, seq in positions_of(list(ids)).items()
        for member_id in here
    ]
    if read:
        db.session.execute(sa.insert(cast(sa.Table, ReadPosition.__table__)), read)


@operation
def forget_rooms(ids: Collection[int]) -> None:
    """Take rooms away that nobody has seen, with every word."""
    db.session.execute(sa.delete(Room).where(Room.id.in_(ids)))
    forget_streams(ids)


@operation
def forget_streams(ids: Collection[int]) -> None:
    """Take away the log and the words of streams that nobody has seen."""
    for table in (MessageVersion, Reaction, ReadPosition, Message, Entry):
        db.session.execute(sa.delete(table).where(table.stream_id.in_(ids)))
    db.session.execute(sa.delete(Stream).where(Stream.id.in_(ids)))


def _entry(line: Said) -> dict[str, object]:
    return {
        "stream_id": line.stream_id, "seq": line.seq, "kind": "message_posted", "at": line.at,
        "actor_id": line.author_id, "ref": None, "data": {},
    }  # fmt: skip


def _message(line: Said) -> dict[str, object]:
    return {
        "stream_id": line.stream_id, "seq": line.seq, "author_id": line.author_id,
        "key": f"{IMPORTED}{new_id()}", "body": line.body, "note": None, "reply_to": line.reply_to,
        "reply_stream": None, "posted_at": line.at,
    }  # fmt: skip
