"""When a row says it meets: weekdays, wall time, length and zone."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from community.meetings.feeds.fields import Row
from community.meetings.feeds.listed import Refused
from community.meetings.zones import canonical_zone, suggest_zones

HOURS = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?(?::\d{2})?\s*(?:([ap])\.?\s?m\.?)?", re.IGNORECASE)
WORDS = {"noon": "12:00", "midnight": "00:00"}
NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
USUAL = 60
"""Minutes, where no end is given: what the Meeting Guide says."""

ZONES_OF_STATES = {
    "America/New_York": "CT DC DE FL GA MA MD ME NC NH NJ NY OH PA RI SC VA VT WV",
    "America/Detroit": "MI",
    "America/Chicago": "AL AR IA IL LA MN MO MS OK TX WI",
    "America/Denver": "CO MT NM UT WY",
    "America/Phoenix": "AZ",
    "America/Los_Angeles": "CA NV WA",
    "America/Anchorage": "AK",
    "Pacific/Honolulu": "HI",
}
"""Where nearly all of a state keeps one time. States that are divided are not here: there nothing is guessed."""

ZONE_OF_STATE = {
    state: zone for zone, states in ZONES_OF_STATES.items() for state in states.split()
}


@dataclass(frozen=True)
class Unsaid:
    """What holds for rows that name no zone: the one that was said for them, else their state's, else the usual."""

    zone: str = ""
    usual: str = ""


def time_of(row: Row, name: str) -> str:
    """A wall time as HH:MM; empty where none is given. Raises Refused for what is no time."""
    said = row.raw(name)
    if said is None:
        return ""
    words = said.strip() if isinstance(said, str) else ""
    found = HOURS.fullmatch(WORDS.get(words.casefold(), words))
    clean = _clock(found) if found else ""
    if not clean:
        raise Refused(_("%(field)s is no time of day: %(said)s", field=name, said=str(said)[:40]))
    if clean != said:
        row.repaired(_("%(field)s was not written as HH:MM.", field=name))
    return clean


def _clock(found: re.Match[str]) -> str:
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    if found[2] is None and not half:  # a bare number is no time
        return ""
    if half and not 1 <= hour <= 12:
        return ""
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else ""


def days_of(row: Row, first: int, sunday: int) -> list[int]:
    """Weekdays, 0 for Monday. `first` and `sunday` are that list's numbers for its first day and for Sunday."""
    said = row.raw("day")
    if isinstance(said, list):
        row.repaired(_("day named several days; they stay one meeting."))
    many = said if isinstance(said, list) else [] if said is None else [said]
    return sorted({_day(one, first, sunday) for one in many})


def _day(said: Any, first: int, sunday: int) -> int:
    words = str(said).strip().casefold()
    for number, name in enumerate(NAMES):
        if words in (name, name[:3]):
            return number
    number = int(words[0]) if re.fullmatch(r"[0-9](\.0)?", words) else -1
    if isinstance(said, bool) or not first <= number <= first + 6:
        raise Refused(_("day is none of this list's weekdays: %(said)s", said=str(said)[:40]))
    return (number - sunday - 1) % 7


def minutes_between(row: Row, start: str, end: str) -> int:
    """How long from start to end, past midnight too."""
    if not start or not end:
        return USUAL
    length = (_minute(end) - _minute(start)) % 1440
    if not length:
        row.repaired(_("end_time was the same as time; an hour was taken."))
    return length or USUAL


def length_of(row: Row) -> int:
    """The length that a row gives in minutes."""
    said = row.number("duration")
    if said is None or not 1 <= said <= 1440:
        if said is not None:
            row.repaired(_("duration was no length of a meeting; an hour was taken."))
        return USUAL
    return int(said)


def zone_of(row: Row, unsaid: Unsaid) -> str:
    """The zone, by its present name. Raises Refused where there is none, or none of that name."""
    name = row.line("timezone", 64)
    if not name:
        return _stand_in(row, unsaid)
    zone = canonical_zone(name)
    if zone is None:
        raise Refused(no_zone(name))
    return zone


def zone_for(row: Row, when: Mapping[str, Any], unsaid: Unsaid) -> str:
    """The same; of a meeting by appointment, which needs none, UTC where none is given. Raises Refused."""
    return zone_of(row, unsaid) if when or row.raw("timezone") else unsaid.zone or "UTC"


def no_zone(name: str) -> str:
    """That there is no such zone, and which are near it."""
    said = str(_("There is no time zone called %(name)s.", name=name))
    near = ", ".join(suggest_zones(name)[:3])
    return f"{said} {_('Near it: %(zones)s.', zones=near)}" if near else said


def _stand_in(row: Row, unsaid: Unsaid) -> str:
    state = ZONE_OF_STATE.get(row.line("state", 40).upper(), "")
    if unsaid.zone:
        row.repaired(_("No time zone; %(zone)s was taken, as was said.", zone=unsaid.zone))
    elif state:
        row.repaired(_("No time zone; %(zone)s was taken, from the state.", zone=state))
    elif unsaid.usual:
        said = _("No time zone; %(zone)s was taken, the zone here.", zone=unsaid.usual)
        row.repaired(said)
    else:
        raise Refused(_("It has no time zone. Say which with --zone, as in --zone Europe/Dublin."))
    return unsaid.zone or state or unsaid.usual


def wall_time(moment: Any, zone: str) -> tuple[int, str]:
    """Weekday and time of day of a moment (ISO 8601 in UTC) in a zone. Raises Refused."""
    try:
        said = datetime.fromisoformat(str(moment))
        there = said.replace(tzinfo=said.tzinfo or UTC).astimezone(ZoneInfo(zone))
    except (ValueError, OverflowError):
        raise Refused(_("timeUTC is no moment: %(said)s", said=str(moment)[:40])) from None
    return there.weekday(), f"{there:%H:%M}"


def _minute(time: str) -> int:
    return int(time[:2]) * 60 + int(time[3:])
