"""How somebody wants to be warned about themselves."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from community.members.fields import Fields

WORDS, WORD = 30, 60
"""Words of one's own, and characters of one."""


@dataclass(frozen=True)
class OutlookForm:
    """Whether the rules look, and words that mean something to oneself, one a line."""

    is_on: bool
    words: tuple[str, ...] = ()

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "OutlookForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("is_on", "words"))
        said = fields.words("words", WORDS * (WORD + 2))
        words = tuple(dict.fromkeys(line.strip() for line in said.splitlines() if line.strip()))
        if len(words) > WORDS:
            fields.refuse("words", _("At most %(most)d lines.", most=WORDS))
        elif any(len(word) > WORD for word in words):
            fields.refuse("words", _("At most %(most)d characters in a line.", most=WORD))
        form = cls(fields.ticked("is_on"), words)
        fields.finish()
        return form
