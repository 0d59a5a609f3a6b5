"""The strict gate for packets: nothing but one object for a known event comes through.

The stock parser lets a client fire the application's own `connect` and `disconnect`, send binary events and
any number of arguments. What this one refuses becomes the event REFUSED, so that even it is acknowledged.
"""

from typing import Any, Final

import msgspec
from socketio import packet

REFUSED: Final = "refused"
"""No client can name it: what is refused arrives as this."""

known_events: set[str] = set()

_decoder = msgspec.json.Decoder()
_encoder = msgspec.json.Encoder()
MAX_ID_DIGITS = 15


class StrictPacket(packet.Packet):  # type: ignore[misc]
    """A Socket.IO packet of text, parsed strictly."""

    uses_binary_events = False
    data: Any
    namespace: str | None

    def __init__(self, *args: Any, encoded_packet: Any = None, **more: Any) -> None:
        super().__init__(*args, encoded_packet=encoded_packet, **more)
        if encoded_packet == "":  # the stock class takes an empty message for none, and fails later
            self.decode(encoded_packet)

    def encode(self) -> str:
        """The packet as text, with the quick encoder."""
        parts = [str(self.packet_type)]
        if self.namespace is not None and self.namespace != "/":
            parts.append(f"{self.namespace},")
        if self.id is not None:
            parts.append(str(self.id))
        if self.data is not None:
            parts.append(_encoder.encode(self.data).decode())
        return "".join(parts)

    def decode(self, encoded_packet: Any) -> int:
        """Parse; never raises. No attachments are ever expected."""
        self.namespace, self.data, self.attachment_count = None, None, 0
        try:
            self._parse(encoded_packet)
        except (ValueError, RecursionError, msgspec.DecodeError):
            self.packet_type, self.data = packet.EVENT, [REFUSED, {}]
        return 0

    def _parse(self, text: Any) -> None:
        if not isinstance(text, str) or text[:1] not in ("0", "1", "2"):
            raise ValueError("not a packet that a client may send")
        self.packet_type = int(text[0])
        rest = self._take_id(self._take_namespace(text[1:]))
        data = _decoder.decode(rest) if rest else None
        if self.packet_type == packet.EVENT:
            self.data = self._one_object(data)
        elif self.packet_type == packet.CONNECT:
            self.data = {"token": _token(data)} if data else None

    def _take_namespace(self, text: str) -> str:
        if not text.startswith("/"):
            return text
        self.namespace, _comma, rest = text.partition(",")
        return rest

    def _take_id(self, text: str) -> str:
        digits = len(text) - len(text.lstrip("0123456789"))
        if digits > MAX_ID_DIGITS:
            raise ValueError("an id too long")
        if digits:
            self.id = int(text[:digits])
        return text[digits:]

    @staticmethod
    def _one_object(data: Any) -> list[Any]:
        if not (isinstance(data, list) and len(data) == 2 and isinstance(data[1], dict)):
            raise ValueError("not one object")
        if not isinstance(data[0], str) or data[0] not in known_events:
            raise ValueError("not a known event")
        return data


def _token(data: Any) -> str:
    token = data.get("token") if isinstance(data, dict) and len(data) == 1 else None
    return token if isinstance(token, str) and len(token) <= 200 else ""
