"""Calendars as bytes, each meeting written once for each state of it; the same for everybody who asks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from community.meetings.calendars.writing import Telling, write_calendar, write_meeting

MOST = 20_000
"""Meetings that are kept written, about half a kilobyte each."""


@dataclass
class Rack:
    """Meetings that strangers may have, as they were last written."""

    _kept: dict[bytes, bytes] = field(default_factory=dict)

    def calendar(
        self, rows: Sequence[Any], changed: Mapping[int, Sequence[Any]], telling: Telling
    ) -> bytes:
        """The calendar as it is now: only what has changed is written anew."""
        return write_calendar(rows, changed, telling, self._written)

    def _written(self, row: Any, changed: Sequence[Any], telling: Telling) -> bytes:
        state = sha256(repr((telling.origin, telling.year, row, changed)).encode()).digest()
        written = self._kept.get(state)
        if written is None:
            written = write_meeting(row, changed, telling)
            while len(self._kept) >= MOST:
                self._kept.pop(next(iter(self._kept)))
            self._kept[state] = written
        return written
