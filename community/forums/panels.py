"""What forums show on earlier pages: where somebody wrote last, and what is new to its reader."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from community.forums import queries
from community.forums.lines import lines_of
from community.forums.models import Topic
from community.groups.models import Group
from community.groups.queries import memberships_of
from community.notices.queries import groups_hushed_by
from community.registry import registry
from community.rooms import reading

LATEST = 3
NEW_IN_GROUP = 5
NEW = 12


@dataclass(frozen=True)
class FreshTopic:
    """A topic with new posts."""

    id: int
    name: str
    group: str
    new: int
    last_at: datetime


def of_today(member_id: int) -> Mapping[str, Any]:
    """Since one was last here: what others wrote in the forums of one's groups, the last first."""
    hidden, hushed = registry.hidden_from(member_id), groups_hushed_by(member_id)
    mine = [m for m in memberships_of(member_id) if m.group_id not in hushed]
    since = queries.caught_up_in(member_id, [membership.group_id for membership in mine])
    found: list[tuple[Topic, int]] = []
    for membership in mine:
        found += queries.fresh_in(membership, since[membership.group_id], hidden, NEW_IN_GROUP)
    lines = [
        FreshTopic(topic.id, topic.name, topic.group.name, new, topic.last_at)
        for topic, new in found
        if not reading.noted(member_id, topic.id)  # shown a moment ago, written a moment later
    ]
    return {"topics": sorted(lines, key=lambda line: line.last_at, reverse=True)[:NEW]}


def of_group(member_id: int, group: Group) -> Mapping[str, Any]:
    """The last few topics."""
    return {"topics": lines_of(member_id, queries.latest_in(group.id, LATEST)), "slug": group.slug}
