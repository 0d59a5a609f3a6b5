"""Five people do at random whatever people do; in the end each sees exactly what the model says they see."""

import random
from collections.abc import Callable, Iterator

import gevent
import pytest
from flask import Flask

from community.actors import OPERATOR
from community.groups import operations as groups
from community.members import operations as members
from tests.chaos.browser import Browser
from tests.chaos.counts import often
from tests.chaos.model import Model, accounts_for
from tests.chaos.posting import whole_stream
from tests.chaos.proxy import BadLine
from tests.chaos.site import Program, Site
from tests.chaos.walker import Block, Connect, Story, Walker
from tests.factories import Circle, a_group, a_person, a_room, admit
from tests.laws import law
from tests.wire import Wire

PEOPLE = 5
WALKS = often(30, 900)
WALKS_ON_A_BAD_LINE = often(4, 100)
STEPS, STEPS_ON_A_BAD_LINE = 14, 20


class Room:
    """A room with five walkers and a silent witness who blocks nobody."""

    def __init__(self, stream: str, mids: list[int], witness: Wire, seed: int) -> None:
        self.stream, self.witness, self._seed = stream, witness, seed
        self._faces = {mid: n for n, mid in enumerate(mids)}
        self.model = Model(len(mids))

    def walk(self, connect: Connect, block: Block, steps: int, patience: float) -> list[Walker]:
        """Let everybody walk at once, to the end."""
        walkers = [
            Walker(
                n, self.stream, self._faces, self.model, connect, block, self._seed + n, patience
            )
            for n in range(PEOPLE)
        ]
        together([lambda walker=walker: walker.walk(steps) for walker in walkers])
        return walkers

    def settle(self, walkers: list[Walker], ask: bool) -> None:
        """Everybody comes to rest; then everybody sees what the model says, and the log says the same."""
        entries = whole_stream(self.witness, self.stream)
        together([lambda walker=walker: walker.settle(len(entries), ask) for walker in walkers])
        for walker in walkers:
            walker.hang_up()
            assert walker.view.shown() == self.model.seen_by(walker.who), f"walk {self._seed}"
        accounts_for(self.model, entries)


def together(doings: list[Callable[[], None]]) -> None:
    """Do all of it at once; raises what the first to fail raised."""
    greenlets = [gevent.spawn(doing) for doing in doings]
    try:
        for greenlet in greenlets:
            greenlet.get(timeout=120)
    finally:
        gevent.killall(greenlets)


@pytest.fixture
def tables(app: Flask, port: int) -> Iterator[Callable[[int], tuple[Room, Connect, Block]]]:
    """Rooms in this process, each with its people and their ways in."""
    witnesses: list[Wire] = []

    def lay(seed: int) -> tuple[Room, Connect, Block]:
        group_id, slug = a_group()
        circle = Circle(group_id, slug, a_room(slug))
        people = [admit(a_person(), slug) for _ in range(PEOPLE + 1)]
        tokens = [
            members.make_token(OPERATOR, p.handle, frozenset({"live"})).secret for p in people
        ]
        mids = [circle.mid(person) for person in people[:PEOPLE]]

        def block(who: int, whom: int, on: bool) -> None:
            with app.app_context():
                (groups.block_person if on else groups.unblock_person)(people[who].id, mids[whom])

        witnesses.append(Wire(port, token=tokens[-1]))
        room = Room(circle.stream, mids, witnesses[-1], seed)
        return room, lambda who: Story(port, tokens[who]), block

    yield lay
    for witness in witnesses:
        witness.close()


@law("L4.2")
@law("L1.8")
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("tenth", range(10))
def test_everyone_converges_on_what_the_model_says(tables: Callable, tenth: int) -> None:
    for _walk in range(WALKS // 10):
        room, connect, block = tables(random.getrandbits(32))
        room.settle(room.walk(connect, block, STEPS, patience=10), ask=False)


@law("L4.2")
@law("L1.8")
@pytest.mark.timeout(3600)
@pytest.mark.postgres
def test_and_so_they_do_on_postgresql(tables: Callable) -> None:
    for _walk in range(often(3, 100)):
        room, connect, block = tables(random.getrandbits(32))
        room.settle(room.walk(connect, block, STEPS, patience=10), ask=True)


@law("L4.2")
@law("L1.8")
@pytest.mark.timeout(3600)
def test_and_so_they_do_over_a_line_that_drops_delays_and_cuts(site: Site) -> None:
    programs = site.people(PEOPLE + 1)
    streams = site.rooms(WALKS_ON_A_BAD_LINE)
    site.start()
    browsers = [Browser(site.port) for _ in range(PEOPLE)]
    for browser, program in zip(browsers, programs, strict=False):
        browser.sign_in(program)
    mids = [
        site.wire(program).call("join", stream=site.stream)["me"] for program in programs[:PEOPLE]
    ]
    witness = site.wire(programs[-1])
    totals = [0, 0, 0, 0]
    for stream in streams:
        line = BadLine(site.port, seed := random.getrandbits(32))
        room = Room(stream, mids, witness, seed)
        walkers = room.walk(
            way_in(line, programs), form_door(browsers, mids), STEPS_ON_A_BAD_LINE, 1.0
        )
        line.is_bad = False
        room.settle(walkers, ask=True)
        unblock_all(room.model, browsers, mids)
        line.stop()
        found = (line.dropped, line.delayed, line.cut, sum(w.comebacks for w in walkers))
        totals = [sum(pair) for pair in zip(totals, found, strict=True)]
    site.stop()
    assert site.complaints() == ""
    print("\n{} frames dropped, {} delayed, {} cut, {} comebacks".format(*totals))


def way_in(line: BadLine, programs: list[Program]) -> Connect:
    """Through the bad line; None where it broke on the way."""

    def connect(who: int) -> Story | None:
        try:
            return Story(line.port, programs[who].token)
        except (OSError, AssertionError):
            return None

    return connect


def form_door(browsers: list[Browser], mids: list[int]) -> Block:
    """Blocking as the page does it."""

    def block(who: int, whom: int, on: bool) -> None:
        address = f"/memberships/{mids[whom]}/{'block' if on else 'unblock'}"
        status, page = browsers[who].post(address)
        assert status == 303, page

    return block


def unblock_all(model: Model, browsers: list[Browser], mids: list[int]) -> None:
    """Leave nobody blocked for the next walk."""
    for who, blocked in enumerate(model.blocked):
        for whom in blocked:
            form_door(browsers, mids)(who, whom, False)
