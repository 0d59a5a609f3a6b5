"""What is chosen for a person, and which page of a list of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from community.groups.models import ROLES
from community.members.fields import Fields

LONGEST_PAGE = 6
"""Digits in the number of a page of a list."""


@dataclass(frozen=True)
class RoleForm:
    """What somebody will be in the group."""

    role: str

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "RoleForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("role",))
        form = cls(fields.one_of("role", ROLES))
        fields.finish()
        return form


@dataclass(frozen=True)
class HeirForm:
    """The membership to which a group is handed over."""

    heir: int

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "HeirForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("heir",))
        said = fields.line("heir", _("Choose who looks after the group from now on."), 16)
        if said and not (said.isascii() and said.isdigit()):
            fields.refuse("heir", _("Choose one of these."))
        fields.finish()
        return cls(int(said))


def page_of(raw: Mapping[str, Any]) -> int:
    """The page of a list that was asked for; the first where that is no number."""
    said = str(raw.get("page") or "")
    return (
        max(1, int(said)) if said.isascii() and said.isdigit() and len(said) <= LONGEST_PAGE else 1
    )
