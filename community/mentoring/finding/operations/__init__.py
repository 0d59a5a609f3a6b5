"""The verbs of finding."""

from community.mentoring.finding.operations.mentors import have_room, write_word
from community.mentoring.finding.operations.own import (
    forget_preferences,
    keep_preferences,
    tell_story,
    withdraw_story,
)
from community.mentoring.finding.operations.proposals import (
    allow_proposals,
    dismiss_proposal,
    propose,
)

__all__ = [
    "allow_proposals", "dismiss_proposal", "forget_preferences", "have_room", "keep_preferences", "propose",
    "tell_story", "withdraw_story", "write_word",
]  # fmt: skip
