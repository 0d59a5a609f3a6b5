"""Hours in words: for those who share a roster, and for a group's members."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from babel.dates import get_day_names
from flask_babel import get_locale
from flask_babel import gettext as _

from community.clock import now
from community.groups.models import Group
from community.moderation import queries
from community.moderation.hours import MINUTES, Span
from community.moderation.models import Absence, Shift
from community.moderation.queries.duty import AHEAD, Roster

SHOWN = 7
"""Gaps that a page lists, and so many more it counts."""


@dataclass(frozen=True)
class WatchView:
    """Somebody is there from one moment until another."""

    handle: str
    begins: datetime
    ends: datetime
    mine: bool


@dataclass(frozen=True)
class ShiftView:
    """One's own hours, as one typed them."""

    id: int
    day: str
    hours: str
    zone: str


def roster_facts(roster: Roster, member_id: int) -> Mapping[str, Any]:
    """What the page of a roster tells: who is there now and for a week, when nobody is, and one's own hours."""
    moment = now()
    end = moment + AHEAD
    watches, names = queries.watches_of(roster, moment, end), queries.names_on(roster)
    views = [
        WatchView(names.get(one.member_id, ""), one.begins, one.ends, one.member_id == member_id)
        for one in watches
    ]
    gaps: list[Span] = queries.uncovered(watches, moment, end)
    absences = {one.member_id: one for one in queries.absences_in(roster.id, moment)}
    return {
        "on_duty": [view for view in views if view.begins <= moment],
        "coming": [view for view in views if view.begins > moment],
        "gaps": gaps[:SHOWN], "more_gaps": len(gaps[SHOWN:]),
        "mine": [shift_view(shift) for shift in queries.own_shifts(roster, member_id)],
        "away": absences.get(member_id), "others_away": _others(absences, names, member_id),
    }  # fmt: skip


def shift_view(shift: Shift) -> ShiftView:
    """One's own hours in words."""
    starts, ends = clock_of(shift.starts), clock_of(shift.ends)
    said = _("%(starts)s to %(ends)s", starts=starts, ends=ends)
    if shift.ends <= shift.starts:
        said = _("%(starts)s to %(ends)s the next day", starts=starts, ends=ends)
    return ShiftView(shift.id, day_names()[shift.weekday], said, shift.zone.replace("_", " "))


def day_names() -> Mapping[int, str]:
    """The days of the week by their numbers, Monday first."""
    names: Mapping[int, str] = get_day_names("wide", locale=get_locale() or "en")
    return names


def clock_of(minute: int) -> str:
    """A minute of the day as clocks show it; midnight at a day's end is 24:00."""
    return f"{minute // 60:02}:{minute % 60:02}"


def usual_in_words(group: Group) -> str:
    """When some moderator is there every day, for the group's members; empty where nothing can be said."""
    spans = queries.usually_there(group, now())
    if not spans:
        return ""
    if spans == [(0, MINUTES)]:
        return str(_("A moderator is usually there, at any hour."))
    told = [
        _("between %(starts)s and %(ends)s", starts=clock_of(starts), ends=clock_of(ends))
        for starts, ends in spans
    ]
    zone = group.zone.replace("_", " ")
    return str(
        _("A moderator is usually there %(when)s (%(zone)s).", when=", ".join(told), zone=zone)
    )


def _others(
    absences: Mapping[int, Absence], names: Mapping[int, str], member_id: int
) -> list[tuple[str, datetime | None]]:
    return [
        (names[other], absence.until)
        for other, absence in absences.items()
        if other != member_id and other in names
    ]
