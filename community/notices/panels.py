"""What notices show on other pages: how one is reached, and whether a group is hushed."""

from collections.abc import Mapping
from typing import Any

from community.groups.models import Group
from community.groups.queries import membership_of
from community.notices import queries


def of_oneself(member_id: int) -> Mapping[str, Any]:
    """On one's own page: where mail goes, if anywhere."""
    box = queries.mailbox_of(member_id)
    return {"mail": bool(box and box.confirmed_at and not box.off_at and not box.bounced_at)}


def of_group(member_id: int, group: Group) -> Mapping[str, Any]:
    """For a group's page: whether the member is told of it."""
    if membership_of(member_id, group.id) is None:
        return {}
    return {"told_of": {"hushed": group.id in queries.groups_hushed_by(member_id)}}
