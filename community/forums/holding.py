"""Topics and boards as places in which words wait, and topics as a past that a rule is tried on."""

from collections.abc import Iterator, Sequence
from datetime import datetime

import sqlalchemy as sa

from community.extensions import db
from community.forums import operations
from community.forums.models import Board, Topic
from community.registry import Heard, HoldingPlace
from community.rooms.broadcasts import address_of_lines
from community.rooms.models import address_of
from community.rooms.queries import heard_in, history_of


def _topic_name(topic_id: int) -> str:
    return db.session.get_one(Topic, topic_id).name


def _topic(topic_id: int) -> str:
    return address_of(Topic.STREAM, topic_id)


def _posts(topic_id: int) -> str:
    return address_of_lines(Topic.STREAM, topic_id)


def _history(group_id: int, since: datetime) -> Iterator[Sequence[Heard]]:
    ours = sa.select(Topic.id).where(Topic.group_id == group_id, Topic.unconfirmed_since.is_(None))
    return history_of(ours, since)


def _board_name(board_id: int) -> str:
    return db.session.get_one(Board, board_id).name


def _board(board_id: int) -> str:
    return f"/boards/{board_id}"


def _topics(board_id: int) -> str:
    return f"/boards/{board_id}/topics"


IN_TOPICS = HoldingPlace(_topic_name, _topic, _posts, operations.release_post, _history, heard_in)
ON_BOARDS = HoldingPlace(_board_name, _board, _topics, operations.release_topic)
