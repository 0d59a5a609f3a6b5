"""What a command reads from, tells and leaves with whoever called it: here, or over the control socket."""

import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path

Reader = Callable[[], str]
Fetcher = Callable[[str], Iterator[bytes]]
Teller = Callable[[str], None]
Keeper = Callable[[str, str], None]

LARGEST_FILE = 64 * 1024 * 1024
PIECE = 256 * 1024
"""Bytes that are handed over at once, so that the server can do other things between them."""


class NoFile(Exception):
    """A file that a command names cannot be read or written; the sentence says why."""


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


def kept_at(path: str, text: str) -> None:
    """Write a new file that only its owner can read. Raises NoFile, also where there is one of that name."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise NoFile(f"{path} is there already, and stays as it is. Name another.") from None
    except (OSError, ValueError):
        raise NoFile(f"{path} cannot be written.") from None


def said_here(line: str) -> None:
    """Print a line at once."""
    print(line, flush=True)


@dataclass(frozen=True)
class Caller:
    """Whoever called a command: whose files it reads, who hears how far it is, with whom it leaves a file."""

    fetch: Fetcher = pieces_of
    tell: Teller = said_here
    keep: Keeper = kept_at


at_this_terminal = Caller()
reader: ContextVar[Reader] = ContextVar("reader", default=sys.stdin.readline)
caller: ContextVar[Caller] = ContextVar("caller", default=at_this_terminal)


@contextmanager
def serving(read: Reader, who: Caller) -> Iterator[None]:
    """What a command does meanwhile, it does for `who`."""
    mark, before = reader.set(read), caller.set(who)
    try:
        yield
    finally:
        reader.reset(mark)
        caller.reset(before)


def standard_input() -> str:
    """The first line of whoever called the command: a passphrase."""
    return reader.get()().rstrip("\r\n")


def file_named(path: str) -> bytes:
    """A file as whoever called the command sees it: their folder, their permissions. Raises NoFile."""
    return b"".join(caller.get().fetch(path))


def tell_meanwhile(line: str) -> None:
    """Let whoever called the command know how far it is."""
    caller.get().tell(line)


def keep_file(path: str, text: str) -> None:
    """Leave a new file with whoever called the command: in their folder, for their eyes only. Raises NoFile."""
    caller.get().keep(path, text)
