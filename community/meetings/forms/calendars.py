"""What a member types about their own calendar, checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from community.members.fields import Fields


@dataclass(frozen=True)
class CalendarForm:
    """Whether the calendar is to be discreet."""

    discreet: bool

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "CalendarForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("discreet",))
        form = cls(fields.ticked("discreet"))
        fields.finish()
        return form
