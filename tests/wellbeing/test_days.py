"""Whose day it is, in any zone, at any moment (L6.3)."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.wellbeing.days import day_in, is_open, yesterday_is_open
from community.wellbeing.plots import BOTTOM, TOP, curve
from community.wellbeing.queries.checkins import Daily
from tests.laws import law

ZONES = (
    "UTC", "Europe/Berlin", "America/Los_Angeles", "Asia/Tokyo", "Asia/Kathmandu", "Pacific/Kiritimati",
    "Pacific/Pago_Pago", "Australia/Lord_Howe", "America/Sao_Paulo", "Africa/Cairo", "Asia/Beirut",
)  # fmt: skip
MOMENTS = st.integers(1_514_764_800, 1_893_456_000).map(lambda at: datetime.fromtimestamp(at, UTC))
ZONE = st.sampled_from(ZONES)


@law("L6.3")
@given(MOMENTS, ZONE)
def test_exactly_today_is_open_and_yesterday_until_noon(moment: datetime, zone: str) -> None:
    there = moment.astimezone(ZoneInfo(zone))
    days = [there.date() + timedelta(days=offset) for offset in range(-3, 3)]
    wanted = {there.date()} | ({there.date() - timedelta(days=1)} if there.hour < 12 else set())
    assert {day for day in days if is_open(day, zone, moment, None)} == wanted


@law("L6.3")
@given(MOMENTS, ZONE)
def test_a_day_that_was_noted_ends_at_its_midnight(moment: datetime, zone: str) -> None:
    day = day_in(zone, moment)
    later = moment
    while day_in(zone, later) == day:
        assert is_open(day, zone, later, moment)
        later += timedelta(minutes=37)
    assert not is_open(day, zone, later, moment)
    assert is_open(day, zone, later, None) == yesterday_is_open(zone, later)


@law("L6.3")
@given(MOMENTS, ZONE)
def test_what_was_added_the_morning_after_is_open_until_noon(moment: datetime, zone: str) -> None:
    day = day_in(zone, moment) - timedelta(days=1)
    if is_open(day, zone, moment, None):
        for minutes in range(0, 13 * 60, 30):
            later = moment + timedelta(minutes=minutes)
            same = day_in(zone, later) == day + timedelta(days=1)
            assert is_open(day, zone, later, moment) == (same and yesterday_is_open(zone, later))


@pytest.mark.parametrize(
    ("moment", "zone", "day"),
    [
        ("2026-11-29T22:59:59.999+00:00", "Europe/Berlin", "2026-11-29"),
        ("2026-11-29T23:00:00+00:00", "Europe/Berlin", "2026-11-30"),
        ("2026-11-29T23:59:59.999999+00:00", "UTC", "2026-11-29"),
        ("2026-11-29T10:00:00+00:00", "Pacific/Kiritimati", "2026-11-30"),
        ("2026-11-29T10:59:59.999+00:00", "Pacific/Pago_Pago", "2026-11-28"),
        ("2026-11-29T12:00:00+00:00", "No/Such", "2026-11-29"),
    ],
)
def test_the_last_moment_of_a_day_is_in_it(moment: str, zone: str, day: str) -> None:
    assert str(day_in(zone, datetime.fromisoformat(moment))) == day


MOODS = st.lists(st.one_of(st.none(), st.integers(1, 5)), min_size=2, max_size=90)


@law("L6.3")
@given(MOODS)
def test_a_missed_day_is_a_gap_and_never_a_nought(moods: list[int | None]) -> None:
    first = date(2026, 1, 1)
    series = [Daily(first + timedelta(days=n), mood) for n, mood in enumerate(moods)]
    drawn = curve("mood", series, 1, 5)
    assert len(drawn.dots) == sum(mood is not None for mood in moods)
    assert all(TOP <= y <= BOTTOM for _x, y in drawn.dots)
    joined = sum(a is not None and b is not None for a, b in pairwise(moods))
    assert sum(len(points.split()) - 1 for points in drawn.lines) == joined
    assert curve("urge", series, 0, 10).dots == ()
