"""When somebody's days have changed enough to say so to them: pure rules over their own check-ins (L6.5).

Every rule compares somebody with themselves, never with others, and only where there is enough to compare with. Each
firing carries the numbers it was made from. How often they fire on made-up series stands in docs/wellbeing.md.
"""

import math
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

RECENT = 10
"""Days that count as now: yesterday counts ten times what the first of them does."""

BEFORE = 28
"""Days before those, which say what is usual for somebody."""

KNOWN_FOR = 18
"""Days before those that there must be, from the first check-in on."""

REGULAR, ENOUGH_NOW = 0.65, 3
"""The share of the days before, and the number of days now, with a check-in; with fewer, only silence is looked at."""

TOGETHER = 1.35
"""How far, in standard errors, urge, mood and silence together must have moved."""

ALONE = 3.0
"""And an urge, or a mood, alone."""

MOOD_WEIGHS, SILENCE_WEIGHS = 0.35, 0.6
"""Beside an urge, which weighs 1."""

STEADIEST = 0.8
"""Nobody's days are taken to vary by less: a tenth more than always would be news else."""

RAREST = 0.1
"""And everybody misses a day in ten without meaning anything by it."""

LONGEST_USUAL = 0.01
"""A silence counts as unusual once somebody would have one that long so rarely, by their own rhythm."""

SHORTEST_SILENCE = 4
"""Days; a shorter silence is nothing, however regular somebody is."""

QUIET_FOR = timedelta(days=10)
"""After one warning there is no other for so long."""

URGE, MOOD, SILENCE, WORDS = "urge", "mood", "silence", "words"
RULES = (URGE, MOOD, SILENCE, WORDS)


@dataclass(frozen=True)
class Day:
    """One of somebody's days: without a mood there was no check-in."""

    on: date
    mood: int | None = None
    urge: int | None = None


@dataclass(frozen=True)
class Firing:
    """A rule that fires, and the numbers it was made from; means are weighted as `RECENT` says.

    `silent` days of the last `RECENT` had no check-in, `silent_before` would be usual; `run` is the length of the
    silence that is on. They were compared with `before` days. What was not compared is None.
    """

    rule: str
    on: date
    urge: float | None = None
    urge_before: float | None = None
    mood: float | None = None
    mood_before: float | None = None
    silent: int = 0
    silent_before: float = 0.0
    run: int = 0
    before: int = 0
    word: str = ""


@dataclass(frozen=True)
class _Moved:
    """How a number stands now against before, and by how many standard errors it moved."""

    now: float
    before: float
    errors: float


def look_at(
    days: Sequence[Day], last: date | None = None, last_silence: date | None = None
) -> Firing | None:
    """What there is to say at the end of the last of these days (every one, in order); None: nothing.

    `last` is when the last warning was given, `last_silence` the last about a silence: each is told once.
    """
    if not days or (last is not None and days[-1].on - last < QUIET_FOR):
        return None
    begun = next((number for number, day in enumerate(days) if day.mood is not None), len(days))
    known = days[begun:]
    return _changed(known) or _fell_silent(known, last_silence)


def own_words_in(line: str, words: Iterable[str]) -> str:
    """The first of somebody's own warning words that this line has; empty where it has none."""
    said = f" {_plain(line)} "
    return next((word for word in words if _plain(word) and f" {_plain(word)} " in said), "")


def _changed(days: Sequence[Day]) -> Firing | None:
    now, before = days[-RECENT:], days[-RECENT - BEFORE : -RECENT]
    if len(before) < KNOWN_FOR or not _is_enough(before, now):
        return None
    urge = _moved([day.urge for day in now], [day.urge for day in before])
    mood = _moved([day.mood for day in now], [day.mood for day in before])
    silence = _silence(now, before)
    alone = max(urge.errors if urge else 0.0, -mood.errors if mood else 0.0)
    parts = {SILENCE: (SILENCE_WEIGHS, silence.errors)}
    if mood is not None:
        parts[MOOD] = (MOOD_WEIGHS, -mood.errors)
    if urge is not None:
        parts[URGE] = (1.0, urge.errors)
    weight = math.sqrt(sum(share**2 for share, _errors in parts.values()))
    together = sum(share * errors for share, errors in parts.values()) / weight
    loudest = max(parts, key=lambda rule: parts[rule][0] * parts[rule][1])
    if together < TOGETHER and alone < ALONE:
        return None
    return Firing(
        loudest, days[-1].on, urge.now if urge else None, urge.before if urge else None,
        mood.now if mood else None, mood.before if mood else None, round(silence.now), silence.before, _run(days),
        len(before),
    )  # fmt: skip


def _fell_silent(days: Sequence[Day], told: date | None) -> Firing | None:
    """A silence that is long for this very person, however seldom they check in, and of which they do not know."""
    run = _run(days)
    if told is not None and days and days[-1].on - told < timedelta(days=run):
        return None
    before = days[: len(days) - run][-BEFORE:]
    if len(before) < KNOWN_FOR:
        return None
    usual = 1 - (_checked(before) + 1) / (len(before) + 2)
    if run < SHORTEST_SILENCE or usual**run > LONGEST_USUAL:
        return None
    silent = RECENT - _checked(days[-RECENT:])
    return Firing(
        SILENCE,
        days[-1].on,
        silent=silent,
        silent_before=usual * RECENT,
        run=run,
        before=len(before),
    )


def _is_enough(before: Sequence[Day], now: Sequence[Day]) -> bool:
    return _checked(before) >= REGULAR * len(before) and _checked(now) >= ENOUGH_NOW


def _checked(days: Iterable[Day]) -> int:
    return sum(day.mood is not None for day in days)


def _run(days: Sequence[Day]) -> int:
    """How many days without a check-in there have been up to the end."""
    run = 0
    while run < len(days) and days[-1 - run].mood is None:
        run += 1
    return run


def _moved(now: Sequence[int | None], before: Sequence[int | None]) -> _Moved | None:
    """A number now, its later days weighing more, against what it was; None where too little was said."""
    usual = [said for said in before if said is not None]
    said = [(place + 1, value) for place, value in enumerate(now) if value is not None]
    if len(usual) < KNOWN_FOR / 2 or len(said) < ENOUGH_NOW:
        return None
    weights = sum(weight for weight, _value in said)
    mean = sum(weight * value for weight, value in said) / weights
    as_many = weights**2 / sum(weight**2 for weight, _value in said)
    middle = sum(usual) / len(usual)
    spread = math.sqrt(sum((value - middle) ** 2 for value in usual) / (len(usual) - 1))
    error = max(spread, STEADIEST) * math.sqrt(1 / as_many + 1 / len(usual))
    return _Moved(mean, middle, (mean - middle) / error)


def _silence(now: Sequence[Day], before: Sequence[Day]) -> _Moved:
    """Days without a check-in, against how many there would be as before."""
    rate = max(RAREST, 1 - (_checked(before) + 1) / (len(before) + 2))
    silent, usual = len(now) - _checked(now), rate * len(now)
    error = math.sqrt(usual * (1 - rate) * (1 + len(now) / len(before)))
    return _Moved(silent, usual, (silent - usual) / error)


def _plain(words: str) -> str:
    """In small letters without accents, words apart by one space."""
    letters = unicodedata.normalize("NFKD", words.casefold())
    return " ".join(re.findall(r"\w+", "".join(c for c in letters if not unicodedata.combining(c))))
