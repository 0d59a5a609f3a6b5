"""Calendars as bytes, made once for each state; the same for everybody who asks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from community.meetings.calendars.writing import Telling, write_calendar

MOST = 64
"""Calendars kept: what is asked for again within the hour, by few names of the site."""


@dataclass(frozen=True)
class Packed:
    """One state of a calendar."""

    mark: str
    body: bytes


@dataclass
class Rack:
    """The newest state of each calendar that strangers may have."""

    _kept: dict[Telling, Packed] = field(default_factory=dict)

    def newest(
        self, rows: Sequence[Any], changed: Mapping[int, Sequence[Any]], telling: Telling
    ) -> Packed:
        """The calendar as it is now: what was kept, if nothing has changed."""
        mark = sha256(repr((rows, changed, telling)).encode()).hexdigest()[:32]
        kept = self._kept.pop(telling, None)
        if kept is None or kept.mark != mark:
            kept = Packed(mark, write_calendar(rows, changed, telling))
        self._kept[telling] = kept
        while len(self._kept) > MOST:
            self._kept.pop(next(iter(self._kept)))
        return kept
