"""The verbs of forums."""

from community.forums.operations.boards import add_board, change_board, open_first_board
from community.forums.operations.following import choose_for_topic, tell_followers
from community.forums.operations.forgetting import forget_titles
from community.forums.operations.holding import BOARD, first_look, release_post, release_topic
from community.forums.operations.moving import merge_topic, split_topic
from community.forums.operations.reading import catch_up
from community.forums.operations.topics import (
    change_topic,
    join_anew,
    leave_streams,
    number_post,
    open_topic,
    start_topic,
)

__all__ = [
    "BOARD",
    "add_board",
    "catch_up",
    "change_board",
    "change_topic",
    "choose_for_topic",
    "first_look",
    "forget_titles",
    "join_anew",
    "leave_streams",
    "merge_topic",
    "number_post",
    "open_first_board",
    "open_topic",
    "release_post",
    "release_topic",
    "split_topic",
    "start_topic",
    "tell_followers",
]
