"""What somebody plans: a meeting, another time for one date, a word about it. Impossible schedules are refused."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from community.links import is_safe_link
from community.meetings.forms.times import day, time_of_day, when_of
from community.meetings.models.schedule import ATTENDANCE, MEMBERS, ONLINE, VISIBILITIES
from community.meetings.types import is_language, sort_codes
from community.members.fields import Fields

NEW, NONE = "new", "none"
LONGEST_NAME, LONGEST_ABOUT = 255, 4_000
FIELDS = (
    "name", "about", "how", "date", "time", "days", "zone", "minutes", "rule", "until", "types", "languages",
    "format_id", "room", "visibility", "attendance", "place_name", "place_address", "url", "url_notes", "phone",
)  # fmt: skip
LISTS = ("days", "types", "languages")


@dataclass(frozen=True)
class MeetingForm:
    """A meeting as planned (L5.1). `starts` is its first wall time, nothing where it is by appointment.

    `room` is `new`, `none` or a room's id; `format_id` nothing for the group's usual format.
    """

    name: str
    zone: str
    starts: datetime | None = None
    rule: str = ""
    minutes: int = 60
    about: str = ""
    types: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    format_id: int | None = None
    room: str = NEW
    visibility: str = MEMBERS
    attendance: str = ONLINE
    place: Mapping[str, str] = field(default_factory=dict)
    elsewhere: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "MeetingForm":
        """Raises Invalid with a sentence per field."""
        flat = {**raw, **{name: _joined(raw.get(name)) for name in LISTS}}
        fields = Fields(flat, FIELDS)
        when = when_of(fields)
        form = cls(
            name=fields.line("name", _("Give the meeting a name."), LONGEST_NAME),
            about=fields.words("about", LONGEST_ABOUT),
            zone=when.zone, starts=when.starts, rule=when.rule, minutes=when.minutes,
            types=_types(fields), languages=_languages(fields), format_id=_format(fields), room=_room(fields),
            visibility=fields.one_of("visibility", VISIBILITIES, unsaid=MEMBERS),
            attendance=fields.one_of("attendance", ATTENDANCE, unsaid=ONLINE),
            place=_said(fields, {"name": ("place_name", 120), "address": ("place_address", 200)}),
            elsewhere=_elsewhere(fields),
        )  # fmt: skip
        fields.finish()
        return form


@dataclass(frozen=True)
class MoveForm:
    """Another wall time for one date; in the meeting's own zone, which the operation knows."""

    to: datetime

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "MoveForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("date", "time"))
        date, clock = day(fields, "date"), time_of_day(fields)
        fields.finish()
        assert date is not None
        assert clock is not None
        return cls(datetime.combine(date, clock))


@dataclass(frozen=True)
class NoteForm:
    """A word about one date: why it is not held, or what is different."""

    note: str = ""

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "NoteForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("note",))
        form = cls(fields.optional_line("note", 300))
        fields.finish()
        return form


def _joined(said: Any) -> Any:
    """Several choices as one line."""
    if isinstance(said, list | tuple) and all(isinstance(one, str) for one in said):
        return ",".join(said)
    return said


def _listed(fields: Fields, name: str) -> list[str]:
    return [one.strip() for one in fields.optional_line(name, 1_000).split(",") if one.strip()]


def _types(fields: Fields) -> tuple[str, ...]:
    found = sort_codes(_listed(fields, "types"))
    if found.unknown or found.languages:
        fields.refuse("types", _("Choose from what is listed here."))
    return tuple(found.types)


def _languages(fields: Fields) -> tuple[str, ...]:
    said = _listed(fields, "languages")
    if len(said) > 10 or not all(is_language(one) for one in said):
        fields.refuse("languages", _("Choose from what is listed here."))
    return tuple(dict.fromkeys(said))


def _format(fields: Fields) -> int | None:
    said = fields.optional_line("format_id", 20)
    if said and not (said.isascii() and said.isdigit()):
        fields.refuse("format_id", _("Choose one of these."))
        return None
    return int(said) if said else None


def _room(fields: Fields) -> str:
    said = fields.optional_line("room", 20) or NEW
    if not re.fullmatch(rf"{NEW}|{NONE}|[0-9]{{1,16}}", said, re.ASCII):
        fields.refuse("room", _("Choose one of these."))
    return said


def _elsewhere(fields: Fields) -> dict[str, str]:
    said = _said(fields, {"url": ("url", 500), "phone": ("phone", 120)})
    notes = fields.words("url_notes", 500)
    if said.get("url") and not is_safe_link(said["url"]):
        fields.refuse("url", _("A link begins with https:// and leads to a page."))
    return said | ({"url_notes": notes} if notes else {})


def _said(fields: Fields, names: Mapping[str, tuple[str, int]]) -> dict[str, str]:
    found = {key: fields.optional_line(name, most) for key, (name, most) in names.items()}
    return {key: words for key, words in found.items() if words}
