"""A client may cut its frames as it likes; what breaks the protocol closes that client alone."""

import struct
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.realtime.fanout import counters
from community.realtime.fanout.frames import CloseCode, FrameReader, Violation, text_frame
from tests.realtime.conftest import MASK, eventually, masked


@given(
    messages=st.lists(st.binary(max_size=300), max_size=8),
    cuts=st.lists(st.integers(0, 2000), max_size=12),
    pieces=st.integers(1, 4),
)
def test_messages_arrive_whole_however_they_are_cut(messages, cuts, pieces):
    sent = b"".join(
        masked(message[start : start + step], 1 if start == 0 else 0, start + step >= len(message))
        for message in messages
        for step in [len(message) // pieces + 1]
        for start in range(0, max(len(message), 1), step)
    )
    reader, heard = FrameReader(2000), []
    places = sorted({0, len(sent), *(cut % (len(sent) + 1) for cut in cuts)})
    for start, end in pairwise(places):
        heard += [payload for _opcode, payload in reader.feed(sent[start:end])]
    assert heard == messages


def test_a_one_byte_message_does_not_spoil_later_ones():
    # CPython keeps one object for each one-byte value: unmasking it in place would change "4" for everybody.
    before = bytes([MASK[0] ^ ord("4")])
    for _ in range(3):
        assert [payload for _, payload in FrameReader(9).feed(masked(b"4"))] == [b"4"]
    assert before == bytes([MASK[0] ^ ord("4")])
    assert b"4"[0] == ord("4")


def test_what_stood_before_a_violation_is_heard():
    heard = FrameReader(100).feed(masked(b"sound") + b"\xff\xff")
    assert next(heard).payload == b"sound"
    with pytest.raises(Violation) as refused:
        next(heard)
    assert refused.value.code == CloseCode.PROTOCOL


BROKEN = {
    "binary": (masked(b"x", opcode=2), CloseCode.UNSUPPORTED),
    "unmasked": (text_frame("4x"), CloseCode.PROTOCOL),
    "reserved bit": (b"\xc1" + masked(b"4x")[1:], CloseCode.PROTOCOL),
    "unknown kind": (masked(b"x", opcode=3), CloseCode.PROTOCOL),
    "long control frame": (masked(b"x" * 126, opcode=9), CloseCode.PROTOCOL),
    "cut control frame": (masked(b"x", opcode=9, final=False), CloseCode.PROTOCOL),
    "continuation of nothing": (masked(b"x", opcode=0), CloseCode.PROTOCOL),
    "two beginnings": (masked(b"x", final=False) + masked(b"y"), CloseCode.PROTOCOL),
    "not UTF-8": (masked(b"4\xff\xfe"), CloseCode.INVALID_TEXT),
    "too big": (masked(b"4" * 65537), CloseCode.TOO_BIG),
    "too big to come": (b"\x81\xff" + struct.pack(">Q", 1 << 62) + MASK, CloseCode.TOO_BIG),
    "too big in pieces": (
        masked(b"4" * 40000, final=False) + masked(b"4" * 40000, opcode=0),
        CloseCode.TOO_BIG,
    ),
    "too many pieces": (
        masked(b"", final=False) + masked(b"", opcode=0, final=False) * 65537,
        CloseCode.TOO_BIG,
    ),
    "not Engine.IO": (masked(b"hello"), CloseCode.REFUSED),
    "empty": (masked(b""), CloseCode.REFUSED),
    "binary in disguise": (masked(b"bAAAA"), CloseCode.REFUSED),
    "upgrade of nothing": (masked(b"2probe"), CloseCode.REFUSED),
}


@pytest.mark.parametrize("what", BROKEN)
def test_breaking_the_protocol_closes_only_that_client(hall, what):
    sent, code = BROKEN[what]
    neighbour, breaker = hall.client("room"), hall.client("room")
    sid, before = hall.sid(breaker), counters.violations
    breaker.socket.sendall(sent)
    opcode, payload = breaker.frame()
    assert (opcode, int.from_bytes(payload, "big")) == (8, code)
    eventually(lambda: hall.left == [sid])
    assert counters.violations == before + 1
    hall.emit("still here")
    assert neighbour.heard(1) == ["still here"]


def test_fragments_and_coalesced_frames_are_events_like_any_other(hall):
    client = hall.client("room")
    cut = b'42["say",{"text":"in three pieces"}]'
    client.socket.sendall(
        masked(cut[:7], final=False)
        + masked(b"are you there?", opcode=9)
        + masked(cut[7:20], opcode=0, final=False)
        + masked(cut[20:], opcode=0)
        + masked(b'42["say",{"text":"and at once"}]')
    )
    assert client.frame() == (10, b"are you there?")
    assert client.heard(2) == ["in three pieces", "and at once"]


def test_a_close_frame_is_answered_and_the_socket_closed(hall):
    client = hall.client("room")
    sid = hall.sid(client)
    client.socket.sendall(masked(b"\x03\xe8", opcode=8))
    assert client.frame() == (8, b"\x03\xe8")
    assert client.is_hung_up()
    eventually(lambda: hall.left == [sid])


def test_a_message_sent_just_before_leaving_is_still_heard(hall):
    listener, leaver = hall.client("room"), hall.client("room")
    leaver.emit("say", {"text": "goodbye"})
    leaver.close()
    assert listener.heard(1) == ["goodbye"]


def test_the_largest_message_is_read_in_a_moment():
    message = masked("ü".encode() * 32768)
    began = time.process_time()
    ((_opcode, payload),) = FrameReader(65536).feed(message)
    assert payload.decode() == "ü" * 32768
    assert time.process_time() - began < 0.5
