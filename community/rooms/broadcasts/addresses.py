"""Where what is said in a stream is read."""

from community.realtime.streams import kind_of, parse_stream
from community.registry import registry
from community.rooms.models import address_of


def address_of_line(stream: str, seq: int) -> str:
    """Where a line is read with those around it."""
    kind, stream_id = parse_stream(stream)
    return registry.venues[kind].line_at(stream_id, seq)


def address_of_lines(kind: str, stream_id: int) -> str:
    """What one posts a line to; the page of each hangs below."""
    return f"{address_of(kind, stream_id)}/{registry.venues[kind].lines}"


def line_in_room(room_id: int, seq: int) -> str:
    """A line among those of its room."""
    return f"{address_of('room', room_id)}#m-{seq}"


def address_of_message(stream_id: int, seq: int) -> str:
    """The page of one message, and what can be done with it there."""
    return f"{address_of_lines(kind_of(stream_id), stream_id)}/{seq}"
