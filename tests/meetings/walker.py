"""A random walk through one meeting, on real sockets, every step of which the model must foresee."""

import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from community import clock
from community.groups import operations as groups
from community.jobs import run_due
from community.meetings import beat
from community.meetings import operations as meetings
from community.moderation import operations as moderation
from community.realtime.connections import connections
from tests.factories import Circle, Person, a_person, admit
from tests.meetings.follower import Follower, seconds, told_by_join
from tests.meetings.model import Model
from tests.meetings.model_parts import Person as Attendee
from tests.meetings.stage import PARTS, REASON, Evening, an_evening
from tests.wire import Wire, until

ROLES = ("member", "member", "chair", "moderator", "member", "member", "newcomer")
"""Of the cast. The first signed up for the chair, the second as co-chair."""

KEEPER = 3
JUMPS = (5, 20, 44, 60, 61, 130, 180, 700)
EVERYWHERE = {
    "post_message": 8, "raise_hand": 3, "lower_hand": 1, "take_chair": 5, "hand_chair": 2, "next_phase": 2,
    "set_topic": 1, "lock": 2, "pause": 1, "paste_reading": 2, "call_next": 1, "extend": 1, "thank": 2, "vote": 1,
    "open_motion": 1, "answer_call": 1, "end_share": 1, "time_passes": 8, "come": 8, "go": 3, "vanish": 3,
    "silence": 2, "forgive": 3, "leave_group": 1, "return_to_group": 3, "nobody_came": 1, "end_by_itself": 0.1,
}  # fmt: skip
IN_A_QUEUE = {
    "post_message": 14, "raise_hand": 25, "lower_hand": 3, "answer_call": 8, "end_share": 8, "call_next": 16,
    "call": 4, "skip": 5, "move_in_queue": 5, "newcomers_first": 3, "extend": 4, "thank": 5,
}  # fmt: skip
IN_BUSINESS = {"open_motion": 14, "vote": 30, "close_motion": 4}
BY_HOLDER = ("answer_call", "end_share", "post_message")
BY_ANYBODY = ("raise_hand", "lower_hand", "take_chair", "vote")
FREE = {"holder": None, "state": "free", "since": None, "limit_seconds": 0, "turn": 0}


class Cast:
    """The people of all walks, with a socket each; a witness who always listens, and a stranger who asks now and then.

    The stranger is a moderator, so that no door is closed to them.
    """

    def __init__(
        self, circle: Circle, people: list[Person], connect: Callable[[Person], Wire]
    ) -> None:
        self.circle, self.people, self._connect = circle, people, connect
        self.ids = [circle.mid(person) for person in people]
        self.numbers = {membership: number for number, membership in enumerate(self.ids)}
        self._wires: dict[int, Wire] = {}
        self.witness = connect(circle.regular)
        self.stranger = connect(admit(a_person(staff=True), circle.slug, "moderator"))

    def wire(self, who: int) -> Wire:
        """Their socket; a new one where the last was closed."""
        if who not in self._wires:
            self._wires[who] = self._connect(self.people[who])
        assert not self._wires[who].closed, "a line broke by itself"
        return self._wires[who]

    def hang_up(self, who: int) -> None:
        """Close their socket, and wait until the server knows."""
        if who in self._wires:
            self._wires.pop(who).close()
            until(lambda: not connections.of_member(self.people[who].id))


class Walk:
    """One meeting, walked at random from a seed. `trace`: what was done, to be read when something differs."""

    def __init__(self, cast: Cast, seed: int) -> None:
        self.cast, self._chance = cast, random.Random(seed)
        clock.set_right()
        self._base = clock.now()
        self.evening: Evening = an_evening(cast.circle, cast.people[0], cochair=cast.people[1])
        parts = [(p["posting"], p.get("share_seconds", 0), len(p.get("readings", ())), p["kind"] == "business")
                 for p in PARTS]  # fmt: skip
        self.people = {n: Attendee(role, signed_up=n < 2) for n, role in enumerate(ROLES)}
        self.model = Model(self.people, parts, 30 * 60)
        self.trace: list[str] = [f"seed {seed}"]
        self._standings: dict[int, int] = {}
        self._motions: list[int] = []
        self.witness, self.away = Follower(self.evening.stream), Follower(self.evening.stream)
        self.witness.join(cast.witness)

    def walk(self, steps: int) -> None:
        """So many steps, and then the end: nobody differs from the model at any time."""
        self._begin()
        for _step in range(steps):
            chances = self._chances()
            (name,) = self._chance.choices(list(chances), list(chances.values()))
            self._pass(1)
            getattr(self, f"_{name}", lambda name=name: self._act(name))()
            self._compare()
            if self._chance.random() < 0.1:
                self.away.catch_up(self.cast.stranger)
        self._end()

    def _begin(self) -> None:
        """Most come, and the meeting is somewhere: in the lobby, at its sharing, or at business."""
        for who in range(len(ROLES)):
            if who == 0 or self._chance.random() < 0.7:
                self._act("join", who)
        for _part in range(self._chance.choice([0, 2, 2, 2, 2, 3, 3])):
            self._act(
                "next_phase", 0, {"after": -1 if self.model.part is None else self.model.part}
            )

    def _chances(self) -> dict[str, float]:
        part = self.model.part
        if self.model.has_queue():
            return EVERYWHERE | IN_A_QUEUE
        return (
            EVERYWHERE | IN_BUSINESS
            if part is not None and PARTS[part]["kind"] == "business"
            else EVERYWHERE
        )

    # -- what somebody does

    def _act(self, name: str, who: int | None = None, data: dict[str, Any] | None = None) -> None:
        who = self._somebody(name) if who is None else who
        data = self._data(name) if data is None else data
        expected = self.model.act(who, name, data)
        answer = self.cast.wire(who).call(
            name, stream=self.evening.stream, **self._named(name, data)
        )
        got = answer.get("position", "ok") if answer["ok"] else answer["error"]["code"]
        self._note(who, name, data, expected)
        assert got == expected, f"got {got}: {answer}\n{self._story()}"
        if name == "open_motion" and expected == "ok":
            self._hear()
            self._motions += self.witness.state["motions"].keys() - set(self._motions)

    def _come(self) -> None:
        self._act("join")

    def _go(self) -> None:
        who = self._chance.randrange(len(ROLES))
        self._note(who, "goes")
        self.cast.wire(who).call("leave", stream=self.evening.stream)
        self.people[who].listens = False

    def _vanish(self) -> None:
        who = self._chance.choice([self.model.chair or 0, self._chance.randrange(len(ROLES))])
        self._note(who, "vanishes")
        self.cast.hang_up(who)
        self.people[who].listens = False

    # -- what happens to somebody

    def _silence(self) -> None:
        who, kind = (
            self._chance.randrange(len(ROLES)),
            self._chance.choice(["mute", "hush", "remove"]),
        )
        if who == KEEPER or who in self._standings or not self.people[who].belongs:
            return
        self._note(who, f"{kind} befalls")
        act = moderation.remove_person if kind == "remove" else moderation.mute_person
        where = None if kind == "mute" else self.evening.stream
        done = act(self.cast.people[KEEPER].id, self.cast.ids[who], REASON, where)
        self._standings[who] = done.standing_id
        if kind == "remove":
            self.people[who].kept_out, self.people[who].listens = True, False
        else:
            self.people[who].muted = True
        self.model.silence(who)

    def _forgive(self) -> None:
        for who, standing in list(self._standings.items()):
            if self.people[who].belongs:
                self._note(who, "forgiven")
                moderation.lift_standing(self.cast.people[KEEPER].id, standing, REASON)
                self.people[who].muted = self.people[who].kept_out = False
                del self._standings[who]

    def _leave_group(self) -> None:
        who = self._chance.randrange(len(ROLES))
        if who != KEEPER and self.people[who].belongs:
            self._note(who, "leaves the group")
            groups.leave_group(self.cast.people[who].id, self.cast.circle.slug)
            self.model.silence(who)
            self.people[who].belongs = self.people[who].listens = self.people[who].signed_up = False

    def _return_to_group(self) -> None:
        for who, person in self.people.items():
            if not person.belongs:
                self._note(who, "comes back to the group")
                admit(self.cast.people[who], self.cast.circle.slug, ROLES[who])
                person.belongs = True

    # -- what happens by itself

    def _time_passes(self) -> None:
        self._look_for_chair()
        beat.count()
        self._pass(self._chance.choice(JUMPS))
        while run_due():
            pass
        self.model.work()
        self._look_for_chair()

    def _look_for_chair(self) -> None:
        if self._chance.random() < 0.5:
            chair = self.model.chair
            here = chair is not None and self.people[chair].listens
            meetings.note_chair_seen(self.evening.sitting_id, here)
            self.model.look_for_chair()
            self._note(chair, f"looked for, {here}")

    def _nobody_came(self) -> None:
        self._note(None, "nobody came")
        meetings.run_as_lounge(self.evening.sitting_id)
        self.model.nobody_came()

    def _end_by_itself(self) -> None:
        self._note(None, "ends by itself")
        meetings.end_by_itself(self.evening.sitting_id)
        self.model.end_by_itself()

    # -- how it is done

    def _somebody(self, name: str) -> int:
        anybody, likely = self._chance.randrange(len(ROLES)), self.model.chair
        if name in BY_HOLDER:
            likely = self.model.holder
        elif name in BY_ANYBODY:
            likely = None
        return anybody if likely is None or self._chance.random() < 0.25 else likely

    def _data(self, name: str) -> dict[str, Any]:
        chance, waiting = self._chance, [who for who, _share in self.model.queue]
        whom = chance.choice(
            [*waiting, *waiting, chance.randrange(len(ROLES)), self.model.holder or 0]
        )
        part = -1 if self.model.part is None else self.model.part
        words = f"words {len(self.trace)}"
        motions = [chance.choice([0, max(0, len(self._motions) - 1), len(self._motions)])]
        data: dict[str, Any] = {
            "post_message": {"body": chance.choice(["!", words, words])},
            "end_share": {"how": chance.choice(["done", "pass"])},
            "vote": {"motion": motions[0], "choice": chance.choice(["yes", "no", "abstain"])},
            "next_phase": {"after": chance.choice([part, part, part, part - 1 if part > 0 else part])},
            "set_topic": {"topic": words}, "extend": {"seconds": chance.choice([15, 60, 900])},
            "move_in_queue": {"membership": whom, "to": chance.randint(1, 5)},
            "paste_reading": {"reading": chance.randrange(2)},
            "open_motion": {"words": words, "secret": chance.random() < 0.5},
            "close_motion": {"motion": motions[0]},
        }  # fmt: skip
        if name in ("hand_chair", "call", "skip"):
            return {"membership": whom}
        if name in ("lock", "pause"):
            return {"on": chance.random() < 0.5}
        return data.get(name, {})

    def _named(self, name: str, data: dict[str, Any]) -> dict[str, Any]:
        named = dict(data)
        if "membership" in data:
            named["membership"] = self.cast.ids[data["membership"]]
        if "motion" in data:
            known = data["motion"] < len(self._motions)
            named["motion"] = self._motions[data["motion"]] if known else 4503599627370496
        if name == "post_message":
            named["key"] = f"key-{self.evening.sitting_id}-{len(self.trace)}"
        if name == "join":
            named["since"] = 0
        return named

    def _pass(self, seconds_: int) -> None:
        clock.move(timedelta(seconds=seconds_))
        self.model.now += seconds_

    def _note(self, who: int | None, what: str, *more: object) -> None:
        self.trace.append(f"{self.model.now:5} {who} {what} {' '.join(map(str, more))}")

    # -- what must be the same

    def _hear(self) -> None:
        head = self.evening.head()
        until(lambda: self.witness.hear() >= head)

    def _compare(self) -> None:
        self._hear()
        seen, expected = self._seen(self.witness), self._expected()
        assert seen == expected, f"\nseen     {seen}\nexpected {expected}\n{self._story()}"

    def _end(self) -> None:
        self.away.catch_up(self.cast.stranger)
        assert (self.away.state, self.away.said) == (self.witness.state, self.witness.said), (
            self._story()
        )
        fresh = told_by_join(self.cast.stranger, self.evening.stream)
        followed = {name: told for name, told in self.witness.state.items() if name in fresh}
        assert {**fresh, **followed} == fresh, self._story()
        said = [(self.cast.numbers[who], words) for who, words in self.witness.said]
        assert len(said) == len(self.model.said), self._story()
        for (who, html), (author, words) in zip(said, self.model.said, strict=True):
            assert who == author, self._story()
            assert words in html, self._story()
        meetings.close_sitting(self.evening.sitting_id)
        self.model.close()
        self._compare()
        self._tidy()

    def _tidy(self) -> None:
        self._forgive()
        self._return_to_group()
        self._forgive()
        for who, person in self.people.items():
            if person.listens:
                self.cast.wire(who).call("leave", stream=self.evening.stream)

    def _seen(self, follower: Follower) -> dict[str, Any]:
        state, base = follower.state, self._base
        phase, floor, chair = state["phase"], state.get("floor", FREE), state["chair"]
        motions = [state["motions"][motion] for motion in self._motions]
        return {
            "phase": [phase["state"], phase["part"], phase["lounge"], phase["locked"], phase["topic"],
                      seconds(phase["since"], base)],
            "floor": [self._number(floor["holder"]), floor["state"], seconds(floor["since"], base),
                      floor["limit_seconds"], floor["turn"]],
            "chair": [self._number(chair["chair"]), seconds(chair["since"], base), chair["lost"], chair["offered"]],
            "queue": [(self._number(hand["membership"]), hand["share"]) for hand in state.get("queue", [])],
            "motions": [[m["words"], m["secret"], m["state"] == "open", m["cast"], self._votes(m)] for m in motions],
            "thanked": self._number(state.get("thanked", {}).get("membership")),
        }  # fmt: skip

    def _expected(self) -> dict[str, Any]:
        model = self.model
        state = (
            "free" if model.holder is None else "called" if model.speaking is None else "speaking"
        )
        since = model.called if model.speaking is None else model.speaking
        return {
            "phase": [model.state, model.part, model.lounge, model.locked, model.topic, model.since],
            "floor": [model.holder, state, None if model.holder is None else since, model.limit, model.turn],
            "chair": [model.chair, model.seat.since, model.seat.lost is not None, model.seat.offered],
            "queue": model.queue,
            "motions": [[m.words, m.secret, m.open, len(m.votes), m.result()] for m in model.motions],
            "thanked": model.thanked,
        }  # fmt: skip

    def _votes(self, said: dict[str, Any]) -> Any:
        if said["state"] == "open":
            return None
        votes = {self._number(vote["membership"]): vote["choice"] for vote in said.get("votes", [])}
        return [said["yes"], said["no"], said["abstain"], votes]

    def _number(self, person: dict[str, Any] | None) -> int | None:
        return None if person is None else self.cast.numbers[person["id"]]

    def _story(self) -> str:
        return "\n".join(self.trace)
