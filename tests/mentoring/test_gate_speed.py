"""How the database goes about the gate: by indexes, in few statements, and fast for those who are everywhere (L7.2)."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa

from community.columns import new_id
from community.extensions import db
from community.forums.models import Topic
from community.groups.models import Membership
from community.meetings.models import Meeting, Participation, Sitting
from community.mentoring import queries
from community.operations import operation
from community.realtime.streams import Stream
from community.rooms.models import Message
from tests.factories import Circle
from tests.forums.stage import board_of
from tests.forums.test_plans import explained, statements_of
from tests.laws import law
from tests.mentoring.meeting import DAY, FIRST, HOUR, a_topic_by, they_sat
from tests.quick import quickest

MANY, IN_A_TOPIC = 10_000, 10
FIVE_MILLISECONDS = 0.005


def pair(circle: Circle) -> tuple[int, int]:
    """The regular and the other."""
    return circle.mid(circle.regular), circle.mid(circle.other)


def asks(circle: Circle) -> list[Callable[[], object]]:
    """What is asked about a pair, and about everybody."""
    one, other = pair(circle)
    return [
        lambda: queries.shared_events(one, other),
        lambda: queries.gate_for(one, other),
        lambda: queries.people_met(one, 10),
    ]


def test_no_question_looks_through_a_whole_table(circle: Circle) -> None:
    they_sat(circle, FIRST, FIRST + DAY, FIRST + 14 * DAY)
    a_topic_by(circle, (circle.regular, FIRST), (circle.other, FIRST))
    for ask in asks(circle):
        plans = explained(statements_of(ask))
        assert len(plans) > 5
        assert not [
            plan
            for plan in plans
            if re.match(r"SCAN (?!CONSTANT|held|pairs|met|anon_|written_in|both)", plan)
        ]


def test_what_one_held_is_gone_through_once_not_once_for_each_of_theirs(circle: Circle) -> None:
    they_sat(circle, FIRST, FIRST + DAY, FIRST + 14 * DAY)
    mine, *others = (
        db.session.get_one(Membership, circle.mid(who))
        for who in (circle.regular, circle.other, circle.newcomer)
    )
    for ask in (
        lambda: queries.gates_for(mine, others),
        lambda: queries.people_met(mine.id, 10),
    ):
        plan = [
            step for step in explained(statements_of(ask)) if "held" in step or " theirs " in step
        ]
        assert plan[:2] == ["MATERIALIZE held", "SCAN held"]
        assert plan[2].startswith("SEARCH theirs ")


def test_it_asks_as_often_for_twenty_events_as_for_three(circle: Circle) -> None:
    they_sat(circle, FIRST, FIRST + DAY, FIRST + 14 * DAY)
    few = [len(statements_of(ask)) for ask in asks(circle)]
    they_sat(circle, *(FIRST + day * DAY for day in range(17)))
    for _topic in range(5):
        a_topic_by(
            circle, (circle.regular, FIRST), (circle.other, FIRST), (circle.moderator, FIRST)
        )
    assert [len(statements_of(ask)) for ask in asks(circle)] == few
    assert max(few) <= 16


@operation
def everywhere(circle: Circle, *who: int, apart: bool = False) -> None:
    """These memberships were at 10,000 sittings each and wrote 10,000 posts: together, or never where the other was."""
    meeting = Meeting(
        group_id=circle.group_id, slug="everywhere", name="Everywhere", zone="UTC", minutes=60, rule="",
        created_at=FIRST, changed_at=FIRST,
    )  # fmt: skip
    db.session.add(meeting)
    db.session.flush()
    for them in [(one,) for one in who] if apart else [who]:
        _sat(meeting.id, them)
        _wrote(circle, them)


def _sat(meeting_id: int, who: tuple[int, ...]) -> None:
    dates = [
        (new_id(), FIRST + number * timedelta(seconds=3240 + who[0] % 7)) for number in range(MANY)
    ]
    sittings = [
        {"id": own, "meeting_id": meeting_id, "original_start": at + who[0] % 9973 * timedelta(microseconds=1),
         "starts_at": at, "ends_at": at + HOUR, "fellowship_at": at + HOUR}
        for own, at in dates
    ]  # fmt: skip
    there = [
        {
            "sitting_id": own,
            "membership_id": one,
            "minutes": 50,
            "last_minute": 0,
            "spoke": True,
            "first_at": at,
        }
        for own, at in dates
        for one in who
    ]
    db.session.execute(sa.insert(Sitting), sittings)
    db.session.execute(sa.insert(Participation), there)


def _wrote(circle: Circle, who: tuple[int, ...]) -> None:
    board, topics = board_of(circle), [new_id() for _topic in range(MANY // IN_A_TOPIC)]
    streams = [{"id": topic, "kind": "topic", "seq": 0, "purged_through": 0} for topic in topics]
    about = {
        "group_id": circle.group_id,
        "board_id": board,
        "name": "Tea",
        "created_at": FIRST,
        "last_at": FIRST,
    }
    posts = [
        {"stream_id": topic, "seq": place + 1, "author_id": one, "key": f"{topic}-{place}", "plain": "Tea. " * 40,
         "posted_at": FIRST + number * HOUR / 3, "quotes": 0}
        for number, topic in enumerate(topics)
        for place, one in enumerate(who * IN_A_TOPIC)
    ]  # fmt: skip
    db.session.execute(sa.insert(Stream), streams)
    db.session.execute(sa.insert(Topic), [{"id": topic, **about} for topic in topics])
    db.session.execute(sa.insert(Message), posts)


def fastest(ask: Callable[[], object]) -> float:
    """CPU seconds of the fastest: what neighbours do to the clock is not asked here."""
    return quickest(ask, FIVE_MILLISECONDS, before=db.session.rollback)


@pytest.mark.speed
@pytest.mark.timeout(400)
@law("L7.2")
def test_of_two_who_are_everywhere_it_is_known_in_five_milliseconds(circle: Circle) -> None:
    one, other = pair(circle)
    third, light = circle.mid(circle.moderator), circle.mid(circle.newcomer)
    everywhere(circle, one, other)
    db.session.rollback()
    assert queries.gate_for(one, other).is_open
    for asker, asked in ((one, other), (one, light), (light, one), (third, one)):
        assert fastest(lambda a=asker, b=asked: queries.gate_for(a, b)) < FIVE_MILLISECONDS


@pytest.mark.speed
@pytest.mark.timeout(400)
@law("L7.2")
def test_of_two_who_are_everywhere_but_where_the_other_is_too(circle: Circle) -> None:
    one, other = pair(circle)
    everywhere(circle, one, other, apart=True)
    db.session.rollback()
    assert queries.gate_for(one, other).tally.events == 0
    assert fastest(lambda: queries.gate_for(one, other)) < FIVE_MILLISECONDS
