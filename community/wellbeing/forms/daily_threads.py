"""What a moderator chooses about the daily thread, and what a member picks to share there."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from community.errors import Invalid
from community.members.fields import Fields
from community.rooms.forms import MessageForm, whole_number

MOST = 2**53 - 1


@dataclass(frozen=True)
class DailyThreadForm:
    """On which board a thread opens each day; 0 for none."""

    board: int

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "DailyThreadForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("board",))
        form = cls(whole_number(fields, "board", MOST))
        fields.finish()
        return form


@dataclass(frozen=True)
class SharingForm:
    """In which thread a check-in is told, and in which words."""

    thread: int
    post: MessageForm

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "SharingForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("thread", "body", "key", "known"))
        thread, post = whole_number(fields, "thread", MOST), MessageForm("", "")
        if not thread:
            fields.refuse("thread", _("Choose a group."))
        try:
            post = MessageForm.parse(
                {name: raw[name] for name in ("body", "key", "known") if name in raw}
            )
        except Invalid as refusal:
            for name, sentence in refusal.fields.items():
                fields.refuse(name, sentence)
        fields.finish()
        return cls(thread, post)
