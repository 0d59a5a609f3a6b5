"""What somebody writes into their plan."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from community.members.fields import Fields
from community.rooms.forms import whole_number
from community.wellbeing.models.plans import PARTS

ITEMS, ITEM = 20, 200
"""Items of a list, and characters of one."""

MANY = 2**31 - 1


@dataclass(frozen=True)
class PlanForm:
    """Five lists in their order; `based_on` is the version that the page showed."""

    signs: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    helps: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    based_on: int = 0

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "PlanForm":
        """Raises Invalid with a sentence per field. An item is a line; empty ones are left out."""
        fields = Fields(raw, (*PARTS, "based_on"))
        lists = {part: _items(fields, part) for part in PARTS}
        form = cls(based_on=whole_number(fields, "based_on", MANY), **lists)
        fields.finish()
        return form


def _items(fields: Fields, part: str) -> tuple[str, ...]:
    said = fields.words(part, ITEMS * (ITEM + 2))
    items = tuple(line.strip() for line in said.splitlines() if line.strip())
    if len(items) > ITEMS:
        fields.refuse(part, _("At most %(most)d lines.", most=ITEMS))
    elif any(len(item) > ITEM for item in items):
        fields.refuse(part, _("At most %(most)d characters in a line.", most=ITEM))
    return items
