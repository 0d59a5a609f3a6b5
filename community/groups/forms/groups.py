"""What a group says of itself."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext as _

from community.clock import zones
from community.groups.models import (
    BY_ASKING,
    BY_INVITATION,
    CLOSED,
    HIDDEN,
    JOINING,
    OPEN,
    QUESTIONS,
    VISIBILITIES,
)
from community.members.fields import Fields
from community.members.forms import new_handle

LONGEST_NAME = 80
LONGEST_PURPOSE = 400
LONGEST_GUIDELINES = 4_000
BECOMING_MEMBER = {"days": 7, "meetings": 2}

GROUP_FIELDS = (
    "name", "purpose", "visibility", "joining", "guidelines", "languages", "tags", "zone", "becoming_days",
    "becoming_meetings", *(f"question_{number}" for number in range(1, QUESTIONS + 1)),
)  # fmt: skip


@dataclass(frozen=True)
class GroupForm:
    """What a group is for, who may see it, how one joins. `slug` and `handle` count at its beginning only."""

    name: str
    purpose: str = ""
    visibility: str = CLOSED
    joining: str = BY_INVITATION
    questions: tuple[str, ...] = ()
    guidelines: str = ""
    languages: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    zone: str = "UTC"
    becoming_member: Mapping[str, int] = field(default_factory=lambda: BECOMING_MEMBER)
    slug: str = ""
    handle: str = ""

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "GroupForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, (*GROUP_FIELDS, "slug", "handle"))
        visibility = fields.one_of("visibility", VISIBILITIES)
        form = cls(
            name=fields.line("name", _("Give the group a name."), LONGEST_NAME),
            purpose=fields.words("purpose", LONGEST_PURPOSE),
            visibility=visibility,
            joining=_joining(fields, visibility),
            questions=_questions(fields),
            guidelines=fields.words("guidelines", LONGEST_GUIDELINES),
            languages=_listed(fields, "languages", 6),
            tags=_listed(fields, "tags", 8),
            zone=fields.one_of("zone", zones(), unsaid="UTC"),
            becoming_member=_becoming(fields) if "becoming_days" in raw else BECOMING_MEMBER,
            slug=_slug(fields),
            handle=new_handle(fields) if raw.get("handle") else "",
        )
        fields.finish()
        return form


def slug_of(name: str) -> str:
    """The name as it can stand in an address: `harbour-street`; empty where nothing of it can."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].rstrip("-")


def _joining(fields: Fields, visibility: str) -> str:
    usual = {OPEN: OPEN, HIDDEN: BY_INVITATION}.get(visibility, BY_ASKING)
    joining = fields.one_of("joining", JOINING, unsaid=usual)
    if visibility == HIDDEN and joining not in ("", BY_INVITATION):
        fields.refuse(
            "joining", _("Nobody knows of a hidden group, so people come in by invitation.")
        )
    return joining


def _slug(fields: Fields) -> str:
    slug = fields.optional_line("slug", 60)
    if slug and not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug):
        fields.refuse("slug", _("An address is made of small letters, digits, and - between them."))
    return slug


def _questions(fields: Fields) -> tuple[str, ...]:
    asked = (fields.optional_line(f"question_{number}") for number in range(1, QUESTIONS + 1))
    return tuple(question for question in asked if question)


def _listed(fields: Fields, name: str, most: int) -> tuple[str, ...]:
    words = [word.strip() for word in fields.optional_line(name).split(",")]
    words = list(dict.fromkeys(word for word in words if word))
    if len(words) > most or any(len(word) > 30 for word in words):
        fields.refuse(name, _("Up to %(most)d, each at most 30 characters long.", most=most))
    return tuple(words)


def _becoming(fields: Fields) -> dict[str, int]:
    rules = {name: _number(fields, f"becoming_{name}") for name in ("days", "meetings")}
    return {name: number for name, number in rules.items() if number}


def _number(fields: Fields, name: str) -> int:
    said = fields.optional_line(name, 20) or "0"
    if not (said.isascii() and said.isdigit() and int(said) <= 365):
        fields.refuse(name, _("A whole number, from 0 to 365."))
        return 0
    return int(said)
