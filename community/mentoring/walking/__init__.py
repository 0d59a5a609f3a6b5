"""What two share besides messages: a rhythm, goals, tasks and steps, dates, a programme (L7.8, L7.9)."""

from community.mentoring.seams import BY_TIME
from community.mentoring.walking import panels, personal, reporting, retention, views
from community.mentoring.walking.models import SEALED
from community.mentoring.walking.operations import tend_walk
from community.mentoring.walking.words import KINDS
from community.registry import Panel, registry

__all__ = ["declare", "views"]

OF_DAYS = {"walk_reminder"}
"""A person chooses these among what concerns their days; the others tell what somebody else did."""


def declare() -> None:
    """Say it to the registry, and to the parts of mentoring that are older."""
    registry.sealed |= SEALED
    registry.reportables[reporting.KIND] = reporting.ITEMS
    personal.declare()
    retention.declare()
    for kind, words in KINDS.items():
        registry.notice_kind(kind, words, concerns="days" if kind in OF_DAYS else "office")
    registry.panels["walk of a channel"] = Panel(
        "room:below", "mentoring/walking/_of_channel.html", panels.of_channel
    )
    registry.panels["styles of a walk"] = Panel(
        "room:styles", "mentoring/walking/_styles.html", panels.styles
    )
    if tend_walk not in BY_TIME:
        BY_TIME.append(tend_walk)
