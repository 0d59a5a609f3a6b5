"""Numbers over days as a curve: where each stands, and where nothing was noted a gap, never a nought (L6.3)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from community.wellbeing.queries.checkins import Daily

LEFT, RIGHT, TOP, BOTTOM = 24, 312, 8, 76
"""The field in which the curve is drawn, of a picture that is 320 wide and 96 high."""

Number = int | float


@dataclass(frozen=True)
class Curve:
    """A picture of one number: `dots` are places, `lines` join those of days that follow one another.

    `grid` are heights with the number that stands there. `count` days were noted, from `least` to `most`.
    """

    name: str
    first: date
    last: date
    grid: tuple[tuple[Number, float], ...]
    dots: tuple[tuple[float, float], ...]
    lines: tuple[str, ...]
    count: int
    least: Number | None
    most: Number | None


def curve(name: str, series: Sequence[Daily], low: int, high: int) -> Curve:
    """The curve of the number of that name, between `low` at the bottom and `high` at the top."""
    values = [getattr(day, name) for day in series]
    noted = [value for value in values if value is not None]
    highest = max([high, *noted])
    places = [
        (_across(number, len(values)), _up(value, low, highest)) if value is not None else None
        for number, value in enumerate(values)
    ]
    middle = (low + highest) // 2
    return Curve(
        name, series[0].date, series[-1].date,
        tuple((mark, _up(mark, low, highest)) for mark in (low, middle, highest)),
        tuple(place for place in places if place is not None), tuple(_lines(places)), len(noted),
        min(noted, default=None), max(noted, default=None),
    )  # fmt: skip


def _lines(places: Sequence[tuple[float, float] | None]) -> Iterator[str]:
    for is_noted, run in groupby(places, key=lambda place: place is not None):
        points = [f"{place[0]},{place[1]}" for place in run if place is not None]
        if is_noted and len(points) > 1:
            yield " ".join(points)


def _across(number: int, count: int) -> float:
    return round(LEFT + (RIGHT - LEFT) * number / max(1, count - 1), 1)


def _up(value: Number, low: Number, high: Number) -> float:
    return round(BOTTOM - (BOTTOM - TOP) * (value - low) / (high - low), 1)
