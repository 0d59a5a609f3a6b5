"""What a member may read of topics and their posts."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from community.errors import NotFound
from community.extensions import db
from community.forums.models import PAGE, Post, Topic, page_of
from community.forums.queries.boards import STANDING
from community.groups.models import NEWCOMER, Membership
from community.groups.queries import place_in
from community.rooms.models import Message, Move
from community.rooms.policies import can_read
from community.rooms.queries import Said, Seat

POSTS = (
    sa.select(Post.number, Message, Membership.handle, Membership.member_id)
    .select_from(Post)
    .join(Message, sa.and_(Message.stream_id == Post.stream_id, Message.seq == Post.seq))
    .join(Membership, Membership.id == Message.author_id)
    .where(
        Post.stream_id == sa.bindparam("topic_id"),
        Post.number > sa.bindparam("after"),
        Post.number <= sa.bindparam("through"),
        Message.author_id.not_in(sa.bindparam("hidden", expanding=True)),
    )
    .order_by(Post.number)
)


def topic_for(member_id: int, topic_id: int) -> Seat[Topic]:
    """The topic, if this member may read it. Raises NotFound."""
    topic = db.session.get(Topic, topic_id)
    if topic is None or topic.unconfirmed_since is not None:
        raise NotFound
    seat = Seat(topic, member_id, place_in(member_id, topic.group))
    if not can_read(seat.place, seat.shut_out):
        raise NotFound
    return seat


def topic_by_id(topic_id: int) -> Topic:
    """A topic, for the house's own work. Raises NotFound."""
    topic = db.session.get(Topic, topic_id)
    if topic is None:
        raise NotFound
    return topic


def topics_begun_by(member_id: int) -> list[int]:
    """The topics that the member began, in any group, those they left included."""
    mine = sa.select(Topic.id).join(Membership, Membership.id == Topic.starter_id)
    return list(db.session.scalars(mine.where(Membership.member_id == member_id)))


def posts_on(topic: Topic, page: int, hidden: frozenset[int]) -> dict[int, Said]:
    """The posts of one page by their number, without those by `hidden` memberships."""
    numbers = {"after": (page - 1) * PAGE, "through": page * PAGE}
    asked = {"topic_id": topic.id, "hidden": list(hidden)} | numbers
    rows = db.session.execute(POSTS, asked)
    return {number: Said(message, handle, member) for number, message, handle, member in rows}


def number_of(topic_id: int, seq: int) -> int:
    """Which post of its topic a seq names; 0 where it names none."""
    number = sa.select(Post.number).where(Post.stream_id == topic_id, Post.seq == seq)
    return db.session.scalar(number) or 0


def page_after(topic_id: int, seq: int) -> int:
    """The page of the first post after a seq: where reading goes on."""
    of_topic = sa.select(Post.number).where(Post.stream_id == topic_id)
    read = db.session.scalar(of_topic.where(Post.seq <= seq).order_by(Post.seq.desc()).limit(1))
    last = db.session.scalar(of_topic.order_by(Post.number.desc()).limit(1))
    return max(1, page_of(min((read or 0) + 1, last or 0)))


@dataclass(frozen=True)
class Gone:
    """A post of a topic that is read elsewhere now: its old number and seq, since when, and where."""

    number: int
    seq: int
    at: datetime
    there: int
    seq_there: int


def moved_on(topic: Topic, page: int) -> list[Gone]:
    """The posts of one page that were moved away, in their order."""
    numbers = sa.and_(Post.number > (page - 1) * PAGE, Post.number <= page * PAGE)
    rows = db.session.execute(
        sa.select(Post.number, Move.seq, Move.at, Move.to_stream_id, Move.to_seq)
        .join(Move, sa.and_(Move.stream_id == Post.stream_id, Move.seq == Post.seq))
        .where(Post.stream_id == topic.id, numbers)
        .order_by(Post.number)
    )
    return [Gone(*row) for row in rows]


def others_in(topic: Topic, limit: int) -> list[Topic]:
    """Other topics of the group in which something could go on, those written in last first."""
    rows = STANDING.where(Topic.group_id == topic.group_id, Topic.id != topic.id)
    return list(db.session.scalars(rows.order_by(Topic.last_at.desc()).limit(limit)))


def last_written(topic_id: int) -> datetime | None:
    """When something that stands there was written last."""
    written = sa.select(sa.func.max(Message.posted_at)).where(Message.stream_id == topic_id)
    return db.session.scalar(written.where(Message.removed_at.is_(None)))


def is_new_to_forum(membership_id: int, first: int) -> bool:
    """Whether it is a newcomer's, of whom fewer posts than that stand in the group's forum (L3.6)."""
    if db.session.get_one(Membership, membership_id).role != NEWCOMER:
        return False
    posted = (
        sa.select(Message.seq)
        .join(Topic, Topic.id == Message.stream_id)
        .where(Message.author_id == membership_id, Message.removed_at.is_(None))
    )
    return len(db.session.scalars(posted.limit(first)).all()) < first


def member_behind(membership_id: int) -> int:
    """Whose membership it is."""
    return db.session.get_one(Membership, membership_id).member_id
