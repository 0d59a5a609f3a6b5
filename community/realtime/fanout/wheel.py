"""One wheel turns for everybody's Engine.IO pings, instead of one sleeping greenlet each."""

import math
import time
from collections import deque
from collections.abc import Callable
from typing import Any

import gevent
from engineio import packet as eio

from community.realtime.fanout.session import Session


class Wheel:
    """Pings a session `interval` seconds after it was added; closes it if `patience` runs out.

    A session that is still (or again) a stranger when its ping is due is closed instead: nobody is to
    hold a socket open without signing in.
    """

    def __init__(
        self, interval: float, patience: float, is_stranger: Callable[[str], bool]
    ) -> None:
        self._tick = min(1.0, interval / 8, patience / 8)
        self._patience = patience
        self._is_stranger = is_stranger
        self._due = _slots(interval / self._tick)
        self._owing = _slots(patience / self._tick + 1)
        self._turning = False

    def add(self, session: Session) -> None:
        """Have the session pinged once; its answer adds it again."""
        self._due[-1].append(session)
        if not self._turning:
            self._turning = True
            gevent.spawn(self._turn)

    def _turn(self) -> None:
        try:
            while any(self._due) or any(self._owing):
                gevent.sleep(self._tick)
                for session in _next(self._owing):
                    self._judge(session)
                for session in _next(self._due):
                    self._ping(session)
        finally:
            self._turning = False

    def _ping(self, session: Session) -> None:
        self._owing[-1].append(session)
        if session.closed:
            return
        if self._is_stranger(session.sid):
            gevent.spawn(session.close, wait=False)
        else:
            session.last_ping = time.time()
            session.send(eio.Packet(eio.PING))

    def _judge(self, session: Session) -> None:
        if session.closed:
            session.server.sockets.pop(session.sid, None)
        elif session.last_ping and time.time() - session.last_ping > self._patience:
            gevent.spawn(_give_up, session)


def _give_up(session: Session) -> None:
    if not session.closed:
        session.check_ping_timeout()
        session.server.sockets.pop(session.sid, None)


def _slots(number: float) -> "deque[list[Any]]":
    return deque([] for _ in range(math.ceil(number)))


def _next(slots: "deque[list[Any]]") -> list[Any]:
    due = slots.popleft()
    slots.append([])
    return due
