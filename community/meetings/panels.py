"""What meetings show on earlier pages: what is on and what comes next, and how many one was at."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from community.clock import now
from community.groups.models import Group
from community.groups.policies import can_read
from community.groups.queries import memberships_of, places_among
from community.meetings import queries
from community.meetings.lines import Lines
from community.meetings.models import Sitting
from community.web import me

NEXT = 3
SOON = timedelta(days=8)


def of_today(member_id: int) -> Mapping[str, Any]:
    """On now, and the next until the end of tomorrow, among one's groups and what one follows."""
    mine = [membership.group_id for membership in memberships_of(member_id)]
    zone = ZoneInfo(me().zone)
    tomorrow = (now().astimezone(zone) + timedelta(days=2)).replace(hour=0, minute=0, second=0)
    return _told(queries.agenda_of(member_id, tomorrow), mine) | {"in_group": False}


def of_group(member_id: int, group: Group) -> Mapping[str, Any]:
    """On now, and the next few, in this group."""
    place = places_among(member_id, [group])[group.id]
    inside = [group.id] if can_read(place) else []
    coming = queries.agenda_of(member_id, now() + SOON, group.id)
    return _told(coming, inside) | {"in_group": True, "slug": group.slug}


def _told(sittings: list[Sitting], inside: list[int]) -> dict[str, Any]:
    lines = Lines(me().zone, now(), inside).of(sittings)
    return {
        "on": [line for line in lines if line.is_on],
        "next": [line for line in lines if line.state in ("lobby", "coming", "cancelled")][:NEXT],
    }


def of_oneself(member_id: int) -> Mapping[str, Any]:
    """On one's own page: how many meetings one was at."""
    return {"count_all": queries.count_participations(member_id)}
