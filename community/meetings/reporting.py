"""A meeting as somebody reports it: what it is called, and what it says of itself (L8.1)."""

from flask_babel import lazy_gettext as _l

from community.errors import NotFound
from community.extensions import db
from community.meetings import queries
from community.meetings.models import Meeting
from community.registry import Reportable, Reported

KIND = "meeting"


def meeting_reported(member_id: int, ref: str) -> Reported:
    """A meeting that this member may know of. Raises NotFound."""
    return _reported(queries.meeting_by_id(member_id, _number(ref)).meeting)


def meeting_at(ref: str) -> Reported | None:
    """A meeting, for one who works on its case."""
    meeting = db.session.get(Meeting, _number(ref))
    return _reported(meeting) if meeting is not None else None


MEETINGS = Reportable(
    KIND, _l("Report the meeting %(who)s"), _l("The meeting %(who)s"), meeting_reported, meeting_at
)


def _number(ref: str) -> int:
    kind, _colon, number = ref.partition(":")
    if kind != KIND or not number.isdigit() or len(number) > 16:
        raise NotFound
    return int(number)


def _reported(meeting: Meeting) -> Reported:
    ref, address = f"{KIND}:{meeting.id}", f"/meetings/{meeting.slug}"
    return Reported(KIND, ref, meeting.name, address, meeting.group_id)
