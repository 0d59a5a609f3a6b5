"""What somebody said, and where they read (L1.9)."""

from collections.abc import Iterator

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from community.extensions import db
from community.groups.models import Group, Membership
from community.groups.personal import OTHERS, by, of
from community.personal import Personal, Row, Rows, walk
from community.realtime.streams import kind_of
from community.registry import registry
from community.rooms.models import (
    Bookmark,
    Message,
    MessageVersion,
    Reaction,
    ReadPosition,
    Room,
    RoomSeat,
    address_of,
)
from community.rooms.operations import forget_words
from community.rooms.queries import where_said
from community.rooms.worded import SHUT, about_message, about_version, opened

KEPT_AS = ("sealed", "stream_id", "seq", "id")
"""How words are kept and found, which is nothing to their author."""

WORDS = "words stay, under no name, where their author left them; else they go, a handful at a time"


def declare() -> None:
    """Say it to the registry."""
    registry.keeps(
        Personal(
            Message, ("author_id",), "messages", _l("What you said"), _messages, stays=WORDS,
            mine=by(Message.author_id),
        ),
        Personal(Message, ("removed_by",), withheld=OTHERS, stays="it tells no name"),
        Personal(
            MessageVersion, (), "earlier_versions", _l("What it said before you changed it"), _versions,
            stays=WORDS, mine=_versions_of,
        ),
        Personal(
            Reaction, ("membership_id",), "reactions", _l("How you answered without words"), _reactions,
            stays=WORDS, mine=by(Reaction.membership_id),
        ),
        Personal(
            RoomSeat, ("membership_id",), "seats", _l("Which rooms for few people you were let into"), _seats,
            stays="it tells no name, and goes with what the room was for",
        ),
        Personal(ReadPosition, ("member_id",), "read_positions", _l("How far you read"), _positions),
    )  # fmt: skip
    registry.keeps(
        Personal(
            Bookmark, ("member_id",), "bookmarks", _l("What you want to find again"), _bookmarks
        )
    )
    registry.forgets_words["rooms"] = forget_words


def _messages(member_id: int) -> Rows:
    for stream_id, author_id in where_said(member_id):
        place = _place(stream_id, author_id)
        wanted = sa.select(
            Message.posted_at, Message.seq, Message.plain.label("body"), Message.sealed, Message.note,
            Message.edited_at, Message.removed_at,
        ).where(Message.stream_id == stream_id, Message.author_id == author_id)  # fmt: skip
        for batch in walk(wanted, Message.seq):
            yield [{**place, **_opened(row, about_message(stream_id, row["seq"]))} for row in batch]


def _opened(row: Row, about: str) -> Row:
    """A row in words, without how they are kept."""
    words = opened(row["body"], row["sealed"], about)
    kept = {name: value for name, value in row.items() if name not in KEPT_AS}
    return {**kept, "body": str(SHUT) if words is None else words}


def _place(stream_id: int, author_id: int) -> Row:
    group = db.session.scalar(
        sa.select(Group.name)
        .join(Membership, Membership.group_id == Group.id)
        .where(Membership.id == author_id)
    )
    room = db.session.scalar(sa.select(Room.name).where(Room.id == stream_id))
    address = address_of(kind_of(stream_id), stream_id)
    return {"group": group, "place": room or address, "address": address}


def _versions_of(member_id: int) -> sa.ColumnElement[bool]:
    return sa.exists().where(
        Message.stream_id == MessageVersion.stream_id,
        Message.seq == MessageVersion.seq,
        of(Message.author_id, member_id),
    )


def _versions(member_id: int) -> Rows:
    kept = MessageVersion
    wanted = sa.select(
        kept.plain.label("body"), kept.sealed, kept.until, kept.stream_id, kept.seq, kept.id
    )
    for batch in walk(wanted.where(_versions_of(member_id)), kept.id):
        yield [
            _opened(row, about_version(row["stream_id"], row["seq"], row["id"])) for row in batch
        ]


def _reactions(member_id: int) -> Rows:
    wanted = sa.select(Reaction.reaction, Reaction.at).where(of(Reaction.membership_id, member_id))
    return walk(wanted, Reaction.stream_id, Reaction.seq, Reaction.membership_id, Reaction.reaction)


def _seats(member_id: int) -> Iterator[list[Row]]:
    wanted = sa.select(RoomSeat.room_id, RoomSeat.since, RoomSeat.until)
    mine = wanted.where(of(RoomSeat.membership_id, member_id))
    for batch in walk(mine, RoomSeat.room_id):
        yield [
            {
                "address": address_of("room", row["room_id"]),
                "since": row["since"],
                "until": row["until"],
            }
            for row in batch
        ]


def _positions(member_id: int) -> Iterator[list[Row]]:
    wanted = sa.select(ReadPosition.stream_id, ReadPosition.seq)
    for batch in walk(wanted.where(ReadPosition.member_id == member_id), ReadPosition.stream_id):
        yield [
            {"address": address_of(kind_of(r["stream_id"]), r["stream_id"]), "read": r["seq"]}
            for r in batch
        ]


def _bookmarks(member_id: int) -> Rows:
    wanted = sa.select(Bookmark.stream_id, Bookmark.seq, Bookmark.at)
    mine = wanted.where(Bookmark.member_id == member_id)
    for batch in walk(mine, Bookmark.stream_id, Bookmark.seq):
        yield [{"address": _line(row["stream_id"], row["seq"]), "at": row["at"]} for row in batch]


def _line(stream_id: int, seq: int) -> str:
    kind = kind_of(stream_id)
    return f"{address_of(kind, stream_id)}/{registry.venues[kind].lines}/{seq}"
