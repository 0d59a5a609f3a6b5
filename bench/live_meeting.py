"""A live meeting on a real server: 80 people in sharing, each of whom is called, answers and is done.

Prints how long it took from the chair's "call next" until whoever was called heard of it, until everybody had
heard, and the server's CPU per change of the floor; a table to read, and one line of JSON to keep.
`python -m bench.live_meeting [--people 80] [--pause 0.25]`
"""

import argparse
import json
import os
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import gevent
from gevent import monkey

monkey.patch_socket()
monkey.patch_select()
monkey.patch_time()

from bench.live_room import cpu_of, quantile, report, sync_of  # noqa: E402 -- only after patching
from tests.chaos.line import Line  # noqa: E402
from tests.chaos.site import Program, Site  # noqa: E402
from tests.wire import until  # noqa: E402

CHANGES = 3
"""Of the floor in one turn: called, speaking, free."""


class Attendee(Line):
    """A member's socket, which notes when it heard of each call, and which was its own."""

    def __init__(self, port: int, token: str) -> None:
        self.calls: dict[int, float] = {}
        self.me = 0
        self.mine = 0
        super().__init__(port, token=token)

    def _take(self, opcode: int, payload: bytes) -> None:
        moment = time.perf_counter()
        if payload.startswith(b'42["entry"') and b'"state":"called"' in payload:
            floor = json.loads(payload[2:])[1]["data"]
            self.calls[floor["turn"]] = moment
            if floor["holder"]["id"] == self.me:
                self.mine = floor["turn"]
        else:
            super()._take(opcode, payload)


def measure(site: Site, programs: Sequence[Program], pause: float) -> dict[str, float]:
    """Let everybody come and raise a hand, and call them one after the other."""
    people = [Attendee(site.port, program.token) for program in programs]
    for person in people:
        person.me = act(site, person, "join")["me"]
    chair, members = people[0], people[1:]
    for part in (-1, 0):
        act(site, chair, "next_phase", after=part)
    for member in members:
        act(site, member, "raise_hand")
    gevent.sleep(2)  # presence comes to rest
    cpu, called = cpu_of(site.server.pid), {}
    for turn, member in enumerate(members, 1):
        called[turn] = time.perf_counter()
        act(site, chair, "call_next")
        until(lambda member=member: member.mine)
        act(site, member, "answer_call")
        act(site, member, "end_share", how="done")
        gevent.sleep(pause)
    until(lambda: all(len(person.calls) == len(members) for person in people), 20)
    cpu = cpu_of(site.server.pid) - cpu
    own = [(member.calls[member.mine] - called[member.mine]) * 1000 for member in members]
    everyone = [
        (at - called[turn]) * 1000 for person in people for turn, at in person.calls.items()
    ]
    for person in people:
        person.close()
    return {
        "your_turn_p50_ms": quantile(own, 50),
        "your_turn_p95_ms": quantile(own, 95),
        "everybody_knows_p95_ms": quantile(everyone, 95),
        "floor_changes": len(members) * CHANGES,
        "server_cpu_per_floor_change_ms": round(cpu / len(members) / CHANGES * 1000, 2),
    }


def act(site: Site, person: Line, name: str, **data: object) -> dict:
    """Do something that succeeds; the acknowledgement, whose arrival wakes us at once."""
    answer = person.wait(person.emit(name, stream=site.stream, **data))
    assert answer["ok"], answer
    return answer


def main() -> None:
    """Make the site, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, default=80)
    parser.add_argument("--pause", type=float, default=0.25)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        site = Site(Path(name), {})
        programs = site.people(asked.people, keepers=1)
        site.evening(programs[0])
        site.start()
        try:
            found = measure(site, programs, asked.pause)
        finally:
            site.stop()
        about = {"people": asked.people, "cores": os.cpu_count() or 0}
        load = round(os.getloadavg()[0], 1)
        report({**about, **found, "fsync_p50_ms": sync_of(Path(name)), "load_average": load})


if __name__ == "__main__":
    main()
