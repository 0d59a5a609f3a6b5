"""The gate (L7.2): whether two have met often enough in one group, and over long enough. Fixed, for everybody.

No setting, role, office or command moves a number here. What is counted is handed in.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

NEEDED = 3
"""Shared events."""

APART = timedelta(hours=14 * 24)
"""From the first to the last, as time passes: no change of clocks makes it shorter or longer."""

SITTING, TOPIC = "sitting", "topic"


class Missing(StrEnum):
    """What keeps the gate closed."""

    EVENTS = "events"
    TIME = "time"
    OWN_STANDING = "own_standing"
    THEIR_STANDING = "their_standing"


@dataclass(frozen=True)
class SharedEvent:
    """A sitting or a topic in which two met, and since when that counts."""

    kind: str
    id: int
    at: datetime


@dataclass(frozen=True)
class Tally:
    """How many events two share, and when the first and the last were; without any, there is no moment."""

    events: int = 0
    first: datetime | None = None
    last: datetime | None = None

    @property
    def apart(self) -> timedelta:
        """From the first to the last."""
        if self.first is None or self.last is None:
            return timedelta()
        return self.last - self.first

    @property
    def lacks(self) -> tuple[Missing, ...]:
        """What of the two numbers is not reached."""
        short = (Missing.EVENTS, self.events < NEEDED), (Missing.TIME, self.apart < APART)
        return tuple(what for what, is_so in short if is_so)

    def and_also(self, more: "Tally") -> "Tally":
        """Both taken together."""
        firsts = [one.first for one in (self, more) if one.first is not None]
        lasts = [one.last for one in (self, more) if one.last is not None]
        return Tally(self.events + more.events, min(firsts, default=None), max(lasts, default=None))


@dataclass(frozen=True)
class Gate:
    """Whether one may ask the other. `missing` is empty where it is open."""

    tally: Tally
    missing: tuple[Missing, ...]

    @property
    def is_open(self) -> bool:
        """Nothing is missing."""
        return not self.missing

    @property
    def last_from(self) -> datetime | None:
        """From when one more event is far enough from the first; None before there is a first."""
        return self.tally.first + APART if self.tally.first is not None else None


def tally_of(events: Iterable[SharedEvent]) -> Tally:
    """Count events, each once."""
    moments = [event.at for event in set(events)]
    return Tally(len(moments), min(moments, default=None), max(moments, default=None))


def gate_between(
    events: Iterable[SharedEvent], own_standing: bool = True, their_standing: bool = True
) -> Gate:
    """The gate for one who asks, by what the two share and whether each is in good standing in that group now."""
    return gate_by(tally_of(events), own_standing, their_standing)


def gate_by(tally: Tally, own_standing: bool = True, their_standing: bool = True) -> Gate:
    """The same by numbers.

    How the other stands is missing only where nothing else is: else anybody could find out of anybody.
    """
    missing = tally.lacks + (() if own_standing else (Missing.OWN_STANDING,))
    if not missing and not their_standing:
        missing = (Missing.THEIR_STANDING,)
    return Gate(tally, missing)
