"""Weekly hours as moments: across midnight, zones and changes of the clocks (L8.7)."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from community.moderation.hours import (
    Hours,
    gaps_in,
    holds_at,
    joined,
    spans_of,
    usual_hours,
)
from tests.laws import law

BERLIN, NEW_YORK = "Europe/Berlin", "America/New_York"
MONDAY = datetime(2026, 11, 30, tzinfo=UTC)
SPRING = datetime(2026, 3, 29, tzinfo=UTC)
"""The Sunday on which Berlin's clocks go from 02:00 to 03:00."""
AUTUMN = datetime(2026, 10, 25, tzinfo=UTC)
"""The Sunday on which Berlin's clocks show 02:00 to 03:00 twice."""


def clock_says(hours: Hours, moment: datetime) -> bool:
    """What somebody says who only looks at the wall: a model that knows no arithmetic of zones."""
    there = moment.astimezone(ZoneInfo(hours.zone))
    minute, day = there.hour * 60 + there.minute, there.weekday()
    if hours.ends > hours.starts:
        return day == hours.weekday and hours.starts <= minute < hours.ends
    evening = day == hours.weekday and minute >= hours.starts
    return evening or (day == (hours.weekday + 1) % 7 and minute < hours.ends)


def minutes(begin: datetime, days: int) -> Iterator[datetime]:
    return (begin + timedelta(minutes=7 * number) for number in range(days * 24 * 60 // 7))


@law("L8.7")
@pytest.mark.parametrize("zone", ["UTC", BERLIN, NEW_YORK, "Asia/Kathmandu", "Pacific/Auckland"])
@pytest.mark.parametrize(
    ("weekday", "starts", "ends"),
    [(0, 9 * 60, 17 * 60), (6, 22 * 60, 6 * 60), (2, 0, 0), (3, 1439, 1), (5, 18 * 60, 0)],
)
def test_hours_are_what_the_wall_says(weekday: int, starts: int, ends: int, zone: str) -> None:
    hours = Hours(weekday, starts, ends, zone)
    week = MONDAY - timedelta(days=1)
    wrong = [at for at in minutes(week, 9) if holds_at(hours, at) != clock_says(hours, at)]
    assert wrong == []


@law("L8.7")
@pytest.mark.parametrize("sunday", [SPRING, AUTUMN])
@pytest.mark.parametrize(
    ("starts", "ends"), [(1320, 360), (150, 195), (90, 150), (135, 165), (0, 0), (120, 180)]
)
@pytest.mark.parametrize("weekday", [5, 6])
def test_a_change_of_the_clocks_never_makes_hours_shorter(
    sunday: datetime, starts: int, ends: int, weekday: int
) -> None:
    hours = Hours(weekday, starts, ends, BERLIN)
    begin = sunday - timedelta(days=2)
    missing = [at for at in minutes(begin, 4) if clock_says(hours, at) and not holds_at(hours, at)]
    assert missing == []
    (span,) = spans_of(hours, begin, begin + timedelta(days=4))
    told = timedelta(minutes=(ends - starts) % 1440 or 1440)
    assert told - timedelta(hours=1) <= span[1] - span[0] <= told + timedelta(hours=1)


@law("L8.7")
def test_a_night_over_the_change_keeps_its_ends() -> None:
    night = Hours(5, 22 * 60, 6 * 60, BERLIN)
    spring = spans_of(night, SPRING - timedelta(days=1), SPRING + timedelta(days=1))
    autumn = spans_of(night, AUTUMN - timedelta(days=1), AUTUMN + timedelta(days=1))
    assert [ends - starts for starts, ends in spring + autumn] == [
        timedelta(hours=7),
        timedelta(hours=9),
    ]


def test_gaps_and_spans_fill_the_time() -> None:
    hour = timedelta(hours=1)
    spans = [
        (MONDAY + 5 * hour, MONDAY + 7 * hour),
        (MONDAY, MONDAY + hour),
        (MONDAY + hour, MONDAY + 2 * hour),
    ]
    assert joined(spans) == [(MONDAY, MONDAY + 2 * hour), (MONDAY + 5 * hour, MONDAY + 7 * hour)]
    assert gaps_in(spans, MONDAY - hour, MONDAY + 8 * hour) == [
        (MONDAY - hour, MONDAY), (MONDAY + 2 * hour, MONDAY + 5 * hour), (MONDAY + 7 * hour, MONDAY + 8 * hour),
    ]  # fmt: skip
    assert gaps_in([], MONDAY, MONDAY) == []
    assert gaps_in([(MONDAY, MONDAY + hour)], MONDAY, MONDAY + hour) == []


@law("L8.7")
def test_usual_hours_are_those_of_every_day() -> None:
    evenings = [Hours(day, 18 * 60, 22 * 60, BERLIN) for day in range(7)]
    assert usual_hours(evenings, BERLIN, MONDAY) == [(18 * 60, 22 * 60)]
    assert usual_hours(evenings, "UTC", MONDAY) == [(17 * 60, 21 * 60)]
    assert usual_hours(evenings[:6], BERLIN, MONDAY) == []
    nights = [Hours(day, 22 * 60, 2 * 60, "UTC") for day in range(7)]
    assert usual_hours(nights, "UTC", MONDAY) == [(22 * 60, 2 * 60)]
    assert usual_hours([Hours(day, 0, 0, "UTC") for day in range(7)], "UTC", MONDAY) == [(0, 1440)]
    assert usual_hours([], "UTC", MONDAY) == []
    assert usual_hours(evenings, BERLIN, SPRING - timedelta(days=3)) == [(18 * 60, 22 * 60)]
    assert usual_hours(evenings, BERLIN, AUTUMN - timedelta(days=3)) == [(18 * 60, 22 * 60)]
