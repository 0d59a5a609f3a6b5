"""The slow pulse of a process: `seqs` every 20 s, `news` every 10 s, presence twice a second.

With `seqs` goes a second look at who may still listen: an eviction lost on the way between processes is
made good here, at the latest after one beat.
"""

import logging
from collections import defaultdict

import gevent
from flask import Flask
from flask_babel import gettext as _

from community import text
from community.extensions import socketio
from community.realtime import news, presence
from community.realtime.connections import Connection, connections
from community.realtime.eviction import drop
from community.realtime.streams import positions_of, stream_name
from community.registry import registry

SEQS_EVERY = 20
"""Seconds."""

FORGET_EVERY = 300
"""Seconds for which words that were drawn are held at most, whatever became of them (L1.9)."""

COALESCE = 2
"""Seconds between the features' own beats."""

TICK = 0.5

log = logging.getLogger("hearth.realtime")


def beat_forever(app: Flask) -> None:
    """The loop of the server's beat greenlet."""
    tick = 0
    while True:
        gevent.sleep(TICK)
        tick += 1
        try:
            with app.app_context():
                beat(tick)
        except Exception as error:
            log.error("beat_failed error=%s", type(error).__name__)


def beat(tick: int) -> None:
    """One tick of half a second."""
    presence.send_presence()
    if tick % int(COALESCE / TICK) == 0:
        for own in registry.beats.values():
            own()
    if tick % int(news.EVERY / TICK) == 0:
        news.send_news()
    if tick % int(SEQS_EVERY / TICK) == 0:
        close_what_is_no_longer_allowed()
        send_seqs()
        presence.tell_again()
    if tick % int(FORGET_EVERY / TICK) == 0:
        text.forget()


def send_seqs() -> None:
    """Tell every socket how far the streams it listens to have come."""
    seqs = positions_of(connections.streams())
    for connection in connections:
        heard = {
            stream_name(ear.kind, stream_id): seqs[stream_id]
            for stream_id, ear in connection.ears.items()
            if stream_id in seqs
        }
        if heard:
            socketio.server.emit("seqs", {"streams": heard}, to=connection.sid)


def close_what_is_no_longer_allowed() -> None:
    """Take out of streams, or close, every socket whose right to listen has ended."""
    allowed: dict[str, set[tuple[int, int]]] = {}
    asked: dict[str, list[tuple[int, int]]] = defaultdict(list)
    valid = registry.still_valid({connection.credential for connection in connections})
    for connection in connections:
        if connection.credential not in valid:
            said = {"stream": None, "code": "unauthenticated", "message": _("You are signed out.")}
            socketio.server.emit("evicted", said, to=connection.sid)
            socketio.server.manager.hang_up(connection.sid)
        for stream_id, ear in connection.ears.items():
            asked[ear.kind].append((ear.member_id, stream_id))
    for kind, pairs in asked.items():
        allowed[kind] = registry.doors[kind].may_still_hear(pairs)
    for connection in connections:
        _drop_forbidden(connection, allowed)


def _drop_forbidden(connection: Connection, allowed: dict[str, set[tuple[int, int]]]) -> None:
    for stream_id, ear in list(connection.ears.items()):
        if (ear.member_id, stream_id) not in allowed.get(ear.kind, set()):
            said = {"stream": stream_name(ear.kind, stream_id), "code": "not_found"}
            sentence = _("Nothing is here for you. It may have moved, or it may be for others.")
            socketio.server.emit("evicted", {**said, "message": sentence}, to=connection.sid)
            drop(connection, stream_id)
