"""Whatever a client sends: an answer in words or a closed socket, its own; nobody else notices."""

import json
import random
import re
from pathlib import Path

import pytest
from gevent import socket

from community.realtime.events import events
from tests.chaos.counts import LONG, often
from tests.chaos.line import Line
from tests.chaos.payloads import FRAMES, RAW, Payloads
from tests.chaos.site import Program, Site
from tests.laws import law
from tests.wire import Wire, until

PAYLOADS = often(150, 10_000)
AT_ONCE = 30
GROWTH = 20 * 1024
"""KiB by which the server may have grown after ten thousand payloads per event."""

REFUSED_REQUEST = "(further occurrences of this error"
"""Engine.IO's note, once per kind, that a request was none."""

CODES = {
    "not_found",
    "forbidden",
    "muted",
    "paused",
    "read_only",
    "slow_mode",
    "invalid",
    "conflict",
    "too_large",
}
EVENTS = (
    "join", "catch_up", "leave", "typing", "post_message", "edit_message", "remove_message", "react", "mark_read",
    "mute", "remove_person", "count_notices",
    "raise_hand", "lower_hand", "answer_call", "end_share", "vote", "take_chair", "hand_chair", "next_phase",
    "set_topic", "call_next", "call", "skip", "move_in_queue", "newcomers_first", "extend", "thank",
    "paste_reading", "lock", "pause", "open_motion", "close_motion",
)  # fmt: skip


@law("L4.2")
@pytest.mark.timeout(3600)
def test_nothing_a_client_sends_harms_anybody_else(site: Site) -> None:
    keeper, attacker, other = site.people(3, keepers=1)
    site.start()
    bystander = site.wire(other)
    for program in (keeper, attacker):
        every_event_is_answered(site, program, often(50, 500))
    before = memory_of(site.server.pid)
    for program in (keeper, attacker):
        every_event_is_answered(site, program, PAYLOADS)
    wrong_packets_end_at_most_their_own_socket(site, attacker)
    broken_handshakes_are_refused(site)
    until(lambda: open_sockets(site) == 1)
    assert not bystander.closed
    seq = bystander.call("catch_up", stream=site.stream, since=0)["seq"]
    packet = {"stream": site.stream, "body": "Still here.", "key": "key-still-here"}
    assert bystander.call("post_message", **packet)["seq"] == seq + 1
    if LONG:
        assert memory_of(site.server.pid) - before < GROWTH
    site.stop()
    assert [
        line for line in site.complaints().splitlines() if line and REFUSED_REQUEST not in line
    ] == []


def test_the_list_of_events_is_whole(app: object) -> None:
    assert set(EVENTS) == set(events)


def every_event_is_answered(site: Site, program: Program, number: int) -> None:
    """Fire payloads at every event; each is answered with ok or a code of the protocol."""
    payloads = Payloads(random.getrandbits(32), site.stream)
    for event in EVENTS:
        wire = site.wire(program)
        for _burst in range(number // AT_ONCE + 1):
            sent = {
                fire(wire, event, payload := payloads.of_any_kind()): payload
                for _n in range(AT_ONCE)
            }
            for packet, payload in sent.items():
                answer = wire.wait(packet)
                assert answer is not None, (event, payload)
                assert answer["ok"] or answer["error"]["code"] in CODES, (event, payload, answer)
                assert "Traceback" not in json.dumps(answer)
        wire.close()


def fire(wire: Wire, event: str, payload: str) -> int:
    """Send an event whose payload is any text; its number."""
    wire._last += 1
    wire.send(f'42{wire._last}["{event}",{payload}]')
    return wire._last


def wrong_packets_end_at_most_their_own_socket(site: Site, program: Program) -> None:
    """Each packet and frame on a socket of its own, which then answers or is closed."""
    for opcode, text in [*((1, "4" + raw[1:]) for raw in RAW), *FRAMES]:
        line = Line(site.port, token=program.token)
        try:
            line.send(text, opcode)
            answer = line.ask("leave", stream=site.stream)
        except OSError:
            answer = None
        assert answer == {"ok": True} or line.closed, (opcode, text[:60], answer)
        line.close()


def broken_handshakes_are_refused(site: Site) -> None:
    """Requests that are no handshake get an answer of HTTP, or are hung up on; never an error of ours."""
    head = b"Host: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
    asked = b"GET /socket.io/?EIO=4&transport=websocket"
    for request in (
        asked + b" HTTP/1.1\r\n" + head + b"\r\n",
        asked
        + b" HTTP/1.1\r\n"
        + head
        + b"Sec-WebSocket-Version: 12\r\nSec-WebSocket-Key: eA==\r\n\r\n",
        asked + b"&sid=unknown HTTP/1.1\r\n" + head + b"\r\n",
        b"GET /socket.io/?EIO=3&transport=websocket HTTP/1.1\r\n" + head + b"\r\n",
        b"GET /socket.io/?EIO=4&transport=smoke HTTP/1.1\r\nHost: x\r\n\r\n",
        b"POST /socket.io/?EIO=4&transport=polling&sid=x HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\n40x",
        b"GET /socket.io/ HTTP/1.1\r\nHost: x\r\n\r\n",
    ):
        with socket.create_connection(("127.0.0.1", site.port), timeout=10) as line:
            line.sendall(request)
            answer = line.recv(4096)
        assert answer.startswith(b"HTTP/1.1 4"), (request, answer)


def open_sockets(site: Site) -> int:
    """What the server's own figures say."""
    with socket.create_connection(("127.0.0.1", site.port), timeout=10) as line:
        line.sendall(b"GET /metrics HTTP/1.0\r\nHost: x\r\n\r\n")
        answer = b""
        while more := line.recv(65536):
            answer += more
    found = re.search(rb"^hearth_sockets (\d+)", answer, re.MULTILINE)
    assert found, answer
    return int(found.group(1))


def memory_of(pid: int) -> int:
    """Resident memory of a process, in KiB."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0])
