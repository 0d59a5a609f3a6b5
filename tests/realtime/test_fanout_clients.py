"""Clients come by WebSocket, by polling, or from one to the other; and when they go, nothing of them stays."""

import base64
import http.client
import io
import json
import os
import socket
import ssl

import gevent
import pytest

from community.realtime.fanout import connection, counters
from community.realtime.fanout.handshake import Handshake
from tests.realtime.conftest import KEY, Client, eventually, masked


class Poller:
    """Somebody whose network lets no WebSocket through."""

    def __init__(self, site):
        self.site, self.waiting = site, []
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
        line = http.client.HTTPConnection("127.0.0.1", self.site.port, timeout=10)
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
        client = self.site.guest(path=self.query.replace("polling", "websocket"))
        client.say("2probe")
        assert client.hear() == "3probe"
        return client


def test_a_polling_client_hears_what_websocket_clients_hear_in_order(site):
    poller = Poller(site).join("room")
    clients = [site.client("room") for _ in range(5)]
    for number in range(3):
        site.emit(number)
    assert all(client.heard(3) == [0, 1, 2] for client in clients)
    assert poller.poll() == [f'42["said",{number}]' for number in range(3)]


def test_a_polling_client_can_be_skipped_and_told_apart(site):
    poller = Poller(site).join("room")
    (sid,) = [sid for sid, _ in site.manager.get_participants("/", "room")]
    site.emit("not you", skip_sid={sid})
    site.manager.send_to(sid, "said", "you")
    assert poller.poll() == ['42["said","you"]']


def test_a_client_that_upgrades_misses_nothing_and_keeps_the_order(site):
    poller = Poller(site).join("room")
    _others = [site.client("room") for _ in range(5)]
    site.emit("while polling")
    assert poller.poll() == ['42["said","while polling"]']
    last_poll = gevent.spawn(poller.poll)
    gevent.sleep(0.05)
    client = poller.upgrade()
    assert last_poll.get(timeout=5) == ["6"]
    site.emit("while upgrading")
    client.say("5")
    gevent.sleep(0.05)
    site.emit("after")
    site.emit("after that")
    assert client.heard(3) == ["while upgrading", "after", "after that"]
    assert poller.request("GET")[0] == 400


def test_an_upgraded_client_joins_the_fast_path_of_its_rooms(site):
    poller = Poller(site).join("room")
    site.emit("cached")
    client = poller.upgrade()
    client.say("5")
    gevent.sleep(0.05)
    for _ in range(2):
        site.emit("again")
    gevent.sleep(0.05)
    assert len(site.manager._audience("/", "room").connections) == 1
    assert client.heard(3) == ["cached", "again", "again"]


@pytest.mark.parametrize("instead", ["4hello", "5", "2other"])
def test_a_failed_upgrade_leaves_the_client_polling(site, instead):
    poller = Poller(site).join("room")
    client = site.guest(path=poller.query.replace("polling", "websocket"))
    client.say(instead)
    assert client.is_hung_up()
    site.emit("still here")
    assert poller.poll() == ['42["said","still here"]']


def test_an_upgrade_that_is_never_completed_is_given_up(site, monkeypatch):
    monkeypatch.setattr(connection, "PATIENCE", 0.1)
    poller = Poller(site).join("room")
    client = poller.upgrade()
    assert client.is_hung_up()
    eventually(lambda: counters.open == 0)
    site.emit("still here")
    assert poller.poll()[-1] == '42["said","still here"]'


def test_a_quiet_upgraded_client_stays_as_long_as_it_answers_pings(open_site):
    site = open_site(ping_interval=0.2, ping_timeout=0.2)
    client = Poller(site).join("room").upgrade()
    client.say("5")
    for _ in range(5):
        assert client.frame() == (1, b"2")
        client.say("3")
    site.emit("you are still here")
    assert client.hear() == '42["said","you are still here"]'


@pytest.mark.parametrize("polling", [False, True])
def test_a_client_that_answers_no_ping_is_let_go(open_site, polling):
    site = open_site(ping_interval=0.2, ping_timeout=0.2)
    client = Poller(site) if polling else site.client()
    eventually(lambda: len(site.left) == 1)
    eventually(lambda: not site.server.eio.sockets)
    if not polling:
        assert client.is_hung_up()


def test_what_is_sent_together_with_the_handshake_is_heard(site):
    early = masked(b"40") + masked(b'421["say",{"text":"early"}]')
    client = site.guest(early=early)
    assert client.heard(1) == ["early"]


def test_a_client_that_leaves_leaves_nothing_behind(site):
    descriptors = len(os.listdir("/proc/self/fd"))
    for way in (Client.close, Client.abort, lambda client: client.say("1"), _closes_politely):
        clients = [site.client("room", "other") for _ in range(4)]
        site.emit("to all")
        for client in clients:
            way(client)
        eventually(lambda: not site.server.eio.sockets)
        for client in clients:
            client.close()
    eventually(lambda: counters.open == 0)
    assert len(site.left) == 16
    assert not site.manager.rooms
    assert not site.manager._rooms_of
    assert not site.manager._audiences
    assert not site.server.environ
    assert len(os.listdir("/proc/self/fd")) == descriptors


def _closes_politely(client):
    client.socket.sendall(masked(b"\x03\xe8", opcode=8))


def test_hanging_up_closes_the_connection_after_the_last_word(site):
    client, other = site.client("room"), site.client("room")
    sid = site.sid(client)
    site.emit("last word")
    site.manager.hang_up(sid)
    assert [client.hear() for _ in range(3)] == ['42["said","last word"]', "41", "1"]
    assert client.frame() == (8, b"\x03\xe8")
    site.emit("after")
    assert other.heard(2) == ["last word", "after"]
    assert site.left == [sid]


def test_a_client_that_ignores_the_goodbye_is_hung_up_on(site, monkeypatch):
    monkeypatch.setattr(connection, "PATIENCE", 0.1)
    client = site.client("room")
    site.manager.hang_up(site.sid(client))
    eventually(lambda: counters.open == 0)


def test_a_server_that_stops_says_so(site):
    clients = [site.client("room") for _ in range(3)]
    site.manager.go_away()
    for client in clients:
        assert client.frame() == (8, b"\x03\xe9")
        client.close()
    eventually(lambda: not site.server.eio.sockets)


@pytest.mark.parametrize(
    "header",
    [
        {"HTTP_SEC_WEBSOCKET_VERSION": "8"},
        {"HTTP_SEC_WEBSOCKET_KEY": "short"},
        {"HTTP_SEC_WEBSOCKET_KEY": "not base64 at all!!"},
    ],
)
def test_a_handshake_that_is_none_is_refused(site, header):
    session = site.server.eio.sockets[_session(site)]
    sound = {"HTTP_SEC_WEBSOCKET_VERSION": "13", "HTTP_SEC_WEBSOCKET_KEY": KEY.decode()}
    answer = Handshake(site.manager, session)({**sound, **header}, lambda *_: None)
    assert answer["status"].startswith("400")


def test_a_server_that_ends_tls_itself_is_told_that_it_cannot_hand_over(site):
    session = site.server.eio.sockets[_session(site)]
    plain, _other = socket.socketpair()
    secured = ssl.create_default_context().wrap_socket(
        plain, server_hostname="localhost", do_handshake_on_connect=False
    )
    environ = {
        "HTTP_SEC_WEBSOCKET_VERSION": "13",
        "HTTP_SEC_WEBSOCKET_KEY": KEY.decode(),
        "wsgi.input": io.BufferedReader(socket.SocketIO(secured, "rb")),
    }
    answer = Handshake(site.manager, session)(environ, lambda *_: None)
    assert answer["status"].startswith("501")
    secured.close()
    _other.close()


def _session(site):
    site.client()
    (eio_sid,) = site.server.eio.sockets
    return eio_sid


def test_the_handshake_proves_that_it_was_read(site):
    said = site.guest().handshake.decode()
    assert said.startswith("HTTP/1.1 101 ")
    assert "Sec-WebSocket-Extensions" not in said
    proof = said.split("Sec-WebSocket-Accept: ")[1]
    assert len(base64.b64decode(proof)) == 20


def test_an_idle_connection_keeps_its_headers_but_no_greenlet_and_no_buffer(site):
    client = site.client()
    environ = site.server.get_environ(site.sid(client))
    assert environ["HTTP_HOST"] == f"127.0.0.1:{site.port}"
    assert environ["wsgi.input"].read() == b""
    assert not {"HTTP_SEC_WEBSOCKET_KEY", "HTTP_UPGRADE", "wsgi.errors"} & set(environ)
