"""Weekly hours as moments: across midnight, zones and changes of the clocks. Pure; all moments in UTC.

Where the clocks change, a time that they leave out or show twice makes the hours longer, never shorter: better two
people are there than nobody.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
MINUTES = 24 * 60
Span = tuple[datetime, datetime]


@dataclass(frozen=True)
class Hours:
    """So many minutes after midnight until so many, on that day of the week (0 is Monday), in that zone."""

    weekday: int
    starts: int
    ends: int
    zone: str


def spans_of(hours: Hours, begin: datetime, end: datetime) -> list[Span]:
    """When these hours are, between two moments; a span that began before or ends after is whole."""
    first = begin.astimezone(ZoneInfo(hours.zone)).date() - 2 * DAY
    last = end.astimezone(ZoneInfo(hours.zone)).date() + DAY
    days = (first + number * DAY for number in range((last - first).days + 1))
    spans = (_on(hours, day) for day in days if day.weekday() == hours.weekday)
    return [span for span in spans if span[0] < end and span[1] > begin]


def holds_at(hours: Hours, moment: datetime) -> bool:
    """Whether the moment lies in these hours."""
    return bool(spans_of(hours, moment, moment + timedelta(microseconds=1)))


def joined(spans: Iterable[Span]) -> list[Span]:
    """The same time as spans that do not touch, in order."""
    found: list[Span] = []
    for starts, ends in sorted(spans):
        if found and starts <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], ends))
        else:
            found.append((starts, ends))
    return found


def gaps_in(spans: Iterable[Span], begin: datetime, end: datetime) -> list[Span]:
    """What of the time between two moments lies in none of these spans."""
    gaps, reached = [], begin
    for starts, ends in joined(spans):
        if starts > reached:
            gaps.append((reached, min(starts, end)))
        reached = max(reached, ends)
    if reached < end:
        gaps.append((reached, end))
    return [gap for gap in gaps if gap[0] < gap[1]]


def usual_hours(hours: Sequence[Hours], zone: str, moment: datetime) -> list[tuple[int, int]]:
    """From and until which minute of the day, in that zone, somebody is there on each of the next seven days.

    An end of 1440 is midnight; what goes on over midnight is told as one.
    """
    today = moment.astimezone(ZoneInfo(zone)).date()
    midnight = [_moment(today + number * DAY, 0, zone) for number in range(9)]
    spans = joined(span for each in hours for span in spans_of(each, midnight[0], midnight[8]))
    daily = set(range(MINUTES))
    for number in range(1, 8):
        there: set[int] = set()
        for starts, ends in spans:
            there |= _minutes(starts, ends, (midnight[number], midnight[number + 1]), zone)
        daily &= there
    return _over_midnight(_runs(daily))


def _on(hours: Hours, day: date) -> Span:
    until = day if hours.ends > hours.starts else day + DAY
    starts = _both(day, hours.starts, hours.zone)
    return min(starts), max(_both(until, hours.ends, hours.zone))


def _both(day: date, minute: int, zone: str) -> Span:
    """A time of day as the clocks show it: the same moment twice, but where they change."""
    there = datetime.combine(day, time(minute // 60, minute % 60), ZoneInfo(zone))
    return there.astimezone(UTC), there.replace(fold=1).astimezone(UTC)


def _moment(day: date, minute: int, zone: str) -> datetime:
    return min(_both(day, minute, zone))


def _minutes(starts: datetime, ends: datetime, day: Span, zone: str) -> set[int]:
    """The minutes of one day that a span covers, as the clocks show them there."""
    begin, end = max(starts, day[0]), min(ends, day[1])
    if begin >= end:
        return set()
    return set(range(_shown(begin, zone), MINUTES if end == day[1] else _shown(end, zone)))


def _shown(moment: datetime, zone: str) -> int:
    there = moment.astimezone(ZoneInfo(zone))
    return there.hour * 60 + there.minute


def _runs(minutes: set[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for minute in sorted(minutes):
        if runs and runs[-1][1] == minute:
            runs[-1] = (runs[-1][0], minute + 1)
        else:
            runs.append((minute, minute + 1))
    return runs


def _over_midnight(runs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    if len(runs) > 1 and runs[0][0] == 0 and runs[-1][1] == MINUTES:
        return [*runs[1:-1], (runs[-1][0], runs[0][1])]
    return runs
