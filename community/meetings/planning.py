"""What the form of a meeting offers, and what it shows of a meeting that there is."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from community.groups.models import Group
from community.meetings import queries, types, wording
from community.meetings.models import Meeting
from community.meetings.models.schedule import MEMBERS, ONLINE
from community.rooms.models import MEETING
from community.rooms.queries import rooms_of

NEW, NONE = "new", "none"
EVENING = "19:30"


def at_first(group: Group, moment: datetime) -> dict[str, Any]:
    """What the form shows before anything is typed: every week, in the group's own zone."""
    tomorrow = moment.astimezone(ZoneInfo(group.zone)).date() + timedelta(days=1)
    return {
        "how": "weekly", "date": tomorrow.isoformat(), "time": EVENING,
        "days": [wording.DAYS[tomorrow.weekday()]], "zone": group.zone, "minutes": "60",
        "room": NEW, "format_id": "", "visibility": MEMBERS, "attendance": ONLINE, "types": [], "languages": [],
    }  # fmt: skip


def values_of(meeting: Meeting) -> dict[str, Any]:
    """A meeting as its form shows it."""
    place, elsewhere = meeting.place, meeting.elsewhere
    return {
        "name": meeting.name, "about": meeting.about, "zone": meeting.zone, "minutes": str(meeting.minutes),
        "types": meeting.types, "languages": meeting.languages, "visibility": meeting.visibility,
        "attendance": meeting.attendance, "room": str(meeting.room_id or NONE),
        "format_id": str(meeting.format_id or ""),
        "place_name": place.get("name", ""), "place_address": place.get("address", ""),
        "url": elsewhere.get("url", ""), "url_notes": elsewhere.get("url_notes", ""),
        "phone": elsewhere.get("phone", ""), **_when(meeting),
    }  # fmt: skip


def choices(group: Group) -> dict[str, Any]:
    """What there is to choose from."""
    rooms = [room for room in rooms_of(group.id) if room.kind == MEETING]
    return {
        "hows": [
            ("weekly", _("Every week")), ("monthly", _("Every month")), ("once", _("Once")),
            ("appointment", _("By appointment")), ("rule", _("By a rule of its own")),
        ],
        "days": [(code, wording.weekday(number)) for number, code in enumerate(wording.DAYS)],
        "rooms": [(NEW, _("A new room here"))] + [(str(room.id), room.name) for room in rooms]
        + [(NONE, _("No room here: it is held elsewhere"))],
        "formats": [(str(one.id), one.name) for one in queries.formats_of(group.id)],
        "kinds": [
            (_("Who may come"), _listed(types.ACCESS)), (_("How it goes"), _listed(types.FORMATS)),
            (_("For whom"), _listed(types.PEOPLE)), (_("Also"), _listed(types.FEATURES)),
        ],
        "tongues": sorted(
            ((iso, types.language_label(iso)) for iso in types.CODES_OF_LANGUAGES), key=_by_words
        ),
    }  # fmt: skip


def _listed(kinds: Mapping[str, Any]) -> list[tuple[str, str]]:
    return sorted(((code, str(words)) for code, words in kinds.items()), key=_by_words)


def _by_words(choice: tuple[str, str]) -> str:
    return choice[1].casefold()


def _when(meeting: Meeting) -> dict[str, Any]:
    if meeting.starts is None:
        return {"how": "appointment", "days": []}
    said: dict[str, Any] = {
        "date": f"{meeting.starts:%Y-%m-%d}",
        "time": f"{meeting.starts:%H:%M}",
        "days": [],
    }
    rule = wording.parts_of(meeting.rule)
    until = wording.last_day(rule.get("UNTIL", ""), ZoneInfo(meeting.zone))
    said |= {"until": until.isoformat() if until else "", "how": _how(rule, meeting.starts)}
    if said["how"] == "weekly":
        said["days"] = _days(rule, meeting.starts)
    if said["how"] == "rule":
        said |= {"rule": meeting.rule, "until": ""}
    return said


def _how(rule: Mapping[str, str], starts: datetime) -> str:
    """The simplest of the form's choices that says the same."""
    if not rule:
        return "once"
    simple = not rule.keys() - {"FREQ", "BYDAY", "UNTIL", "INTERVAL", "WKST"}
    if not simple or rule.get("INTERVAL", "1") != "1":
        return "rule"
    if rule["FREQ"] == "WEEKLY" and all(day in wording.DAYS for day in _days(rule, starts)):
        return "weekly"
    place = (starts.day - 1) // 7 + 1
    nth = f"{place if place < 5 else -1}{wording.DAYS[starts.weekday()]}"
    return "monthly" if rule["FREQ"] == "MONTHLY" and rule.get("BYDAY") == nth else "rule"


def _days(rule: Mapping[str, str], starts: datetime) -> list[str]:
    return rule.get("BYDAY", wording.DAYS[starts.weekday()]).split(",")
