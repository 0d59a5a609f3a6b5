"""The strict gate: whatever a client sends, nothing but one object for a known event comes through."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.realtime.packets import REFUSED, StrictPacket, known_events


@pytest.fixture(autouse=True)
def _one_known_event() -> Any:
    known_events.add("say")
    yield
    known_events.discard("say")


def test_one_object_for_a_known_event_comes_through() -> None:
    packet = StrictPacket(encoded_packet='27["say",{"a":1}]')
    assert (packet.packet_type, packet.id, packet.data) == (2, 7, ["say", {"a": 1}])


@pytest.mark.parametrize(
    "text",
    [
        '2["connect",{}]', '2["disconnect",{}]', '2["refused",{}]', '2["say"]', '2["say",{},{}]',
        '2["say",1]', '2["say",[]]', '2["say",null]', '2{"say":1}', "2", "2[", '2[1,{}]', '2[["say"],{}]',
        '51-["say",{"_placeholder":true,"num":0}]', '61-7["say",{}]', '4{"message":"no"}', '37[1]',
        "9", "x", "2" + "9" * 400 + '["say",{}]', '2["say",{"n":' + "9" * 5000 + "}]",
        "2" + "[" * 20000, '2["say",{"n":NaN}]', '2["say",{"n":"\\ud800"}]',
    ],
)  # fmt: skip
def test_anything_else_is_refused_without_raising(text: str) -> None:
    packet = StrictPacket(encoded_packet=text)
    assert packet.data == [REFUSED, {}]
    assert packet.attachment_count == 0


def test_binary_is_refused() -> None:
    assert StrictPacket(encoded_packet=b"\x00\x01").data == [REFUSED, {}]


def test_only_a_token_may_come_with_the_greeting() -> None:
    assert StrictPacket(encoded_packet='0{"token":"abc"}').data == {"token": "abc"}
    assert StrictPacket(encoded_packet='0{"token":["abc"]}').data == {"token": ""}
    assert StrictPacket(encoded_packet='0{"token":"a","more":1}').data == {"token": ""}


@given(st.text(max_size=60) | st.binary(max_size=60))
def test_no_text_whatever_makes_it_raise(sent: Any) -> None:
    StrictPacket(encoded_packet=sent)


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists, max_leaves=8))
def test_no_json_whatever_reaches_a_handler(value: Any) -> None:
    packet = StrictPacket(encoded_packet="2" + json.dumps(value))
    assert packet.data == [REFUSED, {}]
