"""When a rule fires: RFC 5545 in wall time and an IANA zone, right across the changes of the clock (L5.1).

A wall time that a clock skips moves forward by what was skipped; one that comes twice is the first of the two.
Rules are days and above: nobody meets twice a day by one rule.
"""

from collections.abc import Iterator
from datetime import MAXYEAR, UTC, date, datetime, time, timedelta
from itertools import islice, pairwise
from zoneinfo import ZoneInfo

from dateutil.rrule import rrule, rrulestr

from community.meetings.rules import parts_of, rule_of

FAR = timedelta(days=366 * 30)
"""So far ahead a rule is searched for its next date: 29 February on a Monday comes every 28 years."""

MINUTE = timedelta(minutes=1)
A_YEAR = 400

CYCLE = 400
"""Years after which the calendar repeats to the day of the week. dateutil looks for the next date up to the year 9999;
rules are run in the last cycle before that, so that one that never fires is done with in a moment."""


def resolve(local: datetime, zone: str) -> datetime:
    """The moment of a wall time: one that is skipped moves forward, of a doubled one the first."""
    return local.replace(tzinfo=ZoneInfo(zone), fold=0).astimezone(UTC)


def exists(local: datetime, zone: str) -> bool:
    """Whether the clocks there show that time."""
    return resolve(local, zone).astimezone(ZoneInfo(zone)).replace(tzinfo=None) == local


def next_that_exists(local: datetime, zone: str) -> datetime:
    """The first wall time from that one on that the clocks there show."""
    while not exists(local, zone):
        local += MINUTE
    return local


def walls(starts: datetime, zone: str, rule: str, since: datetime) -> Iterator[datetime]:
    """The wall times of a rule from that moment on, in order, as far as it is searched."""
    if not rule:
        if resolve(starts, zone) >= since:
            yield starts
        return
    earliest = since.astimezone(ZoneInfo(zone)).replace(tzinfo=None) - timedelta(days=1)
    last = max(earliest, starts) + FAR
    for wall in _dates(starts, zone, rule, earliest, last):
        if resolve(wall, zone) >= since:
            yield wall


def occurrences(
    starts: datetime, zone: str, rule: str, after: datetime, before: datetime
) -> list[datetime]:
    """The moments from `after` until before `before` at which a rule fires."""
    found = []
    for wall in walls(starts, zone, rule, after):
        moment = resolve(wall, zone)
        if moment >= before:
            break
        found.append(moment)
    return found


def next_of(starts: datetime, zone: str, rule: str, since: datetime) -> datetime | None:
    """The first moment from then on at which it fires; None where it never does again."""
    wall = next(walls(starts, zone, rule, since), None)
    return resolve(wall, zone) if wall is not None else None


def first_of(starts: datetime, zone: str, rule: str) -> datetime | None:
    """The first wall time of the rule from `starts` on: what calendars take for its beginning."""
    return next(walls(starts, zone, rule, resolve(starts, zone) - timedelta(days=1)), None)


def overlaps_itself(starts: datetime, zone: str, rule: str, minutes: int, since: datetime) -> bool:
    """Whether one of its next dates begins before the one before it has ended."""
    length = timedelta(minutes=minutes)
    coming = [resolve(wall, zone) for wall in islice(walls(starts, zone, rule, since), A_YEAR)]
    return any(later - earlier < length for earlier, later in pairwise(coming))


def _dates(
    starts: datetime, zone: str, rule: str, earliest: datetime, last: datetime
) -> Iterator[datetime]:
    parts = parts_of(rule)
    until = parts.pop("UNTIL", "")
    if until:
        last = min(last, _last_wall(until, zone))
    near = _nearer(starts, parts, earliest)
    if last < near:
        return
    later = (MAXYEAR - last.year) // CYCLE * CYCLE
    fires = rrulestr(rule_of(parts), dtstart=_years(near, later))
    assert isinstance(fires, rrule)
    for far in fires if "COUNT" in parts else fires.replace(until=_years(last, later)):
        wall = _years(far, -later)
        if wall > last:
            return
        if wall >= earliest:
            yield wall


def _years(wall: datetime, later: int) -> datetime:
    """The same day so many years later: exact for whole cycles of the calendar."""
    return wall.replace(year=wall.year + later)


def _last_wall(until: str, zone: str) -> datetime:
    """UNTIL by the clocks there. A day means all of it."""
    if until.endswith("Z"):
        there = datetime.strptime(f"{until}+0000", "%Y%m%dT%H%M%SZ%z").astimezone(ZoneInfo(zone))
        return there.replace(tzinfo=None)
    day = date.fromisoformat(until[:8])
    clock = time.fromisoformat(until[9:]) if "T" in until else time.max
    return datetime.combine(day, clock)


def _nearer(starts: datetime, parts: dict[str, str], earliest: datetime) -> datetime:
    """Of a rule by days or weeks that does not count its dates: a beginning close by, in the same step."""
    unit = {"DAILY": 1, "WEEKLY": 7}.get(parts["FREQ"])
    if unit is None or "COUNT" in parts or earliest <= starts:
        return starts
    step = unit * int(parts.get("INTERVAL", "1"))
    return starts + timedelta(days=(earliest - starts).days // step * step)
