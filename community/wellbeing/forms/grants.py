"""Which item of one's own a mentor is to read, or no longer."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from community.members.fields import Fields
from community.rooms.forms import whole_number
from community.wellbeing.models.grants import CLOCK, HELPS, MOODS, PLAN, SLIPS, WARNINGS

ITEM = re.compile(rf"{MOODS}|{PLAN}|{WARNINGS}|{HELPS}|(?:{CLOCK}|{SLIPS}):[1-9][0-9]{{0,15}}")
MOST = 2**53 - 1


@dataclass(frozen=True)
class GrantForm:
    """`what` is `moods`, `plan`, `warnings`, `helps`, or of a clock `clock:4711`, `slips:4711`; `to_id` a person."""

    to_id: int
    what: str

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "GrantForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("to", "what"))
        what = fields.line("what", _("Choose what."), 24)
        if not ITEM.fullmatch(what):
            fields.refuse("what", _("Choose one of these."))
        form = cls(whole_number(fields, "to", MOST), what)
        fields.finish()
        return form
