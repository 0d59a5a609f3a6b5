"""How long something takes, on a machine that does much else."""

from collections.abc import Callable
from time import monotonic, process_time

import gevent

TRIES = 3
A_MINUTE = 60.0


def seconds_of(act: Callable[[], object]) -> float:
    """What the quickest of `TRIES` takes of the processor: what others take of it is not asked here."""
    tries = []
    for _try in range(TRIES):
        begun = process_time()
        act()
        tries.append(process_time() - begun)
    return min(tries)


def quickest(
    act: Callable[[], object], enough: float, before: Callable[[], object] | None = None
) -> float:
    """What the quickest of many tries takes of the processor: over a minute, until it is less than `enough`.

    A borrowed machine runs at half its speed for a while when a neighbour of it is busy, and what counts the
    processor's time counts that too. A bound holds at the machine's own speed.
    """
    best, end = float("inf"), monotonic() + A_MINUTE
    while best >= enough and monotonic() < end:
        for _try in range(20):
            if before is not None:
                before()
            begun = process_time()
            act()
            best = min(best, process_time() - begun)
        gevent.sleep(0.05)
    return best
