"""What people send to oversight, checked and frozen."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from community.members.fields import Fields
from community.mentoring.oversight.models import HOW, UNCOMFORTABLE

LONGEST_NOTE = 1_000


@dataclass(frozen=True)
class PulseForm:
    """How it is going, and whether somebody should look at it together with who answers."""

    how: str
    look: bool

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "PulseForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("how", "look"))
        missing = {"how": _("Choose how it is for you."), "look": _("Choose no or yes.")}
        for name in missing:
            if not raw.get(name):
                fields.refuse(name, missing[name])
        fields.finish()
        form = cls(fields.one_of("how", HOW), fields.one_of("look", ("no", "yes")) == "yes")
        fields.finish()
        return form

    @property
    def concerns_leads(self) -> bool:
        """Whether it goes to the safeguarding leads."""
        return self.look or self.how == UNCOMFORTABLE


@dataclass(frozen=True)
class LookForm:
    """What a lead noted after looking."""

    words: str

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "LookForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("words",))
        said = _("Write in a few words what you found, for whoever looks next.")
        form = cls(fields.words("words", LONGEST_NOTE, said))
        fields.finish()
        return form
