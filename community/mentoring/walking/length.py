"""When a programme is over: its weeks, without the time in which the two had paused. Pure (L7.9)."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from community.mentoring.models import PAUSED, Step
from community.mentoring.walking.models import SOON, WEEK


def over_at(began: datetime, weeks: int, pauses: timedelta) -> datetime | None:
    """When it is over; None where it has no end of its own."""
    return began + weeks * WEEK + pauses if weeks else None


def paused_since(began: datetime, steps: Iterable[Step], moment: datetime) -> timedelta:
    """How long the two had paused from then on; a pause that goes on counts until now."""
    total, paused_at = timedelta(), None
    for step in steps:
        if step.kind == PAUSED:
            paused_at = step.at
        elif paused_at is not None:
            total += _within(began, paused_at, step.at)
            paused_at = None
    return total if paused_at is None else total + _within(began, paused_at, moment)


def is_near(over: datetime, weeks: int, moment: datetime) -> bool:
    """Whether it is time to say that it is over soon."""
    return moment >= over - min(SOON, weeks * WEEK / 2)


def _within(began: datetime, since: datetime, until: datetime) -> timedelta:
    return max(until - max(since, began), timedelta())
