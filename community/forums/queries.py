"""What a member may read of forums: always through the member; absent and forbidden give the same NotFound."""

from collections.abc import Iterable
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager

from community.clock import now
from community.errors import NotFound
from community.extensions import db
from community.forums.models import PAGE, Board, CaughtUp, Post, Topic, page_of
from community.forums.policies import can_read_forum
from community.groups.models import Group, Membership, Place
from community.groups.queries import place_in
from community.rooms.models import Message, ReadPosition
from community.rooms.policies import can_read
from community.rooms.queries import Said, Seat, unread_in

TOPICS = 30
"""Topics on a page of a board."""

RECENT = timedelta(days=30)
"""What is older is no news any more."""


def topic_for(member_id: int, topic_id: int) -> Seat[Topic]:
    """The topic, if this member may read it. Raises NotFound."""
    topic = db.session.get(Topic, topic_id)
    if topic is None:
        raise NotFound
    seat = Seat(topic, member_id, place_in(member_id, topic.group))
    if not can_read(seat.place, seat.shut_out):
        raise NotFound
    return seat


def board_for(member_id: int, board_id: int) -> tuple[Board, Place]:
    """A board, as this member stands in its group. Raises NotFound."""
    board = db.session.get(Board, board_id)
    if board is None:
        raise NotFound
    place = place_in(member_id, db.session.get_one(Group, board.group_id))
    if not can_read_forum(place):
        raise NotFound
    return board, place


def boards_of(group_id: int, archived: bool = False) -> list[Board]:
    """The boards of a group in the moderators' order."""
    rows = sa.select(Board).where(Board.group_id == group_id)
    rows = rows.order_by(Board.position, Board.created_at)
    return list(db.session.scalars(rows if archived else rows.where(Board.archived_at.is_(None))))


def pinned_on(board_id: int) -> list[Topic]:
    """What moderators pinned, the last pinned first."""
    rows = sa.select(Topic).where(Topic.board_id == board_id, Topic.pinned_at.is_not(None))
    return list(db.session.scalars(rows.order_by(Topic.pinned_at.desc())))


def topics_on(board_id: int, page: int) -> list[Topic]:
    """A page of the other topics, those in which somebody wrote last first; one more than is shown."""
    rows = sa.select(Topic).where(Topic.board_id == board_id, Topic.pinned_at.is_(None))
    rows = rows.order_by(Topic.last_at.desc(), Topic.id.desc()).offset((page - 1) * TOPICS)
    return list(db.session.scalars(rows.limit(TOPICS + 1)))


def latest_in(group_id: int, limit: int) -> list[Topic]:
    """Where somebody wrote last in a group."""
    boards = [board.id for board in boards_of(group_id)]
    rows = sa.select(Topic).where(Topic.group_id == group_id, Topic.board_id.in_(boards))
    return list(db.session.scalars(rows.order_by(Topic.last_at.desc()).limit(limit)))


def posts_on(topic: Topic, page: int, hidden: frozenset[int]) -> dict[int, Said]:
    """The posts of one page by their number, without those by `hidden` memberships."""
    numbers = sa.and_(Post.number > (page - 1) * PAGE, Post.number <= page * PAGE)
    rows = db.session.execute(
        sa.select(Post.number, Message, Membership.handle, Membership.member_id)
        .select_from(Post)
        .join(Message, sa.and_(Message.stream_id == Post.stream_id, Message.seq == Post.seq))
        .join(Membership, Membership.id == Message.author_id)
        .where(Post.stream_id == topic.id, numbers, Message.author_id.not_in(hidden))
        .order_by(Post.number)
    )
    return {row.number: Said(row.Message, row.handle, row.member_id) for row in rows}


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


def read_in(member_id: int, topic_ids: Iterable[int]) -> dict[int, int]:
    """Through which seq the member has read each of these topics; none where they never were."""
    rows = sa.select(ReadPosition.stream_id, ReadPosition.seq).where(
        ReadPosition.member_id == member_id, ReadPosition.stream_id.in_(list(topic_ids))
    )
    return {row.stream_id: row.seq for row in db.session.execute(rows)}


def caught_up_in(member_id: int, group_ids: Iterable[int]) -> dict[int, datetime]:
    """By group, since when its topics are news to the member: after joining, and after everything was read."""
    since = sa.func.coalesce(CaughtUp.at, Membership.joined_at, type_=Membership.joined_at.type)
    rows = db.session.execute(
        sa.select(Membership.group_id, since.label("since"))
        .outerjoin(CaughtUp, CaughtUp.membership_id == Membership.id)
        .where(
            Membership.member_id == member_id,
            Membership.left_at.is_(None),
            Membership.group_id.in_(list(group_ids)),
        )
    )
    return {row.group_id: max(row.since, now() - RECENT) for row in rows}


def fresh_in(
    membership: Membership, since: datetime, hidden: frozenset[int], limit: int
) -> list[tuple[Topic, int]]:
    """Topics of a group with posts of others that the member has not read, and how many, the last written first."""
    unread = unread_in(Topic.id, membership.id, hidden)
    count = sa.select(sa.func.count()).select_from(unread.subquery()).scalar_subquery()
    here = sa.and_(
        ReadPosition.stream_id == Topic.id, ReadPosition.member_id == membership.member_id
    )
    rows = db.session.execute(
        sa.select(Topic, count.label("new"))
        .join(Topic.board)
        .options(contains_eager(Topic.board))
        .outerjoin(ReadPosition, here)
        .where(
            Topic.group_id == membership.group_id,
            Topic.last_at > since,
            Board.archived_at.is_(None),
            unread.exists(),
        )
        .order_by(Topic.last_at.desc())
        .limit(limit)
    )
    return [(row.Topic, row.new) for row in rows]
