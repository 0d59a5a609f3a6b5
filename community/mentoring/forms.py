"""What people send about mentoring, checked and frozen."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from community.members.fields import Fields
from community.mentoring.models import GROUP_CAP
from community.mentoring.words.agreement import CURRENT
from community.mentoring.words.quiz import QUESTIONS, right_answers

WORDS = 1000
"""Characters that go with an ask, or with a statement."""


@dataclass(frozen=True)
class AgreementForm:
    """Accepting the agreement, in the version that stood on the page."""

    version: int

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "AgreementForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("version", "agree"))
        form = cls(agreed(fields))
        fields.finish()
        return form


@dataclass(frozen=True)
class AskForm:
    """An ask: a few words, if they like, and the agreement."""

    words: str
    version: int

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "AskForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("words", "version", "agree"))
        form = cls(fields.words("words", WORDS), agreed(fields))
        fields.finish()
        return form


@dataclass(frozen=True)
class ApplicationForm:
    """Twelve months by one's own word, and the agreement; a few words, if they like (L7.3)."""

    words: str
    version: int

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "ApplicationForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("year", "words", "version", "agree"))
        if not fields.ticked("year"):
            fields.refuse(
                "year",
                _("Mentors have twelve months behind them. Say so with a tick, if you have."),
            )
        form = cls(fields.words("words", WORDS), agreed(fields))
        fields.finish()
        return form


@dataclass(frozen=True)
class QuizForm:
    """The quiz, with every answer as it should be."""

    answers: Mapping[str, str]

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "QuizForm":
        """Raises Invalid with a sentence for each question that is not answered, or not well."""
        fields = Fields(raw, QUESTIONS)
        answers = {name: fields.one_of(name, asked[1]) for name, asked in QUESTIONS.items()}
        for name, good in right_answers().items():
            if answers[name] != good:
                fields.refuse(name, _("Look at this one again: another answer is better here."))
        fields.finish()
        return cls(answers)


@dataclass(frozen=True)
class VoucherForm:
    """Who is asked to speak for somebody, by the name they have in the group."""

    handle: str

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "VoucherForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("handle",))
        form = cls(fields.line("handle", _("Type the name of somebody in this group."), 40))
        fields.finish()
        return form


@dataclass(frozen=True)
class PlacesForm:
    """How many mentees at once, and whether one says to have room."""

    cap: int
    available: bool

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "PlacesForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("cap", "available"))
        cap = fields.one_of("cap", [str(number) for number in range(1, GROUP_CAP + 1)])
        available = fields.ticked("available")
        fields.finish()
        return cls(int(cap), available)


@dataclass(frozen=True)
class PauseForm:
    """Pause taking asks, or take it up again."""

    on: bool

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "PauseForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("on",))
        form = cls(fields.ticked("on"))
        fields.finish()
        return form


def agreed(fields: Fields) -> int:
    """The version that was accepted: it has to be the one that stands now (L7.6)."""
    said = fields.optional_line("version", 6)
    if not fields.ticked("agree"):
        fields.refuse("agree", _("Read the agreement, and accept it with a tick."))
    if said != str(CURRENT):
        fields.refuse("agree", _("The agreement has changed meanwhile. Please read it again."))
    return CURRENT
