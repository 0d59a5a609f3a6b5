"""What is typed about imports."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from community.members.fields import Fields

LONGEST_CODE = 100


@dataclass(frozen=True)
class ClaimForm:
    """A code; empty where the proof is the member's confirmed address."""

    code: str

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "ClaimForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("code", "by_address"))
        by_address = fields.ticked("by_address")
        code = fields.optional_line("code", LONGEST_CODE)
        if not by_address and not code:
            fields.refuse("code", _("Type the code that you were given."))
        fields.finish()
        return cls("" if by_address else code)


@dataclass(frozen=True)
class AnswerForm:
    """A yes to what came in, by somebody who has read the notice."""

    read: bool

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "AnswerForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("read",))
        form = cls(fields.ticked("read"))
        if not form.read:
            fields.refuse("read", _("Say that you have read this, and answer for it."))
        fields.finish()
        return form
