"""When check-ins are due by a rhythm that two agreed on, in the zone of whoever checks in: pure (L7.8).

Days are those of a calendar, and a window is what the wall clock shows. So nothing is due twice in the hour that comes
twice, nor gone in the one that is left out.
"""

from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from community.wellbeing.days import day_in, zone_named

WEEK = 7
MOST_APART = 30
"""Days between two check-ins at most."""

LAST = 24 * 60 - 1
"""The last minute of a day."""


@dataclass(frozen=True)
class Rhythm:
    """On these days of the week (0 is Monday), or every so many days; between two minutes of the day.

    Neither `days` nor `every`: no rhythm.
    """

    days: tuple[int, ...] = ()
    every: int = 0
    starts: int = 0
    until: int = LAST

    def __bool__(self) -> bool:
        return bool(self.days or self.every)

    def is_due(self, day: date, since: date) -> bool:
        """Whether a check-in is due on that day; `since` is the day on which the two agreed."""
        if day < since:
            return False
        if self.every:
            return (day - since).days % self.every == 0
        return day.weekday() in self.days

    def next_due(self, day: date, since: date) -> date | None:
        """The first day from `day` on; None where there is no rhythm."""
        if not self:
            return None
        ahead = max(day, since)
        for _number in range(max(WEEK, self.every)):
            if self.is_due(ahead, since):
                return ahead
            ahead += timedelta(days=1)
        return None

    def over_at(self, day: date, zone: str) -> datetime:
        """When its window of that day is over there."""
        return moment_of(day, self.until, zone)

    def newest_over(self, moment: datetime, since: date, zone: str) -> date | None:
        """The last day that was due and whose window is over; None where there was none yet."""
        day = day_in(zone, moment)
        for _number in range(max(WEEK, self.every) + 1):
            if self.is_due(day, since) and self.over_at(day, zone) <= moment:
                return day
            day -= timedelta(days=1)
        return None


def moment_of(day: date, minute: int, zone: str) -> datetime:
    """When the wall clock there shows that; where it does twice, the second time; where it never does, when it has."""
    wall = datetime.combine(day, time(*divmod(minute, 60)), zone_named(zone))
    return max(wall.astimezone(UTC), wall.replace(fold=1).astimezone(UTC))


def day_begins(day: date, zone: str) -> datetime:
    """The first moment of a day there."""
    return datetime.combine(day, time(), zone_named(zone)).astimezone(UTC)


def clock_face(minute: int) -> str:
    """A minute of the day, as 18:00."""
    return "{:02}:{:02}".format(*divmod(minute, 60))


def written(rhythm: Rhythm) -> dict[str, Any]:
    """As it is kept."""
    return {**asdict(rhythm), "days": list(rhythm.days)}


def rhythm_in(kept: dict[str, Any]) -> Rhythm:
    """What was kept."""
    return Rhythm(tuple(kept["days"]), kept["every"], kept["starts"], kept["until"])
