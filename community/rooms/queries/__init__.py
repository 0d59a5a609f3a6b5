"""What a member may read of rooms: always through the member; absent and forbidden give the same NotFound."""

from community.rooms.queries.messages import (
    Said,
    message_in,
    newest_said,
    own_reactions,
    posted_by,
    reactions_of,
    reactors_of,
    readable_said,
    said_in,
    versions_of,
)
from community.rooms.queries.rooms import (
    group_at,
    heads_of,
    read_position,
    rooms_of,
    standing_rooms_of,
    unread_of,
)
from community.rooms.queries.seats import (
    Seat,
    last_post_of,
    poster_in,
    room_for,
    seat_for,
    send_rate,
    shows_presence,
    who_may_hear,
)

__all__ = [
    "Said",
    "Seat",
    "group_at",
    "heads_of",
    "last_post_of",
    "message_in",
    "newest_said",
    "own_reactions",
    "posted_by",
    "poster_in",
    "reactions_of",
    "reactors_of",
    "read_position",
    "readable_said",
    "room_for",
    "rooms_of",
    "said_in",
    "seat_for",
    "send_rate",
    "shows_presence",
    "standing_rooms_of",
    "unread_of",
    "versions_of",
    "who_may_hear",
]
