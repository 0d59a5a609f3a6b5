"""The WebSocket handshake, and the takeover of its descriptor from the HTTP server.

gevent's pywsgi reads and closes what it still holds when a request ends; so the descriptor is
detached from it, and the request ends with the error by which it knows a peer that is gone. Nothing
of the request stays in memory but what the application may read of its headers.
"""

import base64
import errno
import io
import os
import socket
from collections.abc import Callable
from hashlib import sha1
from typing import Any

from gevent.socket import socket as GeventSocket
from gevent.ssl import SSLSocket

from community.realtime.fanout.connection import Connection
from community.realtime.fanout.session import Desk, Session

GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"

Environ = dict[str, Any]


class TakenOver(OSError):
    """The descriptor belongs to a connection now: the HTTP server is to forget the request."""

    def __init__(self) -> None:
        super().__init__(errno.EPIPE, "taken over by the fan-out")


class Handshake:
    """Engine.IO's `websocket` class: called with the request that asks for one."""

    def __init__(self, desk: Desk, session: Session) -> None:
        self._desk = desk
        self._session = session

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> dict[str, Any]:
        """Take the descriptor over and raise TakenOver; a refusal returns Engine.IO's answer."""
        key = _key_of(environ)
        stream = _stream_of(environ)
        if key is None:
            return self._refused("400 BAD REQUEST", b"Not a WebSocket handshake of version 13")
        if stream is None:
            return self._refused("501 NOT IMPLEMENTED", b"This server cannot hand over connections")
        descriptor, early = _detached(stream)
        _keep_headers_only(environ)
        connection = Connection(descriptor, self._session, self._desk)
        connection.write(_accepted(key))
        connection.start(early)
        raise TakenOver

    def _refused(self, status: str, words: bytes) -> dict[str, Any]:
        if not self._session.connected:
            self._session.close(wait=False, abort=True)
        return {"status": status, "headers": [("Content-Type", "text/plain")], "response": words}


def _key_of(environ: Environ) -> bytes | None:
    key: str = environ.get("HTTP_SEC_WEBSOCKET_KEY", "")
    try:
        sound = len(base64.b64decode(key, validate=True)) == 16
    except ValueError:
        return None
    return key.encode() if sound and environ.get("HTTP_SEC_WEBSOCKET_VERSION") == "13" else None


def _stream_of(environ: Environ) -> Any:
    """The buffered reader over the socket; None for another server, or TLS (ended by a proxy)."""
    given = environ.get("wsgi.input")
    stream = getattr(given, "rfile", given)
    held = getattr(getattr(stream, "raw", None), "_sock", None)
    plain = isinstance(held, GeventSocket) and not isinstance(held, SSLSocket)
    return stream if plain else None


def _detached(stream: Any) -> tuple[int, bytes]:
    held = stream.raw._sock
    held.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    descriptor: int = held.detach()
    os.set_blocking(descriptor, False)
    try:
        # Detached, it can only give what the HTTP server has already read beyond the request.
        return descriptor, stream.peek()
    except OSError:
        return descriptor, b""


def _accepted(key: bytes) -> bytes:
    proof = base64.b64encode(sha1(key + GUID, usedforsecurity=False).digest())
    return (
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Accept: " + proof + b"\r\n\r\n"
    )


def _keep_headers_only(environ: Environ) -> None:
    kept = {name: value for name, value in environ.items() if name not in _DROPPED}
    environ.clear()
    environ.update(kept, **{"wsgi.input": _NOTHING})


_NOTHING = io.BytesIO()
_DROPPED = frozenset(
    {
        "GATEWAY_INTERFACE",
        "HTTP_CONNECTION",
        "HTTP_SEC_WEBSOCKET_EXTENSIONS",
        "HTTP_SEC_WEBSOCKET_KEY",
        "HTTP_SEC_WEBSOCKET_VERSION",
        "HTTP_UPGRADE",
        "SERVER_SOFTWARE",
        "werkzeug.request",
        "werkzeug.socket",
        "wsgi.input",
        "wsgi.input_terminated",
        "wsgi.multiprocess",
        "wsgi.multithread",
        "wsgi.run_once",
        "wsgi.version",
    }
)
