"""Whether somebody is in the chair, as far as this process can know (L5.7)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import current_app

from community.meetings.models import Sitting
from community.meetings.queries.participation import sittings_in
from community.meetings.queries.scenes import listens_here

FRESH = timedelta(seconds=45)
"""So long another process's word that the chair is there holds; it is renewed every 15 seconds."""

ON_A_PAGE = timedelta(minutes=3)
"""So long a chair without script, who opened a page or did something there, is taken to be reading it."""


def is_chair_vacant(sitting: Sitting, moment: datetime) -> bool:
    """Nobody is in the chair, whoever is never came, or has no socket in the room any more, in any process.

    Of this process the sockets themselves are asked. Another's word holds for 45 seconds, a page or
    an act there for three minutes.
    """
    if sitting.chair_id is None or sitting.room_id is None:
        return True
    if listens_here(sitting.room_id, sitting.chair_id):
        return False
    seen = sitting.chair_seen_at
    if seen is None or sitting.chair_lost_at is not None:
        return True
    return not is_fresh(seen, sitting.chair_seen_by, moment)


def is_fresh(seen_at: datetime, seen_by: str, moment: datetime) -> bool:
    """Whether the word of a process that it has the chair's socket still holds, or that they opened a page."""
    if seen_by == current_app.extensions["process"]:
        return False  # of ourselves we know it
    return moment - seen_at < (FRESH if seen_by else ON_A_PAGE)


@dataclass(frozen=True)
class Chaired:
    """A meeting that somebody is in the chair of, and which process saw them last."""

    sitting_id: int
    room_id: int
    chair_id: int
    lost: bool
    seen_at: datetime | None
    seen_by: str


def chaired_in(room_ids: Collection[int]) -> list[Chaired]:
    """The meetings that are on in these rooms and have a chair."""
    return [
        Chaired(
            sitting.id, room_id, sitting.chair_id, sitting.chair_lost_at is not None,
            sitting.chair_seen_at, sitting.chair_seen_by,
        )
        for room_id, sitting in sittings_in(room_ids).items()
        if sitting.chair_id is not None
    ]  # fmt: skip
