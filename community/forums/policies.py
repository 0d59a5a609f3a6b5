"""The law of forums. Who may post in a topic is the law of venues (rooms/policies.py)."""

from community.forums.models import Board
from community.groups import policies
from community.groups.models import Place


def can_read_forum(place: Place) -> bool:
    """Whoever may read inside the group (L2.1)."""
    return policies.can_read(place)


def can_start_topic(place: Place, board: Board) -> bool:
    """A member, where the board is still written in; whether they may speak, the first post is asked."""
    mine = place.membership
    return (
        mine is not None and mine.is_current and can_read_forum(place) and board.archived_at is None
    )


def can_manage_forum(place: Place, staff_ready: bool) -> bool:
    """Moderators keep their boards and topics: create, rename, order, pin, close, slow (L2.6, L3.5)."""
    return policies.can_manage_group(place, staff_ready)
