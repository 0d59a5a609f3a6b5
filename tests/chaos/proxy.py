"""A bad line: between clients and a server, it drops, delays and cuts WebSocket frames."""

import contextlib
import random
import struct

import gevent
from gevent import socket
from gevent.queue import Queue
from gevent.server import StreamServer

DROPS, CUTS, DELAYS = 0.015, 0.015, 0.08
"""Of so many frames each; the handshake's are spared from being dropped, as nobody would ask again."""

LONGEST_DELAY = 0.15
"""Seconds; a delayed frame holds up those after it, as on a real line."""


class BadLine:
    """Listens on a port of its own and hands everything on, until chance has it otherwise."""

    def __init__(self, port: int, seed: int) -> None:
        self._target = port
        self._chance = random.Random(seed)
        self.is_bad = True
        self.dropped = self.cut = self.delayed = 0
        self._server = StreamServer(("127.0.0.1", 0), self._serve)
        self._server.start()
        self.port: int = self._server.server_port

    def stop(self) -> None:
        """Hang up on everybody."""
        self._server.stop(timeout=0)

    def _serve(self, client: socket.socket, _address: object) -> None:
        server = socket.create_connection(("127.0.0.1", self._target))
        ways = [
            gevent.spawn(self._carry, client, server),
            gevent.spawn(self._carry, server, client),
        ]
        try:
            gevent.joinall(ways, count=1)
        finally:
            gevent.killall(ways)
            for end in (client, server):
                _reset(end)

    def _carry(self, source: socket.socket, target: socket.socket) -> None:
        with contextlib.suppress(OSError, EOFError):
            reader = Reader(source)
            target.sendall(reader.head())
            waiting: Queue[bytes] = Queue()
            writer = gevent.spawn(self._write, waiting, target)
            try:
                while not writer.ready():
                    waiting.put(reader.frame())
            finally:
                if self.is_bad:
                    writer.kill()
                else:
                    waiting.put(b"")
                    writer.join(1)

    def _write(self, waiting: "Queue[bytes]", target: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while frame := waiting.get():
                fate = self._chance.random() if self.is_bad else 1.0
                if fate < CUTS:
                    self.cut += 1
                    target.sendall(frame[: self._chance.randrange(len(frame))])
                    return
                if fate < CUTS + DROPS and is_an_event(frame):
                    self.dropped += 1
                    continue
                if fate > 1 - DELAYS and self.is_bad:
                    self.delayed += 1
                    gevent.sleep(self._chance.random() * LONGEST_DELAY)
                target.sendall(frame)


class Reader:
    """Reads an HTTP head, then whole frames."""

    def __init__(self, source: socket.socket) -> None:
        self._source = source
        self._rest = b""

    def head(self) -> bytes:
        """Everything up to the empty line. Raises EOFError."""
        while b"\r\n\r\n" not in self._rest:
            self._more()
        head, _mark, self._rest = self._rest.partition(b"\r\n\r\n")
        return head + b"\r\n\r\n"

    def frame(self) -> bytes:
        """The next frame, header and all. Raises EOFError."""
        self._need(2)
        size, start = self._rest[1] & 0x7F, 2
        if size > 125:
            start = 4 if size == 126 else 10
            self._need(start)
            (size,) = struct.unpack(">H" if size == 126 else ">Q", self._rest[2:start])
        start += 4 if self._rest[1] & 0x80 else 0
        self._need(start + size)
        frame, self._rest = self._rest[: start + size], self._rest[start + size :]
        return frame

    def _need(self, size: int) -> None:
        while len(self._rest) < size:
            self._more()

    def _more(self) -> None:
        more = self._source.recv(65536)
        if not more:
            raise EOFError
        self._rest += more


def is_an_event(frame: bytes) -> bool:
    """Whether a frame is an event or an answer, of either side: text that begins with 42 or 43."""
    size, start = frame[1] & 0x7F, 2
    start += {126: 2, 127: 8}.get(size, 0)
    if not frame[1] & 0x80:
        return frame[start : start + 2] in (b"42", b"43")
    mask, payload = frame[start : start + 4], frame[start + 4 : start + 6]
    return bytes(sign ^ mask[n] for n, sign in enumerate(payload)) in (b"42", b"43")


def _reset(end: socket.socket) -> None:
    with contextlib.suppress(OSError):
        end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    end.close()
