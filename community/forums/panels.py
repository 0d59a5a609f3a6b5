"""What forums show on earlier pages: where somebody wrote last, and what is new to its reader."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from community.forums import queries
from community.forums.lines import lines_of
from community.groups.models import Group, Membership
from community.groups.queries import memberships_of
from community.registry import registry
from community.rooms import reading
from community.rooms.queries import unread_after

LATEST = 3
NEW_IN_GROUP = 5
NEW = 12


def of_today(member_id: int) -> Mapping[str, Any]:
    """Since one was last here: what others wrote in the forums of one's groups, the last first."""
    hidden, mine = registry.hidden_from(member_id), memberships_of(member_id)
    groups = [membership.group_id for membership in mine]
    since = queries.caught_up_in(member_id, groups, unless_hushed=True)
    lines = [
        topic
        for membership in mine
        if membership.group_id in since
        for fresh in queries.fresh_in(membership, since[membership.group_id], hidden, NEW_IN_GROUP)
        if (topic := _as_read(fresh, membership, hidden)).new
    ]
    return {"topics": sorted(lines, key=lambda line: line.last_at, reverse=True)[:NEW]}


def of_group(member_id: int, group: Group) -> Mapping[str, Any]:
    """The last few topics."""
    return {"topics": lines_of(member_id, queries.latest_in(group.id, LATEST)), "slug": group.slug}


def _as_read(
    topic: queries.FreshTopic, mine: Membership, hidden: frozenset[int]
) -> queries.FreshTopic:
    # what was shown a moment ago is noted, and written a moment later
    noted = reading.noted(mine.member_id, topic.id)
    return replace(topic, new=unread_after(noted, topic.id, mine.id, hidden)) if noted else topic
