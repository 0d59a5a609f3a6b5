"""What a member may read of meetings: always through the member; absent and forbidden give the same NotFound."""

from community.meetings.queries.scenes import (
    Scene,
    attendee_in,
    hands_of,
    has_shared,
    is_chair_vacant,
    is_in_room,
    last_speaker_of,
    motions_of,
    part_of,
    scene_for,
    sitting_in,
    version_of,
    votes_of,
    was_here,
)

__all__ = [
    "Scene",
    "attendee_in",
    "hands_of",
    "has_shared",
    "is_chair_vacant",
    "is_in_room",
    "last_speaker_of",
    "motions_of",
    "part_of",
    "scene_for",
    "sitting_in",
    "version_of",
    "votes_of",
    "was_here",
]
