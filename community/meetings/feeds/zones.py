"""Zones by name, until the schedule brings its own."""

from difflib import get_close_matches
from zoneinfo import available_timezones

_ZONES = available_timezones()


def canonical_zone(name: str) -> str | None:
    """The zone of that name, if there is one."""
    return name if name in _ZONES else None


def suggest_zones(name: str) -> list[str]:
    """Names that are near it."""
    return get_close_matches(name, sorted(_ZONES), 3)
