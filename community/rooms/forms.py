"""What people type about messages and rooms, checked."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from community import text
from community.errors import Invalid
from community.rooms.models import NOTES, REACTIONS

BODY = 4000
"""Characters of a message (L4.3)."""

KEY = re.compile(r"[A-Za-z0-9_-]{8,64}")


@dataclass(frozen=True)
class MessageForm:
    """A message to post."""

    body: str
    key: str
    reply_to: int | None = None
    note: str | None = None

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "MessageForm":
        """Raises Invalid with a sentence per field."""
        body = _body(raw)
        key = str(raw.get("key") or "")
        if not KEY.fullmatch(key):
            raise Invalid(
                {"key": _("This message has no usable key. Reload the page and send it again.")}
            )
        note = raw.get("note") or None
        if note is not None and note not in NOTES:
            raise Invalid({"note": _("That content note is not known here.")})
        return cls(body, key, _maybe_seq(raw.get("reply_to")), note)


@dataclass(frozen=True)
class EditForm:
    """New words for a message."""

    body: str

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "EditForm":
        """Raises Invalid."""
        return cls(_body(raw))


@dataclass(frozen=True)
class ReactionForm:
    """One of the small warm set, given or taken back."""

    reaction: str
    on: bool

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "ReactionForm":
        """Raises Invalid."""
        reaction = raw.get("reaction")
        if reaction not in REACTIONS:
            raise Invalid({"reaction": _("That reaction is not known here.")})
        return cls(str(reaction), raw.get("on") in (True, "1", "yes", "true"))


@dataclass(frozen=True)
class RemovalForm:
    """Why a message is removed, told to its author."""

    reason: str

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "RemovalForm":
        """Raises Invalid."""
        return cls(_line(raw, "reason", 300))


@dataclass(frozen=True)
class RoomForm:
    """What a moderator sets about a room (L2.6, L4.6)."""

    name: str
    about: str = ""
    slow_seconds: int = 0
    slow_reason: str = ""
    capacity: int = 0
    read_only: bool = False
    closed_to_newcomers: bool = False
    archived: bool = False
    position: int = 0

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "RoomForm":
        """Raises Invalid."""
        name = _line(raw, "name", 80)
        if not name:
            raise Invalid({"name": _("Give the room a name.")})
        return cls(
            name=name,
            about=_line(raw, "about", 300),
            slow_seconds=_number(raw, "slow_seconds", 86_400),
            slow_reason=_line(raw, "slow_reason", 200),
            capacity=_number(raw, "capacity", 10_000),
            read_only=raw.get("read_only") == "yes",
            closed_to_newcomers=raw.get("closed_to_newcomers") == "yes",
            archived=raw.get("archived") == "yes",
            position=_number(raw, "position", 1000),
        )


def _body(raw: Mapping[str, Any]) -> str:
    try:
        body = text.clean_body(raw.get("body") or "", BODY)
    except ValueError as reason:
        raise Invalid({"body": str(reason)}) from None
    if not body.strip():
        raise Invalid({"body": _("There are no words in it yet.")})
    return body


def _line(raw: Mapping[str, Any], field: str, limit: int) -> str:
    try:
        return text.clean_line(raw.get(field) or "", limit, required=False)
    except ValueError as reason:
        raise Invalid({field: str(reason)}) from None


def _number(raw: Mapping[str, Any], field: str, most: int) -> int:
    said = str(raw.get(field) or "0").strip()
    if not (said.isascii() and said.isdigit() and len(said) <= 9 and int(said) <= most):
        raise Invalid({field: _("A whole number from 0 to %(most)d, please.", most=most)})
    return int(said)


def _maybe_seq(said: Any) -> int | None:
    if said in (None, ""):
        return None
    digits = str(said)
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 15):
        raise Invalid({"reply_to": _("What this answers is not here.")})
    return int(digits)
