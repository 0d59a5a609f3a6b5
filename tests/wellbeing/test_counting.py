"""Counting days: whatever happens, days and chips once there stay, and what is kept is never more than there was."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from community.wellbeing.counting import Course, count, shown_days, why_no_slip
from community.wellbeing.milestones import BY_CODE, MILESTONES, chips_since, full_days, reached_at
from tests.laws import law

ZONES = (
    "UTC", "Europe/Berlin", "America/New_York", "America/Santiago", "America/Havana", "Pacific/Apia",
    "Pacific/Kiritimati", "Pacific/Midway", "Australia/Lord_Howe", "Asia/Kathmandu", "Atlantic/Azores",
)  # fmt: skip
MINUTE = timedelta(minutes=1)
zones = st.sampled_from(ZONES)
wall = datetime.fromisoformat
moments = st.datetimes(wall("2011-01-01"), wall("2030-01-01"), timezones=st.just(UTC))
times = st.none() | st.times().map(lambda at: time(at.hour, at.minute))


def at(text: str) -> datetime:
    """A moment in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@law("L6.1")
@given(
    began=moments, zone=zones, days=st.integers(0, 800), minutes=st.integers(0, 1439), when=times
)
def test_full_days_only_grow_as_time_goes_by(
    began: datetime, zone: str, days: int, minutes: int, when: time | None
) -> None:
    start = datetime.combine(began.astimezone(ZoneInfo(zone)).date(), when or time())
    moment = began + timedelta(days=days, minutes=minutes)
    earlier, later = full_days(start, zone, moment), full_days(start, zone, moment + MINUTE)
    assert earlier <= later <= earlier + 2  # a zone that left a day out has two at once
    by_hours = (moment - began).total_seconds() / 86_400
    assert abs(earlier - by_hours) < 2.1


@law("L6.1")
@pytest.mark.parametrize(
    ("zone", "start", "just_before", "then"),
    [  # spring forward: 23 hours; the hour that comes twice: 25; a time that is skipped
        ("Europe/Berlin", "2026-03-28T12:00", "2026-03-29T09:59:59", "2026-03-29T10:00"),
        ("Europe/Berlin", "2026-10-24T12:00", "2026-10-25T10:59:59", "2026-10-25T11:00"),
        ("Europe/Berlin", "2026-03-28T02:30", "2026-03-29T01:29:59", "2026-03-29T01:30"),
        ("Europe/Berlin", "2026-10-24T02:30", "2026-10-25T00:29:59", "2026-10-25T00:30"),
        ("America/Havana", "2026-03-07T00:00", "2026-03-08T04:59:59", "2026-03-08T05:00"),
        ("Pacific/Apia", "2011-12-28T00:00", "2011-12-29T09:59:59", "2011-12-29T10:00"),
    ],
)
def test_a_day_is_full_when_the_wall_clock_shows_that_time_again(
    zone: str, start: str, just_before: str, then: str
) -> None:
    assert full_days(wall(start), zone, at(just_before)) == 0
    assert full_days(wall(start), zone, at(then)) == 1


@law("L6.1")
def test_nothing_is_taken_back_in_the_hour_that_comes_twice() -> None:
    start = wall("2026-10-24T02:30")
    told = [
        full_days(start, "Europe/Berlin", at("2026-10-25T00:00") + MINUTE * n) for n in range(180)
    ]
    assert told == sorted(told)
    assert (told[0], told[-1]) == (0, 1)


@law("L6.1")
@pytest.mark.parametrize(
    ("start", "code", "day"),
    [
        ("2024-02-29", "years-1", "2025-02-28"), ("2024-02-29", "years-4", "2028-02-29"),
        ("2023-03-01", "years-1", "2024-03-01"), ("2023-02-28", "years-1", "2024-02-28"),
        ("2025-08-31", "months-6", "2026-02-28"), ("2023-08-31", "months-6", "2024-02-29"),
        ("2025-05-31", "months-9", "2026-02-28"), ("2025-11-30", "months-9", "2026-08-30"),
        ("2025-12-02", "days-30", "2026-01-01"), ("2024-02-01", "days-30", "2024-03-02"),
        ("2025-12-31", "days-7", "2026-01-07"),
    ],
)  # fmt: skip
def test_months_and_years_are_those_of_the_calendar(start: str, code: str, day: str) -> None:
    for zone in ZONES[:3]:
        reached = reached_at(BY_CODE[code], wall(start), zone)
        assert reached.astimezone(ZoneInfo(zone)).date() == date.fromisoformat(day)


@law("L6.1")
def test_24_hours_are_24_hours_on_every_day_of_the_year() -> None:
    for day in ("2026-03-28T12:00", "2026-10-24T12:00", "2026-07-01T12:00"):
        start = wall(day)
        began = start.replace(tzinfo=ZoneInfo("Europe/Berlin"))
        reached = reached_at(BY_CODE["hours-24"], start, "Europe/Berlin")
        assert reached - began.astimezone(UTC) == timedelta(hours=24)


@law("L6.1")
@given(start=moments, zone=zones)
def test_milestones_come_one_after_the_other(start: datetime, zone: str) -> None:
    reached = [reached_at(each, start.replace(tzinfo=None), zone) for each in MILESTONES]
    assert reached == sorted(reached)


@law("L6.2")
def test_a_slip_makes_its_own_day_one_that_is_not_kept() -> None:
    days = [date(2026, 1, 1) + timedelta(days=n * 17) for n in range(18)]
    course = Course(date(2026, 1, 1), slips=frozenset(days))
    said = count(course, "UTC", at("2026-11-27T09:00"))
    assert (said.kept, said.total) == (312, 330)
    assert said.this_time == (date(2026, 11, 27) - max(days)).days - 1


@law("L6.2")
def test_a_slip_of_today_takes_nothing_and_tomorrow_is_one_day_on() -> None:
    before = Course(date(2026, 1, 1))
    after = replace(before, slips=frozenset({date(2026, 1, 31)}))
    today, tomorrow = at("2026-01-31T22:00"), at("2026-02-01T22:00")
    assert [count(each, "UTC", today).kept for each in (before, after)] == [30, 30]
    assert (count(after, "UTC", tomorrow).kept, count(after, "UTC", tomorrow).total) == (30, 31)


@law("L6.2")
def test_a_slip_of_long_ago_takes_nothing_back_and_the_count_waits() -> None:
    moment = at("2026-01-31T12:00")
    before = count(Course(date(2026, 1, 1)), "UTC", moment)
    after = Course(
        date(2026, 1, 1),
        None,
        frozenset({date(2026, 1, 5), date(2026, 1, 6)}),
        before.total,
        before.kept,
    )
    told = [count(after, "UTC", moment + timedelta(days=n)) for n in range(4)]
    assert [(one.kept, one.total, one.behind) for one in told] == [
        (30, 30, 2), (30, 31, 1), (30, 32, 0), (31, 33, 0),
    ]  # fmt: skip


@law("L6.2")
def test_a_slip_is_of_a_day_of_its_owner_and_not_of_the_servers() -> None:
    course = Course(date(2026, 1, 31))
    moment = at(
        "2026-01-31T11:30"
    )  # in Auckland it is half past midnight, on the first of February
    assert why_no_slip(course, date(2026, 2, 1), "Pacific/Auckland", moment) == ""
    assert why_no_slip(course, date(2026, 2, 1), "UTC", moment) == "ahead"
    assert why_no_slip(course, date(2026, 1, 30), "UTC", moment) == "before"
    assert why_no_slip(course, date(2026, 1, 31), "UTC", moment) == ""


acts = st.lists(
    st.tuples(
        st.sampled_from(["slip", "wait", "zone", "edit", "unslip", "end"]),
        st.integers(0, 400),
        st.integers(0, 1439),
        zones,
        times,
    ),
    max_size=25,
)


@law("L6.1", "L6.2")
@settings(max_examples=200, deadline=None)
@given(began=moments, zone=zones, when=times, acts=acts)
def test_whatever_happens_days_never_fall(
    began: datetime, zone: str, when: time | None, acts: list
) -> None:
    """As the operations do it: what the clock says is written down before each change."""
    moment = began
    course = Course(began.astimezone(ZoneInfo(zone)).date(), when)
    told = count(course, zone, moment)
    for act, number, minutes, elsewhere, other in acts:
        before = count(course, zone, moment)
        course = replace(course, total_before=before.total, kept_before=before.kept)
        today = moment.astimezone(ZoneInfo(zone)).date()
        outside = shown_days(course, "UTC", moment)
        if act == "slip":
            course = replace(course, slips=course.slips | {today - timedelta(days=number % 40)})
        elif act == "unslip":
            course = replace(course, slips=frozenset(sorted(course.slips)[:-1]))
        elif act == "zone":
            zone = elsewhere
        elif act == "edit":
            course = replace(course, began_on=today - timedelta(days=number), began_at=other)
        elif act == "end":
            course = replace(course, ended=not course.ended)
        else:
            moment += timedelta(days=number, minutes=minutes)
        now = count(course, zone, moment)
        assert now.total >= before.total >= told.total
        assert now.kept >= before.kept >= told.kept
        assert 0 <= now.kept <= now.total
        assert now.this_time >= 0
        assert now.behind >= 0
        if act in ("slip", "unslip"):
            assert shown_days(course, "UTC", moment) == outside
        told = now


@law("L6.1")
@given(start=moments, zone=zones, days=st.integers(0, 3000))
def test_chips_only_grow_while_nothing_is_changed(start: datetime, zone: str, days: int) -> None:
    began, moment = start.replace(tzinfo=None), start + timedelta(days=days)
    sooner = list(chips_since(began, zone, moment))
    later = list(chips_since(began, zone, moment + timedelta(hours=7)))
    assert later[: len(sooner)] == sooner
