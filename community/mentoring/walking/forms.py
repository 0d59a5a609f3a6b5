"""What the two send about their way, checked and frozen."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from community.members.fields import Fields
from community.mentoring.programmes.forms import MANY, RHYTHM, parse_rhythm
from community.mentoring.rhythms import Rhythm
from community.mentoring.walking.models import KINDS, WORDS


@dataclass(frozen=True)
class RhythmForm:
    """When the mentee checks in."""

    rhythm: Rhythm

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "RhythmForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, RHYTHM)
        rhythm = parse_rhythm(fields)
        if not rhythm:
            fields.refuse("every", _("Choose a day of the week, or every so many days."))
        fields.finish()
        return cls(rhythm)


@dataclass(frozen=True)
class ItemForm:
    """A goal, a task or a step."""

    kind: str
    words: str

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "ItemForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("kind", "words"))
        form = cls(fields.one_of("kind", KINDS), _words(fields))
        fields.finish()
        return form


@dataclass(frozen=True)
class ItemWordsForm:
    """Other words for it; `based_on` is the edition that the page showed."""

    words: str
    based_on: int

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "ItemWordsForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("words", "based_on"))
        said = fields.optional_line("based_on", 16)
        if not (said.isascii() and said.isdigit() and int(said) <= MANY):
            fields.refuse("form", _("That could not be understood."))
        form = cls(_words(fields), int(said) if not fields.errors else 0)
        fields.finish()
        return form


@dataclass(frozen=True)
class DoneForm:
    """Done, or not yet after all."""

    on: bool

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "DoneForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("on",))
        form = cls(fields.ticked("on"))
        fields.finish()
        return form


@dataclass(frozen=True)
class VersionForm:
    """A version of a programme."""

    version: int

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "VersionForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("version",))
        said = fields.line("version", _("Choose one of these."), 16)
        if said and not (said.isascii() and said.isdigit()):
            fields.refuse("version", _("Choose one of these."))
        fields.finish()
        return cls(int(said))


def _words(fields: Fields) -> str:
    return fields.words("words", WORDS, _("Write something first.")).strip()
