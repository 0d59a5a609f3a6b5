"""Signing up for a role at a coming date, and stepping back (L5.2)."""

import sqlalchemy as sa
from flask_babel import gettext as _

from community.clock import now
from community.errors import Conflict, Forbidden, Invalid, NotFound
from community.extensions import db
from community.groups.models import NEWCOMER, Membership, Place
from community.journal import record
from community.meetings import policies, queries
from community.meetings.models import Duty, Sitting
from community.meetings.models.sittings import CHAIR, ROLES, SHARED_ROLES
from community.meetings.operations.chairing import seat_chair
from community.meetings.operations.dates import hold_meeting
from community.operations import operation
from community.registry import registry


@operation
def sign_up(member_id: int, sitting_id: int, role: str) -> None:
    """Take a role at a coming date; into an open room's empty chair one is seated. Doing it again changes nothing.

    Raises NotFound, Forbidden, Invalid, and Conflict where somebody else has it.
    """
    sitting, place, mine = _inside(member_id, sitting_id, role)
    if db.session.get(Duty, (sitting.id, role, mine.id)) is not None:
        return
    if place.group.archived_at is not None or not policies.can_sign_up(place, sitting, now()):
        raise _why_not(place, sitting)
    taken = _holder(sitting, role) if role not in SHARED_ROLES else None
    if taken is not None:
        raise _taken(member_id, taken)
    db.session.add(Duty(sitting_id=sitting.id, role=role, membership_id=mine.id, since=now()))
    db.session.flush()
    record(member_id, "meetings:duty:taken", f"sitting:{sitting.id}", {"role": role})
    if role == CHAIR and sitting.is_open and sitting.chair_id is None:
        seat_chair(sitting, mine.id, member_id)


@operation
def step_back(member_id: int, sitting_id: int, role: str) -> None:
    """Give a role back. Doing it again changes nothing. Raises NotFound, Forbidden, Invalid."""
    sitting, _place, mine = _inside(member_id, sitting_id, role)
    duty = db.session.get(Duty, (sitting.id, role, mine.id))
    if duty is None or sitting.closed_at is not None:
        return
    db.session.delete(duty)
    db.session.flush()
    record(member_id, "meetings:duty:given_back", f"sitting:{sitting.id}", {"role": role})
    if role == CHAIR and sitting.is_open and sitting.chair_id == mine.id:
        seat_chair(sitting, None, member_id)


def _inside(member_id: int, sitting_id: int, role: str) -> tuple[Sitting, Place, Membership]:
    """The date, held, for somebody of its group."""
    sitting, _place = queries.sitting_for(member_id, sitting_id)
    hold_meeting(sitting.meeting)
    db.session.refresh(sitting)
    sitting, place = queries.sitting_for(member_id, sitting_id)
    if role not in ROLES:
        raise Invalid({"role": _("Choose one of these.")})
    if place.membership is None:
        raise Forbidden(_("Join the group to take a role here."))
    if place.shut_out is not None:
        raise NotFound
    return sitting, place, place.membership


def _holder(sitting: Sitting, role: str) -> Membership | None:
    return db.session.scalar(
        sa.select(Membership)
        .join(Duty, Duty.membership_id == Membership.id)
        .where(Duty.sitting_id == sitting.id, Duty.role == role)
        .limit(1)
    )


def _taken(member_id: int, holder: Membership) -> Conflict:
    """By whom; of somebody whom the reader has blocked only that it is."""
    if holder.id in registry.hidden_from(member_id):
        return Conflict(_("Somebody has taken this role."))
    return Conflict(_("%(who)s has taken this role.", who=holder.handle))


def _why_not(place: Place, sitting: Sitting) -> Forbidden | Conflict:
    if place.membership is not None and place.membership.role == NEWCOMER:
        return Forbidden(_("Newcomers come along first. Roles are for members of the group."))
    if place.group.archived_at is not None:
        return Conflict(_("This group is archived: it can be read, and nothing new is added."))
    if sitting.cancelled_at is not None:
        return Conflict(_("This date is cancelled."))
    return Conflict(_("This date is over."))
