"""A hall to talk in, on the fan-out and in this process, and a client that frames by hand."""

import base64
import json
import os
import socket
import struct
from collections.abc import Callable, Iterator
from typing import Any

import gevent
import pytest
from flask import Flask
from flask_socketio import SocketIO
from gevent.pywsgi import WSGIServer

from community.realtime.fanout import attach, build, loop, options

KEY = base64.b64encode(b"sixteen bytes ok")
MASK = b"\x01\x02\x03\x04"


def masked(payload: bytes, opcode: int = 1, final: bool = True) -> bytes:
    """A frame as a client sends it."""
    size = len(payload)
    if size > 125:
        length = (
            b"\xfe" + struct.pack(">H", size) if size < 65536 else b"\xff" + struct.pack(">Q", size)
        )
    else:
        length = bytes((0x80 | size,))
    body = bytes(byte ^ MASK[i % 4] for i, byte in enumerate(payload))
    return bytes(((0x80 if final else 0) | opcode,)) + length + MASK + body


class Client:
    """Somebody at the other end of a WebSocket."""

    def __init__(self, port: int, path: str = "", early: bytes = b"", buffer: int | None = None):
        self.socket = socket.socket()
        if buffer:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
        self.socket.settimeout(10)
        self.socket.connect(("127.0.0.1", port))
        self.rest = b""
        self.acknowledged = 0
        query = path or "EIO=4&transport=websocket"
        self.socket.sendall(
            f"GET /socket.io/?{query} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
            "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
            f"Sec-WebSocket-Key: {KEY.decode()}\r\n\r\n".encode()
            + early
        )
        self.handshake = self._until(b"\r\n\r\n")

    def join(self, *rooms: str) -> "Client":
        """Come in as Socket.IO clients do, and enter rooms."""
        self.say("40")
        while not self.hear().startswith("40"):
            pass
        for room in rooms:
            assert self.call("join", {"room": room}) == {"ok": True}
        return self

    def say(self, text: str) -> None:
        """Send one packet."""
        self.socket.sendall(masked(text.encode()))

    def emit(self, event: str, data: Any) -> None:
        """Send an event that is to be acknowledged."""
        self.acknowledged += 1
        self.say(f"42{self.acknowledged}{json.dumps([event, data])}")

    def call(self, event: str, data: Any) -> Any:
        """Send an event and wait for its acknowledgement, forgetting what comes before."""
        self.emit(event, data)
        start = f"43{self.acknowledged}["
        while not (heard := self.hear()).startswith(start):
            pass
        return json.loads(heard[len(start) - 1 :])[0]

    def frame(self) -> tuple[int, bytes]:
        """The next frame: opcode and payload."""
        first, size = self._exactly(2)
        if size == 126:
            (size,) = struct.unpack(">H", self._exactly(2))
        elif size == 127:
            (size,) = struct.unpack(">Q", self._exactly(8))
        return first & 15, self._exactly(size)

    def hear(self) -> str:
        """The next packet, answering pings on the way."""
        opcode, payload = self.frame()
        assert opcode == 1, (opcode, payload)
        if payload == b"2":
            self.say("3")
            return self.hear()
        return payload.decode()

    def heard(self, count: int) -> list[Any]:
        """The data of the next `count` events and acknowledgements."""
        found = []
        while len(found) < count:
            text = self.hear()
            if text.startswith(("42", "43")):
                found.append(json.loads(text[text.index("[") :])[-1])
        return found

    def is_hung_up(self) -> bool:
        """Whether the server has closed the socket, whatever it said before."""
        try:
            while self.socket.recv(65536):
                pass
        except ConnectionError:
            return True
        except TimeoutError:
            return False
        return True

    def close(self) -> None:
        """Leave without a word."""
        self.socket.close()

    def abort(self) -> None:
        """Vanish with a reset."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.socket.close()

    def _until(self, end: bytes) -> bytes:
        while end not in self.rest:
            more = self.socket.recv(65536)
            if not more:
                break
            self.rest += more
        found, _end, self.rest = self.rest.partition(end)
        return found

    def _exactly(self, size: int) -> bytes:
        while len(self.rest) < size:
            more = self.socket.recv(1 << 20)
            if not more:
                raise EOFError
            self.rest += more
        found, self.rest = self.rest[:size], self.rest[size:]
        return found


class Hall:
    """A Socket.IO server on the fan-out with a few events, and its clients."""

    def __init__(self, loop_name: str, **settings: Any) -> None:
        app = Flask(__name__)
        self.live = SocketIO(app, **{**options(loop=loop_name), "ping_interval": 30, **settings})
        attach(self.live.server)
        self.server = self.live.server
        self.manager = self.server.manager
        self.left: list[str] = []
        self._clients: list[Client] = []
        self._declare()
        self.http = WSGIServer(("127.0.0.1", 0), app, log=None)
        self.http.start()
        self.port = self.http.server_port

    def client(self, *rooms: str, **how: Any) -> Client:
        """Somebody who comes in and enters the rooms."""
        return self.guest(**how).join(*rooms)

    def guest(self, **how: Any) -> Client:
        """Somebody who has only shaken hands."""
        self._clients.append(Client(self.port, **how))
        return self._clients[-1]

    def sid(self, client: Client) -> str:
        """The Socket.IO id of a client that has joined."""
        return str(client.call("whoami", {}))

    def emit(self, data: Any, room: str = "room", **how: Any) -> None:
        """Say something to a room."""
        self.server.emit("said", data, to=room, **how)

    def close(self) -> None:
        """Everybody goes, then the server."""
        for client in self._clients:
            client.close()
        for eio_sid, session in list(self.server.eio.sockets.items()):
            if session.queue.sink is None:  # polling: nothing tells that it is gone
                self.server.eio.disconnect(eio_sid)
        eventually(lambda: not self.server.eio.sockets)
        self.http.stop()

    def _declare(self) -> None:
        def join(sid: str, data: Any) -> Any:
            self.server.enter_room(sid, data["room"])
            return {"ok": True}

        def say(_sid: str, data: Any) -> Any:
            self.emit(data["text"], data.get("room", "room"))
            return data["text"]

        self.server.on("join", join)
        self.server.on("say", say)
        self.server.on("whoami", lambda sid, _data: sid)
        self.server.on("disconnect", lambda sid, _reason: self.left.append(sid))


def eventually(true: Callable[[], Any], seconds: float = 20) -> None:
    """Wait until something becomes true."""
    with gevent.Timeout(seconds, AssertionError("it never became true")):
        while not true():
            gevent.sleep(0.01)


@pytest.fixture(scope="session")
def loop_in_c(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The loop in C, built outside the source tree."""
    library = tmp_path_factory.mktemp("fanout") / "_loop.so"
    if not build.build(library):
        if os.environ.get("HEARTH_REQUIRE_ALL") == "1":
            pytest.fail("no C compiler, and everything is required")
        pytest.skip("no C compiler")
    return library


@pytest.fixture(params=["python", "c"])
def open_hall(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., Hall]]:
    """Opens servers on either loop."""
    if request.param == "c":
        monkeypatch.setattr(loop, "LIBRARY", request.getfixturevalue("loop_in_c"))
    halls: list[Hall] = []

    def open_one(**settings: Any) -> Hall:
        halls.append(Hall(request.param, **settings))
        return halls[-1]

    yield open_one
    for hall in halls:
        hall.close()


@pytest.fixture
def hall(open_hall: Callable[..., Hall]) -> Hall:
    """A Socket.IO server on the fan-out."""
    return open_hall()
