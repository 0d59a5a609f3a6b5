"""What mentoring shows on earlier pages: Today, You, a group, and beside the words of a channel."""

from collections.abc import Mapping
from typing import Any

from community.groups.models import Group
from community.groups.policies import can_see_people
from community.groups.queries import place_in, staff_ready
from community.mentoring import policies, queries
from community.mentoring.oversight.queries import pulses_of
from community.mentoring.showing import mentorship_view
from community.rooms.models import PRIVATE, Room


def of_today(member_id: int) -> Mapping[str, Any]:
    """One's channels, what is new there, and asks and questions that wait for an answer."""
    if not queries.is_concerned(member_id):
        return {"channels": [], "asks": 0, "pulses": []}
    asks = queries.asks_to(member_id)
    channels = [each for each in queries.channels_of(member_id) if each.readable]
    return {
        "channels": channels,
        "asks": len(asks) if asks and queries.is_on() else 0,
        "pulses": pulses_of(member_id),
    }


def of_oneself(member_id: int) -> Mapping[str, Any]:
    """The way to one's mentoring; nothing where the site has none."""
    return {"on": queries.is_on()}


def of_group(member_id: int, group: Group) -> Mapping[str, Any]:
    """Mentors of the group, and for moderators who would like to be one."""
    place = place_in(member_id, group)
    on = queries.is_on() and can_see_people(place)
    return {
        "on": on,
        "slug": group.slug,
        "can_mentor": policies.can_mentor_here(place),
        "can_vet": policies.can_vet(place, staff_ready(member_id)),
    }


def of_channel(member_id: int, room: Room) -> Mapping[str, Any]:
    """How the two of a channel stand, and what this one of them can do; nothing in any other room."""
    found = queries.mentorship_in(room.id) if room.kind == PRIVATE else None
    if found is None or member_id not in found.people:
        return {}
    return {"view": mentorship_view(member_id, found)}
