"""The verbs of oversight."""

from community.mentoring.oversight.operations.acting import end_for_safety
from community.mentoring.oversight.operations.pulses import answer_pulse, ask_pulses
from community.mentoring.oversight.operations.signals import (
    look_into,
    watch_mentor,
    watch_mentorship,
)

__all__ = [
    "answer_pulse",
    "ask_pulses",
    "end_for_safety",
    "look_into",
    "watch_mentor",
    "watch_mentorship",
]
