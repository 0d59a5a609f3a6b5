"""A client of the live protocol, by hand: what a browser's library sends, on a cooperative socket."""

import base64
import json
import os
import struct
from collections.abc import Callable
from typing import Any

import gevent
from gevent import socket

Frame = dict[str, Any]

PATIENCE = 20.0
"""Seconds for what no law says how soon it comes, on a machine that does much else."""


class Wire:
    """One WebSocket that speaks Socket.IO, reading in a greenlet of its own."""

    def __init__(
        self, port: int, cookie: str = "", token: str | None = None, origin: str = ""
    ) -> None:
        self.port = port
        self.heard: list[tuple[str, Any]] = []
        self.answers: dict[int, Any] = {}
        self.closed = False
        self.refused: Any = None
        self.connected = False
        self._last = 0
        self._rest = b""
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=20)
        self._shake_hands(cookie, origin or f"http://127.0.0.1:{port}")
        self._socket.settimeout(None)  # a room may be quiet for long
        self._reader = gevent.spawn(self._read)
        self.send("40" + (json.dumps({"token": token}) if token is not None else ""))
        until(lambda: self.connected or self.closed or self.refused is not None)

    def call(self, event: str, **data: Any) -> Any:
        """Send an event and wait for its acknowledgement."""
        return self.wait(self.emit(event, **data))

    def emit(self, event: str, **data: Any) -> int:
        """Send an event that is to be acknowledged; its number."""
        self._last += 1
        self.send(f"42{self._last}{json.dumps([event, data])}")
        return self._last

    def wait(self, number: int, seconds: float = PATIENCE) -> Any:
        """The acknowledgement of that number."""
        until(lambda: number in self.answers or self.closed, seconds)
        return self.answers.get(number)

    def events(self, name: str) -> list[Any]:
        """The data of every event of that name so far."""
        return [data for event, data in self.heard if event == name]

    def entries(self) -> list[Frame]:
        """Every entry heard so far."""
        return self.events("entry")

    def hears(self, check: Callable[["Wire"], Any], seconds: float = PATIENCE) -> None:
        """Wait until something was heard."""
        until(lambda: check(self), seconds)

    def send(self, text: str, opcode: int = 1) -> None:
        """Send one frame."""
        payload, mask = text.encode("utf-8", "surrogatepass"), b"\x11\x22\x33\x44"
        size = len(payload)
        head = bytes((0x80 | opcode,))
        if size < 126:
            head += bytes((0x80 | size,))
        elif size < 65536:
            head += b"\xfe" + struct.pack(">H", size)
        else:
            head += b"\xff" + struct.pack(">Q", size)
        body = bytes(byte ^ mask[i % 4] for i, byte in enumerate(payload))
        self._socket.sendall(head + mask + body)

    def close(self) -> None:
        """Hang up."""
        self.closed = True
        self._reader.kill()
        self._socket.close()

    def _shake_hands(self, cookie: str, origin: str) -> None:
        key = base64.b64encode(os.urandom(16)).decode()
        lines = [
            "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1",
            f"Host: 127.0.0.1:{self.port}", "Connection: Upgrade", "Upgrade: websocket",
            "Sec-WebSocket-Version: 13", f"Sec-WebSocket-Key: {key}", f"Origin: {origin}",
        ]  # fmt: skip
        if cookie:
            lines.append(f"Cookie: {cookie}")
        self._socket.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        while b"\r\n\r\n" not in self._rest:
            more = self._socket.recv(65536)
            if not more:
                raise ConnectionError("no handshake")
            self._rest += more
        self._rest = self._rest.partition(b"\r\n\r\n")[2]

    def _read(self) -> None:
        try:
            while True:
                self._take(*self._frame())
        except (OSError, EOFError):
            self.closed = True

    def _take(self, opcode: int, payload: bytes) -> None:
        if opcode == 8:
            raise EOFError
        text = payload.decode()
        if text == "2":
            self.send("3")
        elif text.startswith("40"):
            self.connected = True
        elif text.startswith("44"):
            self.refused = json.loads(text[2:])
        elif text.startswith("41"):
            self.closed = True
        elif text.startswith("42"):
            name, data = json.loads(text[2:])
            self.heard.append((name, data))
        elif text.startswith("43"):
            number, _bracket, rest = text[2:].partition("[")
            self.answers[int(number)] = json.loads("[" + rest)[0]

    def _frame(self) -> tuple[int, bytes]:
        first, size = self._exactly(2)
        if size == 126:
            (size,) = struct.unpack(">H", self._exactly(2))
        elif size == 127:
            (size,) = struct.unpack(">Q", self._exactly(8))
        return first & 15, self._exactly(size)

    def _exactly(self, size: int) -> bytes:
        while len(self._rest) < size:
            more = self._socket.recv(1 << 16)
            if not more:
                raise EOFError
            self._rest += more
        found, self._rest = self._rest[:size], self._rest[size:]
        return found


def until(true: Callable[[], Any], seconds: float = PATIENCE) -> None:
    """Wait for something to become true. Raises AssertionError when it does not."""
    with gevent.Timeout(seconds, AssertionError(f"not within {seconds} s")):
        while not true():
            gevent.sleep(0.005)
