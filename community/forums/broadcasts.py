"""What may be told of a topic. What happens in it is told by rooms."""

from typing import Any

from flask_babel import gettext as _

from community.extensions import db
from community.forums.models import Topic, page_of
from community.forums.queries import number_of


def state_of(topic: Topic) -> dict[str, Any]:
    """What everyone in a topic may know of its rules."""
    return {
        "name": topic.name,
        "pinned": topic.pinned_at is not None,
        "read_only": topic.read_only_since is not None,
        "closing_reason": topic.closing_reason,
        "slow_seconds": topic.slow_seconds,
        "slow_reason": topic.slow_reason,
    }


def post_in_topic(topic_id: int, seq: int) -> str:
    """A post among those of its page."""
    page = page_of(number_of(topic_id, seq)) or 1
    return f"/topics/{topic_id}{'' if page == 1 else f'?page={page}'}#m-{seq}"


def why_closed(topic_id: int) -> str:
    """Why nothing more is written in a topic."""
    topic = db.session.get_one(Topic, topic_id)
    if topic.closing_reason:
        return _("A moderator closed this topic: %(why)s", why=topic.closing_reason)
    return _("This topic is for reading now. Your words are kept in the box.")


def who_reads() -> str:
    """Who reads what is written in a topic."""
    return _("What you write stays here, for everyone who reads this forum.")
