"""What this version ships: who answers, by country, every entry with its source and the day it was read (L6.6).

A site begins with these and its administrators own them from then on (`crisis/`). They are shown as they stand here
only while no row is there, or none can be read. Where no source is recorded, nothing stands here, and the page still
names findahelpline.com and the local emergency number.
"""

from dataclasses import dataclass
from datetime import date

READ = date(2026, 11, 22)
ALWAYS = "Day and night"
ENGLISH, FRENCH, GERMAN, SPANISH = ("English",), ("Français",), ("Deutsch",), ("Español",)


@dataclass(frozen=True)
class Line:
    """One line. A number of digits and spaces can be called; anything else is shown as text."""

    name: str
    number: str
    hours: str
    languages: tuple[str, ...]
    source: str
    verified_on: date = READ
    confirmed: bool = False
    text: str = ""
    chat: str = ""
    audience: str = ""


@dataclass(frozen=True)
class Place:
    """A country: its emergency number where a source is recorded, and its lines."""

    code: str
    name: str
    emergency: str
    emergency_source: str
    lines: tuple[Line, ...] = ()
    verified_on: date = READ
    confirmed: bool = False


SAMARITANS = Line("Samaritans", "116 123", ALWAYS, ENGLISH, "samaritans.org")
SHOUT = Line("Shout", "text SHOUT to 85258", ALWAYS, ENGLISH, "giveusashout.org")
LIFELINE = Line(
    "988 Suicide & Crisis Lifeline", "988", ALWAYS, ENGLISH + SPANISH, "health.wyo.gov, mhn.com"
)
TEXT_LINE = Line(
    "Crisis Text Line", "text HOME to 741741", ALWAYS, ENGLISH, "internationalmentalhealth.org"
)
SAMHSA = Line("SAMHSA National Helpline", "1-800-662-4357", ALWAYS, ENGLISH + SPANISH, "samhsa.gov")
CANADA = Line(
    "988 Suicide Crisis Helpline", "988", ALWAYS, ENGLISH + FRENCH, "mentalhealthcommission.ca"
)
AUSTRALIA = Line("Lifeline", "13 11 14", ALWAYS, ENGLISH, "suicidepreventionaust.org")
NEW_ZEALAND = Line("1737, need to talk?", "1737", ALWAYS, ENGLISH, "pegasus.health.nz")
GERMANY = Line("TelefonSeelsorge", "0800 111 0 111", ALWAYS, GERMAN, "ekkw.de")
FRANCE = Line("3114", "3114", ALWAYS, FRENCH, "3114.fr")
SPAIN = Line("024", "024", ALWAYS, SPANISH, "rtve.es")

EUROPEAN = "ec.europa.eu"
EUROPEAN_UNION = {
    "at": "Austria", "be": "Belgium", "bg": "Bulgaria", "hr": "Croatia", "cy": "Cyprus",
    "cz": "Czechia", "dk": "Denmark", "ee": "Estonia", "fi": "Finland", "fr": "France",
    "de": "Germany", "gr": "Greece", "hu": "Hungary", "ie": "Ireland", "it": "Italy",
    "lv": "Latvia", "lt": "Lithuania", "lu": "Luxembourg", "mt": "Malta", "nl": "Netherlands",
    "pl": "Poland", "pt": "Portugal", "ro": "Romania", "sk": "Slovakia", "si": "Slovenia",
    "es": "Spain", "se": "Sweden",
}  # fmt: skip

LINES = {"de": (GERMANY,), "es": (SPAIN,), "fr": (FRANCE,), "ie": (SAMARITANS,)}
ELSEWHERE = (
    Place("au", "Australia", "000", "ambulance.qld.gov.au", (AUSTRALIA,)),
    Place("ca", "Canada", "911", "mentalhealthcommission.ca", (CANADA,)),
    Place("gb", "United Kingdom", "999", "giveusashout.org", (SAMARITANS, SHOUT)),
    Place("nz", "New Zealand", "111", "nzherald.co.nz", (NEW_ZEALAND,)),
    Place("us", "United States", "911", "health.wyo.gov", (LIFELINE, TEXT_LINE, SAMHSA)),
)

PLACES = {place.code: place for place in ELSEWHERE} | {
    code: Place(code, name, "112", EUROPEAN, LINES.get(code, ()))
    for code, name in EUROPEAN_UNION.items()
}
