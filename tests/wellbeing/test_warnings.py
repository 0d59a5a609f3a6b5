"""The rules that warn somebody about themselves, on made-up lives (L6.5). Figures stand in docs/wellbeing.md."""

import statistics
from datetime import date, timedelta

import pytest

from community.wellbeing.warnings import (
    MOOD,
    QUIET_FOR,
    RECENT,
    SILENCE,
    URGE,
    Day,
    look_at,
    own_words_in,
)
from tests.laws import law
from tests.wellbeing.series import BEGINS, ONSET, firings_in

SEEDS = 500


def at(number: int) -> date:
    return BEGINS + timedelta(days=number)


def p95(counts: list[int]) -> int:
    return sorted(counts)[int(len(counts) * 0.95)]


def days(moods: list[int | None], urges: list[int | None] | None = None) -> list[Day]:
    return [
        Day(at(number), mood, urges[number] if urges else None) for number, mood in enumerate(moods)
    ]


@law("L6.5")
def test_a_decline_is_told_within_ten_days() -> None:
    told = [firings_in("declining", ONSET + 10, seed) for seed in range(SEEDS)]
    in_time = sum(any(at(ONSET) <= one.on < at(ONSET + 10) for one in series) for series in told)
    assert in_time / SEEDS >= 0.85


@law("L6.5")
def test_steady_days_are_left_in_peace() -> None:
    told = [
        [one for one in firings_in("steady", ONSET + 60, seed) if one.on >= at(ONSET)]
        for seed in range(SEEDS)
    ]
    counts = [len(series) for series in told]
    assert statistics.median(counts) <= 1
    assert p95(counts) <= 3


@law("L6.5")
def test_who_gets_better_hears_nothing() -> None:
    counts = [
        sum(one.on >= at(14) for one in firings_in("improving", 60, seed)) for seed in range(SEEDS)
    ]
    assert statistics.median(counts) == 0
    assert p95(counts) <= 2


@law("L6.5")
def test_who_checks_in_twice_a_week_is_only_ever_missed() -> None:
    told = [one for seed in range(SEEDS) for one in firings_in("sparse", 88, seed)]
    assert {one.rule for one in told} <= {SILENCE}
    assert len(told) / SEEDS < 1


@law("L6.5")
def test_every_firing_has_the_numbers_it_was_made_from() -> None:
    told = [one for seed in range(100) for one in firings_in("declining", ONSET + 20, seed)]
    assert {one.rule for one in told} == {URGE, MOOD, SILENCE}
    for one in told:
        assert 0 <= one.silent <= RECENT
        if one.rule != SILENCE:
            assert None not in (one.urge, one.urge_before, one.mood, one.mood_before)
        if one.rule == URGE:
            assert one.urge is not None
            assert one.urge_before is not None
            assert one.urge > one.urge_before


@law("L6.5")
def test_a_silence_is_told_once_and_no_sooner_than_it_is_unusual() -> None:
    regular: list[int | None] = [4] * 30
    for run in range(1, 4):
        assert look_at(days(regular + [None] * run)) is None or run >= 3
    found = look_at(days(regular + [None] * 4))
    assert found is not None
    assert (found.rule, found.run) == (SILENCE, 4)
    for run in (5, 13, 14, 15, 40):
        silent = days(regular + [None] * run)
        assert look_at(silent, found.on, found.on) is None
    again = days([*regular, None, None, None, None, 4, *[None] * 12])
    fresh = look_at(again, found.on, found.on)
    assert fresh is not None
    assert (fresh.rule, fresh.run) == (SILENCE, 12)


@law("L6.5")
def test_a_silence_is_told_though_something_else_was_told_in_it() -> None:
    silent = days([4] * 30 + [None] * 12)
    found = look_at(silent, at(30), None)
    assert found is not None
    assert found.rule == SILENCE


@law("L6.5")
def test_one_who_began_lately_is_not_compared() -> None:
    for length in range(15):
        assert look_at(days([5] * min(length, 9) + [1] * max(0, length - 9))) is None
    assert look_at([]) is None
    assert look_at(days([None] * 60)) is None


@law("L6.5")
def test_after_a_warning_there_is_quiet() -> None:
    steady: list[int | None] = [4, 3, 4, 4, 3, 4, 4] * 5
    fallen = days(steady + [1] * 10)
    assert look_at(fallen) is not None
    assert look_at(fallen, fallen[-1].on - QUIET_FOR + timedelta(days=1)) is None
    assert look_at(fallen, fallen[-1].on - QUIET_FOR) is not None


@law("L6.5")
def test_without_urges_mood_is_enough() -> None:
    found = look_at(days([4, 3, 4, 4, 3, 4, 4] * 5 + [1] * 8))
    assert found is not None
    assert found.rule == MOOD
    assert found.urge is None
    assert found.mood is not None
    assert found.mood_before == pytest.approx(3.7, abs=0.2)


@law("L6.5")
@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("I stopped calling people", "stopped calling"),
        ("STOPPED  calling, again", "stopped calling"),
        ("I started calling", ""),
        ("Café again", "cafe"),
        ("decaffeinated", ""),
        ("", ""),
    ],
)
def test_ones_own_words_are_found_as_words(line: str, found: str) -> None:
    assert own_words_in(line, ["", "stopped calling", "cafe"]) == found
