"""What people type about boards and topics, checked; anything unexpected is refused in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from community.errors import Invalid
from community.members.fields import Fields
from community.rooms.forms import SLOWEST, MessageForm, whole_number

TITLE = 120


@dataclass(frozen=True)
class TopicForm:
    """A topic to begin: what it is called, and its first post."""

    name: str
    first: MessageForm

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "TopicForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("name", "body", "key", "note"))
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


def _first_post(raw: Mapping[str, Any], fields: Fields) -> MessageForm:
    try:
        return MessageForm.parse(
            {name: raw[name] for name in ("body", "key", "note") if name in raw}
        )
    except Invalid as refusal:
        for name, sentence in refusal.fields.items():
            fields.refuse(name, sentence)
        return MessageForm("", "")
