"""Meetings as a calendar: what everybody's calendar program understands the same way (docs/calendars.md).

A recurring meeting is one event with its rule, in wall time with its zone; a date that was moved, cancelled or noted
is an exception to it. Nothing here names a person.
"""

import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from icalendar import Calendar, Event, vRecur, vText, vUri

from community.meetings import schedule
from community.meetings.calendars.nights import is_held, odd_dates
from community.meetings.calendars.zones import zone_component
from community.meetings.feeds.discretion import without_codes
from community.meetings.models.schedule import HYBRID, ONLINE
from community.meetings.types import label_of

MADE_BY = "-//Hearth//Calendar 1//EN"
END = b"END:VCALENDAR\r\n"
ASK_AGAIN = timedelta(hours=12)
UNTIL = re.compile(r"UNTIL=([0-9TZ]+)")
UTC_NAMES = frozenset({"UTC", "Etc/UTC"})


@dataclass(frozen=True)
class Telling:
    """How a calendar tells: its name, whose pages it points to, and if it is `discreet`, a key to hide ids with.

    `year` is the present one.
    """

    name: str
    origin: str
    year: int
    discreet: bool = False
    key: str = ""

    def uid(self, meeting_id: int | str) -> str:
        """What names the event for ever. In a discreet calendar it cannot be found in any other."""
        if self.discreet:
            return sha256(f"{self.key} {meeting_id}".encode()).hexdigest()[:32]
        return f"{meeting_id}@{urlsplit(self.origin).hostname}"


@dataclass(frozen=True)
class Usual:
    """A date that is as the rule says."""

    starts_at: datetime
    ends_at: datetime
    note: str = ""
    cancelled_at: None = None


def write_calendar(
    meetings: Iterable[Any], changed: Mapping[int, Sequence[Any]], telling: Telling,
    written: Callable[[Any, Sequence[Any], Telling], bytes] | None = None,
) -> bytes:  # fmt: skip
    """The calendar of these meetings; `changed` are, by meeting, its sittings that are not as the rule says.

    `written` may remember what `write_meeting` says.
    """
    calendar, zones = _begun(telling), dict[str, int]()
    events = []
    for meeting in meetings:
        if meeting.zone not in UTC_NAMES:
            zones[meeting.zone] = min(meeting.starts.year, zones.get(meeting.zone, 9999))
        events.append((written or write_meeting)(meeting, changed.get(meeting.id, ()), telling))
    for zone in sorted(zones):
        calendar.add_component(zone_component(zone, zones[zone]))
    begun: bytes = calendar.to_ical()
    return b"".join((begun.removesuffix(END), *events, END))


def write_meeting(meeting: Any, changed: Sequence[Any], telling: Telling) -> bytes:
    """The events of one meeting. Others get their turn meanwhile: a site may have thousands."""
    time.sleep(0)
    return b"".join(event.to_ical() for event in _events(meeting, changed, telling))


def _begun(telling: Telling) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", MADE_BY)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", telling.name)
    calendar.add("x-wr-calname", telling.name)
    calendar.add("refresh-interval", ASK_AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT12H")
    return calendar


def _events(meeting: Any, changed: Iterable[Any], telling: Telling) -> Iterator[Event]:
    """Its event, and one for every date that is not as the rule says, or that programs would reckon differently."""
    walls = {
        schedule.resolve(wall, meeting.zone): wall for wall in odd_dates(meeting, telling.year)
    }
    length = timedelta(minutes=meeting.minutes)
    dates: dict[datetime, Any] = {at: Usual(at, at + length) for at in walls}
    dates |= {sitting.original_start: sitting for sitting in changed}
    if not meeting.rule:
        only = dates.get(schedule.resolve(meeting.starts, meeting.zone))
        yield _date(meeting, telling, only) if only is not None else _as_planned(meeting, telling)
        return
    whole = _as_planned(meeting, telling)
    whole.add("rrule", _rule(meeting))
    yield whole
    for at, sitting in sorted(dates.items()):
        if at in walls or is_held(meeting, at):
            event = _date(meeting, telling, sitting)
            wall = walls.get(at, at.astimezone(ZoneInfo(meeting.zone)))
            event.add("recurrence-id", wall.replace(tzinfo=ZoneInfo(meeting.zone)))
            yield event
        elif sitting.cancelled_at is None:  # of an earlier rule, held all the same
            yield _date(meeting, telling, sitting, str(int(at.timestamp())))


def _as_planned(meeting: Any, telling: Telling) -> Event:
    starts = meeting.starts.replace(tzinfo=ZoneInfo(meeting.zone))
    return _event(meeting, telling, starts, timedelta(minutes=meeting.minutes))


def _date(meeting: Any, telling: Telling, sitting: Any, apart: str = "") -> Event:
    """One date, by its moments. A cancelled one says so in its title too: not every program reads the status."""
    note = "" if telling.discreet else without_codes(sitting.note)
    length = sitting.ends_at - sitting.starts_at
    event = _event(meeting, telling, sitting.starts_at, length, note)
    if apart:
        event["uid"] = vText(telling.uid(f"{meeting.id}-{apart}"))
    if sitting.cancelled_at is not None:
        event["summary"] = vText(_("Cancelled: %(name)s", name=str(event["summary"])))
        event.add("status", "CANCELLED")
    return event


def _event(
    meeting: Any, telling: Telling, starts: datetime, length: timedelta, note: str = ""
) -> Event:
    event = Event()
    event.add("uid", telling.uid(meeting.id))
    event.add("dtstamp", meeting.changed_at)
    event.add("last-modified", meeting.changed_at)
    event.add("sequence", meeting.sequence)
    event.add("dtstart", starts)
    event.add("duration", length)
    event.add("transp", "TRANSPARENT")
    if telling.discreet:
        event.add("summary", _("Meeting"))
        event.add("class", "PRIVATE")
    else:
        _say(event, meeting, telling.origin, note)
    return event


def _say(event: Event, meeting: Any, origin: str, note: str) -> None:
    """What a calendar may say that need not be discreet. No codes, and no links into rooms but through our own."""
    page = f"{origin}/meetings/{meeting.slug}"
    event.add("summary", meeting.name)
    event.add("url", page)
    about = "\n\n".join(words for words in (note, without_codes(meeting.about)) if words)
    if about:
        event.add("description", about)
    where = ", ".join(filter(None, (meeting.place.get("name"), meeting.place.get("address"))))
    if where:
        event.add("location", where)
    if meeting.types:
        event.add("categories", [label_of(code) for code in meeting.types])
    if meeting.attendance in (ONLINE, HYBRID):
        kind = {"FEATURE": "CHAT"} if meeting.room_id is not None else {}
        event.add("conference", vUri(f"{page}/join"), parameters={"VALUE": "URI", **kind})


def _rule(meeting: Any) -> dict[str, Any]:
    """The rule, with its end as the moment in UTC that RFC 5545 asks for."""
    ends = UNTIL.sub(lambda found: f"UNTIL={_until(found[1], meeting.zone)}", meeting.rule)
    return dict(vRecur.from_ical(ends))


def _until(said: str, zone: str) -> str:
    if said.endswith("Z"):
        return said
    last = datetime.fromisoformat(said if "T" in said else f"{said}T235959")
    return f"{last.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC):%Y%m%dT%H%M%SZ}"
