"""Rows of a Meeting Guide list (github.com/code4recovery/spec), as they are in the wild."""

import hashlib
import re
from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from community.groups.forms.groups import LONGEST_NAME, LONGEST_PURPOSE, slug_of
from community.meetings.feeds import times
from community.meetings.feeds.fields import Row
from community.meetings.feeds.listed import Listed, Refused
from community.meetings.models.schedule import HYBRID, IN_PERSON, ONLINE, SUSPENDED
from community.meetings.types import CLOSED, OPEN, TEMPORARILY_CLOSED, sort_codes

LONGEST_SLUG = 60
LONGEST_ID = 120
HINTS = {"ONL": ONLINE, "HY": HYBRID}
"""Codes that the WordPress plugin adds; they say where, not what kind."""

OPTIONS = {"in_person": IN_PERSON, "online": ONLINE, "hybrid": HYBRID, "inactive": SUSPENDED}
EXACT_PARTS = 4
"""An address with so many parts is one that can be walked to (tsml-ui reads it so)."""


def read(number: int, said: Mapping[str, Any], unsaid: times.Unsaid) -> Listed:
    """One row, understood. Raises Refused."""
    row = Row(said)
    name = row.required("name", 255, _("It has no name."))
    start = times.time_of(row, "time")
    days = times.days_of(row, first=0, sunday=0)
    when = _when(days, start)
    external_id = identity(row, name, when)
    elsewhere = elsewhere_of(row)
    place = place_of(row)
    attendance, codes = _attendance(row, elsewhere, place)
    kinds = kinds_of(row, codes, row.strings("languages"))
    if attendance in (IN_PERSON, SUSPENDED) and elsewhere:
        attendance = HYBRID if place.get("address") and not place.get("approximate") else ONLINE
    facts = {
        "name": name, "about": row.body("notes", 10_000), "when": when, "zone": times.zone_for(row, when, unsaid),
        "minutes": times.minutes_between(row, start, times.time_of(row, "end_time")), **kinds,
        "attendance": attendance, "place": place, "elsewhere": elsewhere,
    }  # fmt: skip
    return Listed(
        number, external_id, address_of(external_id, name), row.line("group", LONGEST_NAME),
        row.body("group_notes", LONGEST_PURPOSE), facts, _pages(row), tuple(row.repairs),
    )  # fmt: skip


def _when(days: list[int], start: str) -> dict[str, Any]:
    if bool(days) != bool(start):
        raise Refused(_("It has a day but no time.") if days else _("It has a time but no day."))
    return {"days": days, "time": start} if days else {}


def identity(row: Row, name: str, when: Mapping[str, Any]) -> str:
    """What names the row for good: its slug or id; without one, its name, days and time."""
    said = row.line("slug", 2_000) or row.line("id", 2_000)
    if not said:
        row.repaired(_("No slug; it is known by its name, day and time."))
        days = "".join(map(str, when.get("days", ())))
        said = f"{slug_of(name)}-{days}-{when.get('time', '')}"
    if len(said) <= LONGEST_ID:
        return said
    return f"{said[:100]}-{hashlib.sha256(said.encode()).hexdigest()[:16]}"


def address_of(external_id: str, name: str) -> str:
    """How the meeting would like to be addressed here: its own slug, with the name before a mere number."""
    slug = re.sub(r"[^a-z0-9]+", "-", external_id.casefold()).strip("-")[:LONGEST_SLUG].strip("-")
    if slug and not slug.replace("-", "").isdigit():
        return slug
    own = slug_of(name) or "meeting"
    return f"{own}-{slug}".strip("-")[:LONGEST_SLUG].strip("-")


def kinds_of(row: Row, codes: list[str], languages: list[str]) -> dict[str, list[str]]:
    """Types and languages; what nobody knows is left out and told."""
    sorted_codes = sort_codes(codes, languages)
    if {OPEN, CLOSED} <= {code.upper() for code in codes}:
        row.repaired(_("Both open and closed; closed was taken."))
    if sorted_codes.unknown:
        left = ", ".join(sorted_codes.unknown[:10])
        row.repaired(_("Codes that the Meeting Guide does not have: %(codes)s", codes=left))
    return {"types": sorted_codes.types, "languages": sorted_codes.languages}


def elsewhere_of(row: Row) -> dict[str, str]:
    """Where it is online or by telephone."""
    found = {
        "url": row.link("conference_url"),
        "url_notes": row.body("conference_url_notes", 1_000),
        "phone": row.line("conference_phone", 120),
        "phone_notes": row.body("conference_phone_notes", 1_000),
    }
    return {key: words for key, words in found.items() if words}


def place_of(row: Row) -> dict[str, Any]:
    """Where it is in person, or roughly where its people are."""
    address, approximate = _address(row)
    place: dict[str, Any] = {
        "name": row.line("location", 255), "address": address, "approximate": approximate,
        "region": _region(row), "notes": row.body("location_notes", 1_000),
    }  # fmt: skip
    for axis, most in (("latitude", 90), ("longitude", 180)):
        degrees = row.number(axis)
        if degrees is not None and abs(degrees) <= most:
            place[axis] = round(float(degrees), 5)
    return {key: value for key, value in place.items() if value}


def _address(row: Row) -> tuple[str, bool]:
    street = row.line("address", 255)
    parts = [street, *(row.line(part, 100) for part in ("city", "state", "postal_code", "country"))]
    whole = row.line("formatted_address", 255) or ", ".join(part for part in parts if part)
    if whole.casefold() == "online":
        return "", False
    said = str(row.raw("approximate") or "").casefold()
    exact = bool(street) or whole.count(",") + 1 >= EXACT_PARTS
    return whole, bool(whole) and (said == "yes" or (said != "no" and not exact))


def _region(row: Row) -> str:
    regions = row.raw("regions")
    if isinstance(regions, list) and regions:
        return " > ".join(row.strings("regions"))[:255]
    named = (row.line(name, 100) for name in ("region", "sub_region", "sub_sub_region"))
    return " > ".join(name for name in named if name)[:255]


def _attendance(
    row: Row, elsewhere: Mapping[str, str], place: Mapping[str, Any]
) -> tuple[str, list[str]]:
    """Where people meet, and the types that are left once the hints about it are taken out."""
    said = row.strings("types")
    codes = [code for code in said if code.upper() not in HINTS]
    option = OPTIONS.get(row.line("attendance_option", 20).casefold(), "")
    hints = [HINTS[code.upper()] for code in said if code.upper() in HINTS]
    shut = any(code.upper() == TEMPORARILY_CLOSED for code in codes)
    if option:
        return option, codes
    if not elsewhere and not hints:
        return SUSPENDED if shut else IN_PERSON, codes
    exact = bool(place.get("address")) and not place.get("approximate")
    return HYBRID if exact and not shut else ONLINE, codes


def _pages(row: Row) -> tuple[str, ...]:
    named = (row.raw(name) for name in ("conference_url", "url"))
    return tuple(address for address in named if isinstance(address, str))
