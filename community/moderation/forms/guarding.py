"""For how long a group guards itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import ngettext

from community.members.fields import Fields

RAID_HOURS = (1, 6, 24)
"""Raid mode lasts a day at most (L8.7)."""

LOCK_HOURS = (24, 7 * 24, 30 * 24)


@dataclass(frozen=True)
class GuardForm:
    """So many hours."""

    hours: int

    @classmethod
    def parse_raid(cls, raw: Mapping[str, Any]) -> "GuardForm":
        """Raises Invalid with a sentence per field."""
        return cls(_hours(raw, RAID_HOURS))

    @classmethod
    def parse_lock(cls, raw: Mapping[str, Any]) -> "GuardForm":
        """Raises Invalid with a sentence per field."""
        return cls(_hours(raw, LOCK_HOURS))


def hours_offered(hours: tuple[int, ...]) -> list[tuple[int, str]]:
    """What pages offer, in words."""
    return [(number, _in_words(number)) for number in hours]


def _hours(raw: Mapping[str, Any], offered: tuple[int, ...]) -> int:
    fields = Fields(raw, ("hours",))
    said = fields.one_of("hours", map(str, offered))
    fields.finish()
    return int(said)


def _in_words(hours: int) -> str:
    said: str
    if hours < 24:
        said = ngettext("One hour", "%(num)d hours", hours)
    else:
        said = ngettext("One day", "%(num)d days", hours // 24)
    return said
