"""What stands around the words of a channel, for one of the two."""

from collections.abc import Mapping
from typing import Any

from community.mentoring import policies, queries
from community.mentoring.channel.broadcasts import SENTENCE
from community.mentoring.channel.queries import help_card
from community.mentoring.models import Mentorship
from community.rooms.models import PRIVATE, Room


def in_channel(member_id: int, room: Room) -> Mapping[str, Any]:
    """Who reads it, what helps on a hard day, and the way to those on duty; nothing in any other room."""
    found = queries.mentorship_in(room.id) if room.kind == PRIVATE else None
    if found is None or member_id not in found.people:
        return {}
    return {
        **around(member_id, found), "card": help_card(member_id, found), "sentence": SENTENCE,
    }  # fmt: skip


def around(member_id: int, found: Mentorship) -> dict[str, Any]:
    """Who the two are, for whoever of them looks."""
    return {
        "id": found.id, "other": found.other(member_id).handle, "group": found.mentor.group,
        "is_mentor": found.mentor.member_id == member_id, "open": policies.can_leave(found),
    }  # fmt: skip
