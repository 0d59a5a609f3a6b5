"""What a command reads from whoever called it: here, or over the control socket."""

import sys
from collections.abc import Callable
from contextvars import ContextVar

Reader = Callable[[], str]
reader: ContextVar[Reader] = ContextVar("reader", default=sys.stdin.readline)


def standard_input() -> str:
    """The first line of whoever called the command: a passphrase."""
    return reader.get()().rstrip("\r\n")
