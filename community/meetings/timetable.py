"""What is due in a sitting at a moment (L5.2, L5.4): the rhythm looks once a minute, and may look twice or late."""

from datetime import datetime, timedelta

from community.meetings.models import Sitting
from community.meetings.models.sittings import FELLOWSHIP, LOBBY
from community.meetings.policies import NOBODY_CAME

REMIND = timedelta(minutes=15)
"""So long before the start those who follow are reminded (L5.1)."""

ASK = timedelta(minutes=10)
"""So long before the start the group is asked for a stand-in, if nobody is down for the chair (L5.2)."""

LEFT_ALONE = timedelta(minutes=30)
"""So long after its end a meeting whose chair is empty goes into fellowship by itself."""

FORGOTTEN = timedelta(minutes=60)
"""So long after its end every meeting does."""


def is_lobby_due(sitting: Sitting, moment: datetime) -> bool:
    """Half an hour before the start, and, if the server was away, until the end."""
    return (
        sitting.state == "scheduled"
        and sitting.room_id is not None
        and sitting.starts_at - LOBBY <= moment < sitting.ends_at
    )


def is_lounge_due(sitting: Sitting, moment: datetime) -> bool:
    """Five minutes after the start, or after the room opened late, with nothing begun."""
    if sitting.state != "lobby" or sitting.lounge_since is not None or sitting.opened_at is None:
        return False
    return moment >= max(sitting.starts_at, sitting.opened_at) + NOBODY_CAME


def is_end_due(sitting: Sitting, moment: datetime, vacant: bool) -> bool:
    """Long after its end, if nobody ended it."""
    grace = LEFT_ALONE if vacant else FORGOTTEN
    return sitting.is_open and sitting.fellowship_at is None and moment >= sitting.ends_at + grace


def is_closing_due(sitting: Sitting, moment: datetime) -> bool:
    """After half an hour of fellowship."""
    since = sitting.fellowship_at
    return sitting.is_open and since is not None and moment >= since + FELLOWSHIP


def is_chair_wanted(sitting: Sitting, moment: datetime) -> bool:
    """Ten minutes before the start, once; whether somebody is down for it must be looked up."""
    return (
        sitting.asked_at is None
        and sitting.chair_id is None
        and sitting.cancelled_at is None
        and sitting.closed_at is None
        and sitting.starts_at - ASK <= moment < sitting.starts_at
    )
