"""What moderators send about programmes, checked and frozen."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from community.members.fields import Fields
from community.mentoring.programmes.content import ABOUT, LINE, LINES, LONGEST, TITLE, Content
from community.mentoring.programmes.shipped import TEMPLATES
from community.mentoring.rhythms import LAST, MOST_APART, Rhythm, clock_face
from community.rooms.forms import whole_number

DAYS = tuple(f"day_{number}" for number in range(7))
RHYTHM = (*DAYS, "every", "starts", "until")
OWN = "own"
"""Written by the group itself, from nothing."""

MANY = 2**31 - 1


@dataclass(frozen=True)
class AdoptForm:
    """What a group begins from; empty: from nothing."""

    template: str

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "AdoptForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("template",))
        chosen = fields.one_of("template", (OWN, *TEMPLATES))
        fields.finish()
        return cls("" if chosen == OWN else chosen)


@dataclass(frozen=True)
class ProgrammeForm:
    """A whole programme; `based_on` is the edition that the page showed."""

    content: Content
    based_on: int

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "ProgrammeForm":
        """Raises Invalid with a sentence per field. A step or task is a line; empty ones are left out."""
        known = ("title", "about", "steps", "tasks", *RHYTHM, "weeks", "proposes", "based_on")
        fields = Fields(raw, known)
        content = Content(
            fields.line("title", _("Give it a name."), TITLE), fields.words("about", ABOUT).strip(),
            _lines(fields, "steps"), _lines(fields, "tasks"), parse_rhythm(fields),
            whole_number(fields, "weeks", LONGEST), fields.ticked("proposes"),
        )  # fmt: skip
        if not content.steps and not content.tasks and "steps" not in fields.errors:
            fields.refuse("steps", _("Write at least one step or one task."))
        form = cls(content, whole_number(fields, "based_on", MANY))
        fields.finish()
        return form


@dataclass(frozen=True)
class OfferForm:
    """Whether it is offered any longer."""

    on: bool

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "OfferForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("on",))
        form = cls(fields.ticked("on"))
        fields.finish()
        return form


def parse_rhythm(fields: Fields) -> Rhythm:
    """Days of the week, or every so many days, with the hours; says what is wrong in `fields`."""
    days = tuple(number for number, name in enumerate(DAYS) if fields.ticked(name))
    every = whole_number(fields, "every", MOST_APART)
    starts, until = fields.time_of_day("starts", False), fields.time_of_day("until", False)
    if days and every:
        fields.refuse("every", _("Choose days of the week, or so many days apart; not both."))
    begin, end = starts or 0, LAST if until is None else until
    if end <= begin and not {"starts", "until"} & fields.errors.keys():
        fields.refuse("until", _("It ends after it begins, on the same day."))
    return Rhythm(days, every, begin, end)


def typed_rhythm(rhythm: Rhythm) -> dict[str, str]:
    """The same as fields of a form."""
    if not rhythm:
        return {}
    ticks = {f"day_{day}": "yes" for day in rhythm.days}
    said = {"every": str(rhythm.every) if rhythm.every else ""}
    return {**ticks, **said, "starts": clock_face(rhythm.starts), "until": clock_face(rhythm.until)}


def typed(content: Content) -> dict[str, str]:
    """A programme as fields of its form."""
    return {
        "title": content.title, "about": content.about, "steps": "\n".join(content.steps),
        "tasks": "\n".join(content.tasks), "weeks": str(content.weeks) if content.weeks else "",
        "proposes": "yes" if content.proposes else "", **typed_rhythm(content.rhythm),
    }  # fmt: skip


def _lines(fields: Fields, name: str) -> tuple[str, ...]:
    said = fields.words(name, LINES * (LINE + 2))
    lines = tuple(line.strip() for line in said.splitlines() if line.strip())
    if len(lines) > LINES:
        fields.refuse(name, _("At most %(most)d lines.", most=LINES))
    elif any(len(line) > LINE for line in lines):
        fields.refuse(name, _("At most %(most)d characters in a line.", most=LINE))
    elif len(set(lines)) < len(lines):
        fields.refuse(name, _("Two lines say the same. Leave one out."))
    return lines
