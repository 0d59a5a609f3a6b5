"""What members are told of meetings: a sentence for each kind of notice, in their own time, and where it leads."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from babel import dates
from flask_babel import get_locale
from flask_babel import gettext as _

from community.clock import now
from community.errors import NotFound
from community.meetings import queries, wording
from community.meetings.models import Meeting

Told = tuple[str, str]
Words = Callable[[Mapping[str, Any]], Told]


def meeting_reminder(subject: Mapping[str, Any]) -> Told:
    """A meeting that one follows, or has a role in, is about to begin."""
    meeting = queries.meeting_told_of(subject["meeting"])
    at = _local(subject, "at")
    said = _("%(meeting)s begins at %(time)s.", meeting=meeting.name, time=f"{at:%H:%M}")
    return said + _note(subject), f"/meetings/{meeting.slug}"


def stand_in_wanted(subject: Mapping[str, Any]) -> Told:
    """Nobody has signed up for the chair, and it is nearly time (L5.2)."""
    meeting = queries.meeting_told_of(subject["meeting"])
    at = _local(subject, "at")
    said = _(
        "%(meeting)s begins at %(time)s and nobody is down for the chair. Could you take it?",
        meeting=meeting.name,
        time=f"{at:%H:%M}",
    )
    return said, f"/meetings/{meeting.slug}"


def sitting_cancelled(subject: Mapping[str, Any]) -> Told:
    """A date is not held."""
    meeting = queries.meeting_told_of(subject["meeting"])
    said = _(
        "%(meeting)s is not held on %(when)s.", meeting=meeting.name, when=_when(subject, "at")
    )
    return said + _note(subject), f"/meetings/{meeting.slug}"


def sitting_restored(subject: Mapping[str, Any]) -> Told:
    """A date that was cancelled is held after all."""
    meeting = queries.meeting_told_of(subject["meeting"])
    said = _(
        "%(meeting)s is held after all on %(when)s.",
        meeting=meeting.name,
        when=_when(subject, "at"),
    )
    return said, f"/meetings/{meeting.slug}"


def sitting_moved(subject: Mapping[str, Any]) -> Told:
    """A date is held at another time."""
    meeting = queries.meeting_told_of(subject["meeting"])
    said = _(
        "%(meeting)s was moved from %(was)s to %(when)s.",
        meeting=meeting.name,
        was=_when(subject, "was"),
        when=_when(subject, "at"),
    )
    return said + _note(subject), f"/meetings/{meeting.slug}"


def meeting_changed(subject: Mapping[str, Any]) -> Told:
    """A meeting is held at other times, or in another place."""
    meeting = queries.meeting_told_of(subject["meeting"])
    if not subject["when"]:
        said = _("%(meeting)s is held in another place now.", meeting=meeting.name)
    elif subject["where"]:
        said = _("The times of %(meeting)s have changed, and its place.", meeting=meeting.name)
    else:
        said = _("The times of %(meeting)s have changed.", meeting=meeting.name)
    return said + (_rule(subject) if subject["when"] else ""), f"/meetings/{meeting.slug}"


def meeting_ended(subject: Mapping[str, Any]) -> Told:
    """A meeting is held no more."""
    meeting = queries.meeting_told_of(subject["meeting"])
    said = _("%(meeting)s has ended. It has no more dates.", meeting=meeting.name)
    return said, f"/meetings/{meeting.slug}"


def _for_its_reader(told: Words) -> Words:
    """The same; to who can see the meeting no more, neither its name today nor what became of it."""

    def say(subject: Mapping[str, Any]) -> Told:
        try:
            queries.meeting_by_id(subject["reader"], subject["meeting"])
        except NotFound:
            return _("Something about a meeting that you no longer see."), "/notices"
        return told(subject)

    return say


KINDS = {
    told.__name__: _for_its_reader(told)
    for told in (
        meeting_reminder, stand_in_wanted, sitting_cancelled, sitting_restored, sitting_moved,
        meeting_changed, meeting_ended,
    )
}  # fmt: skip


def _local(subject: Mapping[str, Any], name: str) -> datetime:
    return datetime.fromisoformat(subject[name]).astimezone(ZoneInfo(subject.get("zone", "UTC")))


def _when(subject: Mapping[str, Any], name: str) -> str:
    at = _local(subject, name)
    day = dates.format_date(at, "EEEE d MMMM", get_locale() or "en")
    return str(_("%(day)s at %(time)s", day=day, time=f"{at:%H:%M}"))


def _rule(subject: Mapping[str, Any]) -> str:
    """As the rule was then: the meeting itself may have changed again."""
    starts = datetime.fromisoformat(subject["starts"]) if subject["starts"] else None
    meeting = Meeting(starts=starts, rule=subject["rule"], zone=subject["held_in"])
    yours = wording.for_you(meeting, subject.get("zone", "UTC"), now())
    return f" {wording.rule_in_words(meeting)}{f' ({yours})' if yours else ''}."


def _note(subject: Mapping[str, Any]) -> str:
    return f" {subject['note']}" if subject.get("note") else ""
