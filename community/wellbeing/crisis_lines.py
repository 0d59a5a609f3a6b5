"""Who answers, by country: every entry with its source and the day it was read (L6.6).

Numbers change. An entry that this site's operator has not confirmed says so on the page; where no
source is recorded, nothing stands here, and the page still names findahelpline.com and the local
emergency number.
"""

from dataclasses import dataclass
from datetime import date

READ = date(2026, 11, 22)
ALWAYS, ENGLISH, SPANISH = "Day and night", "English", "Español"


@dataclass(frozen=True)
class Line:
    """One line. Digits and spaces can be called; anything else is shown as text."""

    name: str
    number: str
    hours: str
    languages: tuple[str, ...]
    source: str
    verified_on: date = READ
    confirmed: bool = False


@dataclass(frozen=True)
class Place:
    """A country: its emergency number where a source is recorded, and its lines."""

    code: str
    name: str
    emergency: str
    emergency_source: str
    lines: tuple[Line, ...] = ()


SAMARITANS = Line("Samaritans", "116 123", ALWAYS, (ENGLISH,), "samaritans.org")
SHOUT = Line("Shout", "text SHOUT to 85258", ALWAYS, (ENGLISH,), "giveusashout.org")
LIFELINE = Line(
    "988 Suicide & Crisis Lifeline", "988", ALWAYS, (ENGLISH, SPANISH), "988lifeline.org"
)
TEXT_LINE = Line("Crisis Text Line", "text HOME to 741741", ALWAYS, (ENGLISH,), "crisistextline.org")
SAMHSA = Line(
    "SAMHSA National Helpline", "1-800-662-4357", ALWAYS, (ENGLISH, SPANISH), "samhsa.gov"
)

EUROPEAN = "European Commission: 112, the single European emergency number"
EUROPEAN_UNION = {
    "at": "Austria", "be": "Belgium", "bg": "Bulgaria", "hr": "Croatia", "cy": "Cyprus",
    "cz": "Czechia", "dk": "Denmark", "ee": "Estonia", "fi": "Finland", "fr": "France",
    "de": "Germany", "gr": "Greece", "hu": "Hungary", "ie": "Ireland", "it": "Italy",
    "lv": "Latvia", "lt": "Lithuania", "lu": "Luxembourg", "mt": "Malta", "nl": "Netherlands",
    "pl": "Poland", "pt": "Portugal", "ro": "Romania", "sk": "Slovakia", "si": "Slovenia",
    "es": "Spain", "se": "Sweden",
}  # fmt: skip

ELSEWHERE = (
    Place("au", "Australia", "000", "ambulance.qld.gov.au"),
    Place("gb", "United Kingdom", "999", "giveusashout.org", (SAMARITANS, SHOUT)),
    Place("us", "United States", "911", "health.wyo.gov", (LIFELINE, TEXT_LINE, SAMHSA)),
)

PLACES = {place.code: place for place in ELSEWHERE} | {
    code: Place(code, name, "112", EUROPEAN, (SAMARITANS,) if code == "ie" else ())
    for code, name in EUROPEAN_UNION.items()
}
