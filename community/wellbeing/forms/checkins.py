"""What somebody notes about a day."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _

from community.members.fields import Fields
from community.wellbeing.models.checkins import MARKS

LINE = 280
MOST_SLEEP = 48
"""Half hours of a day."""

HOURS = re.compile(r"([0-9]{1,2})(?:[.,]([05])0?)?")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
FIELDS = ("day", "mood", "whole", "urge", "sleep", "line", *MARKS)


@dataclass(frozen=True)
class CheckinForm:
    """A day: its mood; and, if it is `whole`, all else too. A mere tap on a mood leaves the rest as it is.

    `day` is the one that the page showed, None for today; `sleep` counts half hours.
    """

    mood: int
    day: date | None = None
    whole: bool = False
    urge: int | None = None
    sleep: int | None = None
    line: str = ""
    marks: tuple[str, ...] = ()

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "CheckinForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, FIELDS)
        mood = fields.one_of("mood", "12345")
        urge = fields.one_of("urge", ("", *map(str, range(11))), "")
        form = cls(
            mood=int(mood or 3),
            day=_day(fields, raw.get("day") or ""),
            whole=fields.ticked("whole"),
            urge=int(urge) if urge else None,
            sleep=_sleep(fields),
            line=fields.optional_line("line", LINE),
            marks=tuple(mark for mark in MARKS if fields.ticked(mark)),
        )
        fields.finish()
        return form


def day_named(said: object) -> date | None:
    """The day of that name in an address, as 2026-11-29; None where it names none."""
    if not isinstance(said, str) or not said.isascii() or not DAY.fullmatch(said):
        return None
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None


def _day(fields: Fields, said: object) -> date | None:
    found = day_named(said)
    if said and found is None:
        fields.refuse("form", _("That could not be understood."))
    return found


def _sleep(fields: Fields) -> int | None:
    said = fields.optional_line("sleep", 10)
    if not said:
        return None
    hours = HOURS.fullmatch(said) if said.isascii() else None
    halves = int(hours[1]) * 2 + (hours[2] == "5") if hours else MOST_SLEEP + 1
    if halves > MOST_SLEEP:
        fields.refuse("sleep", _("Hours from 0 to 24, in halves: 7 or 7.5."))
        return None
    return halves
