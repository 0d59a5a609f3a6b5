"""Boards, and the topics on them. What is posted in a topic are the messages of its stream."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.columns import MaybeMoment, Moment, PublicId
from community.extensions import Model
from community.rooms.models import Venue

PAGE = 20
"""Posts on a page (L3.1)."""


class Board(Model):
    """A part of a group's forum, in the moderators' order."""

    __tablename__ = "boards"
    __table_args__ = (sa.Index("ix_boards_group", "group_id", "position"),)

    id: Mapped[PublicId]
    group_id: Mapped[int] = mapped_column(sa.ForeignKey("groups.id"))
    name: Mapped[str] = mapped_column(sa.String(80))
    about: Mapped[str] = mapped_column(sa.String(300), default="")
    position: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[Moment]
    archived_at: Mapped[MaybeMoment]


class Topic(Venue, Model):
    """A conversation that stays. Closed is `read_only_since`, with a reason; `posts` is the last post's number."""

    STREAM = "topic"

    __tablename__ = "topics"
    __table_args__ = (
        sa.Index("ix_topics_board", "board_id", "last_at", "id"),
        sa.Index("ix_topics_pinned", "board_id", "pinned_at"),
        sa.Index("ix_topics_group", "group_id", "last_at"),
    )

    board_id: Mapped[int] = mapped_column(sa.ForeignKey("boards.id"))
    name: Mapped[str] = mapped_column(sa.String(120))
    starter_id: Mapped[int] = mapped_column(sa.ForeignKey("memberships.id"))
    posts: Mapped[int] = mapped_column(default=0)
    last_at: Mapped[Moment]
    pinned_at: Mapped[MaybeMoment]
    closing_reason: Mapped[str] = mapped_column(sa.String(200), default="")

    board: Mapped[Board] = relationship(lazy="joined", innerjoin=True)

    @property
    def pages(self) -> int:
        """How many pages its posts fill; an empty topic has one."""
        return max(1, page_of(self.posts))


class Post(Model):
    """Which place in its topic a post has, for ever: so that a page keeps its address whatever happens around it."""

    __tablename__ = "posts"
    __table_args__ = (
        sa.UniqueConstraint("stream_id", "seq"),
        {"sqlite_with_rowid": False},
    )

    stream_id: Mapped[int] = mapped_column(sa.ForeignKey("streams.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seq: Mapped[int] = mapped_column(sa.BigInteger)


class CaughtUp(Model):
    """Until when a member let everything in a group's forum be read: one's own, as read positions are."""

    __tablename__ = "caught_up"

    membership_id: Mapped[int] = mapped_column(sa.ForeignKey("memberships.id"), primary_key=True)
    at: Mapped[Moment]


def page_of(number: int) -> int:
    """The page on which the post of that number stands, from 1."""
    return (number + PAGE - 1) // PAGE
