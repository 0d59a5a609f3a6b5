"""One client's WebSocket: the only writer of its descriptor, and the only reader.

It has no greenlet of its own. A read watcher parses what arrives; a short greenlet handles it,
message after message, so that one client's order is kept.
"""

import os
from collections import deque
from typing import Any

import gevent
from engineio import packet as eio

from community.realtime.fanout.counters import counters
from community.realtime.fanout.frames import (
    CloseCode,
    FrameReader,
    Heard,
    Opcode,
    Violation,
    close_frame,
    pong_frame,
    text_frame,
)
from community.realtime.fanout.loop import unmark
from community.realtime.fanout.outlet import Outlet, Phase, stop
from community.realtime.fanout.session import Desk, Session

READABLE = 1
CHUNK = 64 * 1024

UNREAD = 64
"""So many messages of one client may wait their turn; then its socket is not read for a while."""

PATIENCE = 10.0
"""Seconds a client may take to complete an upgrade, or to hang up after we said goodbye."""


class Connection(Outlet):
    """A client's WebSocket after the handshake, for as long as its descriptor is open."""

    __slots__ = ("_deadline", "_desk", "_expected", "_frames", "_inbox", "_reader", "_session")

    def __init__(self, descriptor: int, session: Session, desk: Desk) -> None:
        super().__init__(descriptor)
        self._session = session
        self._desk = desk
        self._frames = FrameReader(session.server.max_http_buffer_size)
        self._inbox: deque[str | None] | None = None
        self._expected = "2probe"
        self._reader: Any = gevent.get_hub().loop.io(descriptor, READABLE)
        self._deadline: Any = None

    def start(self, early: bytes) -> None:
        """Begin to listen, first to what came `early`, together with the handshake."""
        counters.open += 1
        upgrading = self._session.connected
        if upgrading:
            self._session.upgrading = True
        else:
            self._session.connected = True
            self._go_live()
        if self.is_open:  # the client may have gone already
            if upgrading:
                self._expect_within(PATIENCE)
            self._reader.start(self._readable)
            self._hear(early)

    def send_text(self, text: str) -> None:
        """Send one Engine.IO packet, after everything said before it."""
        self._desk.to_one(self, text_frame(text))

    def finish(self, code: int = CloseCode.NORMAL) -> None:
        """Close in good order: what was said goes out first, then either side hangs up."""
        if self.is_open:
            self._desk.flush()
            self._close_outlet(close_frame(code))
        if self._phase is Phase.CLOSING:
            self._expect_within(PATIENCE)

    def _go_live(self) -> None:
        stop(self._deadline)
        self._deadline = None
        self._session.upgraded = True
        if self.is_open:
            self._phase = Phase.OPEN
        self._session.queue.bind(self)

    def _readable(self) -> None:
        try:
            data = os.read(self.descriptor, CHUNK)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if data:
            self._hear(data)
        else:
            self._abandon()

    def _hear(self, data: bytes) -> None:
        try:
            for heard in self._frames.feed(data) if self.is_open else ():
                self._take(heard)
                if not self.is_open:
                    return
        except Violation as violation:
            self._refuse(violation.code)

    def _take(self, heard: Heard) -> None:
        if heard.opcode == Opcode.TEXT:
            self._packet(_decoded(heard.payload))
        elif heard.opcode == Opcode.PING:
            self.write(pong_frame(heard.payload))
        elif heard.opcode == Opcode.CLOSE:
            self.write(close_frame(CloseCode.NORMAL))
            self._abandon()

    def _packet(self, text: str) -> None:
        if self._phase is Phase.UPGRADING:
            self._upgrade(text)
        elif text[:1] == "4":
            self._enqueue(text[1:])
        elif text == "3":
            self._session.schedule_ping()
        elif text == "1":
            self._abandon()
        else:
            raise Violation(CloseCode.REFUSED)

    def _upgrade(self, text: str) -> None:
        session = self._session
        if text != self._expected or session.upgraded or session.closed:
            raise Violation(CloseCode.REFUSED)
        if text == "2probe":
            self._expected = "5"
            self.write(text_frame("3probe"))
            session.queue.put(eio.Packet(eio.NOOP))  # ends the poll that is waiting
        else:
            session.upgrading = False
            self._go_live()

    def _enqueue(self, text: str | None) -> None:
        if self._inbox is None:
            self._inbox = deque()
            gevent.spawn(self._work, self._inbox)
        self._inbox.append(text)
        if len(self._inbox) == UNREAD and self._reader is not None:
            self._reader.stop()

    def _work(self, inbox: "deque[str | None]") -> None:
        try:
            while inbox:
                text = inbox.popleft()
                if len(inbox) == UNREAD - 1 and self._reader is not None:
                    self._reader.start(self._readable)
                if text is None:
                    self._part()
                elif not self._session.closed:
                    self._receive(text)
        finally:
            self._inbox = None

    def _receive(self, text: str) -> None:
        try:
            self._session.receive(eio.Packet(eio.MESSAGE, data=text))
        except Exception:
            self._session.server.logger.exception("A packet could not be handled")
            self._refuse(CloseCode.PROTOCOL)

    def _refuse(self, code: CloseCode) -> None:
        counters.violations += 1
        self.finish(code)
        self._enqueue(None)

    def _abandon(self) -> None:
        if self._phase is not Phase.GONE:
            self._kill_outlet()
            stop(self._reader)
            stop(self._deadline)
            self._reader = self._deadline = None
            self._enqueue(None)

    def _part(self) -> None:
        session = self._session
        try:
            if session.queue.sink is self:
                session.close(wait=False, abort=True, reason=session.server.reason.TRANSPORT_CLOSE)
                session.server.sockets.pop(session.sid, None)
            elif not session.upgraded:
                session.upgrading = False
        finally:
            if self._phase is Phase.GONE:
                self._release()

    def _release(self) -> None:
        """Give the descriptor back, only now that no batch and no audience can still name it."""
        if self.descriptor < 0:
            return
        self._desk.flush()
        if self._session.queue.sink is self:
            self._desk.forget(self._session.sid)
        unmark(self.descriptor)
        os.close(self.descriptor)
        self.descriptor = -1
        counters.open -= 1

    def _expect_within(self, seconds: float) -> None:
        stop(self._deadline)
        self._deadline = gevent.get_hub().loop.timer(seconds)
        self._deadline.start(self._abandon)


def _decoded(payload: bytes) -> str:
    try:
        return payload.decode()
    except UnicodeDecodeError:
        raise Violation(CloseCode.INVALID_TEXT) from None
