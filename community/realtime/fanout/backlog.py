"""What a reader's socket would not take yet."""

import os
from collections import deque
from itertools import islice

AT_ONCE = 64


class Backlog:
    """Bytes in order, counted."""

    __slots__ = ("_parts", "size")

    def __init__(self) -> None:
        self._parts: deque[bytes] = deque()
        self.size = 0

    def add(self, data: bytes) -> None:
        """Append; the bytes are shared with every other backlog that holds the same frame."""
        self._parts.append(data)
        self.size += len(data)

    def write_to(self, descriptor: int) -> bool:
        """Write what the socket takes; True when all went. Raises OSError when it is dead."""
        while self._parts:
            try:
                taken = os.writev(descriptor, list(islice(self._parts, AT_ONCE)))
            except BlockingIOError:
                return False
            self._drop(taken)
        return True

    def _drop(self, taken: int) -> None:
        self.size -= taken
        while taken:
            first = self._parts.popleft()
            if taken < len(first):
                self._parts.appendleft(first[taken:])
                return
            taken -= len(first)
