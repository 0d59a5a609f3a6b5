"""The verbs of rooms."""

from community.rooms.operations.forgetting import forget_words
from community.rooms.operations.holding import why_not
from community.rooms.operations.keeping import set_bookmark
from community.rooms.operations.messages import (
    edit_message,
    post_first,
    post_message,
    release_message,
    remove_message,
    set_reaction,
)
from community.rooms.operations.moving import Names, move_messages
from community.rooms.operations.office import bring_back, take_away
from community.rooms.operations.posted import Posted
from community.rooms.operations.purging import purge_imported, purge_kind
from community.rooms.operations.reading import choose_notes, mark_read
from community.rooms.operations.rooms import (
    add_room,
    change_room,
    close_room,
    end_seats,
    farewell,
    give_seat,
    join_anew,
    leave_streams,
    open_lounge,
    open_meeting_room,
    open_seated_room,
    pause_for,
    pause_room,
    resume_room,
    rule_speaker,
    tell_pace,
)

__all__ = [
    "Names",
    "Posted",
    "add_room",
    "bring_back",
    "change_room",
    "choose_notes",
    "close_room",
    "edit_message",
    "end_seats",
    "farewell",
    "forget_words",
    "give_seat",
    "join_anew",
    "leave_streams",
    "mark_read",
    "move_messages",
    "open_lounge",
    "open_meeting_room",
    "open_seated_room",
    "pause_for",
    "pause_room",
    "post_first",
    "post_message",
    "purge_imported",
    "purge_kind",
    "release_message",
    "remove_message",
    "resume_room",
    "rule_speaker",
    "set_bookmark",
    "set_reaction",
    "take_away",
    "tell_pace",
    "why_not",
]
