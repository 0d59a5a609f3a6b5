"""Everybody hears everything in the order in which it was said."""

import random

import gevent
import pytest

from community.realtime.fanout import counters
from community.realtime.fanout.frames import text_frame


def test_a_room_hears_every_sender_in_order(hall):
    listeners = [hall.client("room") for _ in range(8)]
    senders = [hall.client() for _ in range(5)]
    for number in range(20):
        for name, sender in enumerate(senders):
            sender.emit("say", {"text": [name, number]})
    for listener in listeners:
        heard = listener.heard(100)
        for name in range(5):
            assert [number for who, number in heard if who == name] == list(range(20))
    assert len({str(listener.rest) for listener in listeners}) == 1


def test_a_senders_own_message_comes_before_its_acknowledgement(hall):
    sender, _others = hall.client("room"), [hall.client("room") for _ in range(4)]
    for number in range(10):
        sender.emit("say", {"text": number})
    assert sender.heard(20) == [number // 2 for number in range(20)]


def test_what_is_said_to_one_keeps_its_place_among_what_is_said_to_all(hall):
    clients = [hall.client("room") for _ in range(6)]
    sid = hall.sid(clients[0])
    for number in range(0, 30, 3):
        hall.emit(number)
        hall.manager.send_to(sid, "said", number + 1)
        hall.emit(number + 2)
    assert clients[0].heard(30) == list(range(30))
    assert clients[1].heard(20) == [number for number in range(30) if number % 3 != 1]


def test_two_rooms_with_a_common_member_keep_the_order_between_them(hall):
    both = hall.client("one", "two")
    _others = [hall.client("one") for _ in range(4)] + [hall.client("two") for _ in range(4)]
    for number in range(20):
        hall.emit(number, "one" if number % 3 else "two")
    assert both.heard(20) == list(range(20))


def test_what_one_turn_says_to_a_room_is_written_once(hall):
    clients = [hall.client("room") for _ in range(5)]
    gevent.sleep(0.05)
    before = counters.writes, counters.deliveries
    for number in range(10):
        hall.emit(number)
    assert all(client.heard(10) == list(range(10)) for client in clients)
    assert (counters.writes - before[0], counters.deliveries - before[1]) == (5, 50)


def test_rooms_without_a_common_member_are_batched_side_by_side(hall):
    one, two = ([hall.client(room) for _ in range(4)] for room in ("one", "two"))
    gevent.sleep(0.05)
    before = counters.writes
    for number in range(10):
        hall.emit(number, "one")
        hall.emit(number, "two")
    assert all(client.heard(10) == list(range(10)) for client in one + two)
    assert counters.writes - before == 8


def test_a_skipped_reader_gets_its_own_view_in_the_same_place(hall):
    clients = [hall.client("room") for _ in range(6)]
    sids = [hall.sid(client) for client in clients]
    for number in range(10):
        own = {sids[number % 3], sids[3]}
        hall.emit(number, skip_sid=own)
        hall.manager.send_to(own, "said", [number])
    assert clients[0].heard(10) == [[number] if number % 3 == 0 else number for number in range(10)]
    assert clients[3].heard(10) == [[number] for number in range(10)]
    assert clients[4].heard(10) == list(range(10))


@pytest.mark.parametrize("many", [False, True])
def test_skipping_takes_one_name_or_a_list(hall, many):
    skipped, other = hall.client("room"), hall.client("room")
    sid = hall.sid(skipped)
    hall.emit("secret", skip_sid=[sid] if many else sid)
    hall.emit("open")
    assert skipped.heard(1) == ["open"]
    assert other.heard(2) == ["secret", "open"]


def test_whoever_leaves_hears_no_more_and_whoever_enters_hears_from_then_on(hall):
    clients = [hall.client("room") for _ in range(5)]
    late = hall.client()
    leaver, comer = hall.sid(clients[0]), hall.sid(late)
    hall.emit("before")
    hall.server.leave_room(leaver, "room")
    hall.server.enter_room(comer, "room")
    hall.emit("after")
    hall.emit("everybody", None)
    assert clients[0].heard(2) == ["before", "everybody"]
    assert late.heard(2) == ["after", "everybody"]
    assert clients[1].heard(3) == ["before", "after", "everybody"]


def test_a_very_busy_turn_is_sent_in_pieces_and_in_order(hall):
    clients = [hall.client("room") for _ in range(5)]
    words = "x" * 1000
    for number in range(200):
        hall.emit([number, words])
    assert all([n for n, _ in client.heard(200)] == list(range(200)) for client in clients)


def test_many_rooms_in_one_turn_all_hear(hall):
    clients = [hall.client(f"room {number}") for number in range(40)]
    for said in range(3):
        for number in range(40):
            hall.emit([number, said], f"room {number}")
    for number, client in enumerate(clients):
        assert client.heard(3) == [[number, said] for said in range(3)]


def test_a_list_of_rooms_and_a_question_to_one_keep_the_order(hall):
    client, _others = hall.client("one", "two"), [hall.client("one") for _ in range(4)]
    sid, answers = hall.sid(client), []
    hall.emit(1, "one")
    hall.emit(2, ["one", "two"], skip_sid={"nobody"})
    hall.server.emit("said", 3, to=sid, callback=answers.append)
    hall.emit(4, "one")
    assert client.heard(4) == [1, 2, 3, 4]
    client.say('431["yes"]')
    client.call("whoami", {})
    assert answers == ["yes"]


def test_binary_data_is_refused_before_anybody_is_sent_it(hall):
    clients = [hall.client("room") for _ in range(5)]
    sid = hall.sid(clients[0])
    for room in ("room", ["room", "other"], sid):
        with pytest.raises(TypeError):
            hall.emit(b"bytes", room)
    hall.emit("still here")
    assert all(client.heard(1) == ["still here"] for client in clients)


def test_large_frames_say_their_size(hall):
    client = hall.client("room")
    for size in (10, 126, 65535, 65536, 70000):
        hall.emit("x" * size)
        assert client.heard(1) == ["x" * size]
    assert text_frame("x" * 125)[1] == 125


def test_in_a_crowd_that_comes_and_goes_nobody_hears_another_room(hall):
    chance = random.Random(7)
    present, talking = {}, gevent.spawn(_keep_talking, hall)
    for _ in range(120):
        room = f"room {chance.randrange(4)}"
        present[hall.client(room)] = room
        while len(present) > 12:
            leaver = chance.choice(list(present))
            del present[leaver]
            chance.choice([leaver.close, leaver.abort])()
    for client, room in present.items():
        heard = client.heard(10)
        assert {said for said, _number in heard} == {room}
        numbers = [number for _said, number in heard]
        assert numbers == list(range(numbers[0], numbers[0] + 10))
    talking.kill()


def _keep_talking(hall):
    for number in range(100_000):
        for room in range(4):
            hall.emit([f"room {room}", number], f"room {room}")
        gevent.sleep(0.001)
