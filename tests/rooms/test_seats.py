"""Rooms that are not for the whole group: for whom they are not, they do not exist (L4.1, L6.7)."""

import re
from datetime import timedelta

import pytest

from community import clock
from community.clock import now
from community.errors import Conflict, HearthError, NotFound
from community.moderation import operations as moderation
from community.moderation.forms import ActForm
from community.registry import RoomKind, registry
from community.rooms.models import HELP, PRIVATE, Room
from community.rooms.operations import close_room, end_seats, give_seat, open_seated_room
from community.rooms.queries import (
    own_groups,
    room_for,
    rooms_of,
    standing_rooms_of,
)
from community.rooms.queries.reporting import message_reported
from community.rooms.queries.seats import who_may_hear
from tests.factories import Circle, a_message
from tests.laws import law
from tests.stage import Browser, Live


def seen(page: str) -> str:
    """A page without what is drawn anew each time."""
    return re.sub(r'nonce="[^"]*"|value="[^"]{60,}"', "", page)


def a_seated_room(circle: Circle, kind: str = PRIVATE) -> int:
    """A room for the regular and the other."""
    two = [circle.mid(circle.regular), circle.mid(circle.other)]
    return open_seated_room(circle.regular.id, circle.group_id, "For two", kind, two)


@law("L4.1")
def test_a_room_with_seats_is_there_for_nobody_else(
    circle: Circle, as_member: Browser, live: Live
) -> None:
    room_id = a_seated_room(circle)
    a_message(circle.regular, room_id, "Between us.")
    assert as_member(circle.other).get(f"/rooms/{room_id}").status_code == 200
    assert live(circle.other).call("join", stream=f"room:{room_id}")["ok"]
    for person in (circle.moderator, circle.newcomer):
        client = as_member(person)
        there, absent = client.get(f"/rooms/{room_id}"), client.get("/rooms/1")
        assert there.status_code == absent.status_code == 404
        assert seen(there.text.replace(str(room_id), "1")) == seen(absent.text)
        assert live(person).call("join", stream=f"room:{room_id}")["error"]["code"] == "not_found"
        with pytest.raises(NotFound):
            message_reported(person.id, f"room:{room_id}/1")
    assert message_reported(circle.other.id, f"room:{room_id}/1").lines


@law("L4.1")
def test_a_room_with_seats_is_in_no_list_of_the_group(circle: Circle) -> None:
    room_id = a_seated_room(circle)
    assert room_id not in {room.id for room in rooms_of(circle.group_id)}
    assert room_id not in {room.id for room in standing_rooms_of(circle.regular.id)}
    (group,) = own_groups(circle.regular.id, frozenset())
    assert [room.id for room in group.rooms] == [circle.room_id]


@law("L4.1")
def test_a_private_room_is_never_widened_and_a_help_room_may_be(circle: Circle) -> None:
    third = circle.mid(circle.newcomer)
    with pytest.raises(Conflict):
        give_seat(a_seated_room(circle), third)
    room_id = a_seated_room(circle, HELP)
    give_seat(room_id, third)
    give_seat(room_id, third)
    assert room_for(circle.newcomer.id, room_id).venue.id == room_id


@law("L4.1")
def test_who_listens_is_looked_at_again_by_seat_and_by_whom_the_kind_admits(circle: Circle) -> None:
    room_id = a_seated_room(circle)
    people = (circle.regular, circle.other, circle.moderator, circle.newcomer)
    pairs = {(person.id, room_id) for person in people} | {(circle.newcomer.id, circle.room_id)}
    seated = {(circle.regular.id, room_id), (circle.other.id, room_id)}
    lounge = {(circle.newcomer.id, circle.room_id)}
    assert who_may_hear(Room, pairs) == seated | lounge
    registry.room_kinds[PRIVATE] = RoomKind(
        admits=lambda member, _room: member == circle.moderator.id
    )
    try:
        assert who_may_hear(Room, pairs) == seated | lounge | {(circle.moderator.id, room_id)}
        assert room_for(circle.moderator.id, room_id)
    finally:
        del registry.room_kinds[PRIVATE]


@law("L4.1")
def test_a_seat_ends_at_its_time_and_a_closed_room_takes_no_words(circle: Circle) -> None:
    room_id = a_seated_room(circle)
    close_room(circle.regular.id, room_id)
    end_seats(room_id, now() + timedelta(days=7))
    with pytest.raises(HearthError):
        a_message(circle.regular, room_id)
    assert room_for(circle.other.id, room_id)
    clock.move(timedelta(days=7))
    with pytest.raises(NotFound):
        room_for(circle.other.id, room_id)


@law("L6.7")
def test_a_mute_of_the_group_keeps_nobody_from_a_help_room(circle: Circle) -> None:
    help_room, for_two = a_seated_room(circle, HELP), a_seated_room(circle)
    form = ActForm("Kind words only.", now() + timedelta(hours=1))
    moderation.mute_person(circle.moderator.id, circle.mid(circle.regular), form)
    with pytest.raises(HearthError):
        a_message(circle.regular, circle.room_id)
    with pytest.raises(HearthError):
        a_message(circle.regular, for_two)
    assert a_message(circle.regular, help_room, "I need somebody.")
