"""Two at the same moment in a meeting, on either database."""

from datetime import timedelta

from flask import Flask

from community import clock
from community.errors import Conflict, HearthError
from community.extensions import db
from community.groups import operations as groups
from community.jobs import run_due
from community.meetings import operations as meetings
from community.meetings import queries
from community.meetings.models import Participation
from community.moderation import operations as moderation
from community.rooms import operations as rooms
from community.rooms.forms import MessageForm
from community.rooms.models import NOBODY, Message, Room
from tests.factories import Circle, Person, a_message, a_person, admit
from tests.laws import law
from tests.meetings.stage import REASON, Evening, an_evening, in_sharing
from tests.races import at_once, on_both, refusals


def queue(evening: Evening) -> list[int]:
    """Who waits, in order."""
    db.session.rollback()
    return [hand.membership_id for hand in queries.hands_of(evening.sitting_id)]


def called(circle: Circle) -> Evening:
    """A meeting in sharing, in which the regular was just called and another waits."""
    evening = in_sharing(circle, circle.moderator)
    for person in (circle.regular, circle.other):
        meetings.raise_hand(person.id, evening.room_id)
    meetings.call_next(circle.moderator.id, evening.room_id)
    return evening


@law("L5.7")
@on_both
def test_of_two_who_take_the_chair_in_the_same_instant_one_has_it(
    app: Flask, circle: Circle, database: str
) -> None:
    evening = an_evening(circle, circle.regular, cochair=circle.other)
    taking = [circle.regular.id, circle.other.id] * 2
    evening.nobody_came()
    found = at_once(
        app, *(lambda who=who: meetings.take_chair(who, evening.room_id) for who in taking)
    )
    assert refusals(found, Conflict) == 2
    assert evening.sitting().chair_id in (circle.mid(circle.regular), circle.mid(circle.other))


@law("L5.5")
@on_both
def test_twenty_hands_raised_at_once_make_one_queue(
    app: Flask, circle: Circle, database: str
) -> None:
    evening = in_sharing(circle, circle.moderator)
    people = [admit(a_person(), circle.slug) for _number in range(20)]
    found = at_once(
        app, *(lambda who=who: meetings.raise_hand(who.id, evening.room_id) for who in people)
    )
    assert sorted(hand.position for hand in found) == list(range(1, 21))
    by_place = sorted(zip(found, people, strict=True), key=lambda pair: pair[0].position)
    assert queue(evening) == [circle.mid(person) for _hand, person in by_place]


@law("L5.5")
@on_both
def test_one_hand_raised_twice_at_once_is_one_hand(
    app: Flask, circle: Circle, database: str
) -> None:
    evening = in_sharing(circle, circle.moderator)
    raising = [lambda: meetings.raise_hand(circle.regular.id, evening.room_id)] * 3
    found = at_once(app, *raising)
    assert {hand.position for hand in found} == {1}
    assert len(queue(evening)) == 1


@law("L5.5")
@on_both
def test_who_answers_in_the_sixtieth_second_speaks_or_waits_but_never_both(
    app: Flask, circle: Circle, database: str
) -> None:
    evening = called(circle)
    clock.move(timedelta(seconds=60))
    found = at_once(app, run_due, lambda: meetings.answer_call(circle.regular.id, evening.room_id))
    regular, other = circle.mid(circle.regular), circle.mid(circle.other)
    if isinstance(found[1], HearthError):
        assert (evening.sitting().holder_id, queue(evening)) == (None, [other, regular])
    else:
        assert (evening.sitting().holder_id, queue(evening)) == (regular, [other])


@law("L5.7")
@on_both
def test_going_on_pressed_twice_goes_on_once(app: Flask, circle: Circle, database: str) -> None:
    evening = in_sharing(circle, circle.moderator)
    pressing = [lambda: meetings.next_phase(circle.moderator.id, evening.room_id, after=1)] * 2
    found = at_once(app, *pressing)
    assert refusals(found, Conflict) == 1
    assert evening.sitting().phase == 2


@law("L5.7")
@on_both
def test_the_next_called_by_two_keys_is_one_person(
    app: Flask, circle: Circle, database: str
) -> None:
    evening = in_sharing(circle, circle.moderator)
    meetings.raise_hand(circle.regular.id, evening.room_id)
    calling = [lambda: meetings.call_next(circle.moderator.id, evening.room_id)] * 2
    found = at_once(app, *calling)
    assert refusals(found, Conflict) == 1
    assert evening.sitting().holder_id == circle.mid(circle.regular)


@law("L5.4")
@on_both
def test_nothing_is_said_after_a_meeting_was_closed(
    app: Flask, circle: Circle, database: str
) -> None:
    evening = an_evening(circle, circle.moderator)
    talking = [
        lambda n=n: rooms.post_message(
            circle.regular.id, f"room:{evening.room_id}", MessageForm.parse({"body": "Bye", "key": f"bye-{n:08}"})
        )
        for n in range(10)
    ]  # fmt: skip
    closing = [lambda: meetings.close_sitting(evening.sitting_id)] * 2
    found = at_once(app, *talking[:5], *closing, *talking[5:])
    codes = {refusal.code for refusal in found if isinstance(refusal, HearthError)}
    assert codes <= {"not_your_turn"}
    said = db.session.query(Message).filter_by(stream_id=evening.room_id).count()
    assert said == sum(isinstance(result, rooms.Posted) for result in found)
    assert db.session.get_one(Room, evening.room_id).speaker == NOBODY
    assert evening.closings() == 1


@law("L5.5")
@on_both
def test_who_leaves_while_they_are_called_leaves_the_floor_free(
    app: Flask, circle: Circle, database: str
) -> None:
    evening = in_sharing(circle, circle.moderator)
    meetings.raise_hand(circle.regular.id, evening.room_id)
    at_once(
        app,
        lambda: groups.leave_group(circle.regular.id, circle.slug),
        lambda: meetings.call_next(circle.moderator.id, evening.room_id),
        lambda: meetings.raise_hand(circle.regular.id, evening.room_id),
    )
    assert (evening.sitting().holder_id, queue(evening)) == (None, [])


@law("L4.7")
@on_both
def test_who_is_muted_while_they_raise_their_hand_has_it_down(
    app: Flask, circle: Circle, database: str
) -> None:
    evening = in_sharing(circle, circle.moderator)
    mid = circle.mid(circle.regular)
    at_once(
        app,
        lambda: meetings.raise_hand(circle.regular.id, evening.room_id),
        lambda: moderation.mute_person(circle.moderator.id, mid, REASON),
        lambda: meetings.raise_hand(circle.regular.id, evening.room_id),
    )
    assert queue(evening) == []


@law("L5.10")
@on_both
def test_votes_cast_at_once_are_all_counted_once(app: Flask, circle: Circle, database: str) -> None:
    evening = in_sharing(circle, circle.moderator)
    meetings.next_phase(circle.moderator.id, evening.room_id)
    meetings.open_motion(circle.moderator.id, evening.room_id, "Shall we?", secret=True)
    (motion,) = queries.motions_of(evening.sitting_id)
    voters: list[Person] = [circle.regular, circle.other, circle.newcomer, circle.regular]
    found = at_once(
        app,
        *(
            lambda who=who: meetings.vote(who.id, evening.room_id, motion.id, "yes")
            for who in voters
        ),
    )
    assert refusals(found, Conflict) == 1
    db.session.refresh(motion)
    assert motion.yes == 3


@law("L5.11")
@on_both
def test_words_said_at_once_make_one_row_of_participation(
    app: Flask, circle: Circle, database: str
) -> None:
    evening = an_evening(circle, circle.moderator)
    at_once(app, *(lambda: a_message(circle.regular, evening.room_id) for _number in range(4)))
    assert db.session.query(Participation).filter_by(sitting_id=evening.sitting_id).count() == 1
