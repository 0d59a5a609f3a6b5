"""What stands beside the words of a channel: the strip, the next check-in, and what is still to do."""

from collections.abc import Mapping
from typing import Any

from community.mentoring.queries import mentorship_in
from community.mentoring.walking.queries import walk_for
from community.mentoring.walking.showing import walk_view
from community.rooms.models import PRIVATE, Room


def of_channel(member_id: int, room: Room) -> Mapping[str, Any]:
    """For one of the two; nothing in any other room."""
    found = mentorship_in(room.id) if room.kind == PRIVATE else None
    if found is None or member_id not in found.people:
        return {}
    view = walk_view(member_id, *walk_for(member_id, found.id))
    return {
        "walk": view,
        "left": [one for one in view.items if one.taken and one.done_at is None][:3],
    }


def styles(member_id: int, room: Room) -> Mapping[str, Any]:
    """How the strip looks, where there is one."""
    return {"on": True} if room.kind == PRIVATE else {}
