"""WebSocket frames (RFC 6455): the few kinds we send, and a reader for whatever a client sends."""

from collections.abc import Iterator
from enum import IntEnum
from typing import NamedTuple


class Opcode(IntEnum):
    """The kinds of frame that exist."""

    CONTINUATION = 0
    TEXT = 1
    BINARY = 2
    CLOSE = 8
    PING = 9
    PONG = 10


class CloseCode(IntEnum):
    """Why a socket is closed, as the close frame says it."""

    NORMAL = 1000
    GOING_AWAY = 1001
    PROTOCOL = 1002
    UNSUPPORTED = 1003
    INVALID_TEXT = 1007
    REFUSED = 1008
    TOO_BIG = 1009


class Violation(Exception):
    """The client broke the protocol; only its own socket is closed, with `code`."""

    def __init__(self, code: CloseCode) -> None:
        super().__init__(code.name)
        self.code = code


class Heard(NamedTuple):
    """A whole message or a control frame from a client."""

    opcode: int
    payload: bytes


def text_frame(text: str) -> bytes:
    """The unmasked frame of one text message."""
    payload = text.encode()
    size = len(payload)
    if size < 126:
        return bytes((0x81, size)) + payload
    if size < 65536:
        return b"\x81\x7e" + size.to_bytes(2, "big") + payload
    return b"\x81\x7f" + size.to_bytes(8, "big") + payload


def close_frame(code: int) -> bytes:
    """A close frame without words."""
    return b"\x88\x02" + code.to_bytes(2, "big")


def pong_frame(payload: bytes) -> bytes:
    """The answer to a ping."""
    return bytes((0x8A, len(payload))) + payload


class FrameReader:
    """Turns the bytes of one client, however cut, into messages of at most `limit` bytes."""

    __slots__ = ("_fragments", "_limit", "_opcode", "_rest", "_size")

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._rest = b""
        self._opcode = 0
        self._size = 0
        self._fragments: list[bytes] | None = None

    def feed(self, data: bytes) -> Iterator[Heard]:
        """Everything that `data` completes. Raises Violation after what was sound before it."""
        if self._rest:
            data = self._rest + data
        self._rest = b""
        position = 0
        while (header := _header(data, position, self._limit)) is not None:
            first, start, end = header
            if end > len(data):
                break
            payload = _unmasked(data[start:end], data[start - 4 : start])
            position = end
            heard = self._control(first, payload) if first & 8 else self._message(first, payload)
            if heard is not None:
                yield heard
        self._rest = data[position:]

    def _control(self, first: int, payload: bytes) -> Heard:
        if not first & 0x80 or len(payload) > 125:
            raise Violation(CloseCode.PROTOCOL)
        return Heard(first & 15, payload)

    def _message(self, first: int, payload: bytes) -> Heard | None:
        opcode = first & 15
        if (opcode == Opcode.CONTINUATION) != (self._fragments is not None):
            raise Violation(CloseCode.PROTOCOL)
        if first & 0x80 and self._fragments is None:
            return Heard(opcode, payload)
        return self._fragment(opcode, payload, final=bool(first & 0x80))

    def _fragment(self, opcode: int, payload: bytes, *, final: bool) -> Heard | None:
        if self._fragments is None:
            self._fragments, self._opcode, self._size = [], opcode, 0
        self._fragments.append(payload)
        # Counting the pieces too keeps a client from hoarding memory with endless empty fragments.
        self._size += len(payload) + 1
        if self._size > self._limit:
            raise Violation(CloseCode.TOO_BIG)
        if not final:
            return None
        whole, self._fragments = b"".join(self._fragments), None
        return Heard(self._opcode, whole)


def _header(data: bytes, position: int, limit: int) -> tuple[int, int, int] | None:
    """First byte, start and end of the payload; None while the header is not all there."""
    have = len(data) - position
    if have < 2:
        return None
    first, second = data[position], data[position + 1]
    if first & 0x70 or not second & 0x80 or first & 15 not in _KNOWN:
        raise Violation(CloseCode.PROTOCOL)
    if first & 15 == Opcode.BINARY:
        raise Violation(CloseCode.UNSUPPORTED)
    size, start = second & 0x7F, position + 6
    if size > 125:
        wide = 2 if size == 126 else 8
        if have < 2 + wide:
            return None
        size, start = int.from_bytes(data[position + 2 : position + 2 + wide], "big"), start + wide
    if size > limit:
        raise Violation(CloseCode.TOO_BIG)
    return first, start, start + size


def _unmasked(payload: bytes, mask: bytes) -> bytes:
    # A new object each time: CPython shares one-byte objects, so unmasking in place would corrupt
    # other messages.
    size = len(payload)
    key = (mask * (size // 4 + 1))[:size]
    return (int.from_bytes(payload, "big") ^ int.from_bytes(key, "big")).to_bytes(size, "big")


_KNOWN = frozenset(Opcode)
