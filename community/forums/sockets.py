"""How a topic is listened to. Its events are those of rooms."""

from community.forums import broadcasts, queries
from community.registry import Listener
from community.rooms.queries import shows_presence


def door(member_id: int, stream_id: int) -> Listener:
    """How a member enters a topic. Raises NotFound."""
    seat = queries.topic_for(member_id, stream_id)
    mine = seat.membership
    return Listener(
        stream_id=stream_id,
        member_id=member_id,
        membership_id=mine.id if mine else None,
        handle=mine.handle if mine else "",
        quiet=not shows_presence(member_id),
        state={"room": broadcasts.state_of(seat.venue)},
    )
