"""Nobody holds a connection without saying who they are."""

import gevent
import pytest
from gevent import socket

from community.realtime import strangers
from tests.factories import Circle
from tests.stage import Live
from tests.wire import Wire, until


class Silent(Wire):
    """Opens a connection and never asks to be let in."""

    def send(self, text: str, opcode: int = 1) -> None:
        """Say nothing but the answer to a ping."""
        if text == "3":
            super().send(text, opcode)
        else:
            self.connected = True


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a minute is long for a test; a second is enough to come in, also where much else is done."""
    monkeypatch.setattr(strangers, "PATIENCE", 1.0)
    monkeypatch.setattr(strangers, "FAREWELL", 0.2)


def test_who_never_signs_in_is_hung_up_on(port: int) -> None:
    wire = Silent(port)
    assert not wire.closed
    wire.hears(lambda w: w.closed)
    wire.close()


def test_who_was_refused_and_stays_is_hung_up_on(port: int) -> None:
    wire = Wire(port, token="hearth_of_cards")
    assert wire.refused["data"]["code"] == "unauthenticated"
    wire.hears(lambda w: w.closed)
    wire.close()


def test_who_said_goodbye_and_stays_is_hung_up_on(circle: Circle, live: Live) -> None:
    wire = live(circle.regular, circle.stream)
    wire.send("41")
    wire.hears(lambda w: w.closed)


def test_whoever_is_let_in_stays(circle: Circle, live: Live) -> None:
    wire = live(circle.regular, circle.stream)
    gevent.sleep(1.5)  # longer than a stranger may stay
    assert wire.call("leave", stream=circle.stream) == {"ok": True}
    assert not wire.closed


def test_one_who_hangs_up_at_once_leaves_nothing_behind(port: int) -> None:
    before = strangers.socketio.server.eio.sockets.copy()
    with socket.create_connection(("127.0.0.1", port)) as line:
        line.sendall(b"GET /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: x\r\n\r\n")
        assert line.recv(4096).startswith(b"HTTP/1.1 200")
    until(lambda: strangers.socketio.server.eio.sockets.keys() == before.keys(), 3)
