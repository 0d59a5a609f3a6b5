"""What is typed into the gaps of a policy page, by whoever runs the site."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _

from community.clock import now
from community.members.fields import Fields
from community.members.policies import REGISTRATIONS
from community.members.policy_pages import (
    DAY,
    LEVEL,
    LEVELS,
    LONGEST_LINE,
    LONGEST_WORDS,
    PAGES,
    WORDS,
    Gap,
)


@dataclass(frozen=True)
class PolicyForm:
    """The gaps as they are to be, the version they were written on, and whether members are asked anew.

    A gap may be empty: what is half written is kept, and counts once it is whole.
    """

    fields: Mapping[str, str]
    based_on: int = 0
    asks: bool = False

    @classmethod
    def parse(cls, raw: Mapping[str, Any], page: str) -> "PolicyForm":
        """Raises Invalid with a sentence per field."""
        gaps = PAGES[page].gaps
        fields = Fields(raw, ("based_on", "asks", *(gap.name for gap in gaps)))
        said = {gap.name: _read(fields, gap) for gap in gaps}
        based_on = fields.optional_line("based_on", 9) or "0"
        asks = fields.ticked("asks")
        if not based_on.isdecimal():
            fields.refuse("form", _("That could not be understood."))
        fields.finish()
        return cls({name: words for name, words in said.items() if words}, int(based_on), asks)


@dataclass(frozen=True)
class RegistrationForm:
    """How people join."""

    registration: str

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "RegistrationForm":
        """Raises Invalid."""
        fields = Fields(raw, ("registration",))
        form = cls(fields.one_of("registration", REGISTRATIONS))
        fields.finish()
        return form


def _read(fields: Fields, gap: Gap) -> str:
    if gap.sort == WORDS:
        return fields.words(gap.name, LONGEST_WORDS)
    if gap.sort == LEVEL:
        return fields.one_of(gap.name, dict(LEVELS), unsaid="")
    said = fields.optional_line(gap.name, LONGEST_LINE)
    if gap.sort == DAY and said:
        _check_day(fields, gap.name, said)
    return said


def _check_day(fields: Fields, name: str, said: str) -> None:
    try:
        day = date.fromisoformat(said)
    except ValueError:
        fields.refuse(name, _("A day as 2026-11-29 is needed."))
        return
    if day > now().date():
        fields.refuse(name, _("That day lies ahead."))
