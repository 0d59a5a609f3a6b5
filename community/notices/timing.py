"""When somebody may be reached: quiet hours in their own zone, and how often a mail. Pure; all moments in UTC."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from community.notices.models import MAIL

AT_MOST_EVERY = timedelta(hours=1)
"""Between two mails that are sent as things happen."""

DAY = 24 * 60
"""Minutes."""


@dataclass(frozen=True)
class Calm:
    """How a member wants to be reached. Minutes of the day; `mail_at` is the hour of a daily mail."""

    quiet_from: int | None = None
    quiet_until: int | None = None
    mail_at: int | None = None


def quiet_end(calm: Calm, zone: str, moment: datetime) -> datetime | None:
    """When the quiet hours end that `moment` lies in; None outside of them.

    A time that the clocks leave out counts an hour later, one that comes twice counts the first time (L5.1).
    """
    if calm.quiet_from is None or calm.quiet_until is None:
        return None
    today = moment.astimezone(ZoneInfo(zone)).date()
    for day in (today - timedelta(days=1), today):
        after = timedelta(days=1 if calm.quiet_until <= calm.quiet_from else 0)
        starts = at_wall(day, calm.quiet_from, zone)
        ends = at_wall(day + after, calm.quiet_until, zone)
        if starts <= moment < ends:
            return ends
    return None


def first_due(way: str, calm: Calm, zone: str, last: datetime | None, moment: datetime) -> datetime:
    """When a notice of now goes out by that way; `last` is when the last mail was written."""
    if way == MAIL and calm.mail_at is not None:
        daily = next_at(calm.mail_at * 60, zone, moment)
        return quiet_end(calm, zone, daily) or daily
    return ready_at(way, calm, zone, last, moment)


def ready_at(way: str, calm: Calm, zone: str, last: datetime | None, moment: datetime) -> datetime:
    """When what is due may go out after all: not in quiet hours, and not within an hour of the last mail."""
    at = moment
    if way == MAIL and calm.mail_at is None and last is not None:
        at = max(moment, last + AT_MOST_EVERY)
    return quiet_end(calm, zone, at) or at


def next_at(minute: int, zone: str, moment: datetime) -> datetime:
    """The next time that it is so many minutes after midnight there."""
    today = moment.astimezone(ZoneInfo(zone)).date()
    days = (today + timedelta(days=more) for more in range(3))
    return next(at for day in days if (at := at_wall(day, minute, zone)) > moment)


def at_wall(day: date, minute: int, zone: str) -> datetime:
    """A time of day there, as a moment."""
    there = datetime.combine(day, time(minute // 60, minute % 60), ZoneInfo(zone))
    return there.astimezone(UTC)
