"""Opening a part of a channel, by two of office, for a grave reason, in the open: break-glass (L7.11)."""

from community.mentoring.opening import jobs, operations, panels, personal, retention, views
from community.mentoring.opening.counting import OPENED
from community.mentoring.opening.models import SEALED
from community.mentoring.opening.words import KINDS
from community.registry import Happening, Panel, registry

__all__ = ["declare", "views"]

NAME = "mentoring opening"


def declare() -> None:
    """Say it to the registry."""
    registry.sealed |= SEALED
    personal.declare()
    retention.declare()
    jobs.declare()
    for kind, words in KINDS.items():
        registry.notice_kind(kind, words)
    registry.when(Happening.OFFICE_CHANGED, NAME, operations.hear_of_office)
    registry.public_counts["openings"] = OPENED
    registry.panels["openings of oneself"] = Panel(
        "you", "mentoring/opening/_of_oneself.html", panels.of_oneself
    )
