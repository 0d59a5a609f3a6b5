"""What rooms show on earlier pages: the rooms of a group, and how much is unread where."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from community.groups.models import Group
from community.groups.policies import can_make_room
from community.groups.queries import memberships_of, place_in, staff_ready
from community.realtime.presence import Person
from community.registry import registry
from community.rooms import broadcasts, queries
from community.rooms.models import Room
from community.web import someone


@dataclass(frozen=True)
class RoomLine:
    """A room as a line of a list."""

    id: int
    name: str
    about: str
    here: int
    unread: int
    archived_at: datetime | None


@dataclass(frozen=True)
class GroupLine:
    """A group as a line of a list, with what is unread in it."""

    name: str
    slug: str
    unread: int
    rooms: list[RoomLine]


def rooms_of_group(group: Group, member_id: int) -> Mapping[str, Any]:
    """The panel of a group's page."""
    place = place_in(member_id, group)
    unread = queries.unread_of(member_id, registry.hidden_from(member_id))
    return {
        "rooms": [_line(room, member_id, unread) for room in queries.rooms_of(group.id)],
        "can_open": can_make_room(place, staff_ready(member_id)),
        "slug": group.slug,
    }


def groups_of(member_id: int) -> list[GroupLine]:
    """The member's groups with their rooms, for Today."""
    unread = queries.unread_of(member_id, registry.hidden_from(member_id))
    rooms = queries.standing_rooms_of(member_id)
    lines = []
    for mine in memberships_of(member_id):
        own = [_line(room, member_id, unread) for room in rooms if room.group_id == mine.group_id]
        lines.append(
            GroupLine(mine.group.name, mine.group.slug, sum(line.unread for line in own), own)
        )
    return lines


def nav_groups() -> Mapping[str, Any]:
    """For every page's frame."""
    member = someone()
    return {"nav_groups": groups_of(member.id) if member else []}


def _line(room: Room, member_id: int, unread: Mapping[int, tuple[int, int]]) -> RoomLine:
    people: list[Person] = broadcasts.present_to(room, member_id)
    return RoomLine(
        room.id,
        room.name,
        room.about,
        len(people),
        unread.get(room.id, (0, 0))[1],
        room.archived_at,
    )
