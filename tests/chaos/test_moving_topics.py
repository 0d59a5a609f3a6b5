"""People write in topics while moderators split and merge them; in the end each sees what the reference says."""

import random
from collections.abc import Callable
from contextlib import suppress

import gevent
import pytest
from flask import Flask

from community.actors import OPERATOR
from community.errors import Conflict, Invalid
from community.extensions import db
from community.forums import operations as forums
from community.forums import queries
from community.forums.forms import BoardForm, MergeForm, SplitForm, TopicRules
from community.forums.models import Topic
from community.groups import operations as groups
from community.members import operations as members
from community.rooms.models import Message
from tests.chaos.counts import often
from tests.chaos.posting import whole_stream
from tests.chaos.test_convergence import together
from tests.chaos.view import View
from tests.chaos.walker import Story, Walker
from tests.chaos.world import World, arrivals_in, moves_in
from tests.factories import a_circle, a_person, admit
from tests.forums.stage import a_topic
from tests.laws import law
from tests.wire import Wire

PEOPLE = 6
WALKS = often(10, 300)
STEPS = 14
MOVES = 6


class TopicView(View):
    """A client's view of a topic, from which posts may go."""

    def _post_moved(self, _seq: int, data: dict) -> None:
        self._words.pop(data["message"], None)
        self._reactions.pop(data["message"], None)

    def _room_changed(self, _seq: int, _data: dict) -> None:
        pass


class TopicWalker(Walker):
    """Somebody whose posts may be elsewhere a moment later, or whose topic may."""

    def _say(self) -> None:
        words = self._word()
        answer = self._until_answered("post_message", body=words, key=f"{self._seed}-{words}")
        if self._done(answer):
            self._model.posted(self.who, answer["seq"], words)

    def _remove(self) -> None:
        mine = [seq for seq in self.view.readable() if self.view.author(seq) == self.who]
        if mine:
            seq = self._chance.choice(mine)
            if self._done(self._until_answered("remove_message", message=seq)):
                self._model.removed(seq)

    def _done(self, answer: dict) -> bool:
        if not answer["ok"]:
            assert answer["error"]["code"] == "conflict", answer
            assert answer["error"]["to"]["stream"].startswith("topic:"), answer
        return bool(answer["ok"])


class Table:
    """Two topics, three people at each, a moderator who moves what they write, and a witness."""

    def __init__(self, app: Flask, port: int, seed: int) -> None:
        self._app, self._port, self._seed, self._chance = app, port, seed, random.Random(seed)
        self.circle = circle = a_circle()
        self._people = [admit(a_person(), circle.slug) for _ in range(PEOPLE)]
        self._mids = [circle.mid(person) for person in self._people]
        self.topics = [a_topic(circle.moderator, circle, body="ink9x0").id for _ in range(2)]
        forums.add_board(OPERATOR, circle.group_id, BoardForm("Another board"))
        self.world = World(PEOPLE)
        for topic in self.topics:
            self.world.desk(f"topic:{topic}").posted(PEOPLE, 1, "ink9x0")
        self._faces = {mid: n for n, mid in enumerate([*self._mids, circle.mid(circle.moderator)])}
        self.tokens = [token_of(person) for person in [*self._people, circle.other]]

    def walk(self) -> list[TopicWalker]:
        """Let everybody walk, and the moderator move, at once."""
        walkers = [self._walker(n, self.topics[n % 2]) for n in range(PEOPLE)]
        together([self._move_about, *(lambda one=one: one.walk(STEPS) for one in walkers)])
        return walkers

    def settle(self, walkers: list[TopicWalker]) -> None:
        """Everybody comes to rest; then every topic looks to everybody as the reference says."""
        witness = Wire(self._port, token=self.tokens[-1])
        logs = {f"topic:{topic}": whole_stream(witness, f"topic:{topic}") for topic in self.topics}
        witness.close()
        came = {}
        for stream, entries in logs.items():
            self.world.moves |= moves_in(stream, entries)
            came |= arrivals_in(stream, entries)
        assert came.items() <= self.world.moves.items(), f"walk {self._seed}"
        for stream, entries in logs.items():
            self.world.account_for(stream, entries)
        heads = {stream: len(entries) for stream, entries in logs.items()}
        together([lambda one=one: one.settle(heads[one._stream], ask=False) for one in walkers])
        for walker in walkers:
            self._compare(walker)
            for topic in self.topics:
                self._compare(self._come_late(walker.who, topic, heads[f"topic:{topic}"]))

    def _compare(self, walker: TopicWalker) -> None:
        walker.hang_up()
        expected = self.world.seen_in(walker._stream, walker.who)
        assert walker.view.shown() == expected, (
            f"walk {self._seed}, {walker.who} in {walker._stream}"
        )

    def _come_late(self, who: int, topic: int, head: int) -> TopicWalker:
        late = self._walker(who, topic)
        late.settle(head, ask=True)
        return late

    def _walker(self, who: int, topic: int) -> TopicWalker:
        stream = f"topic:{topic}"
        walker = TopicWalker(
            who, stream, self._faces, self.world.desk(stream),  # type: ignore[arg-type]
            lambda one: Story(self._port, self.tokens[one]), self._block, self._seed + who, 10,
        )  # fmt: skip
        walker.view = TopicView(self._faces)
        return walker

    def _block(self, who: int, whom: int, on: bool) -> None:
        with self._app.app_context():
            act = groups.block_person if on else groups.unblock_person
            act(self._people[who].id, self._mids[whom])

    def _move_about(self) -> None:
        for _move in range(MOVES):
            gevent.sleep(self._chance.random() * 0.1)
            # somebody removed it a moment ago, or there is too little to split
            with self._app.app_context(), suppress(Conflict, Invalid):
                self._chance.choice(DOINGS)(self)
        if self._chance.random() < 0.4:
            with self._app.app_context():
                forums.merge_topic(
                    self.circle.moderator.id, self.topics[0], MergeForm(self.topics[1])
                )

    def _change_board(self) -> None:
        topic = db.session.get_one(Topic, self._chance.choice(self.topics[:2]))
        board = self._chance.choice(queries.boards_of(topic.group_id))
        rules = TopicRules(topic.name, board.id)
        db.session.rollback()
        forums.change_topic(self.circle.moderator.id, topic.id, rules)

    def _split(self) -> None:
        self.topics.append(
            forums.split_topic(self.circle.moderator.id, *self._some(0, name="Apart"))
        )

    def _exchange(self) -> None:
        source, target = self._chance.sample(self.topics[:2], 2)
        forums.split_topic(self.circle.moderator.id, *self._some(source, into=target))

    def _some(self, source: int, **form: object) -> tuple[int, SplitForm]:
        source = source or self._chance.choice(self.topics[:2])
        rows = db.session.query(Message.seq).filter_by(stream_id=source, removed_at=None)
        seqs = [row.seq for row in rows]
        db.session.rollback()
        if len(seqs) < 2:
            raise Invalid({})
        chosen = self._chance.sample(seqs, self._chance.randint(1, len(seqs) - 1))
        later = self._chance.random() < 0.2 and min(chosen) != min(seqs)
        return source, SplitForm(frozenset(chosen), later, **form)  # type: ignore[arg-type]


DOINGS = (Table._split, Table._exchange, Table._exchange, Table._change_board)


def token_of(person: object) -> str:
    """A program's way in."""
    return members.make_token(OPERATOR, person.handle, frozenset({"live"})).secret  # type: ignore[attr-defined]


@pytest.fixture
def lay(app: Flask, port: int) -> Callable[[], Table]:
    """Tables in this process."""
    return lambda: Table(app, port, random.getrandbits(32))


@law("L4.2")
@law("L3.5")
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("tenth", range(10))
def test_everyone_converges_however_posts_are_moved(lay: Callable[[], Table], tenth: int) -> None:
    for _walk in range(WALKS // 10):
        table = lay()
        table.settle(table.walk())


@law("L4.2")
@law("L3.5")
@pytest.mark.timeout(3600)
@pytest.mark.postgres
def test_and_so_they_do_on_postgresql(lay: Callable[[], Table]) -> None:
    for _walk in range(often(2, 50)):
        table = lay()
        table.settle(table.walk())
