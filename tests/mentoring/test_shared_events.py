"""Which sittings and topics two people shared: each condition of the law beside its refusal (L7.2)."""

from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest

from community.clock import now
from community.forums import queries as forums
from community.forums.models import Topic
from community.meetings import queries as meetings
from community.mentoring import queries
from community.mentoring.queries import meeting
from community.rooms.models import IMPORTED
from tests.factories import Circle, a_circle, a_message, admit
from tests.laws import law
from tests.mentoring.meeting import (
    DAY,
    FIRST,
    HOUR,
    INSTANT,
    a_sitting,
    a_topic_by,
    changed,
    shared,
    write,
)

A_WEEK = 7 * DAY
MINUTE = timedelta(minutes=1)


@law("L7.2")
@pytest.mark.parametrize(
    ("regular", "other", "counts"),
    [
        ((30, True), (30, True), True),
        ((29, True), (60, True), False),
        ((60, True), (29, True), False),
        ((60, True), (60, False), False),
        ((60, False), (60, True), False),
        ((0, True), (0, True), False),
    ],
)
def test_a_sitting_counts_where_both_stayed_for_half_and_both_said_something(
    circle: Circle, regular: tuple[int, bool], other: tuple[int, bool], counts: bool
) -> None:
    a_sitting(circle, FIRST, {circle.regular: regular, circle.other: other})
    assert shared(circle) == ([("sitting", FIRST)] if counts else [])


@law("L7.2")
@pytest.mark.parametrize(
    ("facts", "minutes", "counts"),
    [
        ({"fellowship_at": None, "closed_at": None}, 60, False),
        ({"fellowship_at": None}, 30, True),
        ({"fellowship_at": FIRST + 20 * MINUTE}, 10, True),
        ({"fellowship_at": FIRST + 20 * MINUTE}, 9, False),
        ({"fellowship_at": FIRST + 21 * MINUTE - INSTANT}, 10, True),
        ({"fellowship_at": FIRST + 21 * MINUTE}, 10, False),
        ({"fellowship_at": FIRST + 21 * MINUTE}, 11, True),
        ({"fellowship_at": FIRST + 3 * HOUR}, 30, True),
        ({"fellowship_at": FIRST + 20 * MINUTE, "began_at": FIRST - 20 * MINUTE}, 19, False),
        ({"fellowship_at": FIRST + 20 * MINUTE, "began_at": FIRST - 20 * MINUTE}, 20, True),
        ({"began_at": FIRST + 20 * MINUTE}, 29, False),
        ({"lounge_since": FIRST + 5 * MINUTE, "began_at": None}, 60, False),
        ({"began_at": None}, 60, True),
        ({"starts_at": FIRST + HOUR, "ends_at": FIRST + 2 * HOUR}, 0, False),
    ],
)
def test_half_of_a_sitting_is_half_of_what_it_took_or_was_meant_to(
    circle: Circle, facts: dict[str, Any], minutes: int, counts: bool
) -> None:
    there = {circle.regular: (minutes, True), circle.other: (minutes, True)}
    a_sitting(circle, FIRST, there, **facts)
    assert bool(shared(circle)) is counts


@law("L7.2")
def test_a_sitting_that_was_moved_counts_at_its_real_time_and_two_at_once_are_two(
    circle: Circle,
) -> None:
    there = {circle.regular: (60, True), circle.other: (60, True)}
    a_sitting(circle, FIRST, there, original_start=FIRST - DAY)
    a_sitting(circle, FIRST + HOUR / 2, there)
    assert shared(circle) == [("sitting", FIRST), ("sitting", FIRST + HOUR / 2)]


@law("L7.2")
@pytest.mark.parametrize(
    ("regular", "other", "at"),
    [
        ((0 * DAY,), (0 * DAY,), 0 * DAY),
        ((0 * DAY,), (A_WEEK,), A_WEEK),
        ((A_WEEK,), (0 * DAY,), A_WEEK),
        ((0 * DAY,), (A_WEEK + INSTANT,), None),
        ((A_WEEK + INSTANT,), (0 * DAY,), None),
        ((INSTANT,), (A_WEEK + INSTANT,), A_WEEK + INSTANT),
        ((0 * DAY, 20 * DAY), (8 * DAY, 14 * DAY), 20 * DAY),
        ((0 * DAY, 20 * DAY), (10 * DAY, 28 * DAY), None),
        ((0 * DAY, 9 * DAY, 30 * DAY), (2 * DAY, 31 * DAY), 2 * DAY),
        ((0 * DAY,), (), None),
    ],
)
def test_a_topic_counts_where_each_wrote_within_seven_days_of_the_other(
    circle: Circle,
    regular: tuple[timedelta, ...],
    other: tuple[timedelta, ...],
    at: timedelta | None,
) -> None:
    theirs = [(circle.regular, FIRST + span) for span in regular]
    a_topic_by(circle, *theirs, *((circle.other, FIRST + span) for span in other))
    assert shared(circle) == ([("topic", FIRST + at)] if at is not None else [])


@law("L7.2")
@pytest.mark.parametrize(
    "changes", [datetime(2026, 3, 29, tzinfo=UTC), datetime(2026, 10, 25, tzinfo=UTC)]
)
def test_seven_days_are_168_hours_over_a_change_of_clocks_too(
    circle: Circle, changes: datetime
) -> None:
    before = changes - 3 * DAY
    a_topic_by(circle, (circle.regular, before), (circle.other, before + 168 * HOUR))
    a_topic_by(circle, (circle.regular, before), (circle.other, before + 168 * HOUR + INSTANT))
    assert shared(circle) == [("topic", before + 168 * HOUR)]


@law("L7.2")
def test_what_was_said_in_a_lounge_does_not_count(circle: Circle) -> None:
    for person in (circle.regular, circle.other):
        write(circle, circle.room_id, person, FIRST)
    assert shared(circle) == []


@law("L7.2")
@pytest.mark.parametrize("gone", [{"removed_at": FIRST, "plain": ""}, {"key": f"{IMPORTED}7"}])
def test_neither_removed_words_nor_such_from_elsewhere_count(
    circle: Circle, gone: dict[str, Any]
) -> None:
    topic_id = a_topic_by(circle, (circle.regular, FIRST))
    write(circle, topic_id, circle.other, FIRST, **gone)
    assert shared(circle) == []
    write(circle, topic_id, circle.other, FIRST + DAY)
    assert shared(circle) == [("topic", FIRST + DAY)]


@law("L7.2")
def test_a_topic_that_nobody_confirmed_yet_does_not_count(circle: Circle) -> None:
    topic_id = a_topic_by(circle, (circle.regular, FIRST), (circle.other, FIRST))
    changed(Topic, topic_id, unconfirmed_since=now())
    assert shared(circle) == []


@law("L7.2")
def test_nobody_shares_anything_with_themself_or_with_somebody_of_another_group(
    circle: Circle,
) -> None:
    there = {circle.regular: (60, True), circle.other: (60, True)}
    a_sitting(circle, FIRST, there)
    a_topic_by(circle, (circle.regular, FIRST), (circle.other, FIRST))
    assert len(shared(circle)) == 2
    mine, elsewhere = circle.mid(circle.regular), a_circle("mill-lane")
    admit(circle.other, elsewhere.slug)
    asks = partial(queries.shared_events, mine)
    assert asks(mine) == asks(elsewhere.mid(circle.other)) == []


@law("L7.2")
def test_a_few_are_a_part_of_all(circle: Circle) -> None:
    for day in range(5):
        a_topic_by(circle, (circle.regular, FIRST + day * DAY), (circle.other, FIRST + day * DAY))
        there = {circle.regular: (60, True), circle.other: (60, True)}
        a_sitting(circle, FIRST + day * DAY, there)
    one, other = circle.mid(circle.regular), circle.mid(circle.other)
    for ask in (meetings.sittings_shared, forums.topics_shared):
        few, many = ask(one, other, 2), ask(one, other)
        assert (len(few.events), few.all, len(many.events), many.all) == (2, False, 5, True)
        assert set(few.events) < set(many.events)


@law("L7.2")
def test_the_lounge_and_short_stays_keep_nobody_from_being_counted(
    circle: Circle, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is looked at first and does not count must not hide what does."""
    monkeypatch.setattr(meeting, "A_FEW", 1)
    for person in (circle.regular, circle.other):
        a_message(person, circle.room_id)
    for day in range(15):
        stay = 60 if day % 7 == 0 else 1
        a_sitting(
            circle, FIRST + day * DAY, {circle.regular: (stay, True), circle.other: (stay, True)}
        )
    assert [at - FIRST for _kind, at in shared(circle)] == [day * DAY for day in (0, 7, 14)]
    gate = queries.gate_for(circle.mid(circle.regular), circle.mid(circle.other))
    assert gate.is_open
    assert gate.tally.events == 3
