"""An RRULE as text: taken apart, checked, and put together in one way (L5.1)."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LONGEST = 300
FIRST_YEAR, LAST_YEAR = 1970, 2200
MOST_TIMES, WIDEST_STEP = 1_000, 500

_DAY = r"(?:[+-]?[1-5])?(?:MO|TU|WE|TH|FR|SA|SU)"
_SHAPES = {
    "FREQ": r"DAILY|WEEKLY|MONTHLY|YEARLY",
    "INTERVAL": r"[1-9]\d{0,2}",
    "COUNT": r"[1-9]\d{0,3}",
    "UNTIL": r"\d{8}(?:T\d{6}Z?)?",
    "BYDAY": rf"{_DAY}(?:,{_DAY})*",
    "BYMONTHDAY": r"-?[1-9]\d?(?:,-?[1-9]\d?)*",
    "BYMONTH": r"[1-9]\d?(?:,[1-9]\d?)*",
    "BYSETPOS": r"-?[1-9]\d{0,2}(?:,-?[1-9]\d{0,2})*",
    "WKST": "|".join(DAYS),
}
_HIGHEST = {"INTERVAL": WIDEST_STEP, "COUNT": MOST_TIMES, "BYMONTHDAY": 31, "BYMONTH": 12}
_BY_THE_HOUR = {"HOURLY", "MINUTELY", "SECONDLY"}
_ORDER = tuple(_SHAPES)


def parts_of(rule: str) -> dict[str, str]:
    """The parts of a rule by name."""
    pairs = (part.partition("=") for part in rule.upper().split(";") if part)
    return {name.strip(): value.strip() for name, _sign, value in pairs}


def rule_of(parts: Mapping[str, str]) -> str:
    """A rule from its parts, always in the same order."""
    return ";".join(f"{name}={parts[name]}" for name in _ORDER if name in parts)


def why_not(rule: str) -> str:
    """What is wrong with a rule, in a sentence; empty where nothing is."""
    said = rule.strip().upper().removeprefix("RRULE:")
    parts = parts_of(said)
    if len(said) > LONGEST or len(said.strip(";").split(";")) != len(parts):
        return _("That is no rule of RFC 5545: every part is NAME=VALUE, each once.")
    if parts.get("FREQ") in _BY_THE_HOUR or parts.keys() & {"BYHOUR", "BYMINUTE", "BYSECOND"}:
        return _("A rule names days. Several times on one day are several meetings.")
    if "FREQ" not in parts:
        return _("A rule begins with how often: FREQ=WEEKLY, for example.")
    for name, value in parts.items():
        sentence = _wrong_part(name, value)
        if sentence:
            return sentence
    return _wrong_together(parts)


def clean_rule(rule: str, zone: str) -> str:
    """A checked rule in one way of writing: its end as a moment in UTC, as calendars want it."""
    parts = parts_of(rule.strip().upper().removeprefix("RRULE:"))
    if "UNTIL" in parts:
        parts["UNTIL"] = _end_in_utc(parts["UNTIL"], zone)
    if parts.get("INTERVAL") == "1":
        del parts["INTERVAL"]
    return rule_of(parts)


def _wrong_part(name: str, value: str) -> str:
    if name not in _SHAPES:
        return _("Rules here do not know %(name)s.", name=name[:20])
    highest = _HIGHEST.get(name)
    numbers = [abs(int(number)) for number in re.findall(r"\d+", value)] if highest else []
    fits = re.fullmatch(_SHAPES[name], value) and all(n <= (highest or n) for n in numbers)
    if not fits or (name == "UNTIL" and not _is_day(value)):
        return _("%(name)s cannot be %(value)s.", name=name, value=value[:40])
    return ""


def _wrong_together(parts: Mapping[str, str]) -> str:
    if "COUNT" in parts and "UNTIL" in parts:
        return _("A rule ends after a number of times or on a day, not both.")
    numbered = re.search(r"\d", parts.get("BYDAY", "")) is not None
    if numbered and parts["FREQ"] in ("DAILY", "WEEKLY"):
        return _("A numbered weekday, as 2SA, belongs to a month: FREQ=MONTHLY.")
    if "BYMONTHDAY" in parts and parts["FREQ"] == "WEEKLY":
        return _("A day of the month does not go with weeks: FREQ=MONTHLY.")
    if "BYSETPOS" in parts and not parts.keys() & {"BYDAY", "BYMONTHDAY", "BYMONTH"}:
        return _("BYSETPOS needs days to choose from.")
    return ""


def _is_day(until: str) -> bool:
    shape = "%Y%m%dT%H%M%S" if "T" in until else "%Y%m%d"
    try:
        said = datetime.strptime(until.removesuffix("Z"), shape)  # noqa: DTZ007
    except ValueError:
        return False
    return FIRST_YEAR <= said.year <= LAST_YEAR


def _end_in_utc(until: str, zone: str) -> str:
    if until.endswith("Z"):
        return until
    if "T" in until:
        local = datetime.strptime(until, "%Y%m%dT%H%M%S")  # noqa: DTZ007 -- a wall time
    else:
        local = datetime.strptime(until, "%Y%m%d") + timedelta(days=1, seconds=-1)  # noqa: DTZ007
    return f"{local.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC):%Y%m%dT%H%M%SZ}"
