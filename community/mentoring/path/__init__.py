"""From mentee to mentor: what is done and left, a shadow month, and the line of mentoring (L7.12)."""

from community.mentoring.path import operations, personal, retention, views
from community.mentoring.path.words import KINDS
from community.mentoring.seams import STILL_MISSING
from community.registry import Happening, registry

__all__ = ["declare", "views"]

NAME = "mentoring path"


def declare() -> None:
    """Say it to the registry, and to vetting."""
    personal.declare()
    retention.declare()
    for kind, words in KINDS.items():
        registry.notice_kind(kind, words)
    registry.when(Happening.LEFT, NAME, operations.leave_path)
    registry.when(Happening.BANNED, NAME, operations.leave_path)
    registry.when(Happening.SUSPENDED, NAME, operations.leave_path_everywhere)
    registry.when(Happening.BLOCKED, NAME, operations.block_on_path)
    if operations.missing_month not in STILL_MISSING:
        STILL_MISSING.append(operations.missing_month)
