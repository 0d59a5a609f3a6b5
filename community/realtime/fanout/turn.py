"""What was said in this turn of the event loop, sent when it ends: one write per reader and room.

Nothing waits for a batch: the turn ends as soon as the greenlets that are ready have run. Every
reader gets room frames, direct frames and acknowledgements in the order in which they were said.
"""

from array import array
from collections.abc import Iterable

import gevent

from community.realtime.fanout.audience import Audience
from community.realtime.fanout.connection import Connection
from community.realtime.fanout.counters import counters
from community.realtime.fanout.loop import NOBODY, SendAll

MOST_BATCHES = 32
MOST_BYTES = 64 * 1024
"""Above either the turn is sent early: it is neither to hoard memory nor to search long."""

FEW = 3
"""To so few readers one calls the loop in vain."""


class Aside:
    """One reader's own version of a batch: its parts, and how many of the batch's frames it met."""

    __slots__ = ("met", "parts")

    def __init__(self) -> None:
        self.parts: list[bytes] = []
        self.met = 0


class Batch:
    """Frames for one audience, and the versions of those readers who get something else."""

    __slots__ = ("asides", "audience", "frames", "size")

    def __init__(self, audience: Audience) -> None:
        self.audience = audience
        self.frames: list[bytes] = []
        self.size = 0
        self.asides: dict[Connection, Aside] = {}

    def add(self, frame: bytes, skipped: Iterable[Connection]) -> None:
        """Append a frame for everyone but those to be skipped."""
        for connection in skipped:
            self._catch_up(connection).met += 1
        self.frames.append(frame)
        self.size += len(frame)

    def add_for(self, connection: Connection, frame: bytes) -> None:
        """Append a frame for one reader, after all that was said to the room so far."""
        self._catch_up(connection).parts.append(frame)
        self.size += len(frame)

    def send(self, send_all: SendAll) -> None:
        """Hand the frames to everyone's socket or backlog."""
        counters.deliveries += len(self.frames) * len(self.audience.connections)
        counters.writes += len(self.audience.connections)
        data = b"".join(self.frames) if len(self.frames) > 1 else self.frames[0]
        if len(self.audience.connections) > FEW:
            for place, result in send_all(self._plain_descriptors(), data):
                self.audience.connections[place].settle(data, result)
        else:
            for connection in self.audience.connections:
                if connection not in self.asides:
                    connection.write(data)
        for connection, aside in self.asides.items():
            aside.parts += self.frames[aside.met :]
            if aside.parts:
                connection.write(b"".join(aside.parts))

    def _catch_up(self, connection: Connection) -> Aside:
        aside, said = self.asides.get(connection), len(self.frames)
        if aside is None:
            aside = self.asides[connection] = Aside()
        if aside.met < said:
            aside.parts += self.frames[aside.met :]
        aside.met = said
        return aside

    def _plain_descriptors(self) -> "array[int]":
        """Those of the audience, with nobody in the place of readers who get something else."""
        descriptors = self.audience.descriptors
        if self.asides:
            descriptors, places = descriptors[:], self.audience.places
            for connection in self.asides:
                descriptors[places[connection]] = NOBODY
        return descriptors


class Turn:
    """The batches of this turn, in the order in which they were begun."""

    def __init__(self, send_all: SendAll, *, batching: bool = True) -> None:
        self._send_all = send_all
        self._batching = batching
        self._batches: list[Batch] = []
        self._bytes = 0
        self._ending = False

    def to_room(self, audience: Audience, frame: bytes, skipped: Iterable[Connection] = ()) -> None:
        """Say something to everyone in the audience but the skipped, who must be in it."""
        self._batch_for(audience).add(frame, skipped)
        self._noted(frame)

    def to_one(self, connection: Connection, frame: bytes) -> None:
        """Say something to one reader: at once, or after what this turn still holds for it."""
        for batch in reversed(self._batches):
            if connection in batch.audience.places:
                batch.add_for(connection, frame)
                self._noted(frame)
                return
        connection.write(frame)

    def flush(self) -> None:
        """Send everything said so far."""
        batches, self._batches, self._bytes = self._batches, [], 0
        for batch in batches:
            batch.send(self._send_all)

    def _batch_for(self, audience: Audience) -> Batch:
        for batch in reversed(self._batches):
            if batch.audience is audience:
                return batch
            if not audience.is_apart_from(batch.audience):
                break
        batch = Batch(audience)
        self._batches.append(batch)
        return batch

    def _noted(self, frame: bytes) -> None:
        self._bytes += len(frame)
        if not self._batching or self._bytes > MOST_BYTES or len(self._batches) > MOST_BATCHES:
            self.flush()
        elif not self._ending:
            self._ending = True
            gevent.get_hub().loop.run_callback(self._end)

    def _end(self) -> None:
        self._ending = False
        self.flush()
