"""Stands between the servers and Redis, so that Redis can be taken away without stopping anybody's."""

import contextlib

import gevent
from gevent import socket
from gevent.event import Event
from gevent.pool import Group
from gevent.server import StreamServer


class Forwarder:
    """Hands bytes on between its own port and another address, until it is cut."""

    def __init__(self, host: str, port: int) -> None:
        self._target = (host, port)
        self._carriers = Group()
        self._flows = Event()
        self._flows.set()
        self._server = StreamServer(("127.0.0.1", 0), self._serve)
        self._server.start()
        self.port: int = self._server.server_port

    def cut(self) -> None:
        """Hang up on everybody, and answer nobody any more."""
        self._server.stop(timeout=0)
        self._carriers.kill()

    def mend(self) -> None:
        """Answer again, on the same port."""
        self._server = StreamServer(("127.0.0.1", self.port), self._serve)
        self._server.start()

    def hang(self) -> None:
        """Keep every connection and hand on nothing, as a machine does that lost its network."""
        self._flows.clear()

    def flow(self) -> None:
        """Hand on again, first what was held."""
        self._flows.set()

    def _serve(self, client: socket.socket, _address: object) -> None:
        with (
            contextlib.closing(client),
            contextlib.closing(socket.create_connection(self._target)) as server,
        ):
            ways = [
                self._carriers.spawn(self._carry, *ends)
                for ends in ((client, server), (server, client))
            ]
            gevent.joinall(ways, count=1)
            gevent.killall(ways)

    def _carry(self, source: socket.socket, target: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                self._flows.wait()
                target.sendall(data)
