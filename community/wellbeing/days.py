"""Whose day it is: a day begins and ends at its owner's own midnight (L6.3)."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

A_DAY = timedelta(days=1)
NOON = 12


def zone_named(name: str) -> ZoneInfo:
    """The zone of that name; UTC where there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def day_in(zone: str, moment: datetime) -> date:
    """Which day it is there."""
    return moment.astimezone(zone_named(zone)).date()


def yesterday_is_open(zone: str, moment: datetime) -> bool:
    """Whether the day before can still be noted: until noon there."""
    return moment.astimezone(zone_named(zone)).hour < NOON


def is_open(day: date, zone: str, moment: datetime, made_at: datetime | None) -> bool:
    """Whether that day can be written now.

    Today can. Yesterday can until noon, unless it was noted (`made_at`) before its midnight: then it ended with it.
    """
    today = day_in(zone, moment)
    if day == today:
        return True
    if day != today - A_DAY or not yesterday_is_open(zone, moment):
        return False
    return made_at is None or day_in(zone, made_at) > day
