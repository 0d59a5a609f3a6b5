"""What an administrator types about a line."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from community.directory import hosts
from community.directory.words import country_codes
from community.members.fields import Fields

FIELDS = (
    "country", "sort", "name", "phone", "text", "chat_url", "hours", "languages", "audience", "source", "checked",
)  # fmt: skip
LINE, EMERGENCY = "line", "emergency"
COUNTRIES = frozenset(map(str.lower, country_codes()))
DIALLED = re.compile(r"\+?[0-9][0-9 ()-]{1,40}")


@dataclass(frozen=True)
class LineForm:
    """A line as it is to stand there. `checked`: whoever sends it has read its source, or called, today."""

    country: str
    name: str
    source: str
    is_emergency: bool = False
    phone: str = ""
    text: str = ""
    chat_url: str = ""
    hours: str = ""
    languages: tuple[str, ...] = ()
    audience: str = ""
    checked: bool = False

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "LineForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, FIELDS)
        form = cls(
            country=fields.one_of("country", COUNTRIES),
            name=fields.line("name", _("Say who answers."), 120),
            source=fields.line("source", _("Say where this was read: without a source no line stands here."), 200),
            is_emergency=fields.one_of("sort", (LINE, EMERGENCY), unsaid=LINE) == EMERGENCY,
            phone=_phone(fields),
            text=fields.optional_line("text", 120),
            chat_url=_chat(fields),
            hours=fields.optional_line("hours", 120),
            languages=_languages(fields),
            audience=fields.optional_line("audience", 120),
            checked=fields.ticked("checked"),
        )  # fmt: skip
        _reachable(fields, form)
        fields.finish()
        return form


def _reachable(fields: Fields, form: LineForm) -> None:
    if form.is_emergency and not form.phone:
        fields.refuse("phone", _("An emergency number is a number that can be called."))
    elif not (form.phone or form.text or form.chat_url or "chat_url" in fields.errors):
        fields.refuse("phone", _("Say how they are reached: by phone, by text or by chat."))


def _phone(fields: Fields) -> str:
    said = fields.optional_line("phone", 60)
    if said and not DIALLED.fullmatch(said):
        fields.refuse(
            "phone", _("Only the number, as it is dialled. Words belong into the field for texts.")
        )
    return said


def _chat(fields: Fields) -> str:
    said = fields.optional_line("chat_url", 300)
    if said and hosts.judge(said) != hosts.PLAIN:
        fields.refuse(
            "chat_url",
            _("The plain address of the page itself, beginning with https://, without referrals."),
        )
    return said


def _languages(fields: Fields) -> tuple[str, ...]:
    said = fields.optional_line("languages", 120)
    return tuple(dict.fromkeys(part.strip() for part in said.split(",") if part.strip()))
