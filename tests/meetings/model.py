"""What a meeting must do: the reference. It knows nothing of the server's code; people are numbers, time is seconds."""

from collections.abc import Mapping, Sequence
from typing import Any

from tests.meetings.model_parts import MINUTE, OFFERED_TO, Motion, Person, Refused, Seat

LATE = 5 * MINUTE
PAUSE = 15 * MINUTE
MEMBERS_ACTS = (
    "join",
    "raise_hand",
    "lower_hand",
    "answer_call",
    "end_share",
    "vote",
    "take_chair",
)


class Model:
    """One meeting, from its lobby on. `parts`: (posting, seconds of a share, readings, whether business)."""

    def __init__(
        self, people: dict[int, Person], parts: Sequence[tuple[str, int, int, bool]], starts: int
    ) -> None:
        self.people, self.parts, self.starts, self.now = people, parts, starts, 0
        self.state, self.part, self.topic, self.lounge, self.locked = (
            "lobby",
            None,
            "",
            False,
            False,
        )
        self.since, self.paused_until = 0, 0
        self.sit(next((n for n, one in people.items() if one.signed_up), None), here=False)
        self.turn, self.queue, self.shared = 0, [], set()
        self.put_last: set[int] = set()
        self.free_floor()
        self.thanked, self.last_speaker = None, None
        self.motions: list[Motion] = []
        self.said: list[tuple[int, str]] = []

    def act(self, who: int, name: str, data: Mapping[str, Any]) -> Any:
        """Somebody does something: "ok", or their place in the queue, or the code of the refusal."""
        try:
            if name == "post_message":
                return self.post_message(who, **data)
            self._comes_in(who)
            if name in MEMBERS_ACTS:
                return getattr(self, name)(who, **data)
            if self.chair != who or self.people[who].muted:
                raise Refused("forbidden")
            getattr(self, name)(**data)
            if self.chair == who and (self.seat.lost is not None or not self.seat.by_socket):
                self._see_chair()
            return "ok"
        except Refused as why:
            return str(why)

    # -- what members do

    def join(self, who: int) -> str:
        me = self.people[who]
        self._comes_in(who)
        me.listens = me.was_here = True
        return "ok"

    def post_message(self, who: int, body: str) -> Any:
        me = self.people[who]
        if not me.may_come:
            raise Refused("not_found")
        if me.muted:
            raise Refused("muted")
        if self.speaker() not in ("everyone", who):
            if body != "!" or not self.has_queue():
                raise Refused("not_your_turn")
            self._comes_in(who)
            return self.raise_hand(who)
        if self.now < self.paused_until and me.role != "moderator":
            raise Refused("paused")
        self._comes_in(who)
        self.said.append((who, body))
        me.was_here = True
        if self.holder == who and self.speaking is None:
            self.speaking = self.now
        return "ok"

    def raise_hand(self, who: int) -> int:
        if who not in self._waiting():
            if self.people[who].muted:
                raise Refused("muted")
            if not self.has_queue() or self.holder == who:
                raise Refused("conflict")
            share = 2 if who in self.shared else 1
            later = [n for n, (_one, other) in enumerate(self.queue) if other > share]
            place = later[0] if later else len(self.queue)
            for n, (one, other) in enumerate(self.queue):
                if other <= share and one not in self.put_last:
                    place = max(place, n + 1)
            self.queue.insert(place, (who, share))
        return self._waiting().index(who) + 1

    def lower_hand(self, who: int) -> str:
        self._leave_queue(who)
        return "ok"

    def answer_call(self, who: int) -> str:
        if self.holder != who:
            raise Refused("conflict")
        self.speaking = self.now if self.speaking is None else self.speaking
        return "ok"

    def end_share(self, who: int, how: str) -> str:
        if self.holder != who:
            raise Refused("conflict")
        self.end_turn(counts=how == "done")
        return "ok"

    def vote(self, who: int, motion: int, choice: str) -> str:
        if motion >= len(self.motions):
            raise Refused("not_found")
        vote = self.motions[motion]
        if self.people[who].muted:
            raise Refused("forbidden")
        if not vote.open or (vote.secret and who in vote.votes):
            raise Refused("conflict")
        vote.votes[who] = choice
        self.people[who].was_here = True
        return "ok"

    def take_chair(self, who: int) -> str:
        if self.chair == who and not self.people[who].muted:
            return "ok"
        if not self.is_vacant():
            raise Refused("conflict")
        if not self._may_take(self.people[who]):
            raise Refused("forbidden")
        self.sit(who)
        return "ok"

    # -- what the chair does

    def hand_chair(self, membership: int) -> None:
        heir = self.people[membership]
        if not heir.may_come:
            raise Refused("not_found")
        if membership == self.chair:
            return
        if not heir.may_sit:
            raise Refused("forbidden")
        self._only_if(heir.listens)
        self.sit(membership)

    def next_phase(self, after: int) -> None:
        self._only_if(
            after == (-1 if self.part is None else self.part) and self.state != "fellowship"
        )
        self.end_part()
        if after + 1 == len(self.parts):
            return self.begin_fellowship()
        self.state, self.part, self.since, self.lounge = "running", after + 1, self.now, False
        return None

    def set_topic(self, topic: str) -> None:
        self.topic = topic

    def call_next(self) -> None:
        self._only_if(self.has_queue() and self.queue)
        self.call(self.queue[0][0])

    def call(self, membership: int) -> None:
        self._only_if(self.has_queue() and membership in self._waiting())
        before, answered = self.holder, self.speaking is not None
        if before is not None:
            self.end_turn(counts=True)
        if before is not None and not answered:
            self._put_last(before)
        self._leave_queue(membership)
        assert self.part is not None
        self.holder, self.called, self.speaking = membership, self.now, None
        self.limit, self.turn = self.parts[self.part][1], self.turn + 1

    def skip(self, membership: int) -> None:
        if self.holder == membership and self.speaking is None:
            self.end_turn(counts=False)
        else:
            self._only_if(membership in self._waiting())
        self._put_last(membership)

    def move_in_queue(self, membership: int, to: int) -> None:
        self._only_if(membership in self._waiting())
        hand = self.queue.pop(self._waiting().index(membership))
        self.put_last.discard(membership)
        self.queue.insert(to - 1, hand)

    def newcomers_first(self) -> None:
        self.queue.sort(key=lambda hand: self.people[hand[0]].role != "newcomer")

    def extend(self, seconds: int) -> None:
        self._only_if(self.holder is not None and self.limit)
        self.limit += seconds

    def thank(self) -> None:
        speaks = self.holder if self.speaking is not None else None
        thanked = self.last_speaker if speaks is None else speaks
        self._only_if(thanked is not None)
        if speaks is not None:
            self.end_turn(counts=True)
        self.thanked = thanked

    def paste_reading(self, reading: int) -> None:
        self._only_if(self.part is not None and reading < self.parts[self.part][2])

    def lock(self, on: bool) -> None:
        self.locked = on

    def pause(self, on: bool) -> None:
        self.paused_until = self.now + PAUSE if on else 0

    def open_motion(self, words: str, secret: bool) -> None:
        self._only_if(self.part is not None and self.parts[self.part][3])
        self._only_if(not any(motion.open for motion in self.motions))
        self.motions.append(Motion(words, secret))

    def close_motion(self, motion: int) -> None:
        if motion >= len(self.motions):
            raise Refused("not_found")
        self.motions[motion].open = False

    # -- what happens by itself, or because of others

    def work(self) -> None:
        """The timers that have run out by now."""
        if self.holder is not None and self.speaking is None and self.now >= self.called + MINUTE:
            holder = self.holder
            self.end_turn(counts=False)
            self._put_last(holder)
        self.seat.offer(self.now)

    def look_for_chair(self) -> None:
        """The server looks whether the chair is still there."""
        if self.chair is None or self.state == "closed":
            return
        if self.people[self.chair].listens:
            self._see_chair()
        elif self.is_vacant():
            self.seat.lose(self.now)

    def nobody_came(self) -> None:
        """Five minutes after the start."""
        if self.state == "lobby" and not self.lounge and self.is_vacant():
            self.lounge = True
            if self.chair is not None:
                self.sit(None)

    def end_by_itself(self) -> None:
        if self.state in ("lobby", "running"):
            self.end_part()
            self.begin_fellowship()

    def close(self) -> None:
        if self.state != "closed":
            self.end_part()
            self.state, self.since = "closed", self.now

    def silence(self, who: int) -> None:
        """Muted, kept out or gone: neither floor, hand nor chair."""
        if self.state == "closed":
            return
        if self.holder == who:
            self.end_turn(counts=True)
        self._leave_queue(who)
        if self.chair == who:
            self.sit(None)

    # -- what follows

    def sit(self, who: int | None, here: bool = True) -> None:
        self.seat = Seat(who, self.now)
        if here and who is not None:
            self._see_chair()

    @property
    def chair(self) -> int | None:
        """Who is in the chair."""
        return self.seat.who

    def is_vacant(self) -> bool:
        """Whether nobody is in the chair, or nobody who is there."""
        return self.chair is None or (
            not self.people[self.chair].listens and self.seat.is_gone(self.now)
        )

    def free_floor(self) -> None:
        self.holder, self.called, self.speaking, self.limit = None, 0, None, 0

    def end_turn(self, counts: bool) -> None:
        """A turn is over; with words begun it `counts` as a share, unless it was passed."""
        if self.speaking is not None:
            self.last_speaker = self.holder
            if counts:
                self.shared.add(self.holder)
        self.free_floor()

    def end_part(self) -> None:
        if self.holder is not None:
            self.end_turn(counts=True)
        self.queue, self.put_last = [], set()
        for motion in self.motions:
            motion.open = False

    def begin_fellowship(self) -> None:
        self.state, self.part, self.since = "fellowship", None, self.now

    def has_queue(self) -> bool:
        return self.part is not None and self.parts[self.part][0] == "floor"

    def speaker(self) -> Any:
        """Who may speak: everyone, nobody, or one."""
        posting = "everyone" if self.part is None else self.parts[self.part][0]
        if self.state == "closed" or posting == "nobody":
            return "nobody"
        one = {"floor": self.holder, "chair": self.chair}
        return (
            posting if posting == "everyone" else "nobody" if one[posting] is None else one[posting]
        )

    def _comes_in(self, who: int) -> None:
        me = self.people[who]
        if not me.may_come:
            raise Refused("not_found")
        self._only_if(self.state != "closed")
        past = me.was_here or me.listens or me.signed_up or me.role == "moderator"
        if self.locked and not past and (self.chair != who or me.muted):
            raise Refused("forbidden")

    def _may_take(self, me: Person) -> bool:
        if not me.may_sit or me.signed_up:
            return me.may_sit
        if self.chair is not None and self.seat.seen is not None:
            return me.role in OFFERED_TO[self.seat.offered]
        if self.now >= self.starts + LATE or me.role == "moderator":
            return True
        return me.role == "chair" and self.chair is None

    def _see_chair(self) -> None:
        assert self.chair is not None
        self.seat.see(self.now, self.people[self.chair].listens)

    def _only_if(self, true: Any) -> None:
        if not true:
            raise Refused("conflict")

    def _waiting(self) -> list[int]:
        return [who for who, _share in self.queue]

    def _leave_queue(self, who: int) -> None:
        self.queue = [hand for hand in self.queue if hand[0] != who]
        self.put_last.discard(who)

    def _put_last(self, who: int) -> None:
        share = next(
            (share for one, share in self.queue if one == who), 2 if who in self.shared else 1
        )
        self._leave_queue(who)
        self.queue.append((who, share))
        self.put_last.add(who)
