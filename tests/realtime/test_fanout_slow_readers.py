"""A reader who does not read harms nobody else, and nobody is left half a frame."""

import json
import os

import gevent
import pytest

from community.realtime.fanout import counters
from community.realtime.fanout.queue import BACKLOG, Queue
from community.realtime.fanout.turn import FEW
from tests.realtime.conftest import eventually

WORDS = "x" * 4000


def flood(hall, bytes_in_all, room="room"):
    """Say much; returns how many frames."""
    frames = bytes_in_all // len(WORDS)
    for number in range(frames):
        hall.emit([number, WORDS], room)
        if number % 8 == 0:
            gevent.sleep(0)
    return frames


@pytest.mark.parametrize("others", [1, FEW + 2])
def test_a_reader_who_does_not_read_is_cut_off_and_the_others_hear_everything(hall, others):
    readers = [hall.client("room") for _ in range(others)]
    deaf = hall.client("room", buffer=4096)
    sid = hall.sid(deaf)
    heard = [gevent.spawn(lambda reader=reader: reader.heard(3000)) for reader in readers]
    before = counters.cut_off
    frames = flood(hall, 3000 * len(WORDS))
    for listening in heard:
        assert [number for number, _words in listening.get(timeout=30)] == list(range(frames))
    eventually(lambda: sid in hall.left)
    assert counters.cut_off == before + 1
    assert deaf.is_hung_up()


def test_a_reader_who_pauses_gets_every_frame_whole_and_in_order(hall):
    readers = [hall.client("room") for _ in range(FEW + 1)]
    paused = hall.client("room", buffer=4096)
    sid = hall.sid(paused)
    before = counters.refused_writes
    flooding = 0
    while counters.refused_writes == before:
        hall.emit([flooding, WORDS])
        flooding += 1
        gevent.sleep(0)
    for number in range(flooding, flooding + 40):
        hall.emit([number, WORDS])
        hall.manager.send_to(sid, "said", [number, "only you"])
    paused.emit("whoami", {})
    gevent.sleep(0.05)
    heard = paused.heard(flooding + 81)
    assert heard.pop() == sid
    assert [number for number, words in heard if words == WORDS] == list(range(flooding + 40))
    assert [number for number, words in heard if words != WORDS] == list(
        range(flooding, flooding + 40)
    )
    assert all(reader.heard(1) == [[0, WORDS]] for reader in readers)


def test_after_catching_up_a_reader_is_written_directly_again(hall):
    _readers, paused = (
        [hall.client("room") for _ in range(FEW + 1)],
        hall.client("room", buffer=4096),
    )
    before, said = counters.refused_writes, 0
    while counters.refused_writes == before:
        hall.emit(WORDS)
        said += 1
        gevent.sleep(0)
    paused.heard(said)
    sink = hall.manager._connection(hall.sid(paused), "/")
    eventually(lambda: sink._backlog is None)
    hall.emit("quick")
    assert paused.heard(1) == ["quick"]


def test_a_descriptor_is_not_given_back_while_a_room_may_still_name_it(hall):
    _readers = [hall.client("room") for _ in range(FEW + 1)]
    leaving = hall.client("room")
    hall.emit("first")
    gevent.sleep(0.05)
    descriptor = hall.manager._connection(hall.sid(leaving), "/").descriptor
    in_order = []

    def leave(_sid, _reason):
        hall.emit("during")
        in_order.append(os.fstat(descriptor))
        gevent.sleep(0.1)
        in_order.append(os.fstat(descriptor))

    hall.server.on("disconnect", leave)
    leaving.abort()
    eventually(lambda: len(in_order) == 2)
    assert in_order[0] == in_order[1]
    strangers = [hall.client("other") for _ in range(4)]
    hall.emit("for the room only")
    hall.emit("for the others", "other")
    assert all(stranger.heard(1) == ["for the others"] for stranger in strangers)


def test_a_failing_disconnect_handler_leaves_nobody_in_a_room(hall):
    client, others = hall.client("room"), [hall.client("room") for _ in range(FEW + 1)]
    hall.emit("before")

    def fail(_sid, _reason):
        raise RuntimeError

    hall.server.on("disconnect", fail)
    client.abort()
    eventually(lambda: len(hall.server.eio.sockets) == len(others))
    eventually(lambda: len(list(hall.manager.get_participants("/", "room"))) == len(others))
    stranger = hall.client("elsewhere")
    hall.emit("after")
    hall.emit("elsewhere", "elsewhere")
    assert stranger.heard(1) == ["elsewhere"]
    assert others[0].heard(2) == ["before", "after"]


def test_a_flooding_client_is_read_no_further_than_it_is_served(hall):
    served = []

    def slowly(_sid, data):
        gevent.sleep(0.001)
        served.append(data["number"])

    hall.server.on("slowly", slowly)
    flooder = hall.client()
    for number in range(300):
        flooder.emit("slowly", {"number": number})
    gevent.sleep(0.02)
    assert len(served) < 300
    eventually(lambda: len(served) == 300)
    assert served == list(range(300))


def test_a_polling_client_that_never_comes_back_is_cut_off_too(hall):
    class Told:
        binary, packet_type = False, 4

        def encode(self):
            return json.dumps(WORDS)

    queue, before = Queue(), counters.cut_off
    for _ in range(BACKLOG // len(WORDS) + 1):
        queue.put(Told())
    assert counters.cut_off == before + 1
    assert queue.get() is None
    with pytest.raises(gevent.queue.Empty):
        queue.get()
    queue.put(Told())
    with pytest.raises(gevent.queue.Empty):
        queue.get(timeout=0.01)


def test_sending_away_a_polling_client_that_never_comes_back_holds_up_nobody():
    queue = Queue()
    queue.put(None)
    with gevent.Timeout(1):
        queue.join()
