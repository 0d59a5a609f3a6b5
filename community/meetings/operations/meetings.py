"""Meetings planned, changed and ended, by the moderators of their group (L5.1)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _

from community.actors import is_person
from community.clock import now
from community.errors import Conflict, Invalid, NotFound
from community.extensions import db
from community.groups.forms import slug_of
from community.groups.models import Group
from community.groups.operations.attendance import hold_group
from community.groups.policies import can_read
from community.groups.queries import needs_moderator, place_in, staff_ready
from community.journal import record
from community.meetings import policies, queries
from community.meetings.forms import MeetingForm
from community.meetings.forms.schedule import NEW, NONE
from community.meetings.models import Format, Meeting
from community.meetings.operations.dates import (
    check_dates_are_free,
    coming_starts,
    hold_meeting,
    materialise,
    touch,
)
from community.meetings.operations.formats import adopt_format
from community.meetings.operations.hearing import tell_followers
from community.meetings.operations.telling import hold
from community.operations import operation
from community.rooms import operations as rooms
from community.rooms.models import MEETING, Room

USUAL = "twelve-step"
A_YEAR = timedelta(days=366)
"""So far ahead a change of times is told."""


@dataclass(frozen=True)
class NewMeeting:
    """A meeting that was just planned."""

    id: int
    slug: str


@operation
def add_meeting(actor: int, group_id: int, form: MeetingForm) -> NewMeeting:
    """Plan a meeting of a group, with its dates. Raises NotFound, Forbidden, Invalid where its room is taken."""
    hold_group(group_id)
    group = db.session.get(Group, group_id)
    if group is None:
        raise NotFound
    _require_moderator(actor, group)
    moment = now()
    meeting = Meeting(
        group_id=group.id, group=group, slug=_free_slug(form.name), created_at=moment, changed_at=moment, sequence=0
    )  # fmt: skip
    _apply(actor, meeting, form)
    db.session.add(meeting)
    db.session.flush()
    record(actor, "meetings:meeting:planned", f"meeting:{meeting.id}", {"group": group.id})
    _write_dates(meeting)
    return NewMeeting(meeting.id, meeting.slug)


@operation
def change_meeting(actor: int, meeting_id: int, form: MeetingForm) -> None:
    """Change a meeting; its coming dates follow, and those who follow it are told of another time or place.

    Raises NotFound, Forbidden, Conflict, and Invalid where its room is taken.
    """
    meeting = managed(actor, meeting_id)
    if meeting.ended_at is not None:
        raise Conflict(_("This meeting has ended."))
    moment = now()
    times, place = _times(meeting, moment), _place(meeting)
    _apply(actor, meeting, form)
    touch(meeting)
    db.session.flush()
    record(actor, "meetings:meeting:changed", f"meeting:{meeting.id}")
    _write_dates(meeting)
    when, where = _times(meeting, moment) != times, _place(meeting) != place
    if when or where:
        tell_followers(meeting, "meeting_changed", actor, when=when, where=where)


@operation
def end_meeting(actor: int, meeting_id: int) -> None:
    """No more dates; what was held stays, and those who follow it are told. Again it changes nothing.

    Raises NotFound, Forbidden.
    """
    meeting = managed(actor, meeting_id)
    if meeting.ended_at is None:
        meeting.ended_at = now()
        touch(meeting)
        record(actor, "meetings:meeting:ended", f"meeting:{meeting.id}")
        materialise(meeting)
        tell_followers(meeting, "meeting_ended", actor)


def managed(actor: int, meeting_id: int) -> Meeting:
    """The meeting, held, for a moderator of its group. Raises NotFound, Forbidden."""
    meeting = db.session.get(Meeting, meeting_id)
    if meeting is None:
        raise NotFound
    hold_meeting(meeting)
    db.session.refresh(meeting)
    if is_person(actor):
        queries.meeting_by_id(actor, meeting_id)
    _require_moderator(actor, meeting.group)
    return meeting


def _require_moderator(actor: int, group: Group) -> None:
    if not is_person(actor):
        return
    place = place_in(actor, group)
    if not can_read(place):
        raise NotFound
    if not policies.can_manage_meetings(place, staff_ready(actor)):
        raise needs_moderator(place)
    if group.archived_at is not None:
        raise Conflict(_("This group is archived: it can be read, and nothing new is added."))


def _apply(actor: int, meeting: Meeting, form: MeetingForm) -> None:
    meeting.name, meeting.about, meeting.minutes = form.name, form.about, form.minutes
    meeting.starts, meeting.zone, meeting.rule = form.starts, form.zone, form.rule
    meeting.types, meeting.languages = list(form.types), list(form.languages)
    meeting.visibility, meeting.attendance = form.visibility, form.attendance
    meeting.place = _said(meeting.place, form.place, ("name", "address"))
    meeting.elsewhere = _said(meeting.elsewhere, form.elsewhere, ("url", "url_notes", "phone"))
    meeting.room_id = _room(actor, meeting, form)
    meeting.format_id = _format(actor, meeting, form)


def _said(
    known: Mapping[str, Any] | None, said: Mapping[str, str], names: tuple[str, ...]
) -> dict[str, Any]:
    """What a list told beside what the form asks (a district, a second link) stays while that stays the same."""
    before = {name: known[name] for name in names if known and known.get(name)}
    return dict(known or {}) if before == said else dict(said)


def _room(actor: int, meeting: Meeting, form: MeetingForm) -> int | None:
    if form.room == NONE:
        return None
    if form.room == NEW:
        name = form.name[:80].strip()
        return rooms.open_meeting_room(actor, meeting.group_id, name)
    room = db.session.get(Room, int(form.room))
    fits = room is not None and room.group_id == meeting.group_id and room.kind == MEETING
    if room is None or not fits or room.archived_at is not None:
        raise Invalid({"room": _("Choose one of these.")})
    hold(room.id)
    return room.id


def _format(actor: int, meeting: Meeting, form: MeetingForm) -> int | None:
    if form.format_id is not None:
        chosen = db.session.get(Format, form.format_id)
        if chosen is None or chosen.group_id != meeting.group_id:
            raise Invalid({"format_id": _("Choose one of these.")})
        return chosen.id
    if meeting.room_id is None:
        return None
    own = queries.formats_of(meeting.group_id)
    return own[0].id if own else adopt_format(actor, meeting.group_id, USUAL)


def _times(meeting: Meeting, moment: datetime) -> list[datetime]:
    """When it is held: what a change of rule, zone or time comes down to for those who come."""
    return [at for at in coming_starts(meeting, moment, moment + A_YEAR) if at > moment]


def _place(meeting: Meeting) -> tuple[object, ...]:
    return meeting.room_id, meeting.attendance, meeting.place


def _write_dates(meeting: Meeting) -> None:
    materialise(meeting)
    check_dates_are_free(meeting)


def _free_slug(name: str) -> str:
    wanted = slug_of(name) or "meeting"
    like = sa.select(Meeting.slug).where(Meeting.slug.startswith(wanted, autoescape=True))
    taken, number, slug = set(db.session.scalars(like)), 1, wanted
    while slug in taken:
        number += 1
        slug = f"{wanted}-{number}"
    return slug
