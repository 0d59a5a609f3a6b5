"""The way to a group's programmes, on its page."""

from collections.abc import Mapping
from typing import Any

from community.groups.models import Group
from community.groups.policies import can_see_people
from community.groups.queries import place_in, staff_ready
from community.mentoring.programmes import policies
from community.mentoring.programmes.queries import offered_in
from community.mentoring.queries import is_on


def of_group(member_id: int, group: Group) -> Mapping[str, Any]:
    """For its people, once there is one; for its moderators, always."""
    place = place_in(member_id, group)
    if not can_see_people(place) or not is_on():
        return {"on": False}
    edits = policies.can_edit_programmes(place, staff_ready(member_id))
    return {"on": edits or bool(offered_in(group.id)), "slug": group.slug}
