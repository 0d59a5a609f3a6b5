"""Inside a unit of work nothing may hand the processor to another greenlet.

A socket, mail, Redis or sleep inside a write transaction once froze the whole server for ten seconds; so a
unit that yields is undone and raises. Two things are excepted: on PostgreSQL waiting for the unit's own connection,
and long work that lets others have their turn (turns.py), which holds up nobody but those who want to write.
"""

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

import greenlet

ALLOWED = ("psycopg", "community.lines", "community.turns")


class Yielded(RuntimeError):
    """A unit of work let another greenlet run. It was undone."""


class Watch:
    """What one unit is watched with."""

    def __init__(self) -> None:
        self.stack: str | None = None

    def check(self) -> None:
        """Raise Yielded, with the place, if the unit has yielded."""
        if self.stack is not None:
            raise Yielded(f"a unit of work yielded at:\n{self.stack}")


_watched: dict[Any, Watch] = {}


@contextmanager
def watching() -> Iterator[Watch]:
    """Watch the current greenlet until the block ends; raises Yielded at its end."""
    me, watch = greenlet.getcurrent(), Watch()
    _watched[me] = watch
    greenlet.settrace(_notice)
    try:
        yield watch
        watch.check()
    finally:
        del _watched[me]
        if not _watched:
            greenlet.settrace(None)


def _notice(event: str, args: tuple[Any, Any]) -> None:
    watch = _watched.get(args[0])
    if watch is not None and watch.stack is None:
        frame = args[0].gr_frame
        if frame is not None and not _is_allowed(frame):
            watch.stack = "".join(traceback.format_stack(frame, limit=12))


def _is_allowed(frame: FrameType | None) -> bool:
    while frame is not None:
        if frame.f_globals.get("__name__", "").startswith(ALLOWED):
            return True
        frame = frame.f_back
    return False
