"""Attendance slips: made on request, of minutes that were counted (L5.11)."""

from zoneinfo import ZoneInfo

from flask import current_app
from flask_babel import gettext as _

from community.clock import now
from community.errors import Conflict
from community.extensions import db
from community.meetings import policies, queries, slips
from community.meetings.models import Slip
from community.meetings.queries import Attended
from community.operations import operation


@operation
def make_slip(member_id: int, sitting_id: int) -> str:
    """A slip of one's own minutes at a meeting that is over; its code. Asked again it is the same slip.

    Raises NotFound where one was not there; Conflict where it is not over, or no minute was counted.
    """
    mine = queries.attended_by(member_id, sitting_id)
    if not policies.can_make_slip(mine.sitting, mine.minutes):
        raise Conflict(_why_not(mine))
    if mine.slip is None:
        code = _add(mine)
    else:
        code = mine.slip.code
        _renew(mine.slip, mine.minutes)
    db.session.flush()
    return code


def _add(mine: Attended) -> str:
    made = Slip(
        membership_id=mine.participation.membership_id, sitting_id=mine.sitting.id,
        code=slips.new_code(), group_name=mine.group.name, minutes=0, signature="", at=now(),
        held_on=mine.sitting.starts_at.astimezone(ZoneInfo(mine.group.zone)).date(),
    )  # fmt: skip
    _renew(made, mine.minutes)
    db.session.add(made)
    return made.code


def _renew(slip: Slip, minutes: int) -> None:
    """Only upwards: what was written a moment after the slip was made."""
    if minutes > slip.minutes:
        slip.minutes = minutes
        text = slips.text_of(slip.group_name, slip.held_on, minutes, slip.code)
        slip.signature = slips.sign(current_app.extensions["keys"]["slips"], text)


def _why_not(mine: Attended) -> str:
    if mine.sitting.counts_until is None:
        return _("The meeting is not over yet. A slip can be made when fellowship has begun.")
    return _(
        "No minute was counted for you in the meeting itself, so there is nothing to put on a slip."
    )
