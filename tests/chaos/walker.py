"""One person of a random walk: says, edits, removes, reacts, blocks, vanishes and comes back."""

import itertools
import json
import random
from collections.abc import Callable

import gevent

from tests.chaos.line import Line
from tests.chaos.model import Model
from tests.chaos.view import View, writers_in

REACTIONS = ("with_you", "thank_you", "me_too", "well_said", "thinking_of_you")
CHANCES = {
    "say": 38,
    "edit": 12,
    "remove": 6,
    "react": 20,
    "block_one": 6,
    "unblock": 6,
    "vanish": 12,
}
RETURNING = 60
"""Seconds in which a client must get through again."""

Connect = Callable[[int], "Story | None"]
Block = Callable[[int, int, bool], None]


class Story(Line):
    """A line that keeps events and answers in the one order in which they came."""

    def __init__(self, port: int, token: str | None = None) -> None:
        self.story: list[tuple[str, object, dict]] = []
        super().__init__(port, token)

    def _take(self, opcode: int, payload: bytes) -> None:
        known, heard = set(self.answers), len(self.heard)
        super()._take(opcode, payload)
        self.story += [("event", name, data) for name, data in self.heard[heard:]]
        self.story += [("answer", n, self.answers[n]) for n in self.answers.keys() - known]


class Walker:
    """A member with one socket, seen from the client's side. `patience`: seconds for an answer."""

    def __init__(
        self, who: int, stream: str, faces: dict[int, int], model: Model, connect: Connect, block: Block,
        seed: int, patience: float,
    ) -> None:  # fmt: skip
        self.who, self._stream, self._model = who, stream, model
        self._connect, self._block, self._patience = connect, block, patience
        self._seed, self._chance = seed, random.Random(seed)
        self._numbers = itertools.count(1)
        self.view = View(faces)
        self._line: Story | None = None
        self._read = self._epoch = self.comebacks = 0
        self._asked: dict[int, int] = {}
        self._live: set[int] = set()
        self._shut: set[int] = set()
        self._is_stale = self._wants_join = False

    def walk(self, steps: int) -> None:
        """Act at random so many times, each until it was acknowledged."""
        for _step in range(steps):
            self._stay_current()
            (act,) = self._chance.choices(list(CHANCES), list(CHANCES.values()))
            getattr(self, f"_{act}")()

    def settle(self, head: int, ask: bool) -> None:
        """Come to know everything up to `head`; with `ask` also what no frame announced."""
        with gevent.Timeout(
            RETURNING, AssertionError(f"{self.who} stays at {self.view.applied} of {head}")
        ):
            while self.view.applied < head or self._wants_join or self._is_stale:
                self._stay_current()
                if ask and self.view.applied < head:
                    self._catch_up()
                gevent.sleep(0.005)
        self._digest()

    def hang_up(self) -> None:
        """Close the socket."""
        if self._line is not None:
            self._line.close()

    def _say(self) -> None:
        words = self._word()
        answer = self._until_answered("post_message", body=words, key=f"{self._seed}-{words}")
        self._model.posted(self.who, answer["seq"], words)

    def _edit(self) -> None:
        mine = [seq for seq in self.view.readable() if self.view.author(seq) == self.who]
        if mine:
            seq, words = self._chance.choice(mine), self._word()
            if self._until_answered("edit_message", message=seq, body=words)["ok"]:
                self._model.edited(seq, words)

    def _remove(self) -> None:
        mine = [seq for seq in self.view.readable() if self.view.author(seq) == self.who]
        if mine:
            seq = self._chance.choice(mine)
            assert self._until_answered("remove_message", message=seq)["ok"]
            self._model.removed(seq)

    def _react(self) -> None:
        readable = self.view.readable()[-6:]
        if readable:
            seq, reaction = self._chance.choice(readable), self._chance.choice(REACTIONS)
            on = self._chance.random() < 0.7
            answer = self._until_answered("react", message=seq, reaction=reaction, on=on)
            if answer["ok"]:
                self._model.reacted(self.who, seq, reaction, on)
            else:
                assert answer["error"]["code"] == "conflict", answer  # removed a moment ago

    def _block_somebody(self, whom: int, on: bool) -> None:
        if not on:
            self._shut.discard(whom)
        self._digest()
        before = self._epoch
        self._block(self.who, whom, on)
        (self._model.blocked[self.who].add if on else self._model.blocked[self.who].discard)(whom)
        self._is_stale = True
        self._await_reset(before)

    def _block_one(self) -> None:
        everyone = set(range(len(self._model.blocked)))
        if others := sorted(everyone - self._model.blocked[self.who] - {self.who}):
            self._block_somebody(self._chance.choice(others), True)

    def _unblock(self) -> None:
        if blocked := sorted(self._model.blocked[self.who]):
            self._block_somebody(self._chance.choice(blocked), False)

    def _vanish(self) -> None:
        self.hang_up()
        gevent.sleep(self._chance.random() * 0.03)

    def _word(self) -> str:
        return f"ink{self.who}x{next(self._numbers)}"

    def _await_reset(self, before: int) -> None:
        line = self._line
        with gevent.Timeout(self._patience, False):
            while line is not None and line.is_up and self._epoch == before:
                gevent.sleep(0.002)
                self._digest()
        if self._epoch == before:
            self.hang_up()  # the frame that says so was lost on the way: begin anew

    def _until_answered(self, event: str, **data: object) -> dict:
        with gevent.Timeout(RETURNING, AssertionError(f"{event} was never answered")):
            while True:
                answer = self._ask(event, **data)
                if answer is not None:
                    assert answer["ok"] or answer["error"]["code"] != "server_error", answer
                    return answer
                self._stay_current()

    def _ask(self, event: str, **data: object) -> dict | None:
        line = self._line
        if line is None or not line.is_up:
            return None
        self._asked[line._last + 1] = self._epoch
        answer = line.ask(event, self._patience, stream=self._stream, **data)
        self._digest()
        return answer

    def _stay_current(self) -> None:
        """Be connected and joined, without a gap."""
        while self._line is None or not self._line.is_up:
            self._come_back()
        self._digest()
        if self._wants_join:
            self._join()
        elif self.view.has_gap:
            self._catch_up()

    def _join(self) -> None:
        self._wants_join = False  # a reset that comes meanwhile wants it again
        answer = self._ask("join", since=self.view.applied)
        if answer is None:
            self._wants_join = True
        elif answer["more"]:
            self._catch_up()

    def _catch_up(self) -> None:
        answer = self._ask("catch_up", since=self.view.applied)
        while answer is not None and answer["more"]:
            answer = self._ask("catch_up", since=self.view.applied)

    def _come_back(self) -> None:
        self._digest()
        blocked = set(self._model.blocked[self.who])
        if self._is_stale:
            self.view.forget()
        self.hang_up()
        self._line = self._connect(self.who)
        self._read, self._asked, self._live = 0, {}, set()
        if self._line is not None:
            self.comebacks += 1
            self._shut, self._epoch = blocked, self._epoch + 1
            self._is_stale, self._wants_join = False, True

    def _digest(self) -> None:
        line = self._line
        while line is not None and self._read < len(line.story):
            what, name, data = line.story[self._read]
            self._read += 1
            seen = writers_in(json.dumps(data)) & self._shut
            assert not seen, f"{self.who} is shown words of {seen}, whom they blocked: {data}"
            if what == "answer":
                self._take_answer(int(str(name)), data)
            elif name == "entry":
                assert data["seq"] not in self._live, f"sent twice: {data}"
                self._live.add(data["seq"])
                self.view.take(data)
            elif name == "reset":
                self._begin_anew()

    def _begin_anew(self) -> None:
        self.view.forget()
        self._epoch += 1
        self._is_stale, self._wants_join = False, True
        self._shut = set(self._model.blocked[self.who])

    def _take_answer(self, number: int, answer: dict) -> None:
        if self._asked.pop(number, None) == self._epoch:
            for entry in answer.get("entries", ()):
                self.view.take(entry)
