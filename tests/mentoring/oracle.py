"""Who met whom, said again as the law says it and as slowly as that is. Imports nothing from community/."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import product

MINUTE, WEEK, FORTNIGHT = timedelta(minutes=1), timedelta(hours=168), timedelta(hours=336)


@dataclass(frozen=True)
class Evening:
    """A date of a meeting: when it was to begin and end, when it did, and who was there, for how long, and spoke."""

    starts: datetime
    ends: datetime
    began: datetime | None
    over: datetime | None
    lounge: bool
    there: dict[str, tuple[int, bool]]


@dataclass(frozen=True)
class Talk:
    """A topic: who wrote when, and whether that stands and was written here."""

    posts: tuple[tuple[str, datetime, bool], ...]


def moment_of(event: Evening | Talk, one: str, other: str) -> datetime | None:
    """When two met in it; None where they did not."""
    if isinstance(event, Talk):
        mine = [at for who, at, counts in event.posts if who == one and counts]
        theirs = [at for who, at, counts in event.posts if who == other and counts]
        near = [max(a, b) for a, b in product(mine, theirs) if abs(a - b) <= WEEK]
        return min(near, default=None)
    if event.over is None or event.lounge:
        return None
    began = event.began if event.began is not None and event.began < event.starts else event.starts
    took = min(max(event.over - began, timedelta()), event.ends - event.starts)
    for who in (one, other):
        minutes, spoke = event.there.get(who, (0, False))
        if not spoke or minutes == 0 or 2 * minutes < took // MINUTE:
            return None
    return event.starts


def moments_of(events: list[Evening | Talk], one: str, other: str) -> list[datetime]:
    """When two met, the earliest first."""
    found = [moment_of(event, one, other) for event in events]
    return sorted(at for at in found if at is not None)


def is_open(moments: list[datetime]) -> bool:
    """Three, and a fortnight between the first and the last."""
    return len(moments) >= 3 and max(moments) - min(moments) >= FORTNIGHT
