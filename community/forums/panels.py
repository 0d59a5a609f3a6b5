"""What forums show on a group's page: where somebody wrote last."""

from collections.abc import Mapping
from typing import Any

from community.forums import queries
from community.forums.lines import lines_of
from community.groups.models import Group

LATEST = 3


def of_group(member_id: int, group: Group) -> Mapping[str, Any]:
    """The last few topics."""
    return {"topics": lines_of(member_id, queries.latest_in(group.id, LATEST)), "slug": group.slug}
