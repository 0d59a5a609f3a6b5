"""Boards, and the topics on them. What is posted in a topic are the messages of its stream."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.columns import MaybeMoment, Moment, PublicId
from community.extensions import Model
from community.rooms.models import Venue

FOLLOWING, MUTED, NEITHER = "following", "muted", "neither"
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
    unconfirmed_since: Mapped[MaybeMoment]
    """As a venue's: until it is confirmed it exists for nobody."""


class Topic(Venue, Model):
    """A conversation that stays. Closed is `read_only_since`, with a reason; `posts` is the last post's number.

    `moved_away` counts the posts that are read elsewhere now; where all are, it is `merged_into` that topic.
    """

    STREAM = "topic"

    __tablename__ = "topics"
    __table_args__ = (
        sa.Index("ix_topics_board", "board_id", "last_at", "id"),
        sa.Index("ix_topics_pinned", "board_id", "pinned_at"),
        sa.Index("ix_topics_group", "group_id", "last_at"),
    )

    board_id: Mapped[int] = mapped_column(sa.ForeignKey("boards.id"))
    name: Mapped[str] = mapped_column(sa.String(120))
    starter_id: Mapped[int | None] = mapped_column(sa.ForeignKey("memberships.id"))
    """Who began it; nobody did where the house opened it (a daily thread)."""

    opening: Mapped[str] = mapped_column(sa.String(300), default="", server_default="")
    """What the group says at the head of one that the house opened; empty: what the house says."""

    posts: Mapped[int] = mapped_column(default=0)
    last_at: Mapped[Moment]
    pinned_at: Mapped[MaybeMoment]
    closing_reason: Mapped[str] = mapped_column(sa.String(200), default="")
    moved_away: Mapped[int] = mapped_column(default=0)
    merged_into: Mapped[int | None] = mapped_column(sa.ForeignKey("topics.id"))

    board: Mapped[Board] = relationship(lazy="joined", innerjoin=True)

    @property
    def pages(self) -> int:
        """How many pages its posts fill; an empty topic has one."""
        return max(1, page_of(self.posts))

    @property
    def standing(self) -> int:
        """How many posts there are to read here."""
        return self.posts - self.moved_away

    @property
    def goes_on_in(self) -> int | None:
        """The topic it was merged into."""
        return self.merged_into


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


class TopicChoice(Model):
    """That a member follows a topic, or wants to hear nothing of it; one's own affair (L3.3)."""

    __tablename__ = "topic_choices"

    topic_id: Mapped[int] = mapped_column(sa.ForeignKey("topics.id"), primary_key=True)
    membership_id: Mapped[int] = mapped_column(
        sa.ForeignKey("memberships.id"), primary_key=True, index=True
    )
    choice: Mapped[str] = mapped_column(sa.String(10))
    at: Mapped[Moment]


def page_of(number: int) -> int:
    """The page on which the post of that number stands, from 1."""
    return (number + PAGE - 1) // PAGE
