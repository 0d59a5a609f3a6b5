"""The writing half of a connection: never blocks nor reorders, gives up on a reader far behind."""

import os
from enum import Enum, auto
from typing import Any

import gevent
from gevent.monkey import get_original

from community.realtime.fanout.backlog import Backlog
from community.realtime.fanout.counters import counters
from community.realtime.fanout.loop import mark, unmark
from community.realtime.fanout.queue import BACKLOG

WRITABLE = 2


class Phase(Enum):
    """The life of a connection. After OPEN nothing more is accepted for writing."""

    UPGRADING = auto()
    OPEN = auto()
    CLOSING = auto()
    GONE = auto()


class Outlet:
    """All writes of one non-blocking descriptor."""

    __slots__ = ("_backlog", "_phase", "_writer", "descriptor")

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor
        self._phase = Phase.UPGRADING
        self._backlog: Backlog | None = None
        self._writer: Any = None

    @property
    def is_open(self) -> bool:
        """Whether it still takes what is written."""
        return self._phase is Phase.OPEN or self._phase is Phase.UPGRADING

    def write(self, data: bytes) -> None:
        """Write whole frames, now or as soon as the socket takes them; a closed one drops them."""
        if not self.is_open:
            return
        if self._backlog is not None:
            self._hold(data)
            return
        try:
            taken = os.write(self.descriptor, data)
        except BlockingIOError:
            taken = 0
        except OSError:
            self._abandon()
            return
        if taken < len(data):
            self._hold(data[taken:])

    def settle(self, data: bytes, result: int) -> None:
        """Finish what a loop began: `result` is how much of `data` went, or a negative errno."""
        if result < 0:
            self.write(data)  # what made the loop give up shows again
        elif self.is_open:
            self._hold(data[result:])

    def _hold(self, data: bytes) -> None:
        if self._backlog is None:
            counters.refused_writes += 1
            self._backlog = Backlog()
            mark(self.descriptor)
            self._writer = gevent.get_hub().loop.io(self.descriptor, WRITABLE)
            self._writer.start(self._writable)
        self._backlog.add(data)
        if self._backlog.size > BACKLOG:
            counters.cut_off += 1
            self._abandon()

    def _writable(self) -> None:
        try:
            if self._backlog is not None and not self._backlog.write_to(self.descriptor):
                return
        except OSError:
            self._abandon()
            return
        self._backlog = None
        stop(self._writer)
        self._writer = None
        if self._phase is Phase.CLOSING:
            self._shut(_WRITING)
        else:
            unmark(self.descriptor)

    def _close_outlet(self, last: bytes) -> None:
        self.write(last)
        if not self.is_open:
            return
        self._phase = Phase.CLOSING
        mark(self.descriptor)
        if self._backlog is None:
            self._shut(_WRITING)

    def _kill_outlet(self) -> None:
        self._phase, self._backlog = Phase.GONE, None
        mark(self.descriptor)
        stop(self._writer)
        self._writer = None
        self._shut(_BOTH)

    def _shut(self, how: int) -> None:
        borrowed = _plain_socket(fileno=self.descriptor)
        try:
            borrowed.shutdown(how)
        except OSError:
            pass  # the client was faster
        finally:
            borrowed.detach()

    def _abandon(self) -> None:
        """The socket is dead, or deserves to be."""
        raise NotImplementedError


def stop(watcher: Any) -> None:
    """Stop a watcher, if there is one, and give it back to the loop."""
    if watcher is not None:
        watcher.stop()
        watcher.close()


_plain_socket = get_original("socket", "socket")
_WRITING, _BOTH = 1, 2
