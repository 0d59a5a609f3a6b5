"""What is noticed from who wrote when: every boundary, by the clocks of a zone, and against a naive count (L7.10)."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from community.mentoring.oversight import rules
from community.mentoring.oversight.rhythm import due_at, number_due
from community.mentoring.oversight.rules import Walked, Written
from tests.laws import law

MENTEE, MENTOR = 1, 2
NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
HOUR, DAY, SECOND = timedelta(hours=1), timedelta(days=1), timedelta(seconds=1)


def by(*people: int, at: datetime = NOON) -> list[Written]:
    """So they wrote, one a minute."""
    return [Written(who, at + number * timedelta(minutes=1)) for number, who in enumerate(people)]


def at(*moments: datetime) -> list[Written]:
    """Then the mentee wrote."""
    return [Written(MENTEE, moment) for moment in moments]


@law("L7.10")
@pytest.mark.parametrize(
    ("mine", "theirs", "noticed"),
    [(27, 3, False), (28, 2, True), (3, 27, False), (2, 28, True), (30, 0, True), (15, 15, False), (29, 0, False),
     (28, 1, False)],
)  # fmt: skip
def test_over_nine_to_one_is_noticed_and_exactly_that_is_not(
    mine: int, theirs: int, noticed: bool
) -> None:
    assert rules.is_one_sided(by(*[MENTEE] * mine, *[MENTOR] * theirs)) is noticed


@law("L7.10")
def test_only_the_last_thirty_are_looked_at() -> None:
    before, last = [MENTEE] * 100, [MENTEE, MENTOR] * 15
    assert rules.is_one_sided(by(*before)) is True
    assert rules.is_one_sided(by(*before, *last)) is False
    assert rules.is_one_sided(by(*last, *before)) is True


@law("L7.10")
@pytest.mark.parametrize(
    ("nights", "noons", "noticed"), [(24, 6, False), (25, 5, True), (30, 0, True), (29, 0, False)]
)
def test_over_four_in_five_at_night_is_noticed_and_exactly_that_is_not(
    nights: int, noons: int, noticed: bool
) -> None:
    written = at(*[NOON - 9 * HOUR] * nights, *[NOON] * noons)
    assert rules.is_at_night(written, "UTC") is noticed


@law("L7.10")
@pytest.mark.parametrize(
    ("said", "night"),
    [("00:00:00", True), ("04:59:59", True), ("05:00:00", False), ("23:59:59", False)],
)
def test_the_night_is_from_midnight_until_five(said: str, night: bool) -> None:
    moment = datetime.fromisoformat(f"2026-11-02T{said}+00:00")
    assert rules.is_at_night(at(*[moment] * 30), "UTC") is night


@law("L7.10")
def test_it_is_night_by_the_clocks_of_the_mentee() -> None:
    evening_in_new_york = at(*[NOON + 14 * HOUR] * 30)
    assert rules.is_at_night(evening_in_new_york, "UTC") is True
    assert rules.is_at_night(evening_in_new_york, "America/New_York") is False
    assert rules.is_at_night(at(*[NOON - 6 * HOUR] * 30), "America/New_York") is True


@law("L7.10")
@pytest.mark.parametrize(
    ("moment", "night"),
    [
        ("2026-03-29T02:59:59+00:00", True),  # 04:59:59, an hour after the clocks went forward
        ("2026-03-29T03:00:00+00:00", False),
        ("2026-10-25T03:59:59+00:00", True),  # 04:59:59, after they went back
        ("2026-10-25T04:00:00+00:00", False),
        ("2026-10-25T00:30:00+00:00", True),  # 02:30 for the first time, and again an hour later
        ("2026-10-25T01:30:00+00:00", True),
    ],
)
def test_a_change_of_time_moves_the_night_with_the_clocks(moment: str, night: bool) -> None:
    written = at(*[datetime.fromisoformat(moment)] * 30)
    assert rules.is_at_night(written, "Europe/Berlin") is night


@law("L7.10")
@pytest.mark.parametrize(
    ("before_last", "silent", "noticed"),
    [
        ((1, 2, 3), 14 * DAY, True),
        ((1, 2, 3), 14 * DAY - SECOND, False),
        ((1, 2), 30 * DAY, False),
        ((1, 2, 7), 14 * DAY, False),
        ((1, 2, 6.99), 14 * DAY, True),
    ],
)
def test_fourteen_days_of_silence_after_four_in_a_week(
    before_last: tuple[float, ...], silent: timedelta, noticed: bool
) -> None:
    written = at(*sorted(NOON - days * DAY for days in before_last), NOON)
    assert rules.is_silent(written, NOON - 30 * DAY, NOON + silent) is noticed


@law("L7.10")
def test_a_pause_is_reason_enough_to_be_quiet() -> None:
    written, resumed = at(*[NOON - number * HOUR for number in (3, 2, 1, 0)]), NOON + 20 * DAY
    assert rules.is_silent(written, NOON, NOON + 20 * DAY) is True
    assert rules.is_silent(written, resumed, NOON + 33 * DAY) is False
    assert rules.is_silent(written, resumed, NOON + 34 * DAY) is True


def walked(
    lasted: timedelta = 20 * DAY, ago: timedelta = 30 * DAY, parted: bool = True,
    uncomfortable: timedelta | None = None,
) -> Walked:  # fmt: skip
    """A mentorship that ended so long ago, and perhaps was answered uncomfortable so long ago."""
    ended, said = NOON - ago, None if uncomfortable is None else NOON - uncomfortable
    return Walked(ended - lasted, ended, parted, said)


@law("L7.10")
def test_three_of_one_mentor_within_a_year_are_noticed_and_two_are_not() -> None:
    early, odd = walked(), walked(parted=False, uncomfortable=10 * DAY)
    assert rules.are_several([early, early, odd], NOON) is True
    assert rules.are_several([early, odd, walked(parted=False)], NOON) is False
    assert rules.are_several([walked(uncomfortable=DAY), early], NOON) is False


@law("L7.10")
@pytest.mark.parametrize(
    ("one", "counted"),
    [
        (walked(lasted=28 * DAY), True),
        (walked(lasted=28 * DAY + SECOND), False),
        (walked(ago=365 * DAY), True),
        (walked(ago=365 * DAY + SECOND), False),
        (walked(parted=False, uncomfortable=365 * DAY), True),
        (walked(parted=False, uncomfortable=365 * DAY + SECOND), False),
        (Walked(NOON - DAY, None, False, None), False),
        (Walked(NOON - 90 * DAY, None, False, NOON), True),
    ],
)
def test_what_counts_is_early_or_uncomfortable_and_within_a_year(
    one: Walked, counted: bool
) -> None:
    assert rules.counts(one, NOON) is counted


@law("L7.10")
def test_one_is_asked_after_one_two_and_four_weeks_and_then_every_thirty_days() -> None:
    days = [(due_at(NOON, number) - NOON).days for number in range(1, 7)]
    assert days == [7, 14, 28, 58, 88, 118]
    for number in range(1, 40):
        assert number_due(NOON, due_at(NOON, number)) == number
        assert number_due(NOON, due_at(NOON, number) - SECOND) == number - 1


SECONDS = st.integers(0, 365 * 86_400)
MOMENTS = SECONDS.map(lambda seconds: datetime(2026, 1, 1, tzinfo=UTC) + seconds * SECOND)
ZONES = st.sampled_from(
    ["UTC", "Europe/Berlin", "America/St_Johns", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Apia"]
)  # fmt: skip


def naive(written: list[Written], zone: str) -> tuple[bool, bool]:
    """The two counted rules, as somebody would with pencil and paper."""
    last = written[-30:]
    if len(last) < 30:
        return False, False
    counted = Counter(one.by for one in last)
    most = max(counted.values())
    hours = [int(one.at.astimezone(ZoneInfo(zone)).strftime("%H")) for one in last]
    return 30 - most == 0 or most / (30 - most) > 9, sum(h in (0, 1, 2, 3, 4) for h in hours) > 24


@law("L7.10")
@settings(deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from([MENTEE] * 9 + [MENTOR]), MOMENTS), max_size=45), ZONES, st.booleans()
)  # fmt: skip
def test_the_rules_agree_with_a_naive_count(
    said: list[tuple[int, datetime]], zone: str, nightly: bool
) -> None:
    written = [Written(who, _at_night(moment, zone) if nightly else moment) for who, moment in said]
    written.sort(key=lambda one: one.at)
    found = rules.is_one_sided(written), rules.is_at_night(written, zone)
    assert found == naive(written, zone)


def _at_night(moment: datetime, zone: str) -> datetime:
    """Mostly between two and four there, so that both sides of the rule are met."""
    there = moment.astimezone(ZoneInfo(zone))
    return there.replace(hour=there.minute % 6).astimezone(UTC)


@law("L7.10")
@settings(deadline=None)
@given(st.lists(MOMENTS, max_size=12), st.timedeltas(timedelta(0), 40 * DAY))
def test_silence_agrees_with_a_naive_count(moments: list[datetime], later: timedelta) -> None:
    written = at(*sorted(moments))
    moment = (written[-1].at if written else NOON) + later
    lately = [one for one in written if (written[-1].at - one.at).total_seconds() < 7 * 86_400]
    wanted = len(lately) >= 4 and later.total_seconds() >= 14 * 86_400
    assert rules.is_silent(written, written[0].at if written else NOON, moment) is wanted
