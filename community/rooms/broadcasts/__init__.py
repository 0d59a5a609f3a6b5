"""What happened in a venue, as the protocol tells it and as pages show it."""

from community.rooms.broadcasts.addresses import (
    address_of_line,
    address_of_lines,
    address_of_message,
    line_in_room,
)
from community.rooms.broadcasts.entries import (
    declare_kinds,
    message_edited,
    message_posted,
    message_removed,
    post_moved,
    present_for,
    reaction_set,
    room_changed,
    state_of,
)
from community.rooms.broadcasts.showing import (
    LABELS,
    NOTE_LABELS,
    MessageView,
    fragment,
    quotes_for,
    view_of,
    views_of,
    words_of,
)

__all__ = [
    "LABELS",
    "NOTE_LABELS",
    "MessageView",
    "address_of_line",
    "address_of_lines",
    "address_of_message",
    "declare_kinds",
    "fragment",
    "line_in_room",
    "message_edited",
    "message_posted",
    "message_removed",
    "post_moved",
    "present_for",
    "quotes_for",
    "reaction_set",
    "room_changed",
    "state_of",
    "view_of",
    "views_of",
    "words_of",
]
