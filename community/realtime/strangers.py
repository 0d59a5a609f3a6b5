"""Connections that are nobody's: opened without signing in, or left open after a goodbye. They are closed.

Otherwise anybody could hold as many as the machine has descriptors: limits count members, not strangers.
"""

from typing import Any

import gevent

from community.extensions import socketio

PATIENCE = 30.0
"""Seconds in which a new connection has to show who it is."""

FAREWELL = 5.0
"""Seconds in which a client that said goodbye hangs up itself, as a polite one does at once."""


def install_strangers() -> None:
    """Look at every connection once, a while after it was opened."""
    engine = socketio.server.eio
    greet = engine.handlers["connect"]

    def opened(eio_sid: str, environ: dict[str, Any]) -> Any:
        gevent.spawn_later(PATIENCE, _close_if_nobodys, eio_sid)
        return greet(eio_sid, environ)

    engine.on("connect", opened)


def said_goodbye(sid: str) -> None:
    """A client took its leave: see to it that its connection goes too."""
    eio_sid = socketio.server.manager.eio_sid_from_sid(sid, "/")
    gevent.spawn_later(FAREWELL, _close_if_nobodys, eio_sid)


def _close_if_nobodys(eio_sid: str) -> None:
    server = socketio.server
    if eio_sid in server.eio.sockets and server.manager.sid_from_eio_sid(eio_sid, "/") is None:
        server.eio.disconnect(eio_sid)
