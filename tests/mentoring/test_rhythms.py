"""When a check-in is due: by the mentee's own clock, whatever is done to it (L7.8)."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.mentoring.rhythms import (
    LAST,
    Rhythm,
    day_begins,
    moment_of,
    rhythm_in,
    written,
)
from tests.laws import law

MONDAY = date(2026, 3, 2)
ZONES = (
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Asia/Kathmandu",
)
RHYTHMS = st.one_of(
    st.builds(Rhythm, days=st.lists(st.integers(0, 6), min_size=1, unique=True).map(tuple)),
    st.builds(Rhythm, every=st.integers(1, 30)),
)
BEGINS = datetime(2020, 1, 1, tzinfo=UTC)
DATES = st.dates(date(2020, 1, 1), date(2035, 1, 1))


def wall(moment: datetime, zone: str) -> str:
    """What the clock there shows."""
    return moment.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%d %H:%M")


@law("L7.8")
def test_days_of_the_week() -> None:
    rhythm = Rhythm(days=(0, 3))
    assert [rhythm.is_due(MONDAY + timedelta(days=n), MONDAY) for n in range(7)] == [
        True, False, False, True, False, False, False,
    ]  # fmt: skip
    assert rhythm.next_due(MONDAY + timedelta(days=1), MONDAY) == MONDAY + timedelta(days=3)


@law("L7.8")
def test_every_so_many_days_is_counted_from_the_day_of_the_agreement() -> None:
    rhythm, since = Rhythm(every=3), MONDAY
    assert rhythm.next_due(since, since) == since
    assert rhythm.next_due(since + timedelta(days=1), since) == since + timedelta(days=3)
    assert not rhythm.is_due(since - timedelta(days=3), since)


@law("L7.8")
def test_the_window_is_over_when_the_wall_clock_shows_it_in_summer_and_winter() -> None:
    rhythm = Rhythm(every=1, starts=18 * 60, until=20 * 60)
    for day in (date(2026, 3, 28), date(2026, 3, 29), date(2026, 10, 25)):
        assert wall(rhythm.over_at(day, "Europe/Berlin"), "Europe/Berlin") == f"{day} 20:00"


@law("L7.8")
def test_an_hour_that_is_left_out_is_over_when_it_would_have_been() -> None:
    # in New York 02:30 does not exist on 8 March 2026
    over = moment_of(date(2026, 3, 8), 150, "America/New_York")
    assert wall(over, "America/New_York") == "2026-03-08 03:30"


@law("L7.8")
def test_an_hour_that_comes_twice_is_over_after_the_second() -> None:
    over = moment_of(date(2026, 11, 1), 90, "America/New_York")
    assert over == datetime(2026, 11, 1, 6, 30, tzinfo=UTC)


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25), date(2026, 6, 1)])
def test_a_day_begins_at_its_own_midnight(day: date) -> None:
    assert wall(day_begins(day, "Europe/Berlin"), "Europe/Berlin") == f"{day} 00:00"


@law("L7.8")
@given(rhythm=RHYTHMS, since=DATES, day=DATES)
def test_the_next_day_is_the_first_that_is_due(rhythm: Rhythm, since: date, day: date) -> None:
    found = rhythm.next_due(day, since)
    ahead = max(day, since)
    naive = next(d for n in range(60) if rhythm.is_due(d := ahead + timedelta(days=n), since))
    assert found == naive


@law("L7.8")
@given(
    rhythm=RHYTHMS, since=DATES, zone=st.sampled_from(ZONES), until=st.integers(1, LAST),
    moment=st.integers(0, 15 * 365 * 24 * 60).map(lambda minutes: BEGINS + timedelta(minutes=minutes)),
)  # fmt: skip
def test_the_last_that_is_over_is_what_a_naive_count_finds(
    rhythm: Rhythm, since: date, zone: str, until: int, moment: datetime
) -> None:
    rhythm = Rhythm(rhythm.days, rhythm.every, 0, until)
    today = moment.astimezone(ZoneInfo(zone)).date()
    days = [today - timedelta(days=n) for n in range(45)]
    naive = next(
        (d for d in days if rhythm.is_due(d, since) and moment_of(d, until, zone) <= moment), None
    )
    assert rhythm.newest_over(moment, since, zone) == naive


@given(rhythm=RHYTHMS)
def test_a_rhythm_is_read_as_it_was_written(rhythm: Rhythm) -> None:
    assert rhythm_in(written(rhythm)) == rhythm


def test_without_a_rhythm_nothing_is_due() -> None:
    assert not Rhythm()
    assert Rhythm().next_due(MONDAY, MONDAY) is None
    assert Rhythm().newest_over(datetime.now(UTC), MONDAY, "UTC") is None
