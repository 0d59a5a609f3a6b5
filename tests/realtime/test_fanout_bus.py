"""What one process says, the others hear in order; without Redis only news is lost, and nobody is held up."""

import os
import secrets
import time

import gevent
import pytest
from redis import Redis

from community.realtime import bus as buses
from community.realtime.bus import LocalBus, RedisBus
from tests.realtime.conftest import eventually

NOBODY = "redis://127.0.0.1:1/0"


class Process:
    """A process with a bus: what it heard, and how often it was told of a gap."""

    def __init__(self, url, channel=None):
        self.bus, self.heard, self.gaps = RedisBus(url, channel), [], 0
        self.bus.start(self.heard.append, self._gap)

    def _gap(self):
        self.gaps += 1


@pytest.fixture
def url():
    """A Redis to test with."""
    address = os.environ.get("HEARTH_TEST_REDIS")
    if not address:
        if os.environ.get("HEARTH_REQUIRE_ALL") == "1":
            pytest.fail("HEARTH_TEST_REDIS is not set, and everything is required")
        pytest.skip("HEARTH_TEST_REDIS is not set")
    return address


@pytest.fixture
def processes(url):
    """Three processes that hear each other."""
    channel = f"hearth-test-{secrets.token_hex(8)}"
    made = [Process(url, channel) for _ in range(3)]
    with Redis.from_url(url) as admin:
        eventually(lambda: admin.pubsub_numsub(channel)[0][1] == 3)
    yield made
    for process in made:
        process.bus.stop()


def _cut_all_lines(url, processes):
    ours = {f"hearth-{process.bus.process}" for process in processes}
    with Redis.from_url(url) as admin:
        for client in admin.client_list(_type="pubsub"):
            if client["name"] in ours:
                admin.client_kill_filter(_id=client["id"])


@pytest.mark.redis
def test_the_others_hear_everything_in_order_and_the_speaker_nothing(processes):
    speaker, *others = processes
    for number in range(5000):
        speaker.bus.publish({"number": number})
    for other in others:
        eventually(lambda other=other: len(other.heard) == 5000)
        assert [message["number"] for message in other.heard] == list(range(5000))
    assert speaker.heard == []


@pytest.mark.redis
def test_many_greenlets_of_one_process_keep_the_order_in_which_they_spoke(processes):
    speaker, other, _third = processes
    spoken = []

    def speak(name):
        for number in range(50):
            spoken.append([name, number])
            speaker.bus.publish({"said": [name, number]})
            gevent.sleep(0)

    gevent.joinall([gevent.spawn(speak, name) for name in range(20)])
    eventually(lambda: len(other.heard) == 1000)
    assert [message["said"] for message in other.heard] == spoken


@pytest.mark.redis
def test_after_a_broken_line_everybody_learns_that_news_may_be_missing(processes, url):
    speaker, other, third = processes
    _cut_all_lines(url, processes)
    eventually(lambda: all(process.gaps == 1 for process in processes))
    speaker.bus.publish({"news": "flows again"})
    eventually(lambda: other.heard and third.heard)
    assert other.heard == third.heard == [{"news": "flows again"}]


@pytest.mark.redis
def test_a_message_nobody_can_handle_stops_nothing(processes):
    speaker, other, _third = processes
    other.bus._handler = lambda message: other.heard.append(1 / message["number"])
    for number in (0, 2):
        speaker.bus.publish({"number": number})
    eventually(lambda: other.heard == [0.5])


@pytest.mark.redis
def test_the_last_news_of_a_process_that_stops_still_goes_out(processes):
    speaker, other, _third = processes
    speaker.bus.publish({"news": "the last but one"})
    gevent.sleep(0)
    speaker.bus.publish({"news": "goodbye"})
    speaker.bus.stop()
    eventually(lambda: len(other.heard) == 2)
    assert other.heard[1] == {"news": "goodbye"}


def test_publishing_without_redis_neither_raises_nor_waits(monkeypatch):
    monkeypatch.setattr(buses, "FAREWELL", 0.05)
    process = Process(NOBODY)
    gevent.sleep(0.05)
    # who waits does so every time; a busy machine is not busy every time
    assert any(_seconds_to_publish(process) < 0.1 for _round in range(3))
    gevent.sleep(0.3)
    process.bus.stop()
    assert process.heard == []


def _seconds_to_publish(process):
    began = time.monotonic()
    for number in range(100):
        process.bus.publish({"number": number})
    return time.monotonic() - began


def test_publishing_does_not_let_other_greenlets_in():
    bus, ran = RedisBus(NOBODY), []
    gevent.spawn(ran.append, "somebody else")
    for number in range(1000):
        bus.publish({"number": number})
    assert ran == []
    bus.stop()


def test_the_oldest_news_is_dropped_when_too_much_waits(monkeypatch):
    monkeypatch.setattr(buses, "MOST_WAITING", 1000)
    bus = RedisBus(NOBODY)
    for number in range(100):
        bus.publish({"number": number})
    assert bus._bytes <= 1000
    assert bus._waiting[-1].endswith(b'{"number":99}')
    bus.stop()


@pytest.mark.redis
def test_news_that_waited_for_redis_goes_out_in_order_when_it_is_back(processes, monkeypatch):
    speaker, other, _third = processes
    send, broken = speaker.bus._send, [ConnectionError()] * 3

    def send_when_back(batch):
        if broken:
            raise broken.pop()
        send(batch)

    monkeypatch.setattr(speaker.bus, "_send", send_when_back)
    for number in range(600):
        speaker.bus.publish({"number": number})
    eventually(lambda: len(other.heard) == 600)
    assert [message["number"] for message in other.heard] == list(range(600))


def test_a_site_of_one_process_tells_nobody():
    heard = []
    bus = LocalBus()
    bus.start(heard.append)
    bus.publish({"news": "for nobody"})
    bus.stop()
    assert heard == []
