"""Our public meetings as a Meeting Guide list, such as its readers take it (ecosystem rules E1 to E10).

Weekly meetings only, a row for each weekday. What needs a membership is never in it: no links into rooms, no
passcodes, no people. An address of ours stands in their place, and what opens there is decided when it is asked.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from community.groups.models import OPEN as OPEN_GROUP
from community.meetings.feeds.discretion import without_codes
from community.meetings.feeds.guide import LONGEST_SLUG
from community.meetings.feeds.weekly import has_ended, weekdays_of
from community.meetings.models.schedule import HYBRID, ONLINE, SUSPENDED
from community.meetings.types import CLOSED, OPEN, TEMPORARILY_CLOSED, codes_for

SUFFIXES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NEARLY_A_DAY = timedelta(hours=23, minutes=59)
"""The longest that a time and an end of the same day can say."""

REGIONS = ("region", "sub_region", "sub_sub_region")


def listed(meetings: Iterable[Any], origin: str, moment: datetime) -> list[dict[str, Any]]:
    """The rows of every meeting that such a list can hold."""
    used: set[str] = set()
    rows = []
    for meeting in meetings:
        days = weekdays_of(meeting.rule, meeting.starts)
        where = _where(meeting)
        if days is None or where is None or has_ended(meeting.rule, moment):
            continue
        about = {**_about(meeting), **where, **_addresses(meeting, origin)}
        for day in days:
            slug = _slug(meeting.slug, SUFFIXES[day] if len(days) > 1 else "", used)
            rows.append({"slug": slug, "day": (day + 1) % 7, **about})
    return rows


def _about(meeting: Any) -> dict[str, Any]:
    starts: datetime = meeting.starts
    types = [*meeting.types, *([TEMPORARILY_CLOSED] if meeting.attendance == SUSPENDED else [])]
    access = OPEN if meeting.group_visibility == OPEN_GROUP else CLOSED
    said = {
        "name": meeting.name,
        "time": f"{starts:%H:%M}",
        "end_time": f"{starts + min(timedelta(minutes=meeting.minutes), NEARLY_A_DAY):%H:%M}",
        "timezone": meeting.zone,
        "types": codes_for(types, meeting.languages, access),
        "notes": without_codes(meeting.about),
        "group": meeting.group,
        "group_notes": without_codes(meeting.purpose),
    }
    return {name: value for name, value in said.items() if value or name == "types"}


def _where(meeting: Any) -> dict[str, Any] | None:
    """Where it is, exactly or roughly; None where nobody could tell."""
    place: Mapping[str, Any] = meeting.place
    exact = place.get("address") if not place.get("approximate") else ""
    region = dict(zip(REGIONS, str(place.get("region", "")).split(" > "), strict=False))
    region = {name: words for name, words in region.items() if words}
    around = ", ".join(reversed(region.values()))
    if meeting.attendance == ONLINE or (meeting.attendance == HYBRID and not exact):
        rough = place.get("address") if place.get("approximate") else ""
        whole, exact = rough or around or "Online", ""
    else:
        whole = place.get("address") or ", ".join(filter(None, (place.get("name"), around)))
    kept = {
        "location": place.get("name"),
        "location_notes": without_codes(place.get("notes", "")),
        **region,
    }
    spot = {name: place[name] for name in ("latitude", "longitude") if name in place}
    said = {"formatted_address": whole, "approximate": "no" if exact else "yes", **kept}
    return {name: words for name, words in said.items() if words} | spot if whole else None


def _addresses(meeting: Any, origin: str) -> dict[str, str]:
    page = f"{origin}/meetings/{meeting.slug}"
    join = {"conference_url": f"{page}/join"} if meeting.attendance in (ONLINE, HYBRID) else {}
    return {**join, "url": page, "feedback_url": page}


def _slug(slug: str, suffix: str, used: set[str]) -> str:
    """At most 64 characters, and never twice."""
    if len(slug) > LONGEST_SLUG:
        slug = f"{slug[: LONGEST_SLUG - 9]}-{sha256(slug.encode()).hexdigest()[:8]}"
    wanted = f"{slug}-{suffix}" if suffix else slug
    found, number = wanted, 1
    while found in used:
        number += 1
        found = f"{wanted[: 63 - len(str(number))]}-{number}"
    used.add(found)
    return found
