"""Two processes are one site: over PostgreSQL and Redis, and while Redis is away."""

import os
import re
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import gevent
import pytest

from tests.chaos.browser import Browser
from tests.chaos.counts import often
from tests.chaos.forwarder import Forwarder
from tests.chaos.line import Line
from tests.chaos.posting import whole_stream
from tests.chaos.site import Program, Site
from tests.laws import law
from tests.stage import a_postgres_database
from tests.wire import Wire

pytestmark = [pytest.mark.postgres, pytest.mark.redis, pytest.mark.timeout(300)]
MESSAGES = often(200, 5000)


class House:
    """A site of two processes whose Redis can be taken away; each test has people and a room of its own."""

    def __init__(self, site: Site, redis: Forwarder) -> None:
        self.site, self.redis = site, redis
        self.keeper, *self._people = site.people(16, keepers=1)
        self._streams = site.rooms(8)
        site.start()

    def next(self) -> None:
        """A fresh room, and people to whom nothing has happened."""
        self.site.hang_up()
        self.site.stream = self._streams.pop()

    def somebody(self) -> Program:
        """A person whom no other test knows."""
        return self._people.pop()

    def listener(self, person: Program, process: int) -> Wire:
        """Somebody who listens at one of the processes."""
        return self.site.wire(person, process)

    def say(self, wire: Wire, key: str) -> int:
        """Say something; its seq."""
        answer = wire.call(
            "post_message", stream=self.site.stream, body=f"said {key}", key=f"key-{key}"
        )
        assert answer["ok"], answer
        return answer["seq"]


@pytest.fixture(scope="module")
def both_processes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Both processes are up, and the bus carries news between them."""
    with ExitStack() as stack:
        redis, url = a_redis(stack)
        env = {"HEARTH_REDIS_URL": url}
        env["HEARTH_DATABASE_URL"] = stack.enter_context(a_postgres_database())
        site = Site(tmp_path_factory.mktemp("house"), env, processes=2)
        stack.callback(site.kill)
        stack.callback(site.hang_up)
        yield House(site, redis)


def a_redis(stack: ExitStack) -> tuple[Forwarder, str]:
    """The tests' Redis behind a forwarder, and its address."""
    parts = urlsplit(os.environ["HEARTH_TEST_REDIS"])
    redis = Forwarder(parts.hostname or "127.0.0.1", parts.port or 6379)
    stack.callback(redis.cut)
    return redis, f"redis://127.0.0.1:{redis.port}{parts.path}"


@pytest.fixture
def house(both_processes: House) -> Iterator[House]:
    """The house, in a room of its own."""
    both_processes.next()
    yield both_processes
    said = both_processes.site.complaints().splitlines()
    wrong = [line for line in said if line and 'event="bus_' not in line]
    assert wrong == []


def seqs(wire: Wire) -> list[int]:
    """What a listener heard live, in the order of arrival."""
    return [entry["seq"] for entry in wire.entries()]


@law("L4.2")
def test_what_is_said_at_one_is_heard_at_the_other_once_and_in_order(house: House) -> None:
    speaker = house.listener(house.somebody(), 0)
    listener = house.somebody()
    listeners = [house.listener(listener, process) for process in (0, 1)]
    said = [house.say(speaker, f"far-{n:05}") for n in range(MESSAGES)]
    assert said == list(range(1, MESSAGES + 1))
    for wire in listeners:
        wire.hears(lambda w: len(w.entries()) >= MESSAGES, seconds=20)
        assert seqs(wire) == said


@law("L4.2")
def test_two_who_speak_at_both_at_once_make_one_order(house: House) -> None:
    first, second = house.somebody(), house.somebody()
    speakers = [house.listener(person, process) for process, person in enumerate((first, second))]
    said = [
        gevent.spawn(
            lambda w=wire, p=n: [house.say(w, f"both-{p}-{m:04}") for m in range(MESSAGES // 2)]
        )
        for n, wire in enumerate(speakers)
    ]
    gevent.joinall(said, raise_error=True, timeout=60)
    everything = list(range(1, MESSAGES // 2 * 2 + 1))
    assert sorted(seq for one in said for seq in one.value) == everything
    for wire in speakers:
        wire.hears(lambda w: len(w.entries()) >= len(everything), seconds=20)
        assert sorted(seqs(wire)) == everything
    logs = [whole_stream(wire, house.site.stream) for wire in speakers]
    assert logs[0] == logs[1]


@law("L1.6")
def test_signing_out_at_one_closes_the_sockets_at_the_other(house: House) -> None:
    browser = Browser(house.site.servers[0].port)
    browser.sign_in(house.somebody())
    far = Line(house.site.servers[1].port, cookie=browser.cookie)
    near = house.listener(house.somebody(), 0)
    assert far.call("join", stream=house.site.stream)["ok"]
    status, _page = browser.post("/sessions/current/revocation")
    assert status == 303
    far.hears(lambda wire: wire.closed, seconds=2)
    house.say(near, "after-1")
    assert far.entries() == []
    far.close()


@law("L4.7")
def test_a_ban_at_one_is_felt_at_the_other(house: House) -> None:
    far, near = house.listener(house.somebody(), 1), house.listener(house.somebody(), 0)
    mid = far.call("join", stream=house.site.stream)["me"]
    browser = Browser(house.site.servers[0].port)
    browser.sign_in(house.keeper)
    status, page = browser.post(f"/memberships/{mid}/ban", reason="It was the third time.")
    assert status == 303, page
    far.hears(lambda wire: wire.events("evicted"), seconds=2)
    house.say(near, "after-2")
    assert far.entries() == []
    assert far.call("catch_up", stream=house.site.stream, since=0)["error"]["code"] == "not_found"


@law("L4.7")
def test_a_keepers_program_at_one_removes_somebody_at_the_other(house: House) -> None:
    far = house.listener(house.somebody(), 1)
    mid = far.call("join", stream=house.site.stream)["me"]
    keeper = house.listener(house.keeper, 0)
    until = (datetime.now(UTC) + timedelta(hours=1)).isoformat()
    act = {"membership": mid, "until": until, "reason": "Take an hour off."}
    answer = keeper.call("remove_person", stream=house.site.stream, **act)
    assert answer["ok"], answer
    far.hears(lambda wire: wire.events("evicted"), seconds=2)


@law("L1.6")
def test_a_token_revoked_on_the_machine_is_cut_off_everywhere(house: House) -> None:
    person = house.somebody()
    wires = [house.listener(person, process) for process in (0, 1)]
    listed = house.site.hearth("token", "list")
    (number,) = re.findall(rf"^(\d+)\s+{person.handle}\s", listed, re.MULTILINE)
    house.site.hearth("token", "revoke", number)
    for wire in wires:
        wire.hears(lambda w: w.closed, seconds=2)


@law("L4.2")
def test_without_redis_everything_is_acknowledged_and_later_everybody_has_it(house: House) -> None:
    here, there = house.listener(house.somebody(), 0), house.listener(house.somebody(), 1)
    house.say(here, "before-1")
    there.hears(lambda wire: wire.entries())
    house.redis.cut()
    said = [
        house.say(wire, f"away-{n}-{m}") for m in range(10) for n, wire in enumerate((here, there))
    ]
    house.redis.mend()
    for wire in (here, there):
        wire.hears(lambda w: told(w) >= said[-1], seconds=5)
        missed = wire.call("catch_up", stream=house.site.stream, since=0)["entries"]
        assert [entry["seq"] for entry in missed] == list(range(1, said[-1] + 1))
    after = house.say(here, "after-3")
    # said while the other process may still be on its way back to Redis: then `seqs` tells of it
    there.hears(lambda wire: told(wire) >= after, seconds=5)
    missed = there.call("catch_up", stream=house.site.stream, since=said[-1])["entries"]
    assert [entry["seq"] for entry in missed] == [after]


@law("L4.2")
def test_nobody_waits_for_a_redis_that_no_longer_answers(tmp_path: Path) -> None:
    with ExitStack() as stack:
        redis, url = a_redis(stack)
        site = Site(tmp_path, {"HEARTH_REDIS_URL": url, "HEARTH_RATE_LIMITS": "on"})
        stack.callback(site.kill)
        stack.callback(site.hang_up)
        (person,) = site.people(1)
        site.start()
        wire = site.wire(person)
        redis.hang()
        stack.callback(redis.flow)
        for number in range(3):
            packet = {"stream": site.stream, "body": "Hello?", "key": f"key-hanging-{number}"}
            answer = wire.wait(wire.emit("post_message", **packet), seconds=5)
            assert answer["ok"], answer


@law("L4.4")
def test_who_is_at_the_other_process_is_seen_here(house: House) -> None:
    watcher = house.listener(house.somebody(), 0)
    guest = house.site.wire(house.somebody(), 1, joined=False)
    mid = guest.call("join", stream=house.site.stream)["me"]
    watcher.hears(lambda wire: any(mid in came(said) for said in wire.events("presence")))
    assert watcher.events("presence")[-1]["here"] == 2
    guest.close()
    watcher.hears(lambda wire: any(mid in said.get("left", ()) for said in wire.events("presence")))


def came(said: dict) -> list[int]:
    """Who came, by a presence event."""
    return [person["id"] for person in said.get("came", ())]


def told(wire: Wire) -> int:
    """How far a listener knows the stream to be, by entries or by `seqs`."""
    heard = [max(said["streams"].values()) for said in wire.events("seqs")]
    return max([*heard, *seqs(wire)], default=0)
