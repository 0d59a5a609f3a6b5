"""What people type about groups, as frozen facts. Anything unexpected is refused in words."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import available_timezones

from flask_babel import gettext as _

from community.groups.models import (
    BY_ASKING,
    BY_INVITATION,
    CLOSED,
    HIDDEN,
    JOINING,
    OPEN,
    QUESTIONS,
    ROLES,
    VISIBILITIES,
)
from community.members.fields import Fields
from community.members.forms import new_handle, new_passphrase
from community.text import clean_body

LONGEST_NAME = 80
LONGEST_PURPOSE = 400
LONGEST_GUIDELINES = 4_000
LONGEST_ANSWER = 600
BECOMING_MEMBER = {"days": 7, "meetings": 2}
INVITATION_DAYS = (1, 7, 30)
INVITATION_USES = (1, 5, 20, 50)

LONGEST_PAGE = 6
"""Digits in the number of a page of a list."""

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
            purpose=words(fields, raw, "purpose", LONGEST_PURPOSE),
            visibility=visibility,
            joining=_joining(fields, raw, visibility),
            questions=_questions(fields),
            guidelines=words(fields, raw, "guidelines", LONGEST_GUIDELINES),
            languages=_listed(fields, "languages", 6),
            tags=_listed(fields, "tags", 8),
            zone=fields.one_of("zone", available_timezones()) if "zone" in raw else "UTC",
            becoming_member=_becoming(fields) if "becoming_days" in raw else BECOMING_MEMBER,
            slug=_slug(fields),
            handle=new_handle(fields) if raw.get("handle") else "",
        )
        fields.finish()
        return form


@dataclass(frozen=True)
class JoinForm:
    """The name somebody will go by in a group, the answers to its questions, the link they came by."""

    handle: str
    answers: tuple[str, ...] = ()
    invitation: str = ""

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "JoinForm":
        """Raises Invalid with a sentence per field."""
        names = tuple(f"answer_{number}" for number in range(1, QUESTIONS + 1))
        fields = Fields(raw, ("handle", "invitation", *names))
        handle = new_handle(fields)
        answers = tuple(words(fields, raw, name, LONGEST_ANSWER) for name in names)
        form = cls(handle, answers, fields.optional_line("invitation"))
        fields.finish()
        return form


@dataclass(frozen=True)
class InvitationForm:
    """How long a link lasts, in days, and how many people it brings in."""

    days: int
    uses: int

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "InvitationForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("days", "uses"))
        days = fields.one_of("days", (str(number) for number in INVITATION_DAYS))
        uses = fields.one_of("uses", (str(number) for number in INVITATION_USES))
        fields.finish()
        return cls(int(days), int(uses))


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


@dataclass(frozen=True)
class SetupForm:
    """The code printed at the start, the site, its first group and its first person."""

    code: str
    site: str
    group: str
    handle: str
    passphrase: str = field(repr=False)

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "SetupForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("code", "site", "group", "handle", "passphrase", "adult", "consent"))
        handle = new_handle(fields)
        form = cls(
            code=fields.line(
                "code", _("Type the code that was printed where the server was started.")
            ),
            site=fields.line("site", _("Give the site a name."), 60),
            group=fields.line("group", _("Give the first group a name."), LONGEST_NAME),
            handle=handle,
            passphrase=new_passphrase(fields, handle, str(raw.get("site") or "")),
        )
        if not fields.ticked("adult"):
            fields.refuse("adult", _("This site is for people of 18 or older."))
        if not fields.ticked("consent"):
            fields.refuse("consent", _("Without your agreement we may not keep anything of yours."))
        fields.finish()
        return form


def words(
    fields: Fields, raw: Mapping[str, Any], name: str, longest: int, missing: str = ""
) -> str:
    """Several lines of text; where they are empty, `missing` is said, if anything is."""
    try:
        said = clean_body(raw.get(name) or "", longest, required=False)
    except ValueError as refusal:
        fields.refuse(name, str(refusal))
        return ""
    if missing and not said:
        fields.refuse(name, missing)
    return said


def page_of(raw: Mapping[str, Any]) -> int:
    """The page of a list that was asked for; the first where that is no number."""
    said = str(raw.get("page") or "")
    return (
        max(1, int(said)) if said.isascii() and said.isdigit() and len(said) <= LONGEST_PAGE else 1
    )


def slug_of(name: str) -> str:
    """The name as it can stand in an address: `harbour-street`; empty where nothing of it can."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].rstrip("-")


def _joining(fields: Fields, raw: Mapping[str, Any], visibility: str) -> str:
    if "joining" not in raw:
        return {OPEN: OPEN, HIDDEN: BY_INVITATION}.get(visibility, BY_ASKING)
    joining = fields.one_of("joining", JOINING)
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
