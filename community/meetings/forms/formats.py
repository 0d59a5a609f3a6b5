"""What a moderator writes in the format editor, checked: a sentence per field, and nothing half understood (L5.3).

Parts and readings are numbered fields: `p0_title`, `p0_r1_body`. Their order is that of the numbers.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from community.meetings.models import Phase, Reading
from community.meetings.models.formats import EVERYONE, FLOOR, KINDS, POSTING
from community.members.fields import Fields

PARTS, READINGS = 20, 10
LONGEST_READING = 10_000
LONGEST_WORDS = 4_000
LONGEST_TOGETHER = 60_000
"""Characters of all words of a format: a sitting reads them whenever its part is told."""

LONGEST_PART = 240
LONGEST_SHARE = 3_600
SHARING = "sharing"
NUMBER = "(0|[1-9][0-9]{0,2})"
FIELD = re.compile(
    f"p{NUMBER}_(?:kind|title|minutes|posting|cross_talk|share_seconds|r{NUMBER}_(?:title|body))"
)
HEAD = ("name", "welcome", "etiquette", "made_from", "do")


@dataclass(frozen=True)
class FormatForm:
    """A format as its editor would have it; `made_from` is the version that was on the page."""

    name: str
    welcome: str
    etiquette: str
    phases: tuple[Phase, ...]
    made_from: int = 0

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "FormatForm":
        """Raises Invalid with a sentence per field."""
        parts = outline(raw)
        fields = Fields(raw, (*HEAD, *(key for key in raw if is_field(key))))
        form = cls(
            name=fields.line("name", _("Give the format a name."), 80),
            welcome=fields.words("welcome", LONGEST_WORDS),
            etiquette=fields.words("etiquette", LONGEST_WORDS),
            phases=_phases(fields, parts),
            made_from=_number(fields, "made_from", 0, 1_000_000),
        )
        _check_whole(fields, form)
        fields.finish()
        return form


@dataclass(frozen=True)
class NameForm:
    """What a copy of a format will be called."""

    name: str

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "NameForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("name",))
        form = cls(fields.line("name", _("Give the format a name."), 80))
        fields.finish()
        return form


def is_field(key: object) -> bool:
    """Whether a field of that name belongs to a part or reading."""
    return _match(key) is not None


def outline(raw: Mapping[str, Any]) -> dict[int, list[int]]:
    """The numbers of the parts that were sent, each with the numbers of its readings, in order."""
    found: dict[int, set[int]] = {}
    for key in raw:
        if (match := _match(key)) is not None:
            readings = found.setdefault(int(match[1]), set())
            readings |= {int(match[2])} if match[2] else set()
    return {part: sorted(found[part]) for part in sorted(found)}


def _match(key: object) -> re.Match[str] | None:
    return FIELD.fullmatch(key) if isinstance(key, str) else None


def _phases(fields: Fields, parts: Mapping[int, list[int]]) -> tuple[Phase, ...]:
    if len(parts) > PARTS:
        few = _("A meeting has at most %(most)d parts; here are %(here)d. Take some out, or join them.",
                most=PARTS, here=len(parts))  # fmt: skip
        fields.refuse("parts", few)
        return ()
    phases = tuple(_phase(fields, f"p{part}_", readings) for part, readings in parts.items())
    if all(phase.kind not in (SHARING, "") for phase in phases):
        fields.refuse(
            "parts", _("A meeting has at least one part in which people share. Add one here.")
        )
    return phases


def _phase(fields: Fields, of: str, readings: list[int]) -> Phase:
    phase = Phase(
        kind=fields.one_of(f"{of}kind", KINDS),
        title=fields.line(f"{of}title", _("Give this part a name."), 80),
        minutes=_number(
            fields, f"{of}minutes", 1, LONGEST_PART, _("How many minutes? From 1 to 240.")
        ),
        posting=fields.one_of(f"{of}posting", POSTING),
        cross_talk=fields.ticked(f"{of}cross_talk"),
        share_seconds=_number(fields, f"{of}share_seconds", 0, LONGEST_SHARE),
        readings=_readings(fields, of, readings),
    )
    if phase.kind == SHARING and phase.posting not in (EVERYONE, FLOOR, ""):
        fields.refuse(
            f"{of}posting", _("In sharing the members speak: choose one at a time, or everyone.")
        )
    return phase


def _readings(fields: Fields, of: str, numbers: list[int]) -> tuple[Reading, ...]:
    if len(numbers) > READINGS:
        few = _("A part has at most %(most)d readings; here are %(here)d. Join some of them.",
                most=READINGS, here=len(numbers))  # fmt: skip
        fields.refuse(f"{of}readings", few)
        return ()
    found = (_reading(fields, f"{of}r{number}_") for number in numbers)
    return tuple(reading for reading in found if reading is not None)


def _reading(fields: Fields, of: str) -> Reading | None:
    """A reading; None where neither title nor words were written, as nothing is lost with it."""
    title = fields.optional_line(f"{of}title", 80)
    body = fields.words(f"{of}body", LONGEST_READING)
    if not title and body.strip():
        fields.refuse(f"{of}title", _("Give this reading a title."))
    if title and not body.strip():
        fields.refuse(f"{of}body", _("There are no words in it yet."))
    return Reading(title, body) if title or body.strip() else None


def _check_whole(fields: Fields, form: FormatForm) -> None:
    readings = [reading for phase in form.phases for reading in phase.readings]
    together = sum(len(reading.body) for reading in readings) + len(form.welcome + form.etiquette)
    if together > LONGEST_TOGETHER:
        long = _("All words together are %(here)d characters; there is room for %(most)d. "
                 "Shorten some of the readings.", here=together, most=LONGEST_TOGETHER)  # fmt: skip
        fields.refuse("form", long)


def _number(fields: Fields, name: str, least: int, most: int, asked: str = "") -> int:
    said = fields.optional_line(name, 9) or "0"
    if not (said.isascii() and said.isdigit() and least <= int(said) <= most):
        usual = _("A whole number, from %(least)d to %(most)d.", least=least, most=most)
        fields.refuse(name, asked or usual)
        return least
    return int(said)
