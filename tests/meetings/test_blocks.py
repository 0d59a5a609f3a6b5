"""Whom the reader has blocked is "taken" in floor, queue and chair, and nothing else tells who it is (L1.8)."""

import json

import pytest

from community.groups import operations as groups
from community.meetings import operations as meetings
from community.meetings import queries
from tests.factories import Circle, a_message
from tests.laws import law
from tests.meetings.stage import Evening, an_evening, in_sharing
from tests.stage import Browser, Live
from tests.wire import Wire


def names(said: object, circle: Circle) -> bool:
    """Whether something tells of the blocked person."""
    text = json.dumps(said)
    return circle.regular.handle in text or str(circle.mid(circle.regular)) in text


def an_evening_of_the_blocked(circle: Circle) -> Evening:
    """The regular is in the chair, is thanked, waits, and has the floor at the end; before that all was empty."""
    evening = in_sharing(circle, circle.regular)
    for person in (circle.newcomer, circle.regular):
        meetings.raise_hand(person.id, evening.room_id)
    meetings.call_person(circle.regular.id, evening.room_id, circle.mid(circle.regular))
    a_message(circle.regular, evening.room_id, "First words.")
    meetings.thank_person(circle.regular.id, evening.room_id)
    meetings.raise_hand(circle.regular.id, evening.room_id)
    meetings.call_person(circle.regular.id, evening.room_id, circle.mid(circle.regular))
    meetings.raise_hand(circle.other.id, evening.room_id)
    return evening


def catch_up(wire: Wire, evening: Evening) -> list[dict]:
    """The whole log."""
    return wire.call("catch_up", stream=evening.stream, since=0)["entries"]


@law("L1.8")
def test_live_the_floor_the_queue_and_the_chair_are_taken(circle: Circle, live: Live) -> None:
    groups.block_person(circle.other.id, circle.mid(circle.regular))
    evening = an_evening(circle)
    reader, witness = live(circle.other, evening.stream), live(circle.moderator, evening.stream)
    begin_with_the_blocked(circle, evening)
    for wire in (reader, witness):
        wire.hears(lambda w: w.entries() and w.entries()[-1]["seq"] == evening.head())
    kinds = {"floor_changed", "queue_changed", "chair_changed", "member_thanked"}
    assert kinds <= {entry["kind"] for entry in reader.entries() if not entry.get("hidden")}
    assert names(witness.entries(), circle)
    assert not names(reader.heard, circle)
    taken = [
        e["data"] for e in reader.entries() if e["kind"] == "floor_changed" and e["data"]["taken"]
    ]
    assert taken
    assert {floor["holder"] for floor in taken} == {None}


def begin_with_the_blocked(circle: Circle, evening: Evening) -> None:
    """The regular takes the chair, waits, speaks and is thanked."""
    evening.nobody_came()
    blocked, mid = circle.regular.id, circle.mid(circle.regular)
    meetings.take_chair(blocked, evening.room_id)
    for _part in range(2):
        meetings.next_phase(blocked, evening.room_id)
    meetings.raise_hand(blocked, evening.room_id)
    meetings.call_person(blocked, evening.room_id, mid)
    a_message(circle.regular, evening.room_id, "Words")
    meetings.thank_person(blocked, evening.room_id)


@law("L1.8")
def test_catching_up_and_joining_tell_no_more_than_live(circle: Circle, live: Live) -> None:
    evening = an_evening_of_the_blocked(circle)
    reader, witness = live(circle.other), live(circle.newcomer)
    assert names(catch_up(witness, evening), circle)
    groups.block_person(circle.other.id, circle.mid(circle.regular))
    joined = reader.call("join", stream=evening.stream, since=0)
    for e in [*catch_up(reader, evening), *({k: v} for k, v in joined.items())]:
        assert not names(e, circle), e
    assert (joined["floor"]["holder"], joined["floor"]["taken"]) == (None, True)
    assert (joined["chair"]["chair"], joined["chair"]["taken"]) == (None, True)
    shown = [hand["membership"] and hand["membership"]["handle"] for hand in joined["queue"]]
    assert shown == [circle.newcomer.handle, circle.other.handle]


@law("L1.8")
def test_the_queue_keeps_a_place_for_whom_the_reader_blocked(circle: Circle, live: Live) -> None:
    evening = in_sharing(circle, circle.moderator)
    for person in (circle.regular, circle.newcomer):
        meetings.raise_hand(person.id, evening.room_id)
    groups.block_person(circle.other.id, circle.mid(circle.regular))
    joined = live(circle.other).call("join", stream=evening.stream)
    assert [hand["membership"] is None for hand in joined["queue"]] == [True, False]


@law("L1.8")
@pytest.mark.parametrize("blocks", [True, False])
def test_a_refusal_names_whoever_speaks_unless_they_are_blocked(
    circle: Circle, live: Live, as_member: Browser, blocks: bool
) -> None:
    evening = an_evening_of_the_blocked(circle)
    if blocks:
        groups.block_person(circle.other.id, circle.mid(circle.regular))
    reader = live(circle.other, evening.stream)
    refused = reader.call("post_message", stream=evening.stream, body="Me", key="key-refused-1")
    by_form = as_member(circle.other).post(
        f"/rooms/{evening.room_id}/messages", data={"body": "Me", "key": "key-refused-2"}
    )
    assert refused["error"]["code"] == "not_your_turn"
    assert names(refused, circle) is not blocks
    assert (circle.regular.handle in by_form.text) is not blocks


@law("L1.8")
def test_votes_of_the_blocked_have_no_name(circle: Circle, live: Live) -> None:
    evening = in_sharing(circle, circle.moderator)
    meetings.next_phase(circle.moderator.id, evening.room_id)
    meetings.open_motion(circle.moderator.id, evening.room_id, "Shall we?", secret=False)
    (motion,) = queries.motions_of(evening.sitting_id)
    for person in (circle.regular, circle.newcomer):
        meetings.vote(person.id, evening.room_id, motion.id, "yes")
    groups.block_person(circle.other.id, circle.mid(circle.regular))
    reader = live(circle.other, evening.stream)
    meetings.close_motion(circle.moderator.id, evening.room_id, motion.id)
    reader.hears(lambda w: w.entries())
    (closed,) = [entry["data"] for entry in reader.entries() if entry["kind"] == "motion_changed"]
    assert closed["yes"] == 2
    voters = {vote["membership"] and vote["membership"]["handle"] for vote in closed["votes"]}
    assert voters == {None, circle.newcomer.handle}


@law("L1.8")
def test_handing_over_does_not_tell_that_somebody_hides_in_the_room(
    circle: Circle, live: Live
) -> None:
    evening = in_sharing(circle, circle.moderator)
    live(circle.regular, evening.stream)
    live(circle.other, evening.stream)
    groups.block_person(circle.regular.id, circle.mid(circle.moderator))
    chair = live(circle.moderator, evening.stream)
    hidden = chair.call("hand_chair", stream=evening.stream, membership=circle.mid(circle.regular))
    absent = chair.call("hand_chair", stream=evening.stream, membership=circle.mid(circle.newcomer))
    assert hidden["error"]["code"] == "conflict"
    assert absent["error"]["code"] == "forbidden"
    assert chair.call("hand_chair", stream=evening.stream, membership=circle.mid(circle.other))[
        "ok"
    ]
