"""The chair: who may take it when, and to whom it is handed; and the door (L5.2, L5.7)."""

from datetime import timedelta

import pytest

from community import clock
from community.errors import Conflict, Forbidden
from community.jobs import run_due
from community.meetings import operations as meetings
from community.meetings import queries
from community.moderation import operations as moderation
from tests.factories import Circle, Person, a_message, a_person, admit
from tests.laws import law
from tests.meetings.stage import REASON, Evening, an_evening, in_sharing
from tests.stage import Live
from tests.wire import until


def pass_time(seconds: int) -> None:
    """Time passes, and what is due is done."""
    clock.move(timedelta(seconds=seconds))
    while run_due():
        pass


def vanishes(circle: Circle, live: Live, chair: Person) -> Evening:
    """A meeting in sharing whose chair was there by socket and is gone; two wait, one speaks."""
    evening = in_sharing(circle, chair)
    wire = live(chair, evening.stream)
    meetings.note_chair_seen(evening.sitting_id, True)
    for person in (circle.other, circle.newcomer, circle.moderator):
        meetings.raise_hand(person.id, evening.room_id)
    meetings.call_next(chair.id, evening.room_id)
    a_message(circle.other, evening.room_id)
    wire.close()
    until(lambda: not queries.listens_here(evening.room_id, circle.mid(chair)))
    meetings.note_chair_seen(evening.sitting_id, False)
    return evening


@law("L5.7")
def test_the_cochair_takes_a_lost_chair_at_once(circle: Circle, live: Live) -> None:
    evening = an_evening(circle, circle.regular, cochair=circle.other)
    wire = live(circle.regular, evening.stream)
    meetings.note_chair_seen(evening.sitting_id, True)
    with pytest.raises(Conflict):
        meetings.take_chair(circle.other.id, evening.room_id)
    wire.close()
    until(lambda: not queries.listens_here(evening.room_id, circle.mid(circle.regular)))
    meetings.take_chair(circle.other.id, evening.room_id)
    assert evening.sitting().chair_id == circle.mid(circle.other)


@law("L5.7")
def test_after_a_minute_a_lost_chair_goes_to_moderators_then_chairs_then_members(
    circle: Circle, live: Live
) -> None:
    chairing = admit(a_person(), circle.slug, "chair")
    evening = vanishes(circle, live, circle.regular)
    in_line = [circle.moderator, chairing, circle.other]
    for minute in range(4):
        for later in in_line[minute:]:
            with pytest.raises(Forbidden):
                meetings.take_chair(later.id, evening.room_id)
        pass_time(60)
    meetings.take_chair(circle.other.id, evening.room_id)
    assert evening.sitting().chair_id == circle.mid(circle.other)


@law("L5.7")
def test_late_in_the_meeting_too_a_member_waits_for_a_chair_whose_line_has_just_dropped(
    circle: Circle, live: Live
) -> None:
    evening = in_sharing(circle, circle.regular)
    wire = live(circle.regular, evening.stream)
    meetings.note_chair_seen(evening.sitting_id, True)
    clock.move(timedelta(minutes=40))
    meetings.note_chair_seen(evening.sitting_id, True)
    wire.close()
    until(lambda: not queries.listens_here(evening.room_id, circle.mid(circle.regular)))
    for person in (
        circle.other,
        circle.moderator,
    ):  # before any process has noted that the line is lost
        with pytest.raises(Forbidden):
            meetings.take_chair(person.id, evening.room_id)
    live(circle.regular, evening.stream)
    meetings.note_chair_seen(evening.sitting_id, True)
    assert evening.sitting().chair_id == circle.mid(circle.regular)


@law("L5.2")
def test_five_minutes_after_the_start_any_member_takes_an_empty_chair(circle: Circle) -> None:
    evening = an_evening(circle)
    clock.move(timedelta(minutes=34, seconds=40))
    with pytest.raises(Forbidden):
        meetings.take_chair(circle.other.id, evening.room_id)
    clock.move(timedelta(seconds=20))
    with pytest.raises(Forbidden):
        meetings.take_chair(circle.newcomer.id, evening.room_id)
    meetings.take_chair(circle.other.id, evening.room_id)
    assert evening.sitting().chair_id == circle.mid(circle.other)


@law("L5.2")
def test_a_chair_who_signed_up_and_never_came_is_not_lost_but_replaced(circle: Circle) -> None:
    evening = an_evening(circle, circle.regular)
    meetings.note_chair_seen(evening.sitting_id, False)
    assert evening.sitting().chair_lost_at is None
    with pytest.raises(Forbidden):
        meetings.take_chair(circle.other.id, evening.room_id)
    clock.move(timedelta(minutes=35))
    meetings.take_chair(circle.other.id, evening.room_id)
    assert evening.sitting().chair_id == circle.mid(circle.other)


@law("L5.2")
def test_where_nobody_takes_the_chair_the_room_is_a_lounge_under_the_welcome(
    circle: Circle, live: Live
) -> None:
    evening = an_evening(circle, circle.regular)
    reader = live(circle.other, evening.stream)
    clock.move(timedelta(minutes=35))
    for _twice in range(2):
        meetings.run_as_lounge(evening.sitting_id)
    reader.hears(lambda w: w.entries() and w.entries()[-1]["kind"] == "reading_pasted")
    assert [entry["kind"] for entry in reader.entries()].count("reading_pasted") == 1
    assert reader.call("post_message", stream=evening.stream, body="Hello", key="key-lounge-1")[
        "ok"
    ]
    meetings.take_chair(circle.regular.id, evening.room_id)
    meetings.next_phase(circle.regular.id, evening.room_id)
    assert evening.sitting().lounge_since is None


@law("L5.7")
def test_two_moderators_do_not_take_the_chair_from_each_other(circle: Circle, live: Live) -> None:
    second = admit(a_person(staff=True), circle.slug, "moderator")
    evening = an_evening(circle)
    live(circle.moderator, evening.stream)
    meetings.take_chair(circle.moderator.id, evening.room_id)
    with pytest.raises(Conflict):
        meetings.take_chair(second.id, evening.room_id)


@law("L5.7")
def test_the_chair_goes_to_nobody_who_is_muted_new_or_not_there(circle: Circle, live: Live) -> None:
    evening = in_sharing(circle, circle.moderator)
    chair = live(circle.moderator, evening.stream)
    for person in (circle.regular, circle.newcomer):
        live(person, evening.stream)
    mute(circle, circle.regular)
    codes = [
        chair.call("hand_chair", stream=evening.stream, membership=circle.mid(person))["error"][
            "code"
        ]
        for person in (circle.regular, circle.newcomer, circle.other)
    ]
    assert codes == ["forbidden", "forbidden", "conflict"]
    live(circle.other, evening.stream)
    assert chair.call("hand_chair", stream=evening.stream, membership=circle.mid(circle.other))[
        "ok"
    ]
    assert chair.call("call_next", stream=evening.stream)["error"]["code"] == "forbidden"


@law("L5.7")
def test_a_closed_door_keeps_out_who_was_not_in(circle: Circle, live: Live) -> None:
    evening = in_sharing(circle, circle.moderator)
    inside, late = live(circle.regular, evening.stream), live(circle.other)
    meetings.lock_joins(circle.moderator.id, evening.room_id, True)
    for event in ("join", "raise_hand", "lower_hand"):
        refused = late.call(event, stream=evening.stream)
        assert refused["error"]["code"] == "forbidden"
    assert late.call("catch_up", stream=evening.stream, since=0)["error"]["code"] == "forbidden"
    assert inside.call("raise_hand", stream=evening.stream)["ok"]
    meetings.end_by_itself(evening.sitting_id)
    said = {"body": "Let me in", "key": "key-closed-door"}
    assert late.call("post_message", stream=evening.stream, **said)["error"]["code"] == "forbidden"
    meetings.close_sitting(evening.sitting_id)
    assert late.call("join", stream=evening.stream)["ok"]


def mute(circle: Circle, person: Person) -> None:
    """Muted in the group."""
    moderation.mute_person(circle.moderator.id, circle.mid(person), REASON)
