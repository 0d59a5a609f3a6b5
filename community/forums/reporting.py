"""A topic as somebody reports it: its title and how it begins (L8.1). Any post of it is reported as a message."""

import sqlalchemy as sa
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from community.extensions import db
from community.forums import queries
from community.forums.models import Topic
from community.groups.models import Membership
from community.realtime.streams import parse_stream
from community.registry import Reportable, Reported, SpanLine
from community.rooms.models import Message
from community.rooms.queries import message_reported

TITLE = 0
"""The place of the title among the lines: before the first post."""


def topic_reported(member_id: int, ref: str) -> Reported:
    """A topic that this member may read. Raises NotFound."""
    topic = queries.topic_for(member_id, _number(ref)).venue
    lines = *_title(topic), *_beginning(member_id, topic)
    return _reported(topic, lines)


def topic_at(ref: str) -> Reported | None:
    """A topic, for one who works on its case."""
    topic = db.session.get(Topic, _number(ref))
    return _reported(topic, _title(topic)) if topic is not None else None


TOPICS = Reportable(
    Topic.STREAM,
    _l("Report a topic by %(who)s"),
    _l("A topic by %(who)s"),
    topic_reported,
    topic_at,
)


def _number(ref: str) -> int:
    kind, number = parse_stream(ref.partition("/")[0])
    return number if kind == Topic.STREAM else 0


def _beginning(member_id: int, topic: Topic) -> tuple[SpanLine, ...]:
    """The first post that stands, as the member may report it, and those after it."""
    standing = sa.select(sa.func.min(Message.seq)).where(
        Message.stream_id == topic.id, Message.removed_at.is_(None)
    )
    first = db.session.scalar(standing)
    if first is None:
        return ()
    return message_reported(member_id, f"{topic.scope}/{first}").lines


def _title(topic: Topic) -> tuple[SpanLine, ...]:
    """The title as a line of whoever began it. One that the house gave is nobody's words."""
    begun = _starter(topic)
    if begun is None:
        return ()
    return (SpanLine(TITLE, begun.id, begun.handle, topic.created_at, topic.name),)


def _reported(topic: Topic, lines: tuple[SpanLine, ...]) -> Reported:
    begun = _starter(topic)
    whose = begun.handle if begun else _("the group itself")
    return Reported(
        Topic.STREAM, f"{topic.scope}/{TITLE}", whose, topic.address, topic.group_id,
        begun.member_id if begun else None, begun.id if begun else None, topic.created_at, lines,
    )  # fmt: skip


def _starter(topic: Topic) -> Membership | None:
    return db.session.get(Membership, topic.starter_id) if topic.starter_id is not None else None
