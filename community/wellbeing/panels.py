"""What wellbeing shows on earlier pages: clocks on Today and under You; in a group, the days that people show there."""

from collections.abc import Mapping
from typing import Any

from community.groups.models import Group
from community.groups.queries import place_in
from community.wellbeing import policies, queries
from community.wellbeing.words import clocks as words
from community.wellbeing.words.sentences import INVITATION


def clocks_of_today(member_id: int) -> Mapping[str, Any]:
    """One's clocks that run, and what could be celebrated."""
    running = [clock for clock in queries.clocks_of(member_id) if not clock.ended]
    offered = any(clock.offered for clock in running)
    return _said() | {"clocks": running, "voice": queries.voice_for(member_id) if offered else None}


def clocks_of_oneself(member_id: int) -> Mapping[str, Any]:
    """The way to one's clocks."""
    return {"count": sum(not clock.ended for clock in queries.clocks_of(member_id))}


def days_in_group(member_id: int, group: Group) -> Mapping[str, Any]:
    """What people of the group chose to show there, for whoever wants to see it; nothing where nobody did."""
    place = place_in(member_id, group)
    if not policies.can_see_shown_days(place):
        return {"lines": []}
    assert place.membership is not None
    wanted = queries.wants_to_see(place.membership.id)
    lines = queries.shown_in(member_id, group)
    invited = queries.voice_of(group).say(INVITATION) if lines and not wanted else ""
    return _said() | {"lines": lines, "wanted": wanted, "slug": group.slug, "invited": invited}


def _said() -> dict[str, Any]:
    return {"said": words.SAID, "words": words}
