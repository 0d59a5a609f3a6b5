"""What people of office type in a case."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask_babel import gettext as _

from community.clock import now
from community.members.fields import Fields
from community.moderation.forms.acts import LONGEST_REASON, MINUTES
from community.moderation.models import (
    BAN,
    EXPEL,
    LAW,
    MUTE,
    NOTE,
    REJECTED,
    REMOVE,
    RESOLVED,
    RULES,
    SUSPEND,
    WARN,
    WORDS,
)  # fmt: skip
from community.moderation.reasons import CHOSEN

LONGEST_NOTE = 4_000
ENDING = frozenset({MUTE, REMOVE, SUSPEND})
"""Acts that end by themselves: their form says when."""

STEPS = (NOTE, WARN, WORDS, MUTE, REMOVE, BAN, SUSPEND, EXPEL)


@dataclass(frozen=True)
class NoteForm:
    """A note for colleagues, or a word in a conversation."""

    words: str

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "NoteForm":
        """Read the form. Raises Invalid."""
        fields = Fields(raw, ("words",))
        words = fields.words("words", LONGEST_NOTE, _("Write something first."))
        fields.finish()
        return cls(words)


@dataclass(frozen=True)
class StepForm:
    """An act in a case: what, why (the person is told), on which ground, and until when."""

    kind: str
    reason: str
    category: str
    ground: str
    until: datetime | None
    here: bool
    """In the room where it happened only, rather than in the whole group."""

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "StepForm":
        """Read the form. Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("step", "reason", "category", "ground", "minutes", "here"))
        kind = fields.one_of("step", STEPS)
        minutes = fields.optional_line("minutes", 8)
        if kind in ENDING and minutes not in {str(number) for number in MINUTES}:
            fields.refuse("minutes", _("Choose for how long."))
        reason = fields.words("reason", LONGEST_REASON, _("Say why. The person is told this."))
        category = fields.one_of("category", CHOSEN, "other")
        ground = fields.one_of("ground", (RULES, LAW), RULES)
        here = fields.ticked("here")
        fields.finish()
        until = now() + timedelta(minutes=int(minutes)) if kind in ENDING else None
        return cls(kind, reason, category, ground, until, here)


@dataclass(frozen=True)
class OutcomeForm:
    """How a case ends, and what its reporters are told."""

    outcome: str
    words: str

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "OutcomeForm":
        """Read the form. Raises Invalid."""
        fields = Fields(raw, ("outcome", "words"))
        outcome = fields.one_of("outcome", (RESOLVED, REJECTED))
        words = fields.words("words", LONGEST_REASON)
        fields.finish()
        return cls(outcome, words)


@dataclass(frozen=True)
class AppealForm:
    """What somebody says against an act."""

    words: str

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "AppealForm":
        """Read the form. Raises Invalid."""
        fields = Fields(raw, ("words",))
        words = fields.words(
            "words", LONGEST_NOTE, _("Say what was overlooked, or why it is wrong.")
        )
        fields.finish()
        return cls(words)


@dataclass(frozen=True)
class AnswerForm:
    """What becomes of an appeal, and why."""

    granted: bool
    words: str

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "AnswerForm":
        """Read the form. Raises Invalid."""
        fields = Fields(raw, ("granted", "words"))
        granted = fields.one_of("granted", ("yes", "no"))
        words = fields.words("words", LONGEST_REASON, _("Say why. The person is told this."))
        fields.finish()
        return cls(granted == "yes", words)
