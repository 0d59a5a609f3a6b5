"""What people of office send about openings, checked and frozen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext as _

from community.members.fields import Fields
from community.mentoring.opening.models import CATEGORIES

LONGEST = 2_000
"""Characters of a reason."""


@dataclass(frozen=True)
class FindForm:
    """The two whose channel is looked for, by their names in the group."""

    one: str
    other: str

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "FindForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("one", "other"))
        missing = _("Type the name that they go by in the group.")
        form = cls(*(fields.line(name, missing, 40).removeprefix("@") for name in ("one", "other")))
        if form.one and form.one == form.other:
            fields.refuse("other", _("Type the name of the other of the two."))
        fields.finish()
        return form


@dataclass(frozen=True)
class CodeForm:
    """The six digits, typed again before something grave."""

    code: str = field(repr=False)

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "CodeForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("code",))
        form = cls(_code(fields))
        fields.finish()
        return form


@dataclass(frozen=True)
class SpanForm:
    """From which line to which, why, in a word and in words, and whether the external contact is called to it."""

    first: int
    last: int
    category: str
    reason: str = field(repr=False)
    contact: bool = False
    code: str = field(default="", repr=False)

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "SpanForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("first", "last", "category", "reason", "contact", "code"))
        first, last = (_number(fields, name) for name in ("first", "last"))
        if "last" not in fields.errors and "first" not in fields.errors and last < first:
            fields.refuse("last", _("The last line comes after the first."))
        form = cls(
            first, last, fields.one_of("category", CATEGORIES, ""),
            fields.words("reason", LONGEST, _("Say why. Whoever approves it reads this, and nobody else.")),
            fields.ticked("contact"), _code(fields),
        )  # fmt: skip
        fields.finish()
        return form


@dataclass(frozen=True)
class DelayForm:
    """Why the two are not told yet."""

    reason: str = field(repr=False)
    code: str = field(default="", repr=False)

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "DelayForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("why", "code"))
        form = cls(
            fields.words("why", LONGEST, _("Say what would happen if they were told now.")), _code(fields)
        )  # fmt: skip
        fields.finish()
        return form


def _number(fields: Fields, name: str) -> int:
    said = fields.line(name, _("Type the number of a line; they stand above."), 16)
    if said and not (said.isascii() and said.isdecimal() and len(said) <= 15):
        fields.refuse(name, _("Type the number of a line; they stand above."))
        return 0
    return int(said or 0)


def _code(fields: Fields) -> str:
    return fields.line("code", _("Type the six digits that your app shows."), 20)
