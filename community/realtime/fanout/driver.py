"""Putting the fan-out into a Socket.IO server: client manager and table of drivers."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from engineio.socket import Socket

from community.realtime.fanout.handshake import Handshake
from community.realtime.fanout.manager import FanoutManager
from community.realtime.fanout.queue import Queue
from community.realtime.fanout.session import Session
from community.realtime.fanout.wheel import Wheel

LARGEST = 64 * 1024
"""Bytes a client may send in one message."""


def options(*, loop: str | None = None, batching: bool = True) -> dict[str, Any]:
    """What SocketIO (or `init_app`) must be given, to be merged with the site's own settings.

    `loop` is `c` or `python`, by default the best there is; RuntimeError when `c` is asked for and
    not built.
    """
    return {
        "client_manager": FanoutManager(loop=loop, batching=batching),
        "async_mode": "gevent",
        "async_handlers": False,  # otherwise one client's own messages overtake each other
        "max_http_buffer_size": LARGEST,
        "monitor_clients": False,  # the wheel does it
    }


def attach(server: Any) -> None:
    """Give the Socket.IO server made with `options()` its driver, before its first request."""
    engine, manager = server.eio, server.manager
    wheel = Wheel(engine.ping_interval, engine.ping_timeout, manager.is_stranger)
    spawn = engine._async["thread"]

    def websocket(handler: Any, _engine: Any) -> Handshake:
        return Handshake(manager, handler.__self__)

    def thread(
        target: Callable[..., Any],
        args: Sequence[Any] = (),
        kwargs: Mapping[str, Any] | None = None,
    ) -> Any:
        if getattr(target, "__func__", None) is Socket._send_ping:
            return _Turn(wheel, target.__self__)  # type: ignore[attr-defined]
        return spawn(target=target, args=args, kwargs=kwargs or {})

    engine._async = {**engine._async, "websocket": websocket, "queue": Queue, "thread": thread}


class _Turn:
    """Stands in for the greenlet that would sleep until a session's next ping."""

    __slots__ = ("_session", "_wheel")

    def __init__(self, wheel: Wheel, session: Session) -> None:
        self._wheel = wheel
        self._session = session

    def start(self) -> None:
        """Take a place on the wheel."""
        self._wheel.add(self._session)
