"""The queue and the timer of a share (L5.5, L5.6)."""

from datetime import timedelta

import pytest

from community import clock
from community.errors import Conflict
from community.extensions import db
from community.jobs import run_due
from community.meetings import operations as meetings
from community.meetings import queries
from community.meetings.models import Sitting
from community.operations import operation
from community.rooms.models import Message
from tests.factories import Circle, Person, a_message, a_person, admit
from tests.laws import law
from tests.meetings.stage import PARTS, Evening, an_evening, in_sharing
from tests.stage import Live


def raise_hands(evening: Evening, *people: Person) -> None:
    """They raise their hands, one after the other."""
    for person in people:
        meetings.raise_hand(person.id, evening.room_id)


def queue(evening: Evening) -> list[int]:
    """Who waits, in order."""
    db.session.rollback()
    return [hand.membership_id for hand in queries.hands_of(evening.sitting_id)]


def of(circle: Circle, *people: Person) -> list[int]:
    """Their memberships."""
    return [circle.mid(person) for person in people]


@law("L5.5")
def test_second_shares_come_after_all_firsts(circle: Circle) -> None:
    evening = in_sharing(circle, circle.moderator)
    raise_hands(evening, circle.regular)
    meetings.call_next(circle.moderator.id, evening.room_id)
    a_message(circle.regular, evening.room_id)
    meetings.end_share(circle.regular.id, evening.room_id, "done")
    raise_hands(evening, circle.regular, circle.other, circle.newcomer)
    assert queue(evening) == of(circle, circle.other, circle.newcomer, circle.regular)


def shares(circle: Circle, evening: Evening, person: Person) -> None:
    """Somebody speaks for the first time."""
    raise_hands(evening, person)
    meetings.call_next(circle.moderator.id, evening.room_id)
    a_message(person, evening.room_id)
    meetings.end_share(person.id, evening.room_id, "done")


@law("L5.5")
def test_a_first_share_overtakes_no_other_behind_a_second_that_the_chair_moved_up(
    circle: Circle,
) -> None:
    evening, late = in_sharing(circle, circle.moderator), admit(a_person(), circle.slug)
    shares(circle, evening, circle.regular)
    raise_hands(evening, circle.other, circle.newcomer, circle.regular)
    meetings.move_in_queue(circle.moderator.id, evening.room_id, circle.mid(circle.regular), 1)
    raise_hands(evening, late)
    waiting = (circle.regular, circle.other, circle.newcomer, late)
    assert queue(evening) == of(circle, *waiting)


@law("L5.5")
def test_a_first_share_goes_before_a_second_also_where_somebody_was_put_last(
    circle: Circle,
) -> None:
    evening, late = in_sharing(circle, circle.moderator), admit(a_person(), circle.slug)
    shares(circle, evening, circle.regular)
    raise_hands(evening, circle.other, circle.regular)
    meetings.skip_person(circle.moderator.id, evening.room_id, circle.mid(circle.other))
    raise_hands(evening, late)
    assert queue(evening) == of(circle, late, circle.regular, circle.other)


@law("L5.5")
def test_who_passes_has_not_shared(circle: Circle) -> None:
    evening = in_sharing(circle, circle.moderator)
    raise_hands(evening, circle.regular)
    meetings.call_next(circle.moderator.id, evening.room_id)
    meetings.end_share(circle.regular.id, evening.room_id, "pass")
    raise_hands(evening, circle.regular, circle.other)
    assert queue(evening) == of(circle, circle.regular, circle.other)


@law("L5.5")
def test_who_does_not_answer_in_60_seconds_goes_to_the_end_not_out(circle: Circle) -> None:
    evening = in_sharing(circle, circle.moderator)
    raise_hands(evening, circle.regular, circle.other)
    meetings.call_next(circle.moderator.id, evening.room_id)
    clock.move(timedelta(seconds=45))
    run_due()
    assert evening.sitting().holder_id == circle.mid(circle.regular)
    clock.move(timedelta(seconds=15))
    run_due()
    assert evening.sitting().holder_id is None
    assert queue(evening) == of(circle, circle.other, circle.regular)


@law("L5.6")
def test_nobody_who_speaks_is_cut_off(circle: Circle) -> None:
    evening = in_sharing(circle, circle.moderator)
    raise_hands(evening, circle.regular)
    meetings.call_next(circle.moderator.id, evening.room_id)
    meetings.answer_call(circle.regular.id, evening.room_id)
    clock.move(timedelta(minutes=20))
    run_due()
    a_message(circle.regular, evening.room_id, "Still here")
    assert evening.sitting().holder_id == circle.mid(circle.regular)


@law("L5.6")
def test_an_extension_is_told_to_all_and_begins_nothing_anew(circle: Circle, live: Live) -> None:
    evening = in_sharing(circle, circle.moderator)
    raise_hands(evening, circle.regular)
    meetings.call_next(circle.moderator.id, evening.room_id)
    meetings.answer_call(circle.regular.id, evening.room_id)
    reader = live(circle.other, evening.stream)
    before = reader.call("join", stream=evening.stream)["floor"]
    meetings.extend_share(circle.moderator.id, evening.room_id, 60)
    reader.hears(lambda w: w.entries())
    assert reader.entries()[-1]["data"] == {**before, "limit_seconds": before["limit_seconds"] + 60}


@law("L5.6")
def test_a_share_without_limit_gets_none_by_extending_it(circle: Circle) -> None:
    without = tuple({**part, "share_seconds": 0} for part in PARTS)
    evening = an_evening(circle, circle.moderator, without)
    for _part in range(2):
        meetings.next_phase(circle.moderator.id, evening.room_id)
    raise_hands(evening, circle.regular)
    meetings.call_next(circle.moderator.id, evening.room_id)
    with pytest.raises(Conflict):
        meetings.extend_share(circle.moderator.id, evening.room_id, 60)
    assert evening.sitting().limit_seconds == 0


@law("L5.5")
def test_an_exclamation_mark_is_a_hand_only_where_there_is_a_queue(
    circle: Circle, live: Live
) -> None:
    evening = an_evening(circle, circle.moderator)
    wire = live(circle.regular, evening.stream)
    said = wire.call("post_message", stream=evening.stream, body="!", key="key-mark-1")
    assert said["html"]
    meetings.next_phase(circle.moderator.id, evening.room_id)
    opening = wire.call("post_message", stream=evening.stream, body="!", key="key-mark-2")
    assert opening["error"]["code"] == "not_your_turn"
    meetings.next_phase(circle.moderator.id, evening.room_id)
    hands = [
        wire.call("post_message", stream=evening.stream, body=" ! ", key=f"key-mark-{n}")
        for n in (3, 4)
    ]
    assert [hand["position"] for hand in hands] == [1, 1]
    assert db.session.query(Message).filter_by(stream_id=evening.room_id).count() == 1


@law("L5.5")
def test_the_chair_moves_skips_and_lets_newcomers_first(circle: Circle) -> None:
    evening = in_sharing(circle, circle.moderator)
    chair, room_id = circle.moderator.id, evening.room_id
    one, two, new = circle.regular, circle.other, circle.newcomer
    raise_hands(evening, one, two, new)
    meetings.newcomers_first(chair, room_id)
    assert queue(evening) == of(circle, new, one, two)
    meetings.move_in_queue(chair, room_id, circle.mid(two), 1)
    assert queue(evening) == of(circle, two, new, one)
    meetings.skip_person(chair, room_id, circle.mid(two))
    assert queue(evening) == of(circle, new, one, two)
    meetings.call_person(chair, room_id, circle.mid(one))
    meetings.skip_person(chair, room_id, circle.mid(one))
    assert queue(evening) == of(circle, new, two, one)


@law("L5.4")
def test_a_sitting_that_was_missed_or_cancelled_opens_no_more(circle: Circle) -> None:
    evening = an_evening(circle, circle.moderator)
    meetings.close_sitting(evening.sitting_id)
    head = evening.head()
    meetings.open_lobby(evening.sitting_id)
    assert (evening.sitting().state, evening.head()) == ("closed", head)


@law("L5.4")
def test_a_meeting_that_is_on_goes_on_where_its_rule_no_longer_names_the_date(
    circle: Circle,
) -> None:
    evening = in_sharing(circle, circle.moderator)
    another_hour(evening)
    meetings.fill_meetings([evening.sitting().meeting_id])
    assert evening.sitting().state == "running"
    raise_hands(evening, circle.regular)


@operation
def another_hour(evening: Evening) -> None:
    """From now on the meeting begins an hour later."""
    meeting = db.session.get_one(Sitting, evening.sitting_id).meeting
    assert meeting.starts is not None
    meeting.starts += timedelta(hours=1)
