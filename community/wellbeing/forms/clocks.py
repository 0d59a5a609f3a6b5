"""Clocks, slips, and what of them is shown, as typed. Whether a day can be depends on the zone: operations ask that."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from flask_babel import gettext as _

from community.members.fields import Fields
from community.rooms.forms import BODY, KEY, MessageForm, known_rules
from community.wellbeing.models import ABSTINENCE, DAYS, KINDS, REDUCTION, SLIPS

NAME, GOAL, NOTE = 60, 120, 1000
TONIGHT = 80
"""Characters for being celebrated in a meeting (L5.9)."""

NOTHING = "nothing"
PLACE = re.compile(r"(sitting|room|topic):([0-9]{1,16})")


@dataclass(frozen=True)
class ClockForm:
    """What a clock counts, and since when by the wall clock of whoever makes it."""

    kind: str
    name: str
    goal: str
    began_on: date
    began_at: time | None = None

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "ClockForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("kind", "name", "goal", "began_on", "began_at"))
        kind, name, goal = _words(fields)
        began_on = _day(fields, "began_on", _("Say on which day it began."))
        began_at = _time(fields, "began_at")
        fields.finish()
        assert began_on is not None
        return cls(kind, name, goal, began_on, began_at)


@dataclass(frozen=True)
class NameForm:
    """Another name or goal for a clock that has ended."""

    kind: str
    name: str
    goal: str

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "NameForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("kind", "name", "goal"))
        form = cls(*_words(fields))
        fields.finish()
        return form


@dataclass(frozen=True)
class SlipForm:
    """A day on which something slipped, and a note for oneself; its key makes sending twice harmless."""

    day: date
    note: str
    key: str

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "SlipForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("day", "note", "key"))
        day = _day(fields, "day", _("Say on which day it was."))
        note = fields.words("note", NOTE)
        key = _key(fields)
        fields.finish()
        assert day is not None
        return cls(day, note, key)


@dataclass(frozen=True)
class ConsentForm:
    """What one group is shown of a clock; `shows` is empty where it is to be nothing."""

    membership_id: int
    shows: str

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "ConsentForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("group", "shows"))
        shows = fields.one_of("shows", (NOTHING, DAYS, SLIPS))
        group = fields.line("group", _("Say which group."), 20)
        if not (group.isascii() and group.isdigit() and int(group) < 2**53):
            fields.refuse("group", _("Say which group."))
        fields.finish()
        return cls(int(group), "" if shows == NOTHING else shows)


@dataclass(frozen=True)
class SeeingForm:
    """Whether to see what others of a group show."""

    on: bool

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "SeeingForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("on",))
        form = cls(fields.ticked("on"))
        fields.finish()
        return form


@dataclass(frozen=True)
class ShareForm:
    """Where a milestone is to be celebrated, as `room:4711`, and in which words of one's own."""

    kind: str
    id: int
    words: str
    key: str
    known: frozenset[int] = frozenset()

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "ShareForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("place", "words", "key", "known"))
        place = PLACE.fullmatch(fields.line("place", _("Choose where."), 30))
        if place is None or int(place[2]) >= 2**53:
            fields.refuse("place", _("Choose where."))
        words = fields.words("words", BODY, _("Say it in your own words."))
        if place is not None and place[1] == "sitting":
            words = fields.line("words", _("Say it in your own words."), TONIGHT)
        key, known = _key(fields), known_rules(raw, fields)
        fields.finish()
        assert place is not None
        return cls(place[1], int(place[2]), words, key, known)

    @property
    def message(self) -> MessageForm:
        """As a message."""
        return MessageForm(self.words, self.key, known=self.known)


def _words(fields: Fields) -> tuple[str, str, str]:
    kind = fields.one_of("kind", KINDS, unsaid=ABSTINENCE)
    name = fields.line("name", _("Give it a name. Only you see it."), NAME)
    if kind != REDUCTION:
        return kind, name, fields.optional_line("goal", GOAL)
    unsaid = _("Say what you aim for, for example: at most two a week.")
    return kind, name, fields.line("goal", unsaid, GOAL)


def _day(fields: Fields, name: str, missing: str) -> date | None:
    said = fields.line(name, missing, 20)
    if name in fields.errors:
        return None
    found = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", said, re.ASCII)
    if found is None:
        fields.refuse(name, _("Write the day as 2027-03-28."))
        return None
    try:
        return date(*(int(part) for part in found.groups()))
    except ValueError:
        fields.refuse(name, _("That day is not in the calendar."))
        return None


def _time(fields: Fields, name: str) -> time | None:
    said = fields.optional_line(name, 8)
    if not said:
        return None
    found = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)(?::00)?", said, re.ASCII)
    if found is None:
        fields.refuse(name, _("Write the time as 19:30."))
        return None
    return time(int(found[1]), int(found[2]))


def _key(fields: Fields) -> str:
    key = fields.optional_line("key", 64)
    if not KEY.fullmatch(key):
        fields.refuse("key", _("This page is too old. Load it again, please."))
    return key
