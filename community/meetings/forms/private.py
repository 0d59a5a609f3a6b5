"""What somebody chooses for themselves in a meeting, checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from community.members.fields import Fields

LONGEST = 80


@dataclass(frozen=True)
class ReadingAlongForm:
    """Whether to read along tonight."""

    on: bool

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "ReadingAlongForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("on",))
        form = cls(fields.ticked("on"))
        fields.finish()
        return form


@dataclass(frozen=True)
class CelebrationForm:
    """Whether to be celebrated, and for what, in one's own words if one likes; None takes it back."""

    words: str | None

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "CelebrationForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("celebration", "on"))
        words = fields.optional_line("celebration", LONGEST)
        form = cls(words if fields.ticked("on") else None)
        fields.finish()
        return form


@dataclass(frozen=True)
class SlipForm:
    """Of which date a slip is wanted."""

    sitting: int

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "SlipForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("sitting",))
        said = fields.line("sitting", _("Choose one of your meetings."), 20)
        if said and not (said.isascii() and said.isdigit() and int(said) < 2**53):
            fields.refuse("sitting", _("Choose one of your meetings."))
        fields.finish()
        return cls(int(said))
