"""What people type about messages and rooms, checked; anything unexpected is refused in words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from community.members.fields import Fields
from community.rooms.models import NOTES, QUOTES, REACTIONS

BODY = 4000
"""Characters of a message (L4.3)."""

LOOKED_FOR = 100
"""Characters of what is looked for."""

KEY = re.compile(r"[A-Za-z0-9_-]{8,64}")
QUOTED = re.compile(r"([a-z]{1,10}:[0-9]{1,16})/([0-9]{1,15})(?:/([0-9]{1,5})-([0-9]{1,5}))?")
SLOWEST = 86_400
MOST_KNOWN = 200
FULLEST = 10_000
ROOM_FIELDS = (
    "name", "about", "slow_seconds", "slow_reason", "capacity", "read_only", "closed_to_newcomers",
    "archived", "position",
)  # fmt: skip


@dataclass(frozen=True)
class QuoteRef:
    """What is quoted: a message by its name, and a range of the words as they are shown; all of them without one."""

    stream: str
    seq: int
    begins: int = 0
    ends: int = 0


@dataclass(frozen=True)
class MessageForm:
    """A message to post; its key makes sending twice harmless."""

    body: str
    key: str
    reply_to: int | None = None
    note: str | None = None
    quotes: tuple[QuoteRef, ...] = ()
    known: frozenset[int] = frozenset()
    """Rules whose warning the author has read (L8.6)."""

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "MessageForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("body", "key", "reply_to", "note", "quotes", "known"))
        form = cls(
            _body(fields), _key(raw, fields), _reply_to(raw, fields), _note(raw, fields),
            _quotes(raw, fields), known_rules(raw, fields),
        )  # fmt: skip
        fields.finish()
        return form

    def frozen(self) -> dict[str, Any]:
        """As it is kept while it waits; `parse` reads it again."""
        quotes = (
            f"{quote.stream}/{quote.seq}/{quote.begins}-{quote.ends}" for quote in self.quotes
        )
        said = {
            "body": self.body, "note": self.note, "reply_to": self.reply_to, "quotes": " ".join(quotes),
        }  # fmt: skip
        return {name: value for name, value in said.items() if value}


@dataclass(frozen=True)
class EditForm:
    """New words for a message, and (unless None) another content note or, empty, none."""

    body: str
    note: str | None = None
    known: frozenset[int] = frozenset()

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "EditForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("body", "note", "known"))
        note = None if raw.get("note") is None else _note(raw, fields) or ""
        form = cls(_body(fields), note, known_rules(raw, fields))
        fields.finish()
        return form


@dataclass(frozen=True)
class ReactionForm:
    """One of the small warm set, given or taken back."""

    reaction: str
    on: bool

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "ReactionForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("reaction", "on"))
        form = cls(fields.one_of("reaction", REACTIONS), raw.get("on") is True)
        fields.finish()
        return form


@dataclass(frozen=True)
class RemovalForm:
    """Why a message is removed; told to its author where a moderator does it."""

    reason: str = ""

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "RemovalForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("reason",))
        form = cls(fields.words("reason", 300))
        fields.finish()
        return form


@dataclass(frozen=True)
class NotesForm:
    """What a member wants to see of words under each content note."""

    chosen: Mapping[str, str]

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "NotesForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, NOTES)
        chosen = {note: fields.one_of(note, ("", "show", "hide"), "") for note in NOTES}
        fields.finish()
        return cls({note: choice for note, choice in chosen.items() if choice})


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
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, ROOM_FIELDS)
        form = cls(
            name=fields.line("name", _("Give the room a name."), 80),
            about=fields.optional_line("about", 300),
            slow_seconds=whole_number(fields, "slow_seconds", SLOWEST),
            slow_reason=fields.optional_line("slow_reason", 200),
            capacity=whole_number(fields, "capacity", FULLEST),
            read_only=fields.ticked("read_only"),
            closed_to_newcomers=fields.ticked("closed_to_newcomers"),
            archived=fields.ticked("archived"),
            position=whole_number(fields, "position", 1000),
        )
        fields.finish()
        return form


def looked_for(raw: Mapping[str, str]) -> tuple[str, int | None]:
    """The words that somebody looks for, and before which line. What makes no sense there is left out."""
    said = " ".join(raw.get("q", "").split())[:LOOKED_FOR]
    words = "".join(sign for sign in said if sign.isprintable())
    before = raw.get("before", "")
    known = before.isascii() and before.isdigit() and len(before) <= 15
    return words, int(before) if known else None


def _body(fields: Fields) -> str:
    return fields.words("body", BODY, _("There are no words in it yet."))


def _key(raw: Mapping[str, Any], fields: Fields) -> str:
    key = raw.get("key")
    if not isinstance(key, str) or not KEY.fullmatch(key):
        fields.refuse(
            "key", _("This message has no usable key. Reload the page and send it again.")
        )
        return ""
    return key


def _note(raw: Mapping[str, Any], fields: Fields) -> str | None:
    return fields.one_of("note", NOTES) or None if raw.get("note") else None


def _quotes(raw: Mapping[str, Any], fields: Fields) -> tuple[QuoteRef, ...]:
    said = raw.get("quotes") or ""
    found = [QUOTED.fullmatch(one) for one in said.split()] if isinstance(said, str) else [None]
    if not all(found):
        fields.refuse("quotes", _("What you quote is not here."))
        return ()
    if len(found) > QUOTES:
        fields.refuse("quotes", _("At most %(most)d quotes in one message.", most=QUOTES))
        return ()
    named = [one.groups(default="0") for one in found if one]
    return tuple(QuoteRef(stream, *map(int, numbers)) for stream, *numbers in named)


def known_rules(raw: Mapping[str, Any], fields: Fields) -> frozenset[int]:
    """The rules whose warning was read, as the refusal named them."""
    said = raw.get("known") or ""
    numbers = said.split() if isinstance(said, str) and said.isascii() else [""]
    if len(numbers) > MOST_KNOWN or not all(one.isdigit() and len(one) <= 16 for one in numbers):
        fields.refuse("known", _("That could not be understood."))
        return frozenset()
    return frozenset(map(int, numbers))


def _reply_to(raw: Mapping[str, Any], fields: Fields) -> int | None:
    if raw.get("reply_to") in (None, ""):
        return None
    said = str(raw["reply_to"])
    if not (said.isascii() and said.isdigit() and len(said) <= 15):
        fields.refuse("reply_to", _("What this answers is not here."))
        return None
    return int(said)


def whole_number(fields: Fields, name: str, most: int) -> int:
    """A whole number from 0 on; 0 where nothing was typed."""
    said = fields.optional_line(name, 16) or "0"
    if not (said.isascii() and said.isdigit() and int(said) <= most):
        fields.refuse(name, _("A whole number, from 0 to %(most)d.", most=most))
        return 0
    return int(said)
