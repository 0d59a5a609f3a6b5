"""When a zone changes its clocks: what its TZif file remembers, and the law it names for all time to come (RFC 9636).

The law is the file's last line, in the words of POSIX: `EST5EDT,M3.2.0,M11.1.0`.
"""

import re
import struct
import zoneinfo
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from importlib import resources
from pathlib import Path

DAY = 86_400
TWO_OCLOCK = 7_200
SHORT = r"<[^>]+>|[A-Za-z]+"
CLOCK = r"[+-]?\d+(?::\d+){0,2}"
FOOTER = re.compile(
    rf"(?P<name>{SHORT})(?P<offset>{CLOCK})(?:(?P<summer>{SHORT})(?P<ahead>{CLOCK})?,(?P<on>[^,]+),(?P<off>[^,]+))?"
)
WHEN = re.compile(
    rf"(?:M(?P<month>\d+)\.(?P<week>\d)\.(?P<weekday>\d)|J(?P<julian>\d+)|(?P<day>\d+))(?:/(?P<time>{CLOCK}))?"
)


@dataclass(frozen=True)
class Onset:
    """A change of the clocks: at which second of Unix time, and what held before and after. Offsets in seconds."""

    at: int
    before: int
    after: int
    name: str
    is_summer: bool

    @property
    def wall(self) -> datetime:
        """What the clocks showed, before they were changed."""
        return datetime.fromtimestamp(self.at, UTC).replace(tzinfo=None) + timedelta(
            seconds=self.before
        )


@dataclass(frozen=True)
class Yearly:
    """A change of every year: on a weekday of a month, or on a day of the year; `seconds` after its midnight."""

    month: int
    week: int
    weekday: int
    seconds: int
    julian: int = 0
    zero_based: int = -1

    def day(self, year: int) -> date:
        """That day in a year. Week 5 is the last; a Julian day never counts 29 February."""
        first = date(year, 1, 1)
        if self.zero_based >= 0:
            return first + timedelta(days=self.zero_based)
        if self.julian:
            leap = date(year, 3, 1) - first == timedelta(days=60)
            return first + timedelta(days=self.julian - 1 + (leap and self.julian > 59))
        first = date(year, self.month, 1)
        found = first + timedelta(days=(self.weekday - first.weekday()) % 7 + 7 * (self.week - 1))
        return found if found.month == self.month else found - timedelta(days=7)

    def at(self, year: int, before: int) -> int:
        """The second of that change, where `before` was the offset until then."""
        midnight = datetime.combine(self.day(year), datetime.min.time(), UTC)
        return int(midnight.timestamp()) + self.seconds - before


@dataclass(frozen=True)
class Turn:
    """One of the two changes of a law: when, from which offset to which."""

    when: Yearly
    before: int
    after: int
    name: str

    def onset(self, year: int) -> Onset:
        """It in one year."""
        at = self.when.at(year, self.before)
        return Onset(at, self.before, self.after, self.name, self.after > self.before)

    def first_after(self, moment: int) -> Onset:
        """The first one after that second."""
        year = datetime.fromtimestamp(moment, UTC).year - 1
        return next(one for one in map(self.onset, range(year, year + 4)) if one.at > moment)


@dataclass(frozen=True)
class History:
    """What a zone's file says: the offset it begins with, every change it lists, and the law from then on."""

    first: int
    name: str
    listed: tuple[Onset, ...]
    law: tuple[Turn, ...]

    def before_law(self) -> tuple[Onset, ...]:
        """The changes that the law does not tell as well; it holds after the last of them."""
        if not self.listed or not self.law:
            return self.listed
        years = range(1970, datetime.fromtimestamp(self.listed[-1].at, UTC).year + 1)
        told = sorted((one.at, one.after) for year in years for one in self._in_year(year))
        while told and told[-1][0] > self.listed[-1].at:
            told.pop()
        kept = list(self.listed)
        while kept and told and (kept[-1].at, kept[-1].after) == told[-1]:
            kept.pop()
            told.pop()
        return tuple(kept)

    def between(self, first: int, last: int) -> list[Onset]:
        """Every change in these years, both included."""
        single, years = self.before_law(), range(first, last + 1)
        begun = single[-1].at if single else 0
        ruled = [one for year in years for one in self._in_year(year) if one.at > begun]
        return [
            one
            for one in (*single, *sorted(ruled, key=lambda one: one.at))
            if one.wall.year in years
        ]

    def _in_year(self, year: int) -> Iterator[Onset]:
        return (turn.onset(year) for turn in self.law)


@lru_cache(maxsize=700)
def history_of(zone: str) -> History:
    """What the file of that zone says: the same file that `zoneinfo` reads."""
    data = _file_of(zone)
    second = 44 + _body_length(data, 4)
    first, name, listed = _listed(data, second)
    return History(first, name, listed, law_of(data.rstrip(b"\n").rpartition(b"\n")[2].decode()))


def law_of(footer: str) -> tuple[Turn, ...]:
    """The two changes of every year that a footer names; none for a zone that never changes its clocks."""
    found = FOOTER.fullmatch(footer)
    if found is None or not found["summer"]:
        return ()
    usual = -_seconds(found["offset"])
    summer = -_seconds(found["ahead"]) if found["ahead"] else usual + 3600
    return (
        Turn(_when(found["on"]), usual, summer, found["summer"].strip("<>")),
        Turn(_when(found["off"]), summer, usual, found["name"].strip("<>")),
    )


def _when(words: str) -> Yearly:
    found = WHEN.fullmatch(words)
    if found is None:
        raise ValueError(words)
    seconds = _seconds(found["time"]) if found["time"] else TWO_OCLOCK
    if found["month"]:
        weekday = (int(found["weekday"]) - 1) % 7
        return Yearly(int(found["month"]), int(found["week"]), weekday, seconds)
    if found["julian"]:
        return Yearly(0, 0, 0, seconds, julian=int(found["julian"]))
    return Yearly(0, 0, 0, seconds, zero_based=int(found["day"]))


def _seconds(clock: str) -> int:
    hours, *rest = clock.lstrip("+-").split(":")
    parts = [int(hours), *map(int, rest), 0, 0]
    whole = parts[0] * 3600 + parts[1] * 60 + parts[2]
    return -whole if clock.startswith("-") else whole


def _file_of(zone: str) -> bytes:
    zoneinfo.ZoneInfo(zone)  # refuses names that are no zones
    for folder in zoneinfo.TZPATH:
        if (path := Path(folder, *zone.split("/"))).is_file():
            return path.read_bytes()
    return resources.files("tzdata.zoneinfo").joinpath(*zone.split("/")).read_bytes()


def _counts(data: bytes, start: int) -> tuple[int, ...]:
    """How many: flags of UT, flags of standard time, leap seconds, changes, types, letters of names."""
    return struct.unpack_from(">6l", data, start + 20)


def _body_length(data: bytes, wide: int) -> int:
    ut, standard, leap, changes, types, letters = _counts(data, 0)
    return changes * (wide + 1) + types * 6 + letters + leap * (wide + 4) + standard + ut


def _listed(data: bytes, start: int) -> tuple[int, str, tuple[Onset, ...]]:
    *_other, changes, types, letters = _counts(data, start)
    at = start + 44
    moments = struct.unpack_from(f">{changes}q", data, at)
    chosen = data[at + changes * 8 : at + changes * 9]
    at += changes * 9
    kinds = [struct.unpack_from(">lbb", data, at + 6 * number) for number in range(types)]
    words = data[at + types * 6 : at + types * 6 + letters]
    names = [words[kind[2] :].partition(b"\0")[0].decode() for kind in kinds]
    onsets, before = [], kinds[0][0]
    for moment, kind in zip(moments, chosen, strict=True):
        after, summer, _name = kinds[kind]
        if after != before:  # another name alone changes no clock
            is_summer = bool(summer) and after > before
            onsets.append(Onset(moment, before, after, names[kind], is_summer))
        before = after
    return kinds[0][0], names[0], tuple(onsets)
