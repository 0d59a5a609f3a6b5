"""What rooms show on earlier pages: the rooms of a group, and how much is unread where."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import g

from community.groups.models import Group
from community.groups.policies import can_make_room
from community.groups.queries import place_in, staff_ready
from community.realtime.presence import people_in
from community.registry import registry
from community.rooms import queries, reading
from community.rooms.models import MEETING, Room
from community.rooms.queries import OwnRoom, Seat
from community.web import someone

PLACES = ("styles", "scripts", "head", "console", "box", "beside", "below")
"""Where a room's page shows what a later feature makes of it: in its head, above the log, above the box and in
it, and beside the log, before and after who is here. Such a panel is declared for the page `room:<place>`.
"""


@dataclass(frozen=True)
class RoomLine:
    """A room as a line of a list."""

    id: int
    name: str
    about: str
    here: int
    unread: int


@dataclass(frozen=True)
class GroupLine:
    """A group as a line of a list, with what is unread in it."""

    name: str
    slug: str
    unread: int
    rooms: list[RoomLine]


def rooms_of_group(group: Group, member_id: int) -> Mapping[str, Any]:
    """The panel of a group's page."""
    place, reader = place_in(member_id, group), _Reader(member_id)
    mine = place.membership
    return {
        "rooms": [
            reader.line(room, mine.id if mine else None) for room in queries.rooms_of(group.id)
            if room.kind != MEETING  # that is shown where the meeting is
        ],
        "can_open": can_make_room(place, staff_ready(member_id)),
        "slug": group.slug,
    }  # fmt: skip


def of_oneself(member_id: int) -> Mapping[str, Any]:
    """On one's own page: how much one keeps."""
    return {"kept": queries.bookmark_count(member_id)}


def furniture(seat: Seat[Room]) -> dict[str, list[dict[str, Any]]]:
    """By place, what later features show in this room to this reader; a panel without facts stays away."""
    about = {"member_id": seat.member_id, "room": seat.venue}
    found = {place: registry.panels_of(f"room:{place}") for place in PLACES}
    return {
        place: [
            {"template": panel.template, "data": data}
            for panel in panels
            if (data := panel.query(**about))
        ]
        for place, panels in found.items()
    }


def nav_groups() -> Mapping[str, Any]:
    """For every page's frame, worked out once per request."""
    member = someone()
    if "nav_groups" not in g:
        g.nav_groups = groups_of(member.id) if member else []
    return {"nav_groups": g.nav_groups}


def groups_of(member_id: int) -> list[GroupLine]:
    """The member's groups with their rooms, for Today."""
    reader, lines = _Reader(member_id), []
    for mine in reader.groups:
        own = [reader.line(room, mine.membership_id) for room in mine.rooms]
        lines.append(GroupLine(mine.name, mine.slug, sum(line.unread for line in own), own))
    return lines


class _Reader:
    """Whose eyes the lines are for."""

    def __init__(self, member_id: int) -> None:
        self._member_id = member_id
        self._hides = registry.hidden_from(member_id)
        self.groups = queries.own_groups(member_id, self._hides)
        self._unread = {room.id: room.unread for own in self.groups for room in own.rooms}

    def line(self, room: Room | OwnRoom, mine: int | None) -> RoomLine:
        """A room as this reader, in that membership, sees it."""
        here = people_in(room.id, mine, self._hides)
        return RoomLine(room.id, room.name, room.about, len(here), self._unread_in(room.id, mine))

    def _unread_in(self, room_id: int, mine: int | None) -> int:
        unread = self._unread.get(room_id, 0)
        # what this very request has shown is noted, and written a moment later
        noted = reading.noted(self._member_id, room_id)
        if unread and noted and mine is not None:
            return queries.unread_after(noted, room_id, mine, self._hides)
        return unread
