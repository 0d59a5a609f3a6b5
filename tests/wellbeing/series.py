"""Made-up series of check-ins, as docs/wellbeing.md gives their parameters."""

import random
from datetime import date, timedelta

from community.wellbeing.warnings import SILENCE, Day, Firing, look_at

BEGINS = date(2026, 1, 1)
ONSET = 28
URGE, MOOD, NOISE, MISSES = 3.0, 3.5, 1.0, 0.1


def day_of(kind: str, number: int, random_: random.Random) -> Day:
    """One day of a series of that kind."""
    since = max(0, number - ONSET + 1)
    urge, mood, misses = URGE, MOOD, MISSES
    if kind == "declining":
        urge, mood = URGE + 0.15 * since, MOOD - 0.05 * since
        misses = MISSES + 0.3 * min(1.0, since / 10)
    elif kind == "improving":
        urge = URGE - 0.05 * number
    elif kind == "sparse":
        misses = 1 - 2 / 7
    on = BEGINS + timedelta(days=number)
    if random_.random() < misses:
        return Day(on)
    return Day(
        on,
        min(5, max(1, round(random_.gauss(mood, NOISE)))),
        min(10, max(0, round(random_.gauss(urge, NOISE)))),
    )


def firings_in(kind: str, days: int, seed: int) -> list[Firing]:
    """What is told to somebody whose days go so, each night looked at by itself."""
    random_ = random.Random(f"{kind}-{seed}")
    series = [day_of(kind, number, random_) for number in range(days)]
    told: list[Firing] = []
    for number in range(1, days + 1):
        silences = [one.on for one in told if one.rule == SILENCE]
        firing = look_at(
            series[:number], told[-1].on if told else None, silences[-1] if silences else None
        )
        if firing is not None:
            told.append(firing)
    return told
