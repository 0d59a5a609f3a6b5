"""The crowd: many sockets in one room, some of which speak; prints one line of JSON about the server.

Closed loop: each speaker says the next thing when the last was acknowledged, so the server is never idle. With
`--rate` the speakers together say so many things a second, and the delay of some deliveries is noted.
"""

import argparse
import ctypes
import json
import os
import re
import resource
import select
import socket
import time

AT = re.compile(rb'"at":(\d+)')
TICK = os.sysconf("SC_CLK_TCK")
FIGURES = re.compile(rb"431\[\[(\d+),(\d+)\]\]")


class Seat(ctypes.Structure):
    """One socket as crowd.c keeps it."""

    _fields_ = (
        ("descriptor", ctypes.c_int),
        ("said", ctypes.c_uint),
        ("acked", ctypes.c_uint),
        ("carried", ctypes.c_uint),
        ("carry", ctypes.c_char * 4096),
    )


class Listener:
    """One socket of the crowd, which has come in and joined the room."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=30)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.sendall(
            b"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1\r\n"
            b"Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
            b"Sec-WebSocket-Key: c2l4dGVlbiBieXRlcyBvaw==\r\n\r\n"
        )
        self.wait_for(b"pingInterval")
        self.socket.sendall(frame(b"40"))
        self.wait_for(b'40{"sid"')
        self.ask(b"join", b'"ok":true')

    def ask(self, event: bytes, answer: bytes) -> bytes:
        """Send an event and wait for its answer."""
        self.socket.sendall(frame(b'421["' + event + b'",{}]'))
        return self.wait_for(answer)

    def wait_for(self, word: bytes) -> bytes:
        """Read until a word has come."""
        heard = b""
        while word not in heard:
            more = self.socket.recv(65536)
            if not more:
                raise ConnectionError("the server hung up")
            heard += more
        return heard


class Crowd:
    """All listeners, the first of whom speak."""

    def __init__(self, asked: argparse.Namespace) -> None:
        self._ears = ctypes.CDLL(asked.ears)
        self._ears.listen_for.argtypes = [
            ctypes.c_int, ctypes.c_void_p, ctypes.c_double, ctypes.c_char_p, ctypes.c_size_t
        ]  # fmt: skip
        self.listeners = [Listener(asked.port) for _ in range(asked.size)]
        self._speakers = [listener.socket for listener in self.listeners[: asked.speakers]]
        self._seats = (Seat * asked.size)(*[Seat(one.socket.fileno()) for one in self.listeners])
        self._poll = self._ears.open_ears(self._seats, asked.size)

    @property
    def said(self) -> int:
        """Deliveries so far."""
        return sum(seat.said for seat in self._seats)

    def talk(self, seconds: float) -> None:
        """Speak and listen for so long, and then until all is quiet."""
        for speaker in self._speakers:
            speaker.sendall(words())
        self._listen(seconds, words())
        self._listen(0.3, None)

    def talk_at(self, rate: float, seconds: float) -> list[float]:
        """Say so many things a second; the delays of one listener in fifty, in milliseconds."""
        watched = {one.socket.fileno(): one.socket for one in self.listeners[-1::-50]}
        poll, delays, said, began = select.poll(), [], 0, time.monotonic()
        for number in watched:
            poll.register(number, select.POLLIN)
        while (passed := time.monotonic() - began) < seconds:
            if said < passed * rate:
                self._speakers[said % len(self._speakers)].sendall(words())
                said += 1
            for number, _event in poll.poll(1):
                at, data = time.monotonic_ns(), watched[number].recv(65536)
                delays += [(at - int(then)) / 1e6 for then in AT.findall(data)]
        return sorted(delays)

    def figures(self) -> tuple[int, int]:
        """Deliveries and writes as the server counts them."""
        found = FIGURES.search(self.listeners[-1].ask(b"figures", b"431[["))
        return (int(found[1]), int(found[2])) if found else (0, 0)

    def _listen(self, seconds: float, say: bytes | None) -> None:
        if self._ears.listen_for(self._poll, self._seats, seconds, say, len(say or b"")):
            raise ConnectionError("the server hung up")


def frame(payload: bytes) -> bytes:
    """A text frame, masked with zeros."""
    size = len(payload)
    head = bytes((0x81, 0x80 | size)) if size < 126 else b"\x81\xfe" + size.to_bytes(2, "big")
    return head + bytes(4) + payload


def words() -> bytes:
    """Something to say: 200 bytes, and when it was said."""
    said = {"at": time.monotonic_ns(), "text": "x" * 160}
    return frame(b"427" + json.dumps(["say", said], separators=(",", ":")).encode())


def cpu(process: int) -> float:
    """Seconds of processor time, user and system."""
    with open(f"/proc/{process}/stat") as stat:
        fields = stat.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def memory(process: int) -> float:
    """Resident kilobytes."""
    with open(f"/proc/{process}/statm") as statm:
        return int(statm.read().split()[1]) * resource.getpagesize() / 1024


def measure(asked: argparse.Namespace) -> dict[str, float]:
    """Come in, warm up, talk, and say what it cost the server."""
    bare, idle = memory(asked.process), cpu(asked.process)
    crowd = Crowd(asked)
    found = {
        "kb": (memory(asked.process) - bare) / asked.size,
        "connect_ms": (cpu(asked.process) - idle) / asked.size * 1e3,
    }
    crowd.talk(1.0)
    counted = crowd.figures() if asked.figures else (0, 0)
    before, spent, began = crowd.said, cpu(asked.process), time.monotonic()
    crowd.talk(asked.seconds)
    deliveries, passed = crowd.said - before, time.monotonic() - began - 0.3
    spent = cpu(asked.process) - spent
    found |= {"us": spent / deliveries * 1e6, "busy": spent / passed, "rate": deliveries / passed}
    after = crowd.figures() if asked.figures else (0, 1)
    found["per_write"] = (after[0] - counted[0]) / (after[1] - counted[1])
    if asked.rate:
        delays = crowd.talk_at(asked.rate, asked.seconds)
        found |= {"p50": delays[len(delays) // 2], "p99": delays[len(delays) * 99 // 100]}
    return found


def main() -> None:
    """Parse, measure, print."""
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("port", "process", "size", "speakers"):
        parser.add_argument(f"--{name}", type=int, required=True)
    for name in ("seconds", "rate"):
        parser.add_argument(f"--{name}", type=float, default=0.0)
    parser.add_argument("--ears", required=True)
    parser.add_argument("--figures", action="store_true")
    print(json.dumps(measure(parser.parse_args())))


if __name__ == "__main__":
    main()
