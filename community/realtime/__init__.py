"""The live side: streams and their log, sockets, delivery, eviction, presence, fan-out (docs/protocol.md)."""

from community.realtime.connections import Connection, Credential, Ear, connections
from community.realtime.delivery import announce, tell_member
from community.realtime.events import Packet, Seq, Strict, ear_of, event
from community.realtime.eviction import (
    evict,
    evict_where_lost,
    reset,
    reset_everywhere,
    reset_for_all,
)
from community.realtime.streams import (
    append,
    append_all,
    entries_since,
    hold_stream,
    open_stream,
    parse_stream,
    stream_name,
)

__all__ = [
    "Connection",
    "Credential",
    "Ear",
    "Packet",
    "Seq",
    "Strict",
    "announce",
    "append",
    "append_all",
    "connections",
    "ear_of",
    "entries_since",
    "event",
    "evict",
    "evict_where_lost",
    "hold_stream",
    "open_stream",
    "parse_stream",
    "reset",
    "reset_everywhere",
    "reset_for_all",
    "stream_name",
    "tell_member",
]
