"""Finding a mentor: preferences, suggestions, stories, proposals, and what mentors share (L7.3-L7.5)."""

from community.mentoring.finding import personal, queries, reporting, retention, room_kind, views
from community.mentoring.finding.models import SEALED
from community.mentoring.finding.operations import have_room
from community.mentoring.finding.words import KINDS
from community.mentoring.queries.reach import PREFERENCES
from community.mentoring.seams import ON_APPROVAL
from community.registry import registry
from community.rooms.models import MENTORS

__all__ = ["declare", "views"]


def declare() -> None:
    """Say it to the registry, and to the parts of mentoring that are older."""
    registry.sealed |= SEALED
    registry.room_kinds[MENTORS] = room_kind.KIND
    registry.reportables[reporting.KIND] = reporting.STORIES
    personal.declare()
    retention.declare()
    for kind, words in KINDS.items():
        registry.notice_kind(kind, words)
    if queries.keeps_out not in PREFERENCES:
        PREFERENCES.append(queries.keeps_out)
    if have_room not in ON_APPROVAL:
        ON_APPROVAL.append(have_room)
