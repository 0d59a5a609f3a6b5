"""What a chair types during a meeting, checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from community.members.fields import Fields


@dataclass(frozen=True)
class TopicForm:
    """What tonight is about."""

    topic: str

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "TopicForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("topic",))
        form = cls(fields.optional_line("topic", 200))
        fields.finish()
        return form


@dataclass(frozen=True)
class MotionForm:
    """A question to vote on with yes, no or abstain."""

    words: str
    secret: bool = False

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "MotionForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("words", "secret"))
        form = cls(fields.line("words", _("Say what is voted on."), 300), fields.ticked("secret"))
        fields.finish()
        return form
