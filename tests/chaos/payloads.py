"""What a client might send instead of what it should: values, packets and frames, from a seeded chance."""

import json
import random
import string
from typing import Any

FIELDS = (
    "stream", "since", "quiet", "body", "key", "reply_to", "note", "message", "reaction", "on", "seq",
    "reason", "membership", "until", "token", "__proto__", "surprise",
    "how", "motion", "choice", "after", "topic", "to", "seconds", "reading", "words", "secret",
)  # fmt: skip
STRINGS = (
    "", " ", "\x00", "a\u202eb", "\ufeff", "\U0001f9e1", "room:1", "room:", "room:-1", "room:1e3", "nowhere:1",
    "room:" + "9" * 16, "room:" + "9" * 4000, "<script>alert(1)</script>", "' OR 1=1 --", "%s%n{0}", "x" * 4001,
    "NaN", "with_you", "done", "yes", "2099-13-45T99:99:99Z", "0001-01-01T00:00:00+23:59", "../../etc/passwd",
    "\r\n\r\n", "x" * 9,
)  # fmt: skip
NUMBERS = (0, -1, 1, 2**31, 2**53, 2**63, 2**64, -(2**63), 1.5, 1e308, 10**40)
RAW = (
    '42', '42[', '42[]', '42["join"', '42["connect",{}]', '42["disconnect",{}]', '42["refused",{}]', '42["join",1]',
    '42["join",{},{}]', '42[null,{}]', '42{"a":1}', '421["join",{"stream":NaN}]', '42999999999999999999["join",{}]',
    '451-["join",{"_placeholder":true,"num":0}]', '46-[]', '43', '430[]', '431["x"]', '40', '40{"token":1}',
    '40/admin,{}', '42/admin,["join",{}]', '41', '44', '4', '47', '49999', '42["join",{"stream":"\\ud800"}]',
    '42["post_message",' + '[' * 20000 + ']' * 20000 + ']', '42["join",{"since":' + '9' * 5000 + '}]',
    '42["typing",' + '{"a":' * 5000 + '1' + '}' * 5000 + ']', '42["join",{"stream":"room:1"},]', '42"join"',
)  # fmt: skip
"""Engine.IO messages that are wrong as a whole; some end the socket that sends them."""

FRAMES = (
    (2, "binary"), (0, "a continuation of nothing"), (3, "reserved"), (11, "reserved"), (9, "x" * 126), (8, ""),
    (1, "0{}"), (1, "1"), (1, "2"), (1, "2probe"), (1, "5"), (1, "6"), (1, ""), (1, "b4AAAA"), (1, "9"),
    (1, "4" + "x" * 70000), (1, "4" + "\ud800"),
)  # fmt: skip
"""Opcode and payload of WebSocket frames that no client would send."""


class Payloads:
    """Payloads near and far from what an event expects."""

    def __init__(self, seed: int, stream: str) -> None:
        self._chance = random.Random(seed)
        self._stream = stream

    def of_any_kind(self) -> str:
        """The text of one payload, JSON or nearly."""
        roll = self._chance.random()
        if roll < 0.75:
            return json.dumps(self._fields())
        if roll < 0.9:
            return json.dumps(self._value(3))
        return self._mangled(json.dumps(self._fields()))

    def _fields(self) -> dict[str, Any]:
        chosen = self._chance.sample(FIELDS, self._chance.randrange(7))
        fields: dict[str, Any] = {name: self._value(2) for name in chosen}
        if self._chance.random() < 0.8:
            fields["stream"] = self._stream
        return fields

    def _value(self, depth: int) -> Any:
        kinds = [self._string, self._number, lambda _d: None, lambda _d: True, lambda _d: False]
        if depth:
            kinds += [self._list, self._object]
        return self._chance.choice(kinds)(depth - 1)

    def _string(self, _depth: int) -> str:
        if self._chance.random() < 0.6:
            return self._chance.choice(STRINGS)
        signs = string.printable + "\u0000\u200d\u202e\u0301é漢\U0001f44d"
        return "".join(self._chance.choices(signs, k=self._chance.randrange(40)))

    def _number(self, _depth: int) -> float:
        return self._chance.choice((*NUMBERS, self._chance.randrange(-5, 50)))

    def _list(self, depth: int) -> list[Any]:
        return [self._value(depth) for _n in range(self._chance.randrange(4))]

    def _object(self, depth: int) -> dict[str, Any]:
        return {self._string(0): self._value(depth) for _n in range(self._chance.randrange(4))}

    def _mangled(self, text: str) -> str:
        at = self._chance.randrange(len(text) + 1)
        return (
            text[:at]
            + self._chance.choice(("", "\\", '"', "}", "\\ud800", "NaN", "\x01"))
            + text[at + 1 :]
        )
