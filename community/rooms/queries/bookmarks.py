"""What a member wants to find again."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from community.extensions import db
from community.groups.models import Membership
from community.registry import registry
from community.rooms.models import Bookmark, Message, Venue
from community.rooms.queries.messages import Said
from community.rooms.queries.seats import seats_at

BOOKMARKS = 50
"""Bookmarks on a page."""


@dataclass(frozen=True)
class Kept:
    """A message that was bookmarked, where it was said, and when it was kept."""

    said: Said
    venue: Venue
    at: datetime


def is_bookmarked(member_id: int, stream_id: int, seq: int) -> bool:
    """Whether the member wants to find it again."""
    return db.session.get(Bookmark, (member_id, stream_id, seq)) is not None


def bookmarks_of(member_id: int, page: int) -> tuple[list[Kept], bool]:
    """A page of what the member bookmarked and may still read, the last first; and whether there is more."""
    rows = db.session.execute(
        sa.select(Message, Membership.handle, Membership.member_id, Bookmark.at)
        .join(
            Bookmark, sa.and_(Bookmark.stream_id == Message.stream_id, Bookmark.seq == Message.seq)
        )
        .join(Membership, Membership.id == Message.author_id)
        .where(
            Bookmark.member_id == member_id,
            Message.removed_at.is_(None),
            Message.author_id.not_in(registry.hidden_from(member_id)),
        )
        .order_by(Bookmark.at.desc(), Bookmark.stream_id, Bookmark.seq)
        .offset((page - 1) * BOOKMARKS)
        .limit(BOOKMARKS + 1)
    ).all()
    seats = seats_at(member_id, {row.Message.stream_id for row in rows})
    found = [
        Kept(Said(*row[:3]), seats[row.Message.stream_id].venue, row.at)
        for row in rows[:BOOKMARKS]
        if row.Message.stream_id in seats
    ]
    return found, len(rows) > BOOKMARKS


def bookmark_count(member_id: int) -> int:
    """How much the member wants to find again."""
    count = sa.select(sa.func.count()).select_from(Bookmark)
    return db.session.scalar(count.where(Bookmark.member_id == member_id)) or 0
