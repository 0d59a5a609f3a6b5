"""The verbs of opening a part of a channel."""

from community.mentoring.opening.operations.asking import ask_opening, call_contact, find_channel
from community.mentoring.opening.operations.deciding import (
    approve_opening,
    close_opening,
    read_span,
)
from community.mentoring.opening.operations.telling import (
    AT_ONCE,
    NAMING,
    hear_of_office,
    put_off_telling,
    tell_now,
    tell_of_naming,
    tell_when_due,
)

__all__ = [
    "AT_ONCE", "NAMING", "approve_opening", "ask_opening", "call_contact", "close_opening", "find_channel",
    "hear_of_office", "put_off_telling", "read_span", "tell_now", "tell_of_naming", "tell_when_due",
]  # fmt: skip
