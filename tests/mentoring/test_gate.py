"""The gate on every boundary (L7.2): exactly three, exactly 14 x 24 hours, by the clock that no wall has."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from community.mentoring.gate import (
    APART,
    NEEDED,
    SITTING,
    TOPIC,
    Missing,
    SharedEvent,
    gate_between,
)
from tests.laws import law

FIRST = datetime(2026, 3, 1, 19, tzinfo=UTC)
INSTANT = timedelta(microseconds=1)
DAY = timedelta(days=1)
FAR = 14 * DAY
EVENTS, TIME = Missing.EVENTS, Missing.TIME


def events(*after: timedelta) -> list[SharedEvent]:
    """Sittings so long after the first."""
    return [SharedEvent(SITTING, number, FIRST + span) for number, span in enumerate(after)]


@law("L7.2")
@pytest.mark.parametrize(
    ("after", "missing"),
    [
        ((), (EVENTS, TIME)),
        ((0 * DAY,), (EVENTS, TIME)),
        ((0 * DAY, FAR), (EVENTS,)),
        ((0 * DAY, FAR - INSTANT), (EVENTS, TIME)),
        ((0 * DAY, 7 * DAY, FAR), ()),
        ((0 * DAY, 0 * DAY, FAR), ()),
        ((FAR, 0 * DAY, 7 * DAY), ()),
        ((0 * DAY, 7 * DAY, FAR - INSTANT), (TIME,)),
        ((0 * DAY, 7 * DAY, FAR + INSTANT), ()),
        ((0 * DAY, 0 * DAY, 0 * DAY), (TIME,)),
        (tuple(DAY * day for day in range(14)), (TIME,)),
        (tuple(DAY * day for day in range(15)), ()),
        ((0 * DAY, 200 * DAY, 1000 * DAY), ()),
    ],
)
def test_it_opens_at_three_events_and_exactly_fourteen_times_24_hours(
    after: tuple[timedelta, ...], missing: tuple[Missing, ...]
) -> None:
    gate = gate_between(events(*after))
    assert (gate.missing, gate.is_open) == (missing, not missing)


@law("L7.2")
def test_its_numbers_are_those_of_the_law() -> None:
    assert (3, timedelta(hours=336)) == (NEEDED, APART)


@law("L7.2")
def test_one_event_told_twice_is_one_and_a_topic_is_as_good_as_a_sitting() -> None:
    twice = [*events(0 * DAY, FAR), *events(0 * DAY, FAR)]
    assert gate_between(twice).missing == (EVENTS,)
    assert gate_between([*twice, SharedEvent(TOPIC, 0, FIRST)]).is_open


@law("L7.2")
def test_two_weeks_on_the_wall_over_a_change_of_clocks_are_an_hour_short() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    spring = [datetime(2026, 3, day, 19, tzinfo=berlin) for day in (15, 22, 29)]
    autumn = [datetime(2026, 10, day, 19, tzinfo=berlin) for day in (11, 18, 25)]
    for evenings, missing, hours in ((spring, (TIME,), 335), (autumn, (), 337)):
        met = [SharedEvent(SITTING, n, at.astimezone(UTC)) for n, at in enumerate(evenings)]
        gate = gate_between(met)
        assert (gate.missing, gate.tally.apart) == (missing, timedelta(hours=hours))


@law("L7.2")
def test_moments_are_the_same_in_whatever_zone_they_are_told() -> None:
    auckland, lima = ZoneInfo("Pacific/Auckland"), ZoneInfo("America/Lima")
    moments = (FIRST.astimezone(auckland), (FIRST + 7 * DAY).astimezone(lima), FIRST + FAR)
    assert gate_between([SharedEvent(TOPIC, n, at) for n, at in enumerate(moments)]).is_open


@law("L7.2")
def test_both_stand_well_there_and_of_the_other_it_is_told_only_past_all_else() -> None:
    enough, little = events(0 * DAY, DAY, FAR), events(0 * DAY)
    assert gate_between(enough, own_standing=False).missing == (Missing.OWN_STANDING,)
    assert gate_between(enough, their_standing=False).missing == (Missing.THEIR_STANDING,)
    assert gate_between(little, their_standing=False) == gate_between(little)
    neither = gate_between(enough, own_standing=False, their_standing=False)
    assert neither.missing == (Missing.OWN_STANDING,)


@law("L7.2")
def test_it_says_from_when_one_more_event_is_far_enough() -> None:
    assert gate_between([]).last_from is None
    assert gate_between(events(DAY, 3 * DAY)).last_from == FIRST + DAY + FAR
