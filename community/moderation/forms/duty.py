"""When somebody is there, when not, what they leave for the next, and how much they want to look at in a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask_babel import gettext as _

from community.clock import zones
from community.members.fields import Fields
from community.moderation.forms.cases import LONGEST_NOTE
from community.moderation.models import MOST

CASE = "case_"
UNTIL_BACK = "back"
AWAY = {"12": timedelta(hours=12), "168": timedelta(days=7), UNTIL_BACK: None}
NEVER = "never"


@dataclass(frozen=True)
class ShiftForm:
    """The same hours on some days of the week; minutes of the day there."""

    weekdays: tuple[int, ...]
    starts: int
    ends: int
    zone: str

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "ShiftForm":
        """Read the form. Raises Invalid with a sentence per field."""
        days = [f"day_{number}" for number in range(7)]
        fields = Fields(raw, (*days, "starts", "ends", "zone"))
        chosen = tuple(number for number, day in enumerate(days) if fields.ticked(day))
        starts, ends = fields.time_of_day("starts"), fields.time_of_day("ends")
        zone = fields.one_of("zone", zones())
        if not chosen:
            fields.refuse("day_0", _("Tick at least one day."))
        fields.finish()
        return cls(chosen, starts or 0, ends or 0, zone)


@dataclass(frozen=True)
class AbsenceForm:
    """For how long somebody is away; None: until they come back."""

    length: timedelta | None

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "AbsenceForm":
        """Read the form. Raises Invalid."""
        fields = Fields(raw, ("away",))
        away = fields.one_of("away", AWAY)
        fields.finish()
        return cls(AWAY[away])


@dataclass(frozen=True)
class HandOverForm:
    """Words for the next, and cases that go along by their addresses."""

    words: str
    cases: tuple[int, ...]

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "HandOverForm":
        """Read the form. Raises Invalid."""
        names = [name for name in raw if name.startswith(CASE) and name[5:].isdigit()][:20]
        fields = Fields(raw, ("words", *names))
        words = fields.words("words", LONGEST_NOTE, _("Write something first."))
        cases = tuple(int(name[5:]) for name in names if len(name) < 22 and fields.ticked(name))
        fields.finish()
        return cls(words, cases)


@dataclass(frozen=True)
class LimitForm:
    """After how many opened words a day one wants to be asked; None: never."""

    most: int | None

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "LimitForm":
        """Read the form. Raises Invalid."""
        fields = Fields(raw, ("most",))
        said = fields.one_of("most", [NEVER, *map(str, range(1, MOST + 1))])
        fields.finish()
        return cls(None if said == NEVER else int(said))
