"""Topics: begun, numbered, ruled, and left when somebody leaves the group (L3.1, L3.5)."""

from dataclasses import dataclass

from flask_babel import gettext as _

from community.clock import now
from community.errors import Conflict, Forbidden, Invalid
from community.extensions import db
from community.forums import broadcasts, policies, queries
from community.forums.forms import TopicForm, TopicRules
from community.forums.models import Board, Post, Topic
from community.forums.operations.following import follow_by_writing, plan_telling
from community.forums.operations.holding import begin_topic, weigh_topic
from community.groups.models import Membership, Place
from community.groups.operations.attendance import hold_group
from community.groups.queries import staff_ready
from community.journal import record
from community.moderation.operations import Waits, hold_words, mark_words, waits_under
from community.operations import operation
from community.realtime import append, evict_where_lost, hold_stream, reset_everywhere
from community.rooms import operations as rooms
from community.rooms.broadcasts import room_changed
from community.rooms.queries import posted_by


@dataclass(frozen=True)
class Started:
    """A topic and its first post; or what waits for a moderator, and no topic yet."""

    topic_id: int
    seq: int
    waits: Waits | None = None
    resources: tuple[str, ...] = ()


@operation
def start_topic(member_id: int, board_id: int, form: TopicForm) -> Started:
    """Begin a topic with its first post. The same key again returns the first result (promise 3).

    Raises NotFound, Forbidden (muted, archived), Invalid.
    """
    hold_group(queries.board_for(member_id, board_id)[0].group_id)
    board, place = queries.board_for(member_id, board_id)
    before = _started_before(place, form)
    if before is not None:
        return before
    mine = _starter(place, board)
    saying, verdict = weigh_topic(member_id, board, place, form)
    if verdict.hold:
        return Started(0, 0, hold_words(saying, verdict), verdict.resources)
    topic = begin_topic(board, mine, form.name)
    posted = rooms.post_first(member_id, topic.scope, form.first)
    mark_words(mine, topic.id, posted.seq, verdict)
    return Started(topic.id, posted.seq, resources=verdict.resources)


@operation
def open_topic(board_id: int, name: str, opening: str = "") -> int:
    """Begin a topic that is nobody's and has no post yet, for the house's own work; its id."""
    topic = begin_topic(db.session.get_one(Board, board_id), None, name)
    topic.opening = opening
    return topic.id


def number_post(topic_id: int, membership_id: int, seq: int) -> None:
    """Inside the unit that posted: the post takes the next place in its topic."""
    topic = db.session.get_one(Topic, topic_id)
    topic.posts, topic.last_at = topic.posts + 1, now()
    db.session.add(Post(stream_id=topic_id, number=topic.posts, seq=seq))
    db.session.flush()
    follow_by_writing(topic_id, membership_id)
    plan_telling(topic_id, membership_id, seq)


@operation
def change_topic(member_id: int, topic_id: int, rules: TopicRules) -> None:
    """Rename, pin, close with a reason, slow down, move to another board (L3.5).

    Raises NotFound, Forbidden, Invalid; Conflict where it was merged into another.
    """
    hold_stream(topic_id)
    seat = queries.topic_for(member_id, topic_id)
    topic, moment = seat.venue, now()
    if not policies.can_manage_forum(seat.place, staff_ready(member_id)):
        raise Forbidden(_("Only the group's moderators can change this topic."))
    if topic.merged_into is not None:
        raise Conflict(broadcasts.why_closed(topic.id))
    board = db.session.get(Board, rules.board)
    if board is None or board.group_id != topic.group_id or board.unconfirmed_since is not None:
        raise Invalid({"board": _("That board is not in this group.")})
    topic.name, topic.board_id = rules.name, board.id
    topic.pinned_at = (topic.pinned_at or moment) if rules.pinned else None
    topic.read_only_since = (topic.read_only_since or moment) if rules.closed else None
    topic.closing_reason = rules.closing_reason if rules.closed else ""
    topic.slow_seconds, topic.slow_reason = rules.slow_seconds, rules.slow_reason
    db.session.flush()
    record(member_id, "forums:topic:changed", topic.scope)
    room_changed(append(topic.id, "room_changed", data=broadcasts.state_of(topic)))


def leave_streams(membership_id: int, group_id: int, member_id: int) -> None:
    """Whoever left, or was removed or banned, hears nothing more of the group's topics (L4.7)."""
    code, said = rooms.farewell(member_id, group_id)
    evict_where_lost(member_id, Topic.STREAM, code=code, message=said)


def join_anew(member_id: int, blocked_id: int, group_id: int) -> None:
    """After one's own block or unblock the topics look different."""
    reset_everywhere(member_id, Topic.STREAM)


def _started_before(place: Place, form: TopicForm) -> Started | None:
    if place.membership is None:
        return None
    known = posted_by(place.membership.id, form.first.key)
    if known is None:
        waits = waits_under(place.membership, form.first.key)
        return Started(0, 0, waits) if waits is not None else None
    if db.session.get(Topic, known.stream_id) is None:
        raise Invalid(
            {"key": _("This message has no usable key. Reload the page and send it again.")}
        )
    return Started(known.stream_id, known.seq)


def _starter(place: Place, board: Board) -> Membership:
    # whether they may speak at all is asked where the first post is posted
    if place.membership is None:
        raise Forbidden(_("Join the group to write here. You can read along."))
    if not policies.can_start_topic(place, board):
        raise Forbidden(_("This board is for reading now."), code="read_only")
    return place.membership
