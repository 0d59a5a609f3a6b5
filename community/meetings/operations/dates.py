"""The dates of a meeting as rows, so that reminders, sign-ups and attendance have an id (L5.1)."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from flask_babel import gettext as _

from community.clock import now
from community.errors import Invalid
from community.extensions import db
from community.groups.operations.attendance import hold_group
from community.meetings import queries, schedule, wording
from community.meetings.models import Celebration, Duty, Meeting, ReadingAlong, Sitting
from community.meetings.operations.hearing import tell_those_who_signed_up
from community.meetings.operations.telling import hold

AHEAD = timedelta(weeks=8)
"""How far ahead dates are written, so that reminders and sign-ups have something to hold on to."""


COMPARED = timedelta(days=2 * 366)
"""So far ahead the rules of two meetings in one room are compared: past every pattern of weeks, months and clocks."""


def hold_meeting(meeting: Meeting) -> None:
    """Let units that change this meeting, or its room, run one after the other. Call before reading its dates."""
    hold_group(meeting.group_id)
    if meeting.room_id is not None:
        hold(meeting.room_id)


def touch(meeting: Meeting) -> None:
    """Calendars hear of a change by its number."""
    meeting.sequence, meeting.changed_at = meeting.sequence + 1, now()


def materialise(meeting: Meeting, until: datetime | None = None) -> None:
    """Make the coming dates what the rule says, eight weeks ahead, at least the next one.

    A date that stays on its day keeps its people, its note, and whether it is cancelled or moved. Of one that goes,
    those who signed up are told. What was opened, and what is over, stays as it was.
    """
    moment = now()
    wanted = coming_starts(meeting, moment, until or moment + AHEAD)
    coming = [
        sitting
        for sitting in queries.sittings_of([meeting.id], moment - timedelta(days=2))
        if sitting.opened_at is None and sitting.closed_at is None and sitting.ends_at > moment
    ]
    held = _held(meeting, wanted)
    kept = {
        sitting.original_start: sitting for sitting in coming if sitting.original_start in wanted
    }
    spare = [sitting for sitting in coming if sitting.original_start not in wanted]
    fresh = [start for start in wanted if start not in kept and start not in held]
    for sitting in kept.values():
        _place(sitting, meeting, sitting.original_start)
    _rearrange(meeting, spare, fresh)
    db.session.flush()


def coming_starts(meeting: Meeting, moment: datetime, until: datetime) -> list[datetime]:
    """When the meeting is held by its rule from now on: what is on, all until then, at least the next."""
    if meeting.starts is None or meeting.ended_at is not None:
        return []
    when = (meeting.starts, meeting.zone, meeting.rule)
    since = moment - meeting.duration + timedelta(seconds=1)
    found = schedule.occurrences(*when, since, until)
    following = None if found else schedule.next_of(*when, since)
    return [following] if following is not None else found


def check_room_is_free(sitting: Sitting, field: str = "date") -> None:
    """Raises Invalid, naming what is in the way: two meetings cannot be held in one room at one time."""
    other = queries.in_the_way(
        sitting.room_id, sitting.meeting_id, sitting.starts_at, sitting.ends_at, sitting.id
    )
    if sitting.cancelled_at is not None:
        return
    if other is not None:
        raise _in_the_way(other.meeting.name, other.starts_at, sitting.meeting, field)
    date = queries.Taken(sitting.starts_at, sitting.ends_at, sitting.meeting.name)
    _check_is_free(sitting.meeting, [date], field)


def check_dates_are_free(meeting: Meeting, field: str = "time") -> None:
    """The same for every coming date of a meeting, written or not, as far ahead as rules are compared."""
    for sitting in queries.coming_of(meeting.id, 100):
        if sitting.opened_at is None:
            check_room_is_free(sitting, field)
    _check_is_free(meeting, queries.foreseen(meeting, now(), now() + COMPARED), field)


def _check_is_free(meeting: Meeting, dates: list[queries.Taken], field: str) -> None:
    if meeting.room_id is None:
        return
    clash = queries.first_clash(dates, meeting.room_id, but=meeting.id)
    if clash is not None:
        raise _in_the_way(clash.name, clash.starts, meeting, field)


def _in_the_way(name: str, starts: datetime, meeting: Meeting, field: str) -> Invalid:
    there = starts.astimezone(ZoneInfo(meeting.zone))
    said = _(
        "%(name)s is held there on %(day)s at %(time)s. Choose another time, or another room.",
        name=name,
        day=wording.day_in_words(there),
        time=f"{there:%H:%M}",
    )
    return Invalid({field: str(said)})


def _held(meeting: Meeting, wanted: list[datetime]) -> set[datetime]:
    """Those dates for which there is a row that stays as it was."""
    if not wanted:
        return set()
    asked = sa.select(Sitting.original_start).where(
        Sitting.meeting_id == meeting.id, Sitting.original_start >= wanted[0]
    )
    return set(db.session.scalars(asked))


def _rearrange(meeting: Meeting, spare: list[Sitting], fresh: list[datetime]) -> None:
    """Dates that the rule no longer names go to its new date on the same day; the others end."""
    by_day = {_day(start, meeting): start for start in fresh}
    ending = []
    for sitting in spare:
        start = by_day.pop(_day(sitting.original_start, meeting), None)
        if start is None:
            ending.append(sitting)
        else:
            fresh.remove(start)
            was = sitting.starts_at
            _place(sitting, meeting, start)
            if sitting.starts_at != was and sitting.cancelled_at is None:
                tell_those_who_signed_up(sitting, "sitting_moved", was)
    if ending:
        _drop(ending)
    for start in fresh:
        sitting = Sitting(meeting_id=meeting.id, meeting=meeting)
        sitting.starts_at = sitting.original_start = start
        _place(sitting, meeting, start)
        db.session.add(sitting)


def _place(sitting: Sitting, meeting: Meeting, start: datetime) -> None:
    moved = sitting.was_moved
    sitting.original_start = start
    if not moved and sitting.starts_at != start:
        sitting.starts_at, sitting.reminded_at, sitting.asked_at = start, None, None
    sitting.ends_at = sitting.starts_at + meeting.duration
    sitting.room_id = meeting.room_id


def _drop(sittings: list[Sitting]) -> None:
    ids = [sitting.id for sitting in sittings]
    signed_up = set(db.session.scalars(sa.select(Duty.sitting_id).where(Duty.sitting_id.in_(ids))))
    for sitting in sittings:
        if sitting.id in signed_up:
            tell_those_who_signed_up(sitting, "sitting_cancelled")
    for kind in (Duty, ReadingAlong, Celebration):
        db.session.execute(sa.delete(kind).where(kind.sitting_id.in_(ids)))
    db.session.execute(sa.delete(Sitting).where(Sitting.id.in_(ids)))


def _day(moment: datetime, meeting: Meeting) -> date:
    return moment.astimezone(ZoneInfo(meeting.zone)).date()
