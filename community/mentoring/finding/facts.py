"""What somebody says of themselves, whom they would like to meet, and whether the two fit: pure (L7.4).

What was not said does not fit a wish: nobody is taken for something they did not say.
"""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

ANY = ""
GENDERS = ("woman", "man", "nonbinary")
FAITHS = ("faith", "secular")
IDENTITIES = ("lgbtq", "parent", "veteran", "carer")
LANGUAGES = ("ar", "de", "en", "es", "fr", "hi", "it", "pl", "pt", "ru", "tr", "uk", "zh", "signed")
HOURS = {
    "morning": range(6, 12),
    "midday": range(12, 18),
    "evening": range(18, 24),
    "night": range(6),
}
TOGETHER = 2
"""So many hours of the day both are usually here: then their hours overlap."""


@dataclass(frozen=True)
class Facts:
    """What somebody says of themselves. `shown`: who has met them may conclude it from a suggestion."""

    gender: str = ANY
    faith: str = ANY
    identities: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    hours: tuple[str, ...] = ()
    shown: bool = False


@dataclass(frozen=True)
class Wishes:
    """Whom somebody would like to be asked by, or have suggested; empty: anybody."""

    genders: tuple[str, ...] = ()
    faith: str = ANY
    identities: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()

    def fit(self, facts: Facts) -> bool:
        """Whether somebody of whom this is known is wished for."""
        return (
            (not self.genders or facts.gender in self.genders)
            and self.faith in (ANY, facts.faith)
            and _any(self.identities, facts.identities)
            and _any(self.languages, facts.languages)
        )


def written(said: Facts | Wishes) -> str:
    """As it is sealed."""
    return json.dumps(asdict(said))


def facts_in(words: str) -> Facts:
    """What was written."""
    return Facts(**{name: _frozen(said) for name, said in json.loads(words).items()})


def wishes_in(words: str) -> Wishes:
    """What was written."""
    return Wishes(**{name: _frozen(said) for name, said in json.loads(words).items()})


def hours_overlap(
    mine: Facts, my_zone: str, theirs: Facts, their_zone: str, moment: datetime
) -> bool:
    """Whether both are usually here at the same time of day, wherever each is."""
    return len(_hours(mine, my_zone, moment) & _hours(theirs, their_zone, moment)) >= TOGETHER


def _hours(facts: Facts, zone: str, moment: datetime) -> set[int]:
    offset = moment.astimezone(ZoneInfo(zone)).utcoffset()
    away = round(offset.total_seconds() / 3600) if offset is not None else 0
    return {(hour - away) % 24 for part in facts.hours for hour in HOURS[part]}


def _any(wished: tuple[str, ...], said: tuple[str, ...]) -> bool:
    return not wished or bool(set(wished) & set(said))


def _frozen(said: Any) -> Any:
    return tuple(said) if isinstance(said, list) else said
