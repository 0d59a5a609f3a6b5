"""What people type about boards and topics, checked; anything unexpected is refused in words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from community.errors import Invalid
from community.forums.models import FOLLOWING, MUTED, NEITHER
from community.members.fields import Fields
from community.rooms.forms import SLOWEST, MessageForm, whole_number

TITLE = 120
TOPIC_ADDRESS = re.compile(r"/topics/([0-9]{1,16})")


@dataclass(frozen=True)
class TopicForm:
    """A topic to begin: what it is called, and its first post."""

    name: str
    first: MessageForm

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "TopicForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("name", "body", "key", "note", "known"))
        name = fields.line("name", _("Give the topic a name."), TITLE)
        first = _first_post(raw, fields)
        fields.finish()
        return cls(name, first)


@dataclass(frozen=True)
class BoardForm:
    """What a moderator sets about a board (L2.6)."""

    name: str
    about: str = ""
    position: int = 0
    archived: bool = False

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "BoardForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("name", "about", "position", "archived"))
        form = cls(
            name=fields.line("name", _("Give the board a name."), 80),
            about=fields.optional_line("about", 300),
            position=whole_number(fields, "position", 1000),
            archived=fields.ticked("archived"),
        )
        fields.finish()
        return form


@dataclass(frozen=True)
class TopicRules:
    """What a moderator sets about a topic (L3.5)."""

    name: str
    board: int
    pinned: bool = False
    closed: bool = False
    closing_reason: str = ""
    slow_seconds: int = 0
    slow_reason: str = ""

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "TopicRules":
        """Raises Invalid with a sentence per field."""
        fields = Fields(
            raw,
            ("name", "board", "pinned", "closed", "closing_reason", "slow_seconds", "slow_reason"),
        )
        form = cls(
            name=fields.line("name", _("Give the topic a name."), TITLE),
            board=whole_number(fields, "board", 2**53 - 1),
            pinned=fields.ticked("pinned"),
            closed=fields.ticked("closed"),
            closing_reason=fields.optional_line("closing_reason", 200),
            slow_seconds=whole_number(fields, "slow_seconds", SLOWEST),
            slow_reason=fields.optional_line("slow_reason", 200),
        )
        if form.closed and not form.closing_reason:
            fields.refuse("closing_reason", _("Say in a few words why it is closed."))
        fields.finish()
        return form


@dataclass(frozen=True)
class ChoiceForm:
    """What a member chooses for a topic."""

    choice: str

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "ChoiceForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("choice",))
        form = cls(fields.one_of("choice", (FOLLOWING, MUTED, NEITHER)))
        fields.finish()
        return form


@dataclass(frozen=True)
class SplitForm:
    """Which posts are to be read in another topic: a new one of that `name`, or (`into`) one that is there."""

    posts: frozenset[int]
    and_later: bool = False
    into: int = 0
    name: str = ""

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "SplitForm":
        """Raises Invalid with a sentence per field. `posts` is a list of seqs."""
        fields = Fields(raw, ("posts", "and_later", "into", "address", "name"))
        into = _other_topic(fields, raw, "into", "address")
        form = cls(
            posts=_posts(fields, raw),
            and_later=fields.ticked("and_later"),
            into=into,
            name="" if into else fields.line("name", _("Give the new topic a name."), TITLE),
        )
        fields.finish()
        return form


@dataclass(frozen=True)
class MergeForm:
    """The topic in which another one goes on."""

    into: int

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "MergeForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("goes_on_in", "goes_on_at"))
        form = cls(_other_topic(fields, raw, "goes_on_in", "goes_on_at"))
        if not form.into:
            fields.refuse("goes_on_in", _("Choose the topic in which this one is to go on."))
        fields.finish()
        return form


def _posts(fields: Fields, raw: Mapping[str, Any]) -> frozenset[int]:
    said = raw.get("posts") or []
    if not isinstance(said, list) or not all(map(_is_number, said)):
        fields.refuse("posts", _("That could not be understood."))
        return frozenset({0})
    if not said:
        fields.refuse("posts", _("Choose the posts to move."))
    return frozenset(map(int, said))


def _other_topic(fields: Fields, raw: Mapping[str, Any], listed: str, typed: str) -> int:
    """From the list, or by its address where it is not in it."""
    address = fields.optional_line(typed, 300)
    named = TOPIC_ADDRESS.search(address)
    if address and named is None:
        fields.refuse(typed, _("That is not the address of a topic here."))
    chosen = named[1] if named else raw.get(listed) or "0"
    if not _is_number(chosen):
        fields.refuse(listed, _("That could not be understood."))
        return 0
    return int(chosen)


def _is_number(said: object) -> bool:
    return isinstance(said, str) and said.isascii() and said.isdigit() and len(said) <= 16


def _first_post(raw: Mapping[str, Any], fields: Fields) -> MessageForm:
    try:
        return MessageForm.parse(
            {name: raw[name] for name in ("body", "key", "note", "known") if name in raw}
        )
    except Invalid as refusal:
        for name, sentence in refusal.fields.items():
            fields.refuse(name, sentence)
        return MessageForm("", "")
