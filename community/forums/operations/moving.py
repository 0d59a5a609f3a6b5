"""Splitting and merging topics (L3.5): posts that are read in another topic from now on, under new names."""

from collections.abc import Iterable

from flask_babel import gettext as _

from community.clock import now
from community.columns import new_id
from community.errors import Conflict, Forbidden, Invalid
from community.extensions import db
from community.forums import broadcasts, policies, queries
from community.forums.forms import MergeForm, SplitForm
from community.forums.models import Post, Topic
from community.forums.operations.following import follow_along, follow_apart
from community.groups.operations.attendance import hold_group
from community.groups.queries import staff_ready
from community.journal import record
from community.notices import operations as notices
from community.operations import operation
from community.realtime import append, hold_stream, open_stream
from community.rooms import operations as rooms
from community.rooms.broadcasts import room_changed
from community.rooms.operations import Names
from community.rooms.queries import Seat, standing_in

MOVED_AT_ONCE = 1_000
"""Posts that one act moves: more would keep everybody else waiting."""


@operation
def split_topic(member_id: int, topic_id: int, form: SplitForm) -> int:
    """Let posts go on in another topic, a new one or one that is there; its id.

    Raises NotFound, Forbidden, Invalid, Conflict (they were moved or removed meanwhile).
    """
    source = _held(member_id, (topic_id, form.into))
    authors = {row.seq: row.author_id for row in standing_in(source.id)}
    there = list(authors)
    seqs = _chosen(there, form)
    if not form.into:
        if seqs == there:
            raise Invalid(
                {"posts": _("These are all the posts. Give the topic another name instead.")}
            )
        target = _new_topic(source, form.name, seqs)
    else:
        target = _target(member_id, source, form.into)
    follow_apart(source.id, target.id, [authors[seq] for seq in seqs])
    _move(member_id, source, target, seqs)
    if seqs == there:
        _let_go_on(source, target)
    _tell(source)
    return target.id


@operation
def merge_topic(member_id: int, topic_id: int, form: MergeForm) -> int:
    """Let a whole topic go on in another; its id. What was removed stays where it was.

    Raises NotFound, Forbidden, Invalid, Conflict.
    """
    source = _held(member_id, (topic_id, form.into))
    target = _target(member_id, source, form.into)
    _move(member_id, source, target, [row.seq for row in standing_in(source.id)])
    _let_go_on(source, target)
    _tell(source)
    return target.id


def _held(member_id: int, topics: tuple[int, int]) -> Topic:
    """The topic to move from, with everything held that will change: the group, then streams by id."""
    hold_group(queries.topic_for(member_id, topics[0]).venue.group_id)
    for topic_id in sorted(filter(None, topics)):
        hold_stream(topic_id)
    db.session.expire_all()
    return _managed(member_id, queries.topic_for(member_id, topics[0]))


def _managed(member_id: int, seat: Seat[Topic]) -> Topic:
    if not policies.can_manage_forum(seat.place, staff_ready(member_id)):
        raise Forbidden(_("Only the group's moderators can change this topic."))
    if seat.venue.merged_into is not None:
        raise Conflict(broadcasts.why_closed(seat.venue.id))
    return seat.venue


def _target(member_id: int, source: Topic, into: int) -> Topic:
    target = _managed(member_id, queries.topic_for(member_id, into))
    if target.id == source.id or target.group_id != source.group_id:
        raise Invalid({"into": _("Choose another topic of this group.")})
    return target


def _chosen(there: list[int], form: SplitForm) -> list[int]:
    first = min(form.posts)
    found = [seq for seq in there if seq in form.posts or (form.and_later and seq >= first)]
    if set(form.posts) - set(found):
        raise Conflict(_("Some of these posts were moved or removed meanwhile. Look again."))
    return found


def _new_topic(source: Topic, name: str, seqs: Iterable[int]) -> Topic:
    first = standing_in(source.id, [min(seqs)])[0]
    moment = now()
    topic = Topic(
        id=new_id(), group_id=source.group_id, board_id=source.board_id, name=name, starter_id=first.author_id,
        created_at=moment, last_at=moment,
    )  # fmt: skip
    open_stream(Topic.STREAM, topic.id)
    db.session.add(topic)
    db.session.flush()
    return topic


def _move(member_id: int, source: Topic, target: Topic, seqs: list[int]) -> None:
    if len(seqs) > MOVED_AT_ONCE:
        raise Invalid(
            {"posts": _("At most %(most)d posts can be moved at once.", most=MOVED_AT_ONCE)}
        )
    names = rooms.move_messages(source.id, target.id, seqs)
    _number(target, names)
    notices.follow_lines(source.group_id, source.scope, target.scope, names)
    source.moved_away += len(names)
    for topic in (source, target):
        topic.last_at = queries.last_written(topic.id) or topic.last_at
    db.session.flush()
    facts = {"to": target.scope, "posts": len(names)}
    record(member_id, "forums:posts:moved", source.scope, facts)


def _let_go_on(source: Topic, target: Topic) -> None:
    source.merged_into, source.pinned_at = target.id, None
    follow_along(source.id, target.id)


def _number(target: Topic, names: Names) -> None:
    for seq in sorted(names.values()):
        target.posts += 1
        db.session.add(Post(stream_id=target.id, number=target.posts, seq=seq))
    db.session.flush()


def _tell(topic: Topic) -> None:
    db.session.flush()
    room_changed(append(topic.id, "room_changed", data=broadcasts.state_of(topic)))
