"""A moderator decides on who would like to mentor (L7.3)."""

from flask_babel import gettext as _

from community.clock import now
from community.errors import Conflict, Forbidden
from community.extensions import db
from community.groups.queries import managed_for, staff_ready
from community.journal import record
from community.mentoring import policies
from community.mentoring.models import Mentor
from community.mentoring.operations.holding import hold_mentor
from community.mentoring.operations.mentors import end_mentor
from community.mentoring.queries import must_be_on
from community.mentoring.seams import ON_APPROVAL, still_missing
from community.operations import operation, tell


@operation
def approve_mentor(member_id: int, mentor_id: int) -> str:
    """They mentor from now on, for a year; the group's slug. Again changes nothing.

    Raises NotFound, Forbidden, Conflict.
    """
    mentor = _found(member_id, mentor_id)
    if mentor.approved_at is not None:
        return mentor.membership.group.slug
    _refuse_unless_decidable(member_id, mentor)
    if not policies.is_whole(mentor):
        raise Conflict(
            _("The quiz, two people who vouch and an authenticator app have to be there first.")
        )
    if also := still_missing(mentor):
        raise Conflict(also)
    mentor.approved_at, mentor.approved_by = now(), member_id
    mentor.renewed_until = now() + policies.A_YEAR
    db.session.flush()
    record(member_id, "mentoring:mentor:approved", f"mentor:{mentor.id}")
    tell(mentor.membership.member_id, "mentor_approved", _subject(mentor))
    for follow in ON_APPROVAL:
        follow(member_id, mentor.membership.group_id)
    return mentor.membership.group.slug


@operation
def refuse_mentor(member_id: int, mentor_id: int) -> str:
    """Not for now; the group's slug. They can apply again. Raises NotFound, Forbidden, Conflict."""
    mentor = _found(member_id, mentor_id)
    _refuse_unless_decidable(member_id, mentor)
    mentor.refused_at = now()
    record(member_id, "mentoring:mentor:refused", f"mentor:{mentor.id}")
    end_mentor(member_id, mentor)
    tell(mentor.membership.member_id, "mentor_refused", _subject(mentor))
    return mentor.membership.group.slug


def _found(member_id: int, mentor_id: int) -> Mentor:
    must_be_on()
    mentor = hold_mentor(mentor_id)
    managed_for(member_id, mentor.membership.group.slug)
    return mentor


def _refuse_unless_decidable(member_id: int, mentor: Mentor) -> None:
    place = managed_for(member_id, mentor.membership.group.slug)
    if policies.can_approve(place, mentor, staff_ready(member_id)):
        return
    if place.membership is not None and place.membership.id == mentor.membership_id:
        raise Forbidden(_("Nobody decides about themselves. Another moderator can."))
    raise Conflict(_("This has been decided meanwhile."))


def _subject(mentor: Mentor) -> dict[str, object]:
    group = mentor.membership.group
    return {"slug": group.slug, "group": group.id}
