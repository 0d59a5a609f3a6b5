"""A meeting outlives its server: killed in the middle of a share, or with two processes, it goes on where it was."""

import gevent
import pytest

from tests.chaos.site import Program, Site
from tests.laws import law
from tests.meetings.follower import Follower, told_by_join
from tests.wire import Wire


class Room:
    """A meeting in sharing on a real server: a chair, somebody who speaks, two who wait, and one who only listens."""

    def __init__(self, site: Site) -> None:
        self.site, self.people = site, site.people(5, keepers=1)
        site.evening(self.people[0])
        site.start()
        self.followers = [Follower(site.stream) for _each in self.people]
        self.wires: list[Wire] = []
        self.connect()
        self.ids = [wire.call("join", stream=site.stream)["me"] for wire in self.wires]

    def connect(self) -> None:
        """Everybody comes, or comes back and gets what was missed."""
        self.wires = [self.at(person, n) for n, person in enumerate(self.people)]
        for follower, wire in zip(self.followers, self.wires, strict=True):
            follower.join(wire)

    def at(self, person: Program, number: int) -> Wire:
        """Their socket, at one process or another."""
        return self.site.wire(person, number % len(self.site.servers), joined=False)

    def act(self, who: int, name: str, **data: object) -> int:
        """Somebody does something that succeeds."""
        answer = self.wires[who].call(name, stream=self.site.stream, **data)
        assert answer["ok"], answer
        return answer["seq"]

    def says(self, who: int, words: str) -> str:
        """Somebody says something; "" or the code of the refusal."""
        said = {"body": words, "key": f"key-said-{words.replace(' ', '-')}"}
        answer = self.wires[who].call("post_message", stream=self.site.stream, **said)
        return "" if answer["ok"] else answer["error"]["code"]

    def share(self) -> None:
        """On to sharing; three raise their hands, the first is called, speaks, and is given more time."""
        for part in (-1, 0):
            self.act(0, "next_phase", after=part)
        for who in (1, 2, 3):
            self.act(who, "raise_hand")
        self.act(0, "call_next")
        assert self.says(1, "first half") == ""
        self.act(0, "extend", seconds=120)

    def facts(self, who: int) -> dict:
        """Phase, floor with its timer, chair, queue and votes, as somebody is told who joins now."""
        return told_by_join(self.wires[who], self.site.stream)

    def converges(self) -> None:
        """Everybody who listened or came back knows the same as whoever joins now."""
        told = self.facts(4)
        head = self.wires[4].call("catch_up", stream=self.site.stream, since=0)["seq"]
        for follower, wire in zip(self.followers, self.wires, strict=True):
            wire.hears(lambda _w, f=follower: f.hear() >= head, 10)
            assert {**told, **{k: v for k, v in follower.state.items() if k in told}} == told
        assert len({str(follower.said) for follower in self.followers}) == 1

    def goes_on(self) -> None:
        """Whoever had the floor has it still, and the next gets it."""
        assert self.says(1, "second half") == ""
        assert self.says(2, "too early") == "not_your_turn"
        self.act(1, "end_share", how="done")
        self.act(0, "call_next")
        assert self.says(2, "now") == ""
        self.converges()


@law("L5.4")
@law("L5.7")
@pytest.mark.timeout(300)
def test_a_server_killed_in_a_share_changes_nothing(site: Site) -> None:
    outlives(Room(site))


@law("L5.4")
@pytest.mark.timeout(300)
@pytest.mark.postgres
def test_the_same_meeting_on_postgresql(site: Site) -> None:
    outlives(Room(site))


def outlives(room: Room) -> None:
    """Kill the server three times in one share: everything is as it was, and goes on."""
    room.share()
    before = room.facts(4)
    assert before["floor"]["state"] == "speaking"
    assert before["floor"]["limit_seconds"] == 240 + 120
    for _blow in range(3):
        room.site.kill()
        room.site.start()
        room.connect()
        assert room.facts(4) == before
    room.goes_on()
    room.site.stop()
    assert room.site.complaints() == ""


@law("L5.7")
@pytest.mark.timeout(300)
def test_killing_the_chairs_line_changes_nothing_but_that_it_is_told(site: Site) -> None:
    room = Room(site)
    room.share()
    gevent.sleep(3)  # the server's pulse has seen the chair
    before = room.facts(4)
    room.wires[0].close()
    room.wires[4].hears(lambda w: any(chair["lost"] for chair in chairs(w)), 20)
    after = room.facts(4)
    assert after.pop("chair")["lost"]
    assert after == {name: fact for name, fact in before.items() if name != "chair"}
    assert room.says(1, "still speaking") == ""
    room.wires[0] = site.wire(room.people[0], joined=False)
    room.followers[0].join(room.wires[0])
    room.wires[4].hears(lambda w: chairs(w) and not chairs(w)[-1]["lost"], 20)
    room.goes_on()
    site.stop()
    assert site.complaints() == ""


def chairs(wire: Wire) -> list[dict]:
    """What was told of the chair."""
    return [entry["data"] for entry in wire.entries() if entry["kind"] == "chair_changed"]


@law("L5.5")
@pytest.mark.timeout(300)
@pytest.mark.postgres
@pytest.mark.redis
def test_the_floor_changed_at_one_process_is_obeyed_at_the_other_at_once(site: Site) -> None:
    room = Room(site)
    room.share()
    for turn in range(20):
        holder, other = (1, 2) if turn % 2 == 0 else (2, 1)
        assert room.says(holder, f"my turn {turn}") == ""
        assert room.says(other, f"not mine {turn}") == "not_your_turn"
        room.act(holder, "end_share", how="done")
        room.act(holder, "raise_hand")
        room.act(0, "call", membership=room.ids[other])
    room.converges()
    site.stop()
    assert site.complaints() == ""


@law("L5.4")
@pytest.mark.timeout(300)
@pytest.mark.postgres
@pytest.mark.redis
def test_of_two_processes_one_is_killed_in_a_share(site: Site) -> None:
    room = Room(site)
    room.share()
    before = room.facts(4)
    site.servers[1].kill()
    assert room.facts(4) == before
    site.servers[1].start()
    room.connect()
    assert room.facts(4) == before
    room.goes_on()
