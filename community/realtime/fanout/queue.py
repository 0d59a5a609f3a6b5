"""Engine.IO's queue of a session: holds for a polling client, writes through to a WebSocket."""

from typing import Any, Protocol

import gevent.queue
from engineio import packet as eio

from community.realtime.fanout.counters import counters

BACKLOG = 1024 * 1024
"""So many bytes may wait for one reader, whatever its transport; above them it is cut off."""


class Sink(Protocol):
    """The connection that takes over from the queue."""

    def send_text(self, text: str) -> None:
        """Send one Engine.IO packet."""

    def finish(self) -> None:
        """Close in good order."""


class Queue:
    """What `engineio.socket.Socket` puts its packets into.

    Not waiting in `join` is deliberate: a polling client that never comes back must not hold up
    whoever sends it away.
    """

    __slots__ = ("_cut_off", "_held", "_size", "sink")

    def __init__(self, *_size: int) -> None:
        self._held: gevent.queue.Queue[Any] | None = gevent.queue.Queue()
        self._size = 0
        self._cut_off = False
        self.sink: Sink | None = None

    def put(self, packet: Any) -> None:
        """Send a packet, or None to end the session. Raises TypeError for binary data."""
        if packet is not None and packet.binary:
            raise TypeError("the live protocol has no binary packets")
        if self.sink is not None:
            self._pass_on(self.sink, packet)
        elif self._held is not None:
            self._hold(self._held, packet)

    def get(self, block: bool = True, timeout: float | None = None) -> Any:
        """The next packet for a polling client. Raises Empty, and at once for one cut off."""
        if self._held is None or (self._cut_off and self._held.empty()):
            raise gevent.queue.Empty
        packet = self._held.get(block, timeout)
        self._size -= _weight(packet)
        return packet

    def task_done(self) -> None:
        """Nobody waits for it."""

    def join(self) -> None:
        """Does not wait."""

    def bind(self, sink: Sink) -> None:
        """From now on write through to `sink`, beginning with what was held."""
        held, self._held = self._held, None
        self.sink = sink
        while held is not None and not held.empty():
            self._pass_on(sink, held.get_nowait())
        if held is not None:
            held.put(None)  # a poll that still waits here ends with nothing

    def _pass_on(self, sink: Sink, packet: Any) -> None:
        if packet is None:
            sink.finish()
        elif packet.packet_type != eio.NOOP:
            sink.send_text(packet.encode())

    def _hold(self, held: "gevent.queue.Queue[Any]", packet: Any) -> None:
        if self._cut_off:
            return
        self._size += _weight(packet)
        if self._size > BACKLOG:
            self._cut_off = True
            counters.cut_off += 1
            while not held.empty():
                held.get_nowait()
            packet = None  # ends a poll that waits; the next is refused, which ends the session
        held.put(packet)


def _weight(packet: Any) -> int:
    return len(packet.encode()) if packet is not None else 0
