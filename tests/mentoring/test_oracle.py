"""Random evenings and topics: the statements say what the law says, of every pair and from both sides (L7.2)."""

from datetime import datetime, timedelta
from itertools import permutations
from typing import Any

from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from community.clock import now
from community.extensions import db
from community.mentoring import queries
from community.mentoring.queries.meeting import A_FEW
from community.rooms.models import IMPORTED
from tests.factories import Circle, a_circle
from tests.laws import law
from tests.mentoring.meeting import DAY, FIRST, HOUR, INSTANT, a_sitting, a_topic_by, write
from tests.mentoring.oracle import Evening, Talk, is_open, moments_of

PEOPLE = ("regular", "other", "moderator")

moments = st.builds(
    lambda days, hours, more: FIRST + days * DAY + hours * HOUR + more * INSTANT,
    st.sampled_from([0, 1, 7, 14, 15, 30]), st.sampled_from([0, 0, 1, 12]), st.sampled_from([-1, 0, 0, 0, 1]),
)  # fmt: skip
lengths = st.builds(
    lambda minutes, more: minutes * timedelta(minutes=1) + more * INSTANT,
    st.sampled_from([0, 20, 21, 59, 60, 61, 90]), st.sampled_from([-1, 0, 0, 1]),
)  # fmt: skip
attended = st.tuples(
    st.sampled_from([0, 9, 10, 11, 29, 30, 30, 31, 60, 60, 60, 60]),
    st.sampled_from([True, True, True, True, True, False]),
)


@st.composite
def evenings(draw: Any) -> Evening:
    """Somebody was at a meeting that began, took, and ended somehow."""
    starts = draw(moments)
    began = draw(st.sampled_from([None, timedelta(), HOUR / 3, -HOUR / 4]))
    over = draw(st.one_of(lengths, lengths, lengths, st.none()))
    return Evening(
        starts, starts + draw(st.sampled_from([HOUR, HOUR / 2])),
        starts + began if began is not None else None, starts + over if over is not None else None,
        draw(st.sampled_from([False] * 7 + [True])),
        draw(st.dictionaries(st.sampled_from(PEOPLE), attended, min_size=3)),
    )  # fmt: skip


posts = st.tuples(st.sampled_from(PEOPLE), moments, st.sampled_from([True, True, True, False]))
talks = st.builds(Talk, st.lists(posts, min_size=3, max_size=7).map(tuple))
lives = st.lists(st.one_of(evenings(), talks), min_size=5, max_size=12)


def live_through(circle: Circle, events: list[Evening | Talk]) -> None:
    """Write it all down."""
    for number, event in enumerate(events):
        if isinstance(event, Evening):
            there = {circle.people[who]: how for who, how in event.there.items()}
            lounge: datetime | None = event.starts if event.lounge else None
            a_sitting(
                circle, event.starts, there, ends_at=event.ends, began_at=event.began, closed_at=event.over,
                fellowship_at=event.over if number % 2 else None, lounge_since=lounge,
            )  # fmt: skip
            continue
        topic_id = a_topic_by(circle)
        for place, (who, at, counts) in enumerate(event.posts):
            gone = {"removed_at": now()} if place % 2 else {"key": f"{IMPORTED}{topic_id}-{place}"}
            write(circle, topic_id, circle.people[who], at, **({} if counts else gone))


@law("L7.2")
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(lives)
def test_of_random_lives_every_pair_shares_what_the_law_says(
    app: Flask, events: list[Evening | Talk]
) -> None:
    circle = a_circle()
    live_through(circle, events)
    db.session.rollback()
    for one, other in permutations(PEOPLE, 2):
        pair = circle.mid(circle.people[one]), circle.mid(circle.people[other])
        expected = moments_of(events, one, other)
        assert [event.at for event in queries.shared_events(*pair)] == expected
        assert queries.gate_for(*pair).is_open is is_open(expected)


@law("L7.2", "L7.4")
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(lives)
def test_whoever_somebody_has_met_is_whoever_the_gate_is_open_to(
    app: Flask, events: list[Evening | Talk]
) -> None:
    circle = a_circle()
    live_through(circle, [*events, *events[:3], *events[:3]])
    db.session.rollback()
    for one in PEOPLE:
        mine = circle.mid(circle.people[one])
        for_others = {
            circle.mid(circle.people[other]): moments_of(
                [*events, *events[:3], *events[:3]], one, other
            )
            for other in PEOPLE
            if other != one
        }
        expected = {
            who: (len(met), met[0], met[-1]) for who, met in for_others.items() if is_open(met)
        }
        found = queries.people_met(mine, 10)
        tallies = {each.membership_id: each.tally for each in found}
        assert {w: (t.events, t.first, t.last) for w, t in tallies.items()} == expected


@law("L7.2")
def test_where_a_few_do_not_open_it_all_are_looked_at(circle: Circle) -> None:
    """More evenings of one day than are looked at first; the one that opens the gate may be any of them."""
    both = {circle.regular: (60, True), circle.other: (60, True)}
    for _evening in range(A_FEW + 5):
        a_sitting(circle, FIRST, both)
    pair = circle.mid(circle.regular), circle.mid(circle.other)
    assert not queries.gate_for(*pair).is_open
    a_sitting(circle, FIRST + 14 * DAY, both)
    db.session.rollback()
    assert queries.gate_for(*pair).is_open
