"""The verbs of forums."""

from community.forums.operations.boards import add_board, change_board, open_first_board
from community.forums.operations.reading import catch_up
from community.forums.operations.topics import (
    change_topic,
    join_anew,
    leave_streams,
    number_post,
    start_topic,
)

__all__ = [
    "add_board",
    "catch_up",
    "change_board",
    "change_topic",
    "join_anew",
    "leave_streams",
    "number_post",
    "open_first_board",
    "start_topic",
]
