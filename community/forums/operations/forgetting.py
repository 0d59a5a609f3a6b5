"""The titles of topics that somebody began who takes their words along (L1.9)."""

from collections.abc import Iterator

import sqlalchemy as sa
from flask_babel import gettext as _

from community.extensions import db
from community.forums import broadcasts, queries
from community.forums.models import Topic
from community.operations import operation
from community.realtime import append, hold_stream
from community.realtime.streams import Entry
from community.rooms.broadcasts import room_changed


def forget_titles(member_id: int, keep: bool) -> Iterator[None]:
    """Take the titles away, unless words are to stay. What others wrote in those topics stays."""
    for topic_id in [] if keep else queries.topics_begun_by(member_id):
        forget_title(topic_id)
        yield


@operation
def forget_title(topic_id: int) -> None:
    """Put a plain title in place of one topic's, and in place of it in what the log tells of the topic."""
    hold_stream(topic_id)
    topic = db.session.get_one(Topic, topic_id, populate_existing=True)
    was, topic.name = topic.name, _("A topic whose title was taken away")
    if was == topic.name:
        return
    db.session.flush()
    told = sa.select(Entry).where(Entry.stream_id == topic_id, Entry.kind == "room_changed")
    for entry in db.session.scalars(told):
        entry.data = {**entry.data, "name": topic.name}
    db.session.flush()
    room_changed(append(topic_id, "room_changed", data=broadcasts.state_of(topic)))
