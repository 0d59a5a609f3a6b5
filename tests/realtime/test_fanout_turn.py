"""Whatever is said to rooms and single readers in whatever order, each reader hears its part in that order."""

from hypothesis import given
from hypothesis import strategies as st

from community.realtime.fanout import turn as turns
from community.realtime.fanout.audience import Audience
from community.realtime.fanout.turn import Turn

PEOPLE = 8


class Reader:
    """Stands where a connection would."""

    def __init__(self, descriptor):
        self.descriptor = descriptor
        self.heard = b""

    def write(self, data):
        """All of it goes."""
        self.heard += data

    def settle(self, data, result):
        """The loop got rid of `result` bytes; the rest goes now."""
        self.heard += data[max(result, 0) :]


class Hall:
    """Readers, rooms and a turn, and what everybody should have heard."""

    def __init__(self, rooms, shy):
        self.readers = [Reader(number) for number in range(PEOPLE)]
        self.shy = shy
        self.rooms = [self._audience(members) for members in rooms]
        self.turn = Turn(self._send_all)
        self.expected = [b""] * PEOPLE

    def say(self, frame, room, skipped):
        """To a room, except to some."""
        audience = self.rooms[room % len(self.rooms)]
        there = {reader.descriptor for reader in audience.connections}
        spared = [self.readers[number] for number in skipped & there]
        self.turn.to_room(audience, frame, spared)
        for number in there - skipped:
            self.expected[number] += frame

    def tell(self, frame, number):
        """To one."""
        self.turn.to_one(self.readers[number], frame)
        self.expected[number] += frame

    def reenter(self, room):
        """Somebody came or went: the room is laid out anew, backwards."""
        before = self.rooms[room % len(self.rooms)]
        self.rooms[room % len(self.rooms)] = Audience(before.connections[::-1], [])

    def _audience(self, members):
        return Audience([self.readers[number] for number in sorted(members)], [])

    def _send_all(self, descriptors, data):
        left = []
        for place, number in enumerate(descriptors):
            if number >= 0:
                taken = len(data) // 2 if number in self.shy else len(data)
                self.readers[number].heard += data[:taken]
                left += [(place, taken)] if taken < len(data) else []
        return left


people = st.integers(0, PEOPLE - 1)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("say"), st.integers(0, 3), st.sets(people, max_size=3)),
        st.tuples(st.just("tell"), people),
        st.tuples(st.just("reenter"), st.integers(0, 3)),
        st.tuples(st.just("flush")),
    ),
    max_size=60,
)


@given(
    rooms=st.lists(st.sets(people, min_size=1), min_size=1, max_size=4), shy=st.sets(people),
    steps=steps, most=st.integers(1, 200),
)  # fmt: skip
def test_each_reader_hears_its_part_in_the_order_in_which_it_was_said(rooms, shy, steps, most):
    hall, before = Hall(rooms, shy), (turns.MOST_BATCHES, turns.MOST_BYTES)
    turns.MOST_BATCHES, turns.MOST_BYTES = most % 7 + 1, most * 10
    try:
        for number, (doing, *given) in enumerate(steps):
            frame = [b"<%d>" % number] if doing in ("say", "tell") else []
            getattr(hall if doing != "flush" else hall.turn, doing)(*frame, *given)
        hall.turn.flush()
    finally:
        turns.MOST_BATCHES, turns.MOST_BYTES = before
    assert [reader.heard for reader in hall.readers] == hall.expected
