"""Clients come by WebSocket, by polling, or from one to the other; and when they go, nothing of them stays."""

import base64
import http.client
import io
import json
import os
import ssl

import gevent
import pytest
from gevent import socket
from gevent.ssl import SSLContext

from community.realtime.fanout import connection, counters
from community.realtime.fanout.handshake import Handshake
from tests.realtime.conftest import KEY, Client, eventually, masked


class Poller:
    """Somebody whose network lets no WebSocket through."""

    def __init__(self, hall):
        self.hall, self.waiting = hall, []
        self.query = "EIO=4&transport=polling"
        self.query += "&sid=" + json.loads(self.poll()[0][1:])["sid"]
        self.post("40")
        assert self.poll()[0].startswith("40")

    def join(self, room):
        """Enter a room."""
        self.post(f'421["join",{{"room":"{room}"}}]')
        assert self.poll() == ['431[{"ok":true}]']
        return self

    def request(self, method, body=None):
        """One request: status and body."""
        line = http.client.HTTPConnection("127.0.0.1", self.hall.port, timeout=10)
        try:
            line.request(method, f"/socket.io/?{self.query}", body)
            answer = line.getresponse()
            return answer.status, answer.read().decode()
        finally:
            line.close()

    def post(self, text):
        """Send a packet."""
        assert self.request("POST", text) == (200, "OK")

    def poll(self):
        """The packets of one poll."""
        status, body = self.request("GET")
        assert status == 200, body
        return body.split("\x1e") if body else []

    def upgrade(self):
        """A WebSocket that has sent its probe."""
        client = self.hall.guest(path=self.query.replace("polling", "websocket"))
        client.say("2probe")
        assert client.hear() == "3probe"
        return client


def test_a_polling_client_hears_what_websocket_clients_hear_in_order(hall):
    poller = Poller(hall).join("room")
    clients = [hall.client("room") for _ in range(5)]
    for number in range(3):
        hall.emit(number)
    assert all(client.heard(3) == [0, 1, 2] for client in clients)
    assert poller.poll() == [f'42["said",{number}]' for number in range(3)]


def test_a_polling_client_can_be_skipped_and_told_apart(hall):
    poller = Poller(hall).join("room")
    (sid,) = [sid for sid, _ in hall.manager.get_participants("/", "room")]
    hall.emit("not you", skip_sid={sid})
    hall.manager.send_to(sid, "said", "you")
    assert poller.poll() == ['42["said","you"]']


def test_a_client_that_upgrades_misses_nothing_and_keeps_the_order(hall):
    poller = Poller(hall).join("room")
    _others = [hall.client("room") for _ in range(5)]
    hall.emit("while polling")
    assert poller.poll() == ['42["said","while polling"]']
    last_poll = gevent.spawn(poller.poll)
    gevent.sleep(0.05)
    client = poller.upgrade()
    assert last_poll.get(timeout=5) == ["6"]
    hall.emit("while upgrading")
    client.say("5")
    gevent.sleep(0.05)
    hall.emit("after")
    hall.emit("after that")
    assert client.heard(3) == ["while upgrading", "after", "after that"]
    assert poller.request("GET")[0] == 400


def test_an_upgraded_client_joins_the_fast_path_of_its_rooms(hall):
    poller = Poller(hall).join("room")
    hall.emit("cached")
    client = poller.upgrade()
    client.say("5")
    gevent.sleep(0.05)
    for _ in range(2):
        hall.emit("again")
    gevent.sleep(0.05)
    assert len(hall.manager._audience("/", "room").connections) == 1
    assert client.heard(3) == ["cached", "again", "again"]


@pytest.mark.parametrize("instead", ["4hello", "5", "2other"])
def test_a_failed_upgrade_leaves_the_client_polling(hall, instead):
    poller = Poller(hall).join("room")
    client = hall.guest(path=poller.query.replace("polling", "websocket"))
    client.say(instead)
    assert client.is_hung_up()
    hall.emit("still here")
    assert poller.poll() == ['42["said","still here"]']


def test_an_upgrade_that_is_never_completed_is_given_up(hall, monkeypatch):
    monkeypatch.setattr(connection, "PATIENCE", 0.1)
    poller = Poller(hall).join("room")
    client = poller.upgrade()
    assert client.is_hung_up()
    eventually(lambda: counters.open == 0)
    hall.emit("still here")
    assert poller.poll()[-1] == '42["said","still here"]'


def test_a_quiet_upgraded_client_stays_as_long_as_it_answers_pings(open_hall):
    hall = open_hall(ping_interval=0.1, ping_timeout=2)
    client = Poller(hall).join("room").upgrade()
    client.say("5")
    for _ in range(25):  # longer than one who does not answer may stay
        assert client.frame() == (1, b"2")
        client.say("3")
    hall.emit("you are still here")
    assert client.hear() == '42["said","you are still here"]'


@pytest.mark.parametrize("polling", [False, True])
def test_a_client_that_answers_no_ping_is_let_go(open_hall, polling):
    hall = open_hall(ping_interval=0.2, ping_timeout=0.2)
    client = Poller(hall) if polling else hall.client()
    eventually(lambda: len(hall.left) == 1)
    eventually(lambda: not hall.server.eio.sockets)
    if not polling:
        assert client.is_hung_up()


@pytest.mark.parametrize("polling", [False, True])
def test_nobody_holds_a_connection_without_coming_in(open_hall, polling):
    hall = open_hall(ping_interval=0.2, ping_timeout=0.2)
    if polling:
        hall.server.disconnect(_sid_of(Poller(hall)))
    else:
        assert hall.guest().is_hung_up()
    eventually(lambda: not hall.server.eio.sockets)


def _sid_of(poller):
    ((sid, _eio_sid),) = poller.hall.manager.get_participants("/", None)
    return sid


def test_a_client_that_is_gone_before_the_handshake_is_answered_leaves_nothing(hall):
    def gone(_eio_sid, environ):
        stream = environ["wsgi.input"]
        stream.raw._sock.shutdown(socket.SHUT_RDWR)

    connect = hall.server.eio.handlers["connect"]
    hall.server.eio.on("connect", lambda *given: (connect(*given), gone(*given))[0])
    assert hall.guest().is_hung_up()
    eventually(lambda: counters.open == 0 and not hall.server.eio.sockets)


def test_what_is_sent_together_with_the_handshake_is_heard(hall):
    early = masked(b"40") + masked(b'421["say",{"text":"early"}]')
    client = hall.guest(early=early)
    assert client.heard(1) == ["early"]


def test_a_client_that_leaves_leaves_nothing_behind(hall):
    descriptors = len(os.listdir("/proc/self/fd"))
    for way in (Client.close, Client.abort, lambda client: client.say("1"), _closes_politely):
        clients = [hall.client("room", "other") for _ in range(4)]
        hall.emit("to all")
        for client in clients:
            way(client)
        eventually(lambda: not hall.server.eio.sockets)
        for client in clients:
            client.close()
    eventually(lambda: counters.open == 0)
    assert len(hall.left) == 16
    assert not hall.manager.rooms
    assert not hall.manager._rooms_of
    assert not hall.manager._audiences
    assert not hall.server.environ
    assert len(os.listdir("/proc/self/fd")) <= descriptors


def _closes_politely(client):
    client.socket.sendall(masked(b"\x03\xe8", opcode=8))


def test_hanging_up_closes_the_connection_after_the_last_word(hall):
    client, other = hall.client("room"), hall.client("room")
    sid = hall.sid(client)
    hall.emit("last word")
    hall.manager.hang_up(sid)
    assert [client.hear() for _ in range(3)] == ['42["said","last word"]', "41", "1"]
    assert client.frame() == (8, b"\x03\xe8")
    hall.emit("after")
    assert other.heard(2) == ["last word", "after"]
    assert hall.left == [sid]


def test_a_client_that_ignores_the_goodbye_is_hung_up_on(hall, monkeypatch):
    monkeypatch.setattr(connection, "PATIENCE", 0.1)
    client = hall.client("room")
    hall.manager.hang_up(hall.sid(client))
    eventually(lambda: counters.open == 0)


def test_a_server_that_stops_says_so(hall):
    clients = [hall.client("room") for _ in range(3)]
    hall.manager.go_away()
    for client in clients:
        assert client.frame() == (8, b"\x03\xe9")
        client.close()
    eventually(lambda: not hall.server.eio.sockets)


@pytest.mark.parametrize(
    "header",
    [
        {"HTTP_SEC_WEBSOCKET_VERSION": "8"},
        {"HTTP_SEC_WEBSOCKET_KEY": "short"},
        {"HTTP_SEC_WEBSOCKET_KEY": "not base64 at all!!"},
    ],
)
def test_a_handshake_that_is_none_is_refused(hall, header):
    session = hall.server.eio.sockets[_session(hall)]
    sound = {"HTTP_SEC_WEBSOCKET_VERSION": "13", "HTTP_SEC_WEBSOCKET_KEY": KEY.decode()}
    answer = Handshake(hall.manager, session)({**sound, **header}, lambda *_: None)
    assert answer["status"].startswith("400")


def test_a_server_that_ends_tls_itself_is_told_that_it_cannot_hand_over(hall):
    session = hall.server.eio.sockets[_session(hall)]
    near, far = socket.socketpair()
    secured = SSLContext(ssl.PROTOCOL_TLS_CLIENT).wrap_socket(
        near, server_hostname="localhost", do_handshake_on_connect=False
    )
    environ = {
        "HTTP_SEC_WEBSOCKET_VERSION": "13",
        "HTTP_SEC_WEBSOCKET_KEY": KEY.decode(),
        "wsgi.input": io.BufferedReader(socket.SocketIO(secured, "rb")),
    }
    answer = Handshake(hall.manager, session)(environ, lambda *_: None)
    assert answer["status"].startswith("501")
    secured.close()
    far.close()


def _session(hall):
    hall.client()
    (eio_sid,) = hall.server.eio.sockets
    return eio_sid


def test_the_handshake_proves_that_it_was_read(hall):
    said = hall.guest().handshake.decode()
    assert said.startswith("HTTP/1.1 101 ")
    assert "Sec-WebSocket-Extensions" not in said
    proof = said.split("Sec-WebSocket-Accept: ")[1]
    assert len(base64.b64decode(proof)) == 20


def test_an_idle_connection_keeps_its_headers_but_no_greenlet_and_no_buffer(hall):
    client = hall.client()
    environ = hall.server.get_environ(hall.sid(client))
    assert environ["HTTP_HOST"] == f"127.0.0.1:{hall.port}"
    assert environ["wsgi.input"].read() == b""
    assert not {"HTTP_SEC_WEBSOCKET_KEY", "HTTP_UPGRADE"} & set(environ)
