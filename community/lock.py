"""One process at a time writes an instance's SQLite."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from community.config import Config


class Locked(Exception):
    """Another process holds the instance."""


@contextmanager
def hold_instance(config: Config) -> Iterator[None]:
    """Hold the instance's lock file for the block. Raises Locked. With PostgreSQL there is nothing to hold."""
    if not config.sqlite:
        yield
        return
    config.instance.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (config.instance / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Locked from None
        yield
