"""A sitting as a line of a list: when it is for this reader, where, and how it stands now."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from community.meetings import wording
from community.meetings.models import Meeting, Sitting
from community.meetings.models.schedule import HYBRID, IN_PERSON, SUSPENDED
from community.meetings.types import CLOSED, OPEN, label_of

TYPES_SHOWN = 3
USUAL = 60
"""Minutes that need not be said in a list."""


@dataclass(frozen=True)
class Line:
    """One date of a meeting. `state`: on, lobby, coming, cancelled or over. `at` is by the reader's clock."""

    id: int
    slug: str
    name: str
    group: str
    group_slug: str
    room_id: int | None
    at: datetime
    until: datetime
    state: str
    theirs: str
    moved_from: str
    note: str
    length: str
    types: str
    where: str

    @property
    def is_on(self) -> bool:
        """Whether it is happening now: what the lamp is lit over."""
        return self.state == "on"


class Lines:
    """Makes lines for one reader; `inside` are the groups whose rooms are open to them."""

    def __init__(self, zone: str, moment: datetime, inside: Collection[int] = ()) -> None:
        self._zone, self._moment, self._inside = ZoneInfo(zone), moment, inside
        self._label = cache(label_of)
        self._length = cache(wording.minutes_in_words)
        self._zone_words = cache(wording.zone_in_words)

    def of(self, sittings: Iterable[Sitting]) -> list[Line]:
        """Several of them, in their order."""
        return [self.line(one) for one in sittings]

    def line(self, one: Sitting) -> Line:
        """One date as this reader sees it."""
        meeting, zone = one.meeting, self._zone
        return Line(
            id=one.id, slug=meeting.slug, name=meeting.name,
            group=meeting.group.name, group_slug=meeting.group.slug,
            room_id=one.room_id if meeting.group_id in self._inside else None,
            at=one.starts_at.astimezone(zone), until=one.ends_at.astimezone(zone),
            state=state_of(one, self._moment),
            theirs=self._theirs(one),
            moved_from=self._moved_from(one), note=one.note,
            length=self._length(meeting.minutes) if meeting.minutes != USUAL else "",
            types=", ".join(self._types(meeting.types)),
            where=where(meeting),
        )  # fmt: skip

    def _types(self, codes: list[str]) -> list[str]:
        """The first few, without who may come: that stands on the meeting's own page."""
        shown = [code for code in codes if code not in (OPEN, CLOSED)][:TYPES_SHOWN]
        return [self._label(code) for code in shown]

    def _theirs(self, one: Sitting) -> str:
        time = wording.wall_time(one.meeting.zone, self._zone, one.starts_at)
        return f"{time}, {self._zone_words(one.meeting.zone)}" if time else ""

    def _moved_from(self, one: Sitting) -> str:
        if not one.was_moved:
            return ""
        usual = one.original_start.astimezone(self._zone)
        return f"{wording.weekday(usual.weekday())} {usual:%H:%M}"


def state_of(one: Sitting, moment: datetime) -> str:
    """How a date stands: what its room says, or where it has none, the clock."""
    if one.cancelled_at is not None:
        return "cancelled"
    if one.closed_at is not None:
        return "over"
    if one.is_open:
        return "lobby" if moment < one.starts_at else "on"
    if moment >= one.ends_at:
        return "over"
    return "on" if one.starts_at <= moment else "coming"


def where(meeting: Meeting) -> str:
    """Where it takes place if not in a room here; nothing that only its group may know."""
    if meeting.attendance == SUSPENDED:
        return str(_("Not held at the moment"))
    if meeting.attendance == IN_PERSON:
        named = place_name(meeting.place)
        return str(_("In person: %(place)s", place=named)) if named else str(_("In person"))
    if meeting.attendance == HYBRID:
        named = place_name(meeting.place)
        return (
            str(_("Online, and in person: %(place)s", place=named))
            if named
            else str(_("Online and in person"))
        )
    return "" if meeting.room_id is not None else str(_("Online elsewhere"))


def place_name(place: dict[str, Any]) -> str:
    """What the place of a meeting is called, or where it is."""
    return str(place.get("name") or place.get("address") or "")
