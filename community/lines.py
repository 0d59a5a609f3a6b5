"""On PostgreSQL, several units of one process may order the same stream: they wait for each other here.

The row lock orders them between processes; this line also keeps their outboxes in the order of their commits.
"""

from gevent.lock import BoundedSemaphore


class Lines:
    """One cooperative lock per name, forgotten when nobody holds or awaits it."""

    def __init__(self) -> None:
        self._locks: dict[str, tuple[BoundedSemaphore, int]] = {}

    def enter(self, name: str) -> None:
        """Wait for the line `name` and take it."""
        lock, users = self._locks.get(name, (None, 0))
        lock = lock or BoundedSemaphore(1)
        self._locks[name] = (lock, users + 1)
        lock.acquire()

    def leave(self, name: str) -> None:
        """Give the line to the next in it."""
        lock, users = self._locks[name]
        lock.release()
        if users == 1:
            del self._locks[name]
        else:
            self._locks[name] = (lock, users - 1)
