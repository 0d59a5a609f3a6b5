"""What a command reads from whoever called it: here, or over the control socket."""

import stat
import sys
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from pathlib import Path

Reader = Callable[[], str]
Fetcher = Callable[[str], Iterator[bytes]]

LARGEST_FILE = 64 * 1024 * 1024
PIECE = 256 * 1024
"""Bytes that are handed over at once, so that the server can do other things between them."""


class NoFile(Exception):
    """A file that a command names cannot be read; the sentence says why."""


def pieces_of(path: str) -> Iterator[bytes]:
    """A file of this machine, piece by piece. Raises NoFile."""
    try:
        if not stat.S_ISREG(Path(path).stat().st_mode):
            raise NoFile(f"{path} is no file.")
        with Path(path).open("rb") as file:
            left = LARGEST_FILE
            while piece := file.read(PIECE):
                left -= len(piece)
                if left < 0:
                    raise NoFile(f"{path} is larger than {LARGEST_FILE >> 20} MB.")
                yield piece
    except FileNotFoundError:
        raise NoFile(f"There is no file {path}.") from None
    except (OSError, ValueError):
        raise NoFile(f"{path} cannot be read.") from None


reader: ContextVar[Reader] = ContextVar("reader", default=sys.stdin.readline)
fetcher: ContextVar[Fetcher] = ContextVar("fetcher", default=pieces_of)


def standard_input() -> str:
    """The first line of whoever called the command: a passphrase."""
    return reader.get()().rstrip("\r\n")


def file_named(path: str) -> bytes:
    """A file as whoever called the command sees it: their folder, their permissions. Raises NoFile."""
    return b"".join(fetcher.get()(path))
