"""What may be told of a topic. What happens in it is told by rooms."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from community.errors import NotFound
from community.extensions import db
from community.forums.models import Topic, page_of
from community.forums.queries import number_of, topic_for
from community.realtime.streams import parse_stream, stream_name
from community.rooms.queries import name_now


def state_of(topic: Topic) -> dict[str, Any]:
    """What everyone in a topic may know of its rules."""
    state = {
        "name": topic.name,
        "pinned": topic.pinned_at is not None,
        "read_only": topic.read_only_since is not None,
        "closing_reason": topic.closing_reason,
        "slow_seconds": topic.pace,
        "slow_reason": topic.slow_reason,
    }
    return state | (
        {"goes_on_in": stream_name(Topic.STREAM, topic.merged_into)} if topic.merged_into else {}
    )


def topic_answered(subject: Mapping[str, Any]) -> tuple[str, str]:
    """Something new in a topic that one follows; how it is called, only to who may read it today."""
    topic_id = parse_stream(subject["stream"])[1]
    try:
        topic = topic_for(subject["reader"], topic_id).venue
    except NotFound:
        return _("There was something new in a topic that you followed."), "/notices"
    words = _('There is something new in "%(topic)s".', topic=topic.name)
    return words, f"/topics/{topic_id}?go=unread"


def post_in_topic(topic_id: int, seq: int) -> str:
    """A post among those of its page."""
    topic_id, seq = name_now(topic_id, seq) or (topic_id, seq)
    page = page_of(number_of(topic_id, seq)) or 1
    return f"/topics/{topic_id}{'' if page == 1 else f'?page={page}'}#m-{seq}"


def why_closed(topic_id: int) -> str:
    """Why nothing more is written in a topic."""
    topic = db.session.get_one(Topic, topic_id)
    if topic.merged_into:
        there = db.session.get_one(Topic, topic.merged_into)
        return _('This topic goes on in "%(name)s".', name=there.name)
    if topic.closing_reason:
        return _("A moderator closed this topic: %(why)s", why=topic.closing_reason)
    return _("This topic is for reading now. Your words are kept in the box.")


def who_reads(topic_id: int, member_id: int) -> str:
    """Who reads what is written in a topic."""
    return _("What you write stays here, for everyone who reads this forum.")
