"""Socket.IO's client manager: who is in which room, and what is said to them."""

from collections.abc import Callable, Collection, Iterable
from typing import Any

import socketio
from engineio import packet as eio
from socketio import packet as sio

from community.realtime.fanout.audience import Audience
from community.realtime.fanout.connection import Connection
from community.realtime.fanout.frames import CloseCode, text_frame
from community.realtime.fanout.loop import best_loop
from community.realtime.fanout.turn import Turn

Skipped = str | Collection[str] | None


class FanoutManager(socketio.Manager):  # type: ignore[misc]
    """Encodes and frames a broadcast once, and keeps each room laid out for the loop."""

    def __init__(self, *, loop: str | None = None, batching: bool = True) -> None:
        super().__init__()
        turn = Turn(best_loop(loop), batching=batching)
        self._to_room, self.to_one, self.flush = turn.to_room, turn.to_one, turn.flush
        self._audiences: dict[tuple[str, str | None], Audience] = {}
        self._rooms_of: dict[tuple[str, str], set[str | None]] = {}
        self._known: dict[tuple[str, str], Connection] = {}

    def emit(
        self,
        event: str,
        data: Any,
        namespace: str,
        room: Any = None,
        skip_sid: Skipped = None,
        callback: Callable[..., Any] | None = None,
        to: Any = None,
        **kwargs: Any,
    ) -> None:
        """Say something to a room, a socket or everybody, except `skip_sid` (one sid or several).

        Raises TypeError for binary data before anybody is sent it.
        """
        room = to or room
        skipped = {skip_sid} if isinstance(skip_sid, str) else set(skip_sid or ())
        encoded = self._encoded(event, data, namespace)
        if callback is not None or not (room is None or isinstance(room, str)):
            super().emit(event, data, namespace, room, list(skipped), callback, **kwargs)
        elif room is not None and self.is_sid_room(namespace, room):
            self._send({room} - skipped, encoded, namespace)
        else:
            self._broadcast(room, encoded, namespace, skipped)

    def send_to(
        self, sids: str | Iterable[str], event: str, data: Any, namespace: str = "/"
    ) -> None:
        """Say the same to one socket or a few, in order with what is said to their rooms."""
        encoded = self._encoded(event, data, namespace)
        self._send((sids,) if isinstance(sids, str) else sids, encoded, namespace)

    def hang_up(self, sid: str, namespace: str = "/") -> None:
        """Disconnect a socket, and close the connection that carried it too."""
        eio_sid = self.eio_sid_from_sid(sid, namespace)
        self.server.disconnect(sid, namespace=namespace)
        if eio_sid is not None:
            self.server.eio.disconnect(eio_sid)

    def go_away(self) -> None:
        """Ask every WebSocket client to come back later: the server is about to stop."""
        for session in list(self.server.eio.sockets.values()):
            if isinstance(session.queue.sink, Connection):
                session.queue.sink.finish(CloseCode.GOING_AWAY)

    def is_stranger(self, eio_sid: str) -> bool:
        """Whether a session is in no namespace: never let in, or sent away."""
        return all(self.sid_from_eio_sid(eio_sid, name) is None for name in list(self.rooms))

    def forget(self, eio_sid: str) -> None:
        """Take a session out of every room, whatever became of its disconnect handler."""
        for namespace in list(self.rooms):
            sid = self.sid_from_eio_sid(eio_sid, namespace)
            if sid is not None:
                self.basic_disconnect(sid, namespace)

    def basic_enter_room(
        self, sid: str, namespace: str, room: str | None, eio_sid: str | None = None
    ) -> None:
        """Put a socket into a room. Raises as Socket.IO's manager does."""
        super().basic_enter_room(sid, namespace, room, eio_sid)
        self._rooms_of.setdefault((namespace, sid), set()).add(room)
        self._audiences.pop((namespace, room), None)

    def basic_leave_room(self, sid: str, namespace: str, room: str | None) -> None:
        """Take a socket out of a room."""
        super().basic_leave_room(sid, namespace, room)
        self._rooms_of.get((namespace, sid), set()).discard(room)
        self._audiences.pop((namespace, room), None)

    def basic_disconnect(self, sid: str, namespace: str, **_kwargs: Any) -> None:
        """Take a socket out of its rooms, without looking at everybody else's."""
        for room in sorted(self._rooms_of.pop((namespace, sid), ()), key=lambda room: room is None):
            self.basic_leave_room(sid, namespace, room)
        self._known.pop((namespace, sid), None)
        self.callbacks.pop(sid, None)
        for waiting in (self.pending_connect, self.pending_disconnect):
            if sid in waiting.get(namespace, ()):
                waiting[namespace].remove(sid)
                if not waiting[namespace]:
                    del waiting[namespace]

    def get_rooms(self, sid: str, namespace: str) -> list[str]:
        """The rooms a socket is in, its own among them."""
        return [room for room in self._rooms_of.get((namespace, sid), ()) if room is not None]

    def _broadcast(self, room: str | None, encoded: str, namespace: str, skipped: set[str]) -> None:
        audience = self._audience(namespace, room)
        if audience.connections:
            spared = [self._connection(sid, namespace) for sid in skipped]
            among = audience.places.keys() & spared if spared else ()
            self._to_room(audience, text_frame("4" + encoded), among)
        if audience.others:
            self._to_others(audience, encoded, skipped)
            if any(self._sink(eio_sid) is not None for _sid, eio_sid in audience.others):
                self._audiences.pop((namespace, room), None)  # somebody has upgraded from polling

    def _to_others(self, audience: Audience, encoded: str, skipped: set[str]) -> None:
        packet = eio.Packet(eio.MESSAGE, encoded)
        for sid, eio_sid in audience.others:
            if sid not in skipped:
                self.server._send_eio_packet(eio_sid, packet)

    def _send(self, sids: Iterable[str], encoded: str, namespace: str) -> None:
        frame, to_one = text_frame("4" + encoded), self.to_one
        for sid in sids:
            connection = self._connection(sid, namespace)
            if connection is not None:
                to_one(connection, frame)
            elif (eio_sid := self.eio_sid_from_sid(sid, namespace)) is not None:
                self.server._send_eio_packet(eio_sid, eio.Packet(eio.MESSAGE, encoded))

    def _audience(self, namespace: str, room: str | None) -> Audience:
        audience = self._audiences.get((namespace, room))
        if audience is None:
            connections, others = [], []
            for sid, eio_sid in self.get_participants(namespace, room):
                sink = self._sink(eio_sid)
                if sink is not None:
                    connections.append(sink)
                else:
                    others.append((sid, eio_sid))
            audience = Audience(connections, others)
            if connections or others:
                self._audiences[namespace, room] = audience
        return audience

    def _connection(self, sid: str, namespace: str) -> Connection | None:
        known = self._known.get((namespace, sid))
        if known is None:
            known = self._sink(self.eio_sid_from_sid(sid, namespace))
            if known is not None:
                self._known[namespace, sid] = known
        return known

    def _sink(self, eio_sid: str | None) -> Connection | None:
        session = self.server.eio.sockets.get(eio_sid)
        sink = getattr(session.queue, "sink", None) if session is not None else None
        return sink if isinstance(sink, Connection) else None

    def _encoded(self, event: str, data: Any, namespace: str) -> str:
        arguments = data if isinstance(data, tuple) else () if data is None else (data,)
        packet = self.server.packet_class(sio.EVENT, namespace=namespace, data=[event, *arguments])
        encoded = packet.encode()
        if not isinstance(encoded, str):
            raise TypeError("the live protocol has no binary events")
        return encoded
