"""One date of a meeting: cancelled, held after all, moved, or with a word beside it (L5.1)."""

from datetime import datetime, timedelta

from flask_babel import gettext as _

from community.clock import now
from community.errors import Conflict, Invalid, NotFound
from community.extensions import db
from community.journal import record
from community.meetings import queries, schedule
from community.meetings.forms import MoveForm, NoteForm
from community.meetings.forms.times import why_not_at
from community.meetings.models import Sitting
from community.meetings.operations.dates import check_room_is_free, touch
from community.meetings.operations.hearing import tell_of
from community.meetings.operations.meetings import managed
from community.operations import operation

FARTHEST = timedelta(days=366)
"""So far from its own day a date can be moved."""


@operation
def cancel_sitting(member_id: int, sitting_id: int, form: NoteForm) -> None:
    """This date is not held; those concerned are told. Doing it again only changes the note.

    Raises NotFound, Forbidden, and Conflict where its room is open or it is over.
    """
    sitting = _coming(member_id, sitting_id)
    was, sitting.note = sitting.note, form.note
    if sitting.cancelled_at is not None and was == form.note:
        return
    if sitting.cancelled_at is None:
        sitting.cancelled_at = now()
        tell_of(sitting, "sitting_cancelled", but=member_id)
    _changed(member_id, sitting, "cancelled")


@operation
def restore_sitting(member_id: int, sitting_id: int) -> None:
    """It is held after all, at the time that the rule says. Doing it again changes nothing.

    Raises NotFound, Forbidden, Conflict, and Invalid where its room is taken by now.
    """
    sitting = _coming(member_id, sitting_id)
    if sitting.cancelled_at is None and not sitting.was_moved:
        return
    was_cancelled, before = sitting.cancelled_at is not None, sitting.starts_at
    sitting.cancelled_at, sitting.note = None, ""
    _put(sitting, sitting.original_start)
    tell_of(
        sitting,
        "sitting_restored" if was_cancelled else "sitting_moved",
        None if was_cancelled else before,
        member_id,
    )
    _changed(member_id, sitting, "restored")


@operation
def move_sitting(member_id: int, sitting_id: int, form: MoveForm) -> None:
    """Hold this date at another wall time; those concerned are told.

    Raises NotFound, Forbidden, Conflict, and Invalid where there is no such time, it is over, or the room is taken.
    """
    sitting = _coming(member_id, sitting_id)
    zone = sitting.meeting.zone
    skipped = why_not_at(form.to, zone)
    if skipped:
        raise Invalid({"time": skipped})
    to, before = schedule.resolve(form.to, zone), sitting.starts_at
    if to <= now() or abs(to - sitting.original_start) > FARTHEST:
        raise Invalid({"date": _("Choose a time to come, within a year of the usual day.")})
    if to == before:
        return
    _put(sitting, to)
    if sitting.cancelled_at is None:
        tell_of(sitting, "sitting_moved", before, member_id)
    _changed(member_id, sitting, "moved")


@operation
def note_sitting(member_id: int, sitting_id: int, form: NoteForm) -> None:
    """A word about this date for everyone who looks. Raises NotFound, Forbidden, Conflict where it is over."""
    sitting = _coming(member_id, sitting_id, even_open=True)
    if sitting.note != form.note:
        sitting.note = form.note
        _changed(member_id, sitting, "noted")


def _coming(member_id: int, sitting_id: int, even_open: bool = False) -> Sitting:
    """A date that can still be changed, held. Raises NotFound, Forbidden, Conflict."""
    sitting = db.session.get(Sitting, sitting_id)
    if sitting is None:
        raise NotFound
    queries.sitting_for(member_id, sitting_id)
    managed(member_id, sitting.meeting_id)
    db.session.refresh(sitting)
    if sitting.closed_at is not None or sitting.ends_at <= now():
        raise Conflict(_("This date is over."))
    if sitting.is_open and not even_open:
        raise Conflict(_("Its room is open already. Tell people there; the chair can end it."))
    return sitting


def _put(sitting: Sitting, to: datetime) -> None:
    """At that time, where the room is free; those who follow will be reminded of it anew."""
    sitting.starts_at = to
    sitting.ends_at = sitting.starts_at + sitting.meeting.duration
    sitting.reminded_at = sitting.asked_at = None
    check_room_is_free(sitting)


def _changed(member_id: int, sitting: Sitting, what: str) -> None:
    touch(sitting.meeting)
    db.session.flush()
    record(member_id, f"meetings:sitting:{what}", f"sitting:{sitting.id}")
