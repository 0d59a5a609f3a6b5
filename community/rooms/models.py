"""Rooms and what is said in them. A venue's id is its stream's id."""

from datetime import datetime
from typing import ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from community.clock import now
from community.columns import MaybeMoment, Moment, PublicId
from community.extensions import Model
from community.groups.models import Group
from community.realtime.streams import stream_name
from community.rooms.worded import Worded, about_message, about_version

LOUNGE, MEETING, HELP, PRIVATE, MENTORS = "lounge", "meeting", "help", "private", "mentors"
SEATED = (HELP, PRIVATE, MENTORS)
"""Kinds of room that are not for the whole group: one reads there who has a seat, or is admitted (L6.7, L7.1, L7.3)."""

EVERYONE, NOBODY = 0, -1
KEPT = 0
GUARDED_PACE = 30
"""Seconds between two messages of one person in raid mode."""

QUOTES = 5
"""Quotes in one message."""

IMPORTED = "imported-"
"""How the key of words begins that were said elsewhere and brought in."""

REACTIONS = ("with_you", "thank_you", "me_too", "well_said", "thinking_of_you")
NOTES = ("using_talk", "self_harm", "eating", "violence", "grief")


def address_of(kind: str, stream_id: int) -> str:
    """The page of what is said in a stream of that kind: `/rooms/<id>`."""
    return f"/{kind}s/{stream_id}"


class Venue:
    """Where words are said, one stream of them: a room, or what a later feature makes one.

    `speaker` is 0 for everyone, -1 for nobody, else one membership (L4.6). While `unconfirmed_since` stands it
    exists for nobody: it came from elsewhere, and an administrator has not confirmed it yet.
    """

    STREAM: ClassVar[str]
    """The kind of its stream, which is also how its address begins."""

    id: Mapped[PublicId]
    group_id: Mapped[int] = mapped_column(sa.ForeignKey("groups.id"))
    created_at: Mapped[Moment]
    archived_at: Mapped[MaybeMoment]
    unconfirmed_since: Mapped[MaybeMoment]
    read_only_since: Mapped[MaybeMoment]
    closed_to_newcomers_since: Mapped[MaybeMoment]
    paused_until: Mapped[MaybeMoment]
    slow_seconds: Mapped[int] = mapped_column(default=0)
    slow_reason: Mapped[str] = mapped_column(sa.String(200), default="")
    speaker: Mapped[int] = mapped_column(sa.BigInteger, default=EVERYONE)

    @declared_attr
    def group(cls) -> Mapped[Group]:
        """Whose it is."""
        return relationship(lazy="joined", innerjoin=True)

    @property
    def kind(self) -> str:
        """Which kind of place of its stream it is."""
        return self.STREAM

    @property
    def is_seated(self) -> bool:
        """Whether it is for few people only: there a rule speaks to the author and to nobody else (L8.6)."""
        return False

    @property
    def is_private(self) -> bool:
        """Whether it is for two and nobody else: its words are kept sealed (L4.9), and no office is held there."""
        return False

    @property
    def is_urgent(self) -> bool:
        """Whether somebody may be in need here: no mute of the group, no pace and no rule stands in the way."""
        return False

    @property
    def pace(self) -> int:
        """Seconds between two messages of one person now; in raid mode at least half a minute (L8.7)."""
        guarded = self.group.is_guarded(now()) and not self.is_urgent
        return max(self.slow_seconds, GUARDED_PACE) if guarded else self.slow_seconds

    @property
    def goes_on_in(self) -> int | None:
        """Where this conversation goes on, if it was moved there whole."""
        return None

    @property
    def scope(self) -> str:
        """How a standing names this place: as its stream."""
        return stream_name(self.STREAM, self.id)

    @property
    def address(self) -> str:
        """Its page."""
        return address_of(self.STREAM, self.id)

    def is_paused(self, moment: datetime) -> bool:
        """A pause lifts itself."""
        return self.paused_until is not None and self.paused_until > moment


class Room(Venue, Model):
    """A place to talk live."""

    STREAM = "room"

    __tablename__ = "rooms"
    __table_args__ = (sa.Index("ix_rooms_group", "group_id", "position"),)

    kind: Mapped[str] = mapped_column(sa.String(10), default=LOUNGE)
    name: Mapped[str] = mapped_column(sa.String(80))
    about: Mapped[str] = mapped_column(sa.String(300), default="")
    position: Mapped[int] = mapped_column(default=0)
    capacity: Mapped[int] = mapped_column(default=0)
    keep_days: Mapped[int | None]
    """How long its words are kept, where not as its kind's (L4.8); 0: as long as those of imported rooms."""

    @property
    def is_seated(self) -> bool:
        """A help room, a mentor channel, or the mentors' room."""
        return self.kind in SEATED

    @property
    def is_private(self) -> bool:
        """A mentor channel."""
        return self.kind == PRIVATE

    @property
    def is_urgent(self) -> bool:
        """A help room."""
        return self.kind == HELP


class RoomSeat(Model):
    """That a membership may read, and write in, a room that is not for the whole group; `until` a moment, if set."""

    __tablename__ = "room_seats"
    __table_args__ = (
        sa.Index("ix_room_seats_membership", "membership_id"),
        {"sqlite_with_rowid": False},
    )

    room_id: Mapped[int] = mapped_column(sa.ForeignKey("rooms.id"), primary_key=True)
    membership_id: Mapped[int] = mapped_column(sa.ForeignKey("memberships.id"), primary_key=True)
    since: Mapped[Moment]
    until: Mapped[MaybeMoment]


class Message(Worded, Model):
    """What was said, named by its stream and the seq at which it was posted. Removing empties the words (L4.3)."""

    __tablename__ = "messages"
    __table_args__ = (
        sa.UniqueConstraint("author_id", "key"),
        sa.Index("ix_messages_author", "stream_id", "author_id", "seq"),
        sa.Index("ix_messages_written", "author_id", "stream_id", "posted_at"),
        sa.Index(
            "ix_messages_answers", "stream_id", "reply_to",
            sqlite_where=sa.text("reply_to IS NOT NULL"), postgresql_where=sa.text("reply_to IS NOT NULL"),
        ),
        {"sqlite_with_rowid": False},
    )  # fmt: skip

    stream_id: Mapped[int] = mapped_column(sa.ForeignKey("streams.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(sa.BigInteger, primary_key=True, autoincrement=False)
    author_id: Mapped[int] = mapped_column(sa.ForeignKey("memberships.id"))
    key: Mapped[str] = mapped_column(sa.String(64))
    note: Mapped[str | None] = mapped_column(sa.String(20))
    reply_to: Mapped[int | None] = mapped_column(sa.BigInteger)
    reply_stream: Mapped[int | None] = mapped_column(sa.BigInteger)
    """Where `reply_to` was said, if that is another stream now."""

    quotes: Mapped[int] = mapped_column(sa.SmallInteger, default=0)
    """How many other messages it quotes: for nearly all none, and nobody needs to look."""

    posted_at: Mapped[Moment]
    edited_at: Mapped[MaybeMoment]
    removed_at: Mapped[MaybeMoment]
    removed_by: Mapped[int | None] = mapped_column(sa.BigInteger)

    @property
    def about(self) -> str:
        """Which message it is."""
        return about_message(self.stream_id, self.seq)


class MessageVersion(Worded, Model):
    """What a message said before an edit: for moderators."""

    __tablename__ = "message_versions"
    __table_args__ = (sa.Index("ix_message_versions_message", "stream_id", "seq"),)

    id: Mapped[PublicId]
    stream_id: Mapped[int] = mapped_column(sa.BigInteger)
    seq: Mapped[int] = mapped_column(sa.BigInteger)
    until: Mapped[Moment]

    @property
    def about(self) -> str:
        """Which version of which message it is."""
        return about_version(self.stream_id, self.seq, self.id)


SEALED = {(Message, "sealed"), (MessageVersion, "sealed")}
"""The columns that hold sealed words."""


class Reaction(Model):
    """One of the small warm set, by one membership, on one message."""

    __tablename__ = "reactions"
    __table_args__ = (
        sa.Index("ix_reactions_membership", "membership_id", "stream_id", "seq"),
        {"sqlite_with_rowid": False},
    )

    stream_id: Mapped[int] = mapped_column(sa.BigInteger, primary_key=True, autoincrement=False)
    seq: Mapped[int] = mapped_column(sa.BigInteger, primary_key=True, autoincrement=False)
    membership_id: Mapped[int] = mapped_column(sa.ForeignKey("memberships.id"), primary_key=True)
    reaction: Mapped[str] = mapped_column(sa.String(20), primary_key=True)
    at: Mapped[Moment]


class ReadPosition(Model):
    """How far a member has read a stream: one's own, shown to nobody else (L4.5)."""

    __tablename__ = "read_positions"
    __table_args__ = ({"sqlite_with_rowid": False},)

    member_id: Mapped[int] = mapped_column(sa.ForeignKey("members.id"), primary_key=True)
    stream_id: Mapped[int] = mapped_column(sa.ForeignKey("streams.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(sa.BigInteger)


class Move(Model):
    """The name that a message has now, by one that it had before. Moved again, every old name learns the newest."""

    __tablename__ = "moves"
    __table_args__ = (
        sa.Index("ix_moves_to", "to_stream_id", "to_seq"),
        {"sqlite_with_rowid": False},
    )

    stream_id: Mapped[int] = mapped_column(sa.ForeignKey("streams.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(sa.BigInteger, primary_key=True, autoincrement=False)
    to_stream_id: Mapped[int] = mapped_column(sa.ForeignKey("streams.id"))
    to_seq: Mapped[int] = mapped_column(sa.BigInteger)
    at: Mapped[Moment]


class Quote(Model):
    """What a message quotes: a name and a range of the words as they are shown, never the words (L3.3)."""

    __tablename__ = "quotes"
    __table_args__ = (
        sa.Index("ix_quotes_of", "of_stream_id", "of_seq"),
        {"sqlite_with_rowid": False},
    )

    stream_id: Mapped[int] = mapped_column(sa.ForeignKey("streams.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(sa.BigInteger, primary_key=True, autoincrement=False)
    place: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    of_stream_id: Mapped[int] = mapped_column(sa.ForeignKey("streams.id"))
    of_seq: Mapped[int] = mapped_column(sa.BigInteger)
    begins: Mapped[int] = mapped_column(default=0)
    ends: Mapped[int] = mapped_column(default=0)
    at: Mapped[Moment]


class Bookmark(Model):
    """A message that a member wants to find again: one's own, shown to nobody else."""

    __tablename__ = "bookmarks"
    __table_args__ = (
        sa.Index("ix_bookmarks_message", "stream_id", "seq"),
        {"sqlite_with_rowid": False},
    )

    member_id: Mapped[int] = mapped_column(sa.ForeignKey("members.id"), primary_key=True)
    stream_id: Mapped[int] = mapped_column(sa.ForeignKey("streams.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(sa.BigInteger, primary_key=True, autoincrement=False)
    at: Mapped[Moment]
