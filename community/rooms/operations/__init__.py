"""The verbs of rooms."""

from community.rooms.operations.messages import (
    Posted,
    edit_message,
    post_message,
    remove_message,
    set_reaction,
)
from community.rooms.operations.reading import mark_read
from community.rooms.operations.rooms import (
    add_room,
    change_room,
    farewell,
    join_anew,
    leave_streams,
    open_lounge,
    open_meeting_room,
    pause_for,
    pause_room,
    resume_room,
    rule_speaker,
)

__all__ = [
    "Posted",
    "add_room",
    "change_room",
    "edit_message",
    "farewell",
    "join_anew",
    "leave_streams",
    "mark_read",
    "open_lounge",
    "open_meeting_room",
    "pause_for",
    "pause_room",
    "post_message",
    "remove_message",
    "resume_room",
    "rule_speaker",
    "set_reaction",
]
