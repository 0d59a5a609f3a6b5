"""What people send on the path, checked and frozen."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from community.members.fields import Fields
from community.mentoring.path.models import CHECKLIST


@dataclass(frozen=True)
class GuideForm:
    """Beside whom one would like to learn: a membership."""

    guide: int

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "GuideForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("guide",))
        said = fields.line("guide", _("Choose somebody."), 20)
        if said and not (said.isascii() and said.isdigit()):
            fields.refuse("guide", _("Choose one of these."))
        fields.finish()
        return cls(int(said))


@dataclass(frozen=True)
class ChecklistForm:
    """What the two have gone through."""

    done: tuple[str, ...]

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "ChecklistForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, CHECKLIST)
        done = tuple(name for name in CHECKLIST if fields.ticked(name))
        fields.finish()
        return cls(done)


@dataclass(frozen=True)
class LineForm:
    """Whether the line shows one."""

    on: bool

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "LineForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("on",))
        form = cls(fields.ticked("on"))
        fields.finish()
        return form
