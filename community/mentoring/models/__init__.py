"""What mentoring keeps: who mentors, who asked whom, and what became of the two."""

from community.mentoring.models.asks import (
    ACCEPTED,
    AGAIN_AFTER,
    MOST_OPEN,
    OPEN,
    OPEN_FOR,
    UNANSWERED,
    WITHDRAWN,
    Ask,
)
from community.mentoring.models.mentors import GROUP_CAP, VOUCHES, Mentor, Vouch
from community.mentoring.models.mentorships import (
    ACTIVE,
    AGREED,
    CLOSE_AFTER,
    CLOSING,
    CLOSING_FOR,
    COUNTING,
    ENDED,
    GOING_ON,
    GROUP_OVER,
    LEFT,
    LENGTH,
    PARTING,
    PAUSED,
    PROMPT_AFTER,
    READABLE_FOR,
    REMATCH_AFTER,
    RESUMED,
    SHUT_OUT,
    SILENCE,
    TIME,
    TRIAL,
    TRIAL_FOR,
    Mentorship,
    Step,
)

SEALED = {(Ask, "words"), (Mentor, "statement")}
"""The columns that hold sealed words."""

__all__ = [
    "ACCEPTED", "ACTIVE", "AGAIN_AFTER", "AGREED", "CLOSE_AFTER", "CLOSING", "CLOSING_FOR", "COUNTING", "ENDED",
    "GOING_ON", "GROUP_CAP", "GROUP_OVER", "LEFT", "LENGTH", "MOST_OPEN", "OPEN", "OPEN_FOR", "PARTING",
    "PAUSED", "PROMPT_AFTER", "READABLE_FOR", "REMATCH_AFTER", "RESUMED", "SEALED", "SHUT_OUT", "SILENCE",
    "TIME", "TRIAL", "TRIAL_FOR", "UNANSWERED", "VOUCHES", "WITHDRAWN", "Ask", "Mentor", "Mentorship", "Step",
    "Vouch",
]  # fmt: skip
