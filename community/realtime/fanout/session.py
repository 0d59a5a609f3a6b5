"""What the fan-out asks of Engine.IO's own objects and of the client manager."""

from typing import Any, Protocol

from community.realtime.fanout.queue import Queue


class Session(Protocol):
    """An Engine.IO session: `engineio.socket.Socket` with our queue."""

    sid: str
    server: Any
    queue: Queue
    connected: bool
    upgrading: bool
    upgraded: bool
    closed: bool
    last_ping: float | None

    def receive(self, pkt: Any) -> None:
        """Handle a packet from the client."""

    def send(self, pkt: Any) -> None:
        """Send a packet to the client, whatever its transport."""

    def schedule_ping(self) -> None:
        """Note that the client is alive."""

    def check_ping_timeout(self) -> bool:
        """Close the session if its client has not answered in time."""

    def close(self, wait: bool = True, abort: bool = False, reason: str | None = None) -> None:
        """End the session and let the application know."""


class Desk(Protocol):
    """The client manager, as a connection sees it."""

    def to_one(self, connection: Any, frame: bytes) -> None:
        """Write a frame to one reader in its place among the frames of its rooms."""

    def flush(self) -> None:
        """Send everything that waits for the end of the turn."""

    def forget(self, eio_sid: str) -> None:
        """Take a session out of every room."""
