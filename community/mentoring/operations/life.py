"""What the two do: go on, pause, take it up again, part together, leave; accept a new agreement (L7.6, L7.7)."""

from flask_babel import gettext as _

from community.errors import Conflict
from community.extensions import db
from community.journal import record
from community.mentoring import policies, queries
from community.mentoring.forms import AgreementForm
from community.mentoring.models import (
    ACTIVE,
    AGREED,
    GOING_ON,
    LEFT,
    PARTING,
    PAUSED,
    RESUMED,
    Mentorship,
)
from community.mentoring.operations.holding import hold_mentorship
from community.mentoring.operations.steps import close, end, take_step
from community.mentoring.words.agreement import CURRENT
from community.operations import operation
from community.rooms import operations as rooms
from community.rooms.models import EVERYONE


@operation
def go_on(member_id: int, mentorship_id: int) -> None:
    """Say that one would like to go on after the first days; once both have, it is under way.

    Again changes nothing. Raises NotFound, Conflict.
    """
    mentorship = _held(member_id, mentorship_id)
    _refuse_unless(policies.can_go_on(mentorship))
    if _says(mentorship, GOING_ON, member_id):
        take_step(mentorship, ACTIVE, member_id)


@operation
def pause(member_id: int, mentorship_id: int) -> None:
    """Pause, without a cause. Raises NotFound, Conflict."""
    mentorship = _held(member_id, mentorship_id)
    _refuse_unless(policies.can_pause(mentorship))
    take_step(mentorship, PAUSED, member_id)


@operation
def resume(member_id: int, mentorship_id: int) -> None:
    """Take it up again: either of the two. Raises NotFound, Conflict."""
    mentorship = _held(member_id, mentorship_id)
    _refuse_unless(policies.can_resume(mentorship))
    take_step(mentorship, RESUMED, member_id)


@operation
def part(member_id: int, mentorship_id: int) -> None:
    """Say that one would like to bring it to an end; once both have, there are seven days to part.

    Again changes nothing. Raises NotFound, Conflict.
    """
    mentorship = _held(member_id, mentorship_id)
    _refuse_unless(policies.can_part(mentorship))
    if _says(mentorship, PARTING, member_id):
        close(mentorship, member_id, AGREED)


@operation
def leave(member_id: int, mentorship_id: int) -> None:
    """End it in one step, without a reason. Raises NotFound, Conflict."""
    mentorship = _held(member_id, mentorship_id)
    _refuse_unless(policies.can_leave(mentorship))
    end(mentorship, member_id, LEFT)


@operation
def accept_agreement(member_id: int, mentorship_id: int, form: AgreementForm) -> None:
    """Accept the agreement as it stands. Where that was waited for, the two can write. Raises NotFound, Conflict."""
    mentorship = _held(member_id, mentorship_id)
    _refuse_unless(policies.can_leave(mentorship))
    if mentorship.version_of(member_id) == form.version:
        return
    if mentorship.mentee.member_id == member_id:
        mentorship.mentee_version = form.version
    else:
        mentorship.mentor_version = form.version
    db.session.flush()
    facts = {"version": form.version}
    record(member_id, "mentoring:agreement:accepted", f"mentorship:{mentorship.id}", facts)
    if mentorship.mentee_version == mentorship.mentor_version == CURRENT:
        rooms.rule_speaker(mentorship.room_id, EVERYONE)


def _held(member_id: int, mentorship_id: int) -> Mentorship:
    queries.mentorship_for(member_id, mentorship_id)
    return hold_mentorship(mentorship_id)


def _says(mentorship: Mentorship, kind: str, member_id: int) -> bool:
    """Write down that one of the two wishes that, once; whether both do now."""
    if member_id not in mentorship.wishes(kind):
        both = len(mentorship.wishes(kind)) == 1
        take_step(mentorship, kind, member_id, untold=both)
    return mentorship.wishes(kind) >= mentorship.people.keys()


def _refuse_unless(allowed: bool) -> None:
    if not allowed:
        raise Conflict(_("That has changed meanwhile. Look again at how it stands."))
