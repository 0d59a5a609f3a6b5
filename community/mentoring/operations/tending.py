"""What comes by time, each in a unit of its own: asked again when it runs, and done once, however often it is asked."""

from community.actors import SYSTEM
from community.clock import now
from community.extensions import db
from community.mentoring import policies, queries
from community.mentoring.models import (
    ACTIVE,
    CLOSE_AFTER,
    CLOSING,
    PROMPT_AFTER,
    REMATCH_AFTER,
    SILENCE,
    TIME,
    TRIAL,
    Mentorship,
)
from community.mentoring.operations.holding import hold_mentor, hold_mentorship
from community.mentoring.operations.steps import close, end, is_over
from community.mentoring.seams import BY_TIME
from community.mentoring.words.agreement import CURRENT
from community.operations import operation, tell


@operation
def tend_mentorship(mentorship_id: int) -> None:
    """A trial or a closing that is over, a long silence, a new agreement. After an outage only the last counts."""
    mentorship = hold_mentorship(mentorship_id)
    if mentorship.ended_at is not None:
        return
    _tell_of_agreement(mentorship)
    if mentorship.state == CLOSING and is_over(mentorship.due_at):
        end(mentorship, SYSTEM, mentorship.steps[-1].why)
    elif mentorship.state == TRIAL and is_over(mentorship.due_at):
        close(mentorship, SYSTEM, TIME)
    elif mentorship.state in (TRIAL, ACTIVE) and not any(look(mentorship) for look in BY_TIME):
        _tend_silence(mentorship)


@operation
def remind_mentor(mentor_id: int) -> None:
    """A month before the year is over, once."""
    mentor = hold_mentor(mentor_id)
    if mentor.reminded_at is None and mentor.ended_at is None:
        mentor.reminded_at = now()
        group = mentor.membership.group
        tell(mentor.membership.member_id, "mentor_renewal", {"slug": group.slug, "group": group.id})


def _tend_silence(mentorship: Mentorship) -> None:
    """The furthest that it has come, and nothing of what came before (L7.7); where nobody can write, nothing."""
    if not policies.is_written_in(mentorship.mentor.group):
        return
    last, moment = queries.last_said(mentorship), now()
    silent = moment - last
    prompted = mentorship.prompted_at is not None and mentorship.prompted_at > last
    rematched = mentorship.rematch_at is not None and mentorship.rematch_at > last
    subject = {"mentorship": mentorship.id, "group": mentorship.group_id}
    if silent >= CLOSE_AFTER:
        close(mentorship, SYSTEM, SILENCE)
    elif silent >= REMATCH_AFTER and not rematched:
        mentorship.rematch_at = mentorship.prompted_at = moment
        tell(mentorship.mentee.member_id, "mentorship_rematch", subject)
    elif PROMPT_AFTER <= silent < REMATCH_AFTER and not prompted:
        mentorship.prompted_at = moment
        for member_id in sorted(mentorship.people):
            tell(member_id, "mentorship_quiet", subject)
    db.session.flush()


def _tell_of_agreement(mentorship: Mentorship) -> None:
    if mentorship.told_version < CURRENT:
        mentorship.told_version = CURRENT
        subject = {"mentorship": mentorship.id, "group": mentorship.group_id}
        for member_id in sorted(mentorship.people):
            tell(member_id, "agreement_changed", subject)
