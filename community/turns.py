"""Long work lets others have their turn on the server, so that nobody's page or room stands still meanwhile."""

from collections.abc import Iterable, Iterator
from time import perf_counter
from typing import TypeVar

import gevent

T = TypeVar("T")

TURN = 0.02
"""Seconds that long work may take before others have their turn."""

A_MOMENT = 0.001
"""gevent runs up to fifty `sleep(0)` in a row before it looks at sockets and timers; a wait lets it look at once."""


def in_turns(items: Iterable[T]) -> Iterator[T]:
    """The items; between two of them others have their turn, as soon as it is due."""
    since = perf_counter()
    for item in items:
        yield item
        if perf_counter() - since > TURN:
            let_others()
            since = perf_counter()


def let_others() -> None:
    """Let whoever waits on this server go first."""
    gevent.sleep(A_MOMENT)
