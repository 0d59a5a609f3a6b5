"""What a member may read of meetings: always through the member; absent and forbidden give the same NotFound."""

from community.meetings.queries.formats import (
    KeptFormat,
    copy_of,
    format_for,
    formats_of,
    newest_of,
    versions_of,
)
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
    "KeptFormat",
    "Scene",
    "attendee_in",
    "copy_of",
    "format_for",
    "formats_of",
    "hands_of",
    "has_shared",
    "is_chair_vacant",
    "is_in_room",
    "last_speaker_of",
    "motions_of",
    "newest_of",
    "part_of",
    "scene_for",
    "sitting_in",
    "version_of",
    "versions_of",
    "votes_of",
    "was_here",
]
