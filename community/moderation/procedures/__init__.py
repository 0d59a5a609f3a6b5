"""The written procedures for what is grave: their steps, and what to say, in one place (L8.9).

A step counts once a second person of office has confirmed it. Its words are sealed; the journal keeps ids.
"""

from community.moderation.procedures.court import COURT
from community.moderation.procedures.death import DEATH
from community.moderation.procedures.minor import MINOR
from community.moderation.procedures.shapes import NOTE, Blank, Saying, Step, Written
from community.moderation.procedures.threat import THREAT

PROCEDURES = {written.kind: written for written in (THREAT, MINOR, DEATH, COURT)}
"""In the order in which they are offered: the most pressing first."""

__all__ = ["COURT", "NOTE", "PROCEDURES", "Blank", "Saying", "Step", "Written"]
