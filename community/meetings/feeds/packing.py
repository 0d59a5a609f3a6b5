"""Our public list as bytes, made once for each state of it; the same for everybody who asks."""

import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from community.meetings.feeds.exporting import listed

MOST_ORIGINS = 8
"""A site is asked under few names; whoever makes names up gets an answer made anew."""


@dataclass(frozen=True)
class Packed:
    """One state of the list. `since`: when it was first seen, in whole seconds, later than every state before."""

    mark: str
    body: bytes
    packed: bytes
    since: datetime


@dataclass
class Shelf:
    """The newest state of the list for every name the site goes by."""

    _kept: dict[str, Packed] = field(default_factory=dict)

    def newest(self, rows: Sequence[Any], origin: str, moment: datetime) -> Packed:
        """The list as it is now: what was kept, if nothing has changed."""
        mark = sha256(repr((f"{moment:%Y%m%d}", rows)).encode()).hexdigest()[:32]
        kept = self._kept.get(origin)
        if kept is None or kept.mark != mark:
            since = moment.replace(microsecond=0)
            if kept is not None:
                since = max(since, kept.since + timedelta(seconds=1))
            body = json.dumps(listed(rows, origin, moment), ensure_ascii=False).encode()
            kept = Packed(mark, body, gzip.compress(body, mtime=0), since)
            while len(self._kept) >= MOST_ORIGINS:
                self._kept.pop(next(iter(self._kept)))
            self._kept[origin] = kept
        return kept
