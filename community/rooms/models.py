"""Rooms and what is said in them. A venue's id is its stream's id."""

from datetime import datetime
from typing import ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from community.columns import MaybeMoment, Moment, PublicId
from community.extensions import Model
from community.groups.models import Group
from community.realtime.streams import stream_name

LOUNGE, MEETING, HELP, PRIVATE = "lounge", "meeting", "help", "private"
EVERYONE, NOBODY = 0, -1
REACTIONS = ("with_you", "thank_you", "me_too", "well_said", "thinking_of_you")
NOTES = ("using_talk", "self_harm", "eating", "violence", "grief")


def address_of(kind: str, stream_id: int) -> str:
    """The page of what is said in a stream of that kind: `/rooms/<id>`."""
    return f"/{kind}s/{stream_id}"


class Venue:
    """Where words are said, one stream of them: a room, or what a later feature makes one.

    `speaker` is 0 for everyone, -1 for nobody, else one membership (L4.6).
    """

    STREAM: ClassVar[str]
    """The kind of its stream, which is also how its address begins."""

    id: Mapped[PublicId]
    group_id: Mapped[int] = mapped_column(sa.ForeignKey("groups.id"))
    created_at: Mapped[Moment]
    archived_at: Mapped[MaybeMoment]
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


class Message(Model):
    """What was said, named by its stream and the seq at which it was posted. Removing empties the words (L4.3)."""

    __tablename__ = "messages"
    __table_args__ = (
        sa.UniqueConstraint("author_id", "key"),
        sa.Index("ix_messages_author", "stream_id", "author_id", "seq"),
        {"sqlite_with_rowid": False},
    )

    stream_id: Mapped[int] = mapped_column(sa.ForeignKey("streams.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(sa.BigInteger, primary_key=True, autoincrement=False)
    author_id: Mapped[int] = mapped_column(sa.ForeignKey("memberships.id"))
    key: Mapped[str] = mapped_column(sa.String(64))
    body: Mapped[str] = mapped_column(sa.Text)
    note: Mapped[str | None] = mapped_column(sa.String(20))
    reply_to: Mapped[int | None] = mapped_column(sa.BigInteger)
    posted_at: Mapped[Moment]
    edited_at: Mapped[MaybeMoment]
    removed_at: Mapped[MaybeMoment]
    removed_by: Mapped[int | None] = mapped_column(sa.BigInteger)


class MessageVersion(Model):
    """What a message said before an edit: for moderators."""

    __tablename__ = "message_versions"
    __table_args__ = (sa.Index("ix_message_versions_message", "stream_id", "seq"),)

    id: Mapped[PublicId]
    stream_id: Mapped[int] = mapped_column(sa.BigInteger)
    seq: Mapped[int] = mapped_column(sa.BigInteger)
    body: Mapped[str] = mapped_column(sa.Text)
    until: Mapped[Moment]


class Reaction(Model):
    """One of the small warm set, by one membership, on one message."""

    __tablename__ = "reactions"
    __table_args__ = ({"sqlite_with_rowid": False},)

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
