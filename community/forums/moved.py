"""What stands on a page of a topic in the place of posts that are read elsewhere now."""

from collections.abc import Mapping
from itertools import groupby

from flask_babel import ngettext

from community.extensions import db
from community.forums import queries
from community.forums.models import Topic
from community.registry import RoomLine
from community.rooms.broadcasts import address_of_line
from community.rooms.queries import Said

Told = dict[int, list[RoomLine]]
"""Lines by the seq of the message before which they stand; those that stand last, under 0."""


def moved_between(topic: Topic, page: int, posts: Mapping[int, Said]) -> Told:
    """For each run of posts that went to one topic a line that leads there."""
    if not topic.moved_away:
        return {}
    told: Told = {}
    gone = queries.moved_on(topic, page)
    for (before, there), run in groupby(gone, lambda one: (_next(posts, one.number), one.there)):
        moved = list(run)
        told.setdefault(before, []).append(_line(there, moved))
    return told


def _next(posts: Mapping[int, Said], number: int) -> int:
    after = [other for other in posts if other > number]
    return posts[min(after)].message.seq if after else 0


def _line(topic_id: int, moved: list[queries.Gone]) -> RoomLine:
    there, first = db.session.get_one(Topic, topic_id), moved[0]
    words = ngettext(
        'A post was moved to "%(there)s".', '%(num)d posts were moved to "%(there)s".', len(moved),
        there=there.name,
    )  # fmt: skip
    address = address_of_line(there.scope, first.seq_there)
    return RoomLine(first.seq, first.at, words, address=address)
