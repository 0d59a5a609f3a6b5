"""Rows of central-query, the list of Online Intergroup: its API's form and its database's."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _

from community.groups.forms.groups import LONGEST_NAME, LONGEST_PURPOSE
from community.meetings.feeds import guide, times
from community.meetings.feeds.fields import Row
from community.meetings.feeds.listed import Listed, Refused
from community.meetings.feeds.reading import plain
from community.meetings.models.schedule import ONLINE
from community.turns import in_turns

MARKS = frozenset({"groupID", "timeUTC", "rtc", "startDateUTC", "communities", "duration"})
"""Fields that no Meeting Guide row has."""

KINDS = ("types", "type", "formats", "features", "communities")


def is_like(rows: Sequence[Any]) -> bool:
    """Whether a list is central-query's: most of its rows have fields that only it knows."""
    rows = [row for row in in_turns(rows) if isinstance(row, dict)]
    return sum(bool(MARKS & row.keys()) for row in rows) * 2 > len(rows)


def groups_by_id(rows: Sequence[Any]) -> dict[str, Mapping[str, Any]]:
    """The groups' file, by the id that meetings name."""
    known = [row for row in rows if isinstance(row, dict)]
    return {str(plain(row.get("_id"))): row for row in known if row.get("_id") is not None}


def read(
    number: int,
    said: Mapping[str, Any],
    unsaid: times.Unsaid,
    groups: Mapping[str, Mapping[str, Any]],
) -> Listed:
    """One row, understood. Raises Refused."""
    row = Row(said)
    name = row.required("name", 255, _("It has no name."))
    group = Row(groups.get(row.line("groupID", 60), {}), of="group ")
    when, zone = _when(row, unsaid)
    external_id = guide.identity(row, name, when)
    codes = [code for kind in KINDS for code in row.strings(kind)]
    facts = {
        "name": name, "about": row.body("notes", 10_000), "when": when, "zone": zone,
        "minutes": times.length_of(row), **guide.kinds_of(row, codes, row.strings("languages")),
        "attendance": ONLINE, "place": {}, "elsewhere": guide.elsewhere_of(row),
    }  # fmt: skip
    about = group.body("notes", LONGEST_PURPOSE) or row.body("groupNotes", LONGEST_PURPOSE)
    group_name = group.line("name", LONGEST_NAME)
    return Listed(
        number, external_id, guide.address_of(external_id, name), group_name, about, facts, (),
        (*row.repairs, *group.repairs),
    )  # fmt: skip


def _when(row: Row, unsaid: times.Unsaid) -> tuple[dict[str, Any], str]:
    start = times.time_of(row, "time")
    days = times.days_of(row, first=1, sunday=7)
    moment = row.raw("timeUTC")
    if not days and not start and moment is None:  # by appointment: no zone matters
        return {}, times.zone_for(row, {}, unsaid)
    zone = times.zone_of(row, unsaid)
    if not days and not start:
        day, start = times.wall_time(moment, zone)
        days = [day]
    if not days or not start:
        raise Refused(_("It has a day but no time.") if days else _("It has a time but no day."))
    return {"days": days, "time": start}, zone
