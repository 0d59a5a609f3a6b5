"""What a member may read of boards, and the lists of topics."""

import sqlalchemy as sa
from sqlalchemy.orm import lazyload

from community.errors import NotFound
from community.extensions import db
from community.forums.models import Board, Topic
from community.forums.policies import can_read_forum
from community.groups.models import Group, Place
from community.groups.queries import place_in

TOPICS = 30
"""Topics on a page of a board."""

BOARD = (
    sa.select(Board, Group)
    .join(Group, Group.id == Board.group_id)
    .where(Board.id == sa.bindparam("board_id"), Board.unconfirmed_since.is_(None))
)

STANDING = sa.select(Topic).where(Topic.merged_into.is_(None), Topic.unconfirmed_since.is_(None))
"""What was not merged into another, and waits for nobody's confirmation."""

# whoever asks has the board and its group at hand
ON_BOARD = STANDING.where(Topic.board_id == sa.bindparam("board_id"))
ON_BOARD = ON_BOARD.options(lazyload(Topic.board), lazyload(Topic.group))

PINNED = ON_BOARD.where(Topic.pinned_at.is_not(None)).order_by(Topic.pinned_at.desc())

UNPINNED = (
    ON_BOARD.where(Topic.pinned_at.is_(None))
    .order_by(Topic.last_at.desc(), Topic.id.desc())
    .offset(sa.bindparam("skip"))
    .limit(TOPICS + 1)
)


def board_for(member_id: int, board_id: int) -> tuple[Board, Place]:
    """A board, as this member stands in its group. Raises NotFound."""
    found = db.session.execute(BOARD, {"board_id": board_id}).one_or_none()
    if found is None:
        raise NotFound
    place = place_in(member_id, found.Group)
    if not can_read_forum(place):
        raise NotFound
    return found.Board, place


def boards_of(group_id: int, archived: bool = False) -> list[Board]:
    """The boards of a group in the moderators' order."""
    rows = sa.select(Board).where(Board.group_id == group_id, Board.unconfirmed_since.is_(None))
    rows = rows.order_by(Board.position, Board.created_at)
    return list(db.session.scalars(rows if archived else rows.where(Board.archived_at.is_(None))))


def pinned_on(board_id: int) -> list[Topic]:
    """What moderators pinned, the last pinned first."""
    return list(db.session.scalars(PINNED, {"board_id": board_id}))


def topics_on(board_id: int, page: int) -> list[Topic]:
    """A page of the other topics, those in which somebody wrote last first; one more than is shown."""
    return list(db.session.scalars(UNPINNED, {"board_id": board_id, "skip": (page - 1) * TOPICS}))


def latest_in(group_id: int, limit: int) -> list[Topic]:
    """Where somebody wrote last in a group."""
    boards = [board.id for board in boards_of(group_id)]
    rows = STANDING.where(Topic.group_id == group_id, Topic.board_id.in_(boards))
    return list(db.session.scalars(rows.order_by(Topic.last_at.desc()).limit(limit)))
