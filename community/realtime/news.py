"""`news`: that something new stands in a stream one may read and has not joined, at most every ten seconds."""

from collections import defaultdict
from typing import Any

from community.extensions import socketio
from community.realtime.connections import connections
from community.realtime.streams import parse_stream
from community.registry import registry

EVERY = 10
"""Seconds."""

_fresh: dict[str, tuple[int, set[int]]] = {}


def note_news(stream: str, seq: int, hidden_from: set[int]) -> None:
    """Remember that `stream` has grown; for the members `hidden_from` it has not."""
    _seq, silent = _fresh.get(stream, (0, hidden_from))
    _fresh[stream] = (seq, silent & hidden_from)


def send_news() -> None:
    """Tell every member connected here, who may read and has not joined, what has grown since the last time."""
    fresh = dict(_fresh)
    _fresh.clear()
    letters: dict[int, dict[str, int]] = defaultdict(dict)
    for stream, (seq, silent) in fresh.items():
        for member_id in _readers(stream) - silent:
            letters[member_id][stream] = seq
    for member_id, streams in letters.items():
        for connection in connections.of_member(member_id):
            joined = connection.ears
            unheard: dict[str, Any] = {
                s: n for s, n in streams.items() if parse_stream(s)[1] not in joined
            }
            if unheard:
                socketio.server.emit("news", {"streams": unheard}, to=connection.sid)


def _readers(stream: str) -> set[int]:
    kind, stream_id = parse_stream(stream)
    pairs = registry.doors[kind].may_still_hear(
        (member, stream_id) for member in connections.members()
    )
    return {member for member, _stream in pairs}
