"""What waits for a moderator in a forum: posts, and topics that are not begun yet (L3.6)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from community.clock import now
from community.columns import new_id
from community.errors import Conflict, NotFound
from community.extensions import db
from community.forums import policies, queries
from community.forums.forms import TopicForm
from community.forums.models import Board, Topic
from community.groups.models import Membership, Place
from community.groups.operations.attendance import hold_group
from community.groups.queries import group_by_id
from community.moderation.engine import Verdict
from community.moderation.models import BY_NEWCOMER, UNATTENDED
from community.moderation.operations import Saying, weigh_words
from community.operations import operation
from community.realtime import open_stream
from community.realtime.streams import stream_name
from community.rooms import operations as rooms
from community.rooms.broadcasts import address_of_line
from community.rooms.queries import Seat, name_now, poster_in
from community.rooms.refusals import refuse_unless_postable

FIRST_POSTS = 2
"""A newcomer's first so many posts in a group wait (L3.6)."""

BOARD = "board"
"""The kind of place in which a topic waits to be begun."""


def first_look(group_id: int, membership_id: int) -> str:
    """Why a moderator looks at whatever this person writes in the group's forum before others do, or nothing."""
    if group_by_id(group_id).unattended_since is not None:
        return UNATTENDED
    return BY_NEWCOMER if queries.is_new_to_forum(membership_id, FIRST_POSTS) else ""


def weigh_topic(
    member_id: int, board: Board, place: Place, form: TopicForm
) -> tuple[Saying, Verdict]:
    """What a topic would say, and what follows. Raises Forbidden (muted, archived), Warned."""
    seat = _seat_before(member_id, board, place)
    refuse_unless_postable(seat.venue, poster_in(seat))
    assert place.membership is not None
    saying = Saying(
        author=place.membership, place=f"{BOARD}:{board.id}", key=form.first.key,
        form={**form.first.frozen(), "name": form.name},
        first_look=first_look(board.group_id, place.membership.id), staff=seat.staff, known=form.first.known,
    )  # fmt: skip
    return saying, weigh_words(saying)


def begin_topic(board: Board, mine: Membership | None, name: str) -> Topic:
    """A topic without posts; somebody's first comes in the same unit. `mine` is None where nobody begins it."""
    moment = now()
    topic = Topic(
        id=new_id(), group_id=board.group_id, board_id=board.id, name=name, starter_id=mine.id if mine else None,
        created_at=moment, last_at=moment,
    )  # fmt: skip
    open_stream(Topic.STREAM, topic.id)
    db.session.add(topic)
    db.session.flush()
    return topic


def release_post(
    member_id: int, topic_id: int, form: Mapping[str, Any], key: str, written_at: datetime
) -> str:
    """Post what waited in a topic, or where it goes on since it was merged; its address. Raises Conflict."""
    topic_id, form = _going_on(topic_id, form)
    stream = stream_name(Topic.STREAM, topic_id)
    return address_of_line(stream, rooms.release_message(member_id, stream, form, key, written_at))


@operation
def release_topic(
    member_id: int, board_id: int, form: Mapping[str, Any], key: str, written_at: datetime
) -> str:
    """Begin a topic that waited, with its first post; its address. Raises Conflict where that cannot be any more."""
    board, place = _board_of(member_id, board_id)
    hold_group(board.group_id)
    if not policies.can_start_topic(place, board) or place.membership is None:
        raise _cannot(_("Its author has left, or the board is closed for writing."))
    topic = begin_topic(board, place.membership, str(form["name"]))
    first = {name: said for name, said in form.items() if name != "name"}
    return release_post(member_id, topic.id, first, key, written_at)


def _going_on(topic_id: int, form: Mapping[str, Any]) -> tuple[int, Mapping[str, Any]]:
    """Where a topic goes on, and the form with the name that what it answers has there, if it is there."""
    topic = queries.topic_by_id(topic_id)
    while topic.merged_into is not None:
        answered = form.get("reply_to")
        there = name_now(topic.id, int(answered)) if answered else None
        topic = queries.topic_by_id(topic.merged_into)
        form = {
            **form,
            "reply_to": there[1] if there is not None and there[0] == topic.id else None,
        }
    return topic.id, form


def _board_of(member_id: int, board_id: int) -> tuple[Board, Place]:
    try:
        return queries.board_for(member_id, board_id)
    except NotFound:
        raise _cannot(_("Its author has left, or is kept out of there for now.")) from None


def _cannot(why: str) -> Conflict:
    return Conflict(_("This cannot be posted now. %(why)s", why=why))


def _seat_before(member_id: int, board: Board, place: Place) -> Seat[Topic]:
    """The seat in a topic of that board that is not there yet, by which speaking at all is judged."""
    moment = now()
    topic = Topic(
        id=new_id(), group_id=board.group_id, board_id=board.id, name="", created_at=moment, last_at=moment,
        slow_seconds=0, speaker=0,
    )  # fmt: skip
    topic.group = place.group
    return Seat(topic, member_id, place)
