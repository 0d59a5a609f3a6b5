"""What comes by time: a word, once, where no check-in came; and the end of a programme (L7.8, L7.9)."""

from datetime import timedelta

from community.actors import SYSTEM
from community.clock import now
from community.extensions import db
from community.mentoring.models import ACTIVE, LENGTH, Mentorship
from community.mentoring.operations.steps import close, is_over
from community.mentoring.rhythms import day_begins, rhythm_in
from community.mentoring.walking import policies, queries
from community.mentoring.walking.length import is_near
from community.mentoring.walking.models import CheckinRhythm, ProgrammeWalk
from community.mentoring.walking.operations.holding import subject_of
from community.operations import tell

STILL_TIMELY = timedelta(hours=12)
"""A reminder that an outage kept back for longer is not sent any more."""


def tend_walk(mentorship: Mentorship) -> bool:
    """Inside the unit that tends to it: True where its programme brought it to its end."""
    walk = queries.standing(ProgrammeWalk, mentorship.id)[0]
    if walk is not None and _tend_length(mentorship, walk):
        return True
    agreed = queries.standing(CheckinRhythm, mentorship.id)[0]
    if agreed is not None and policies.can_be_reminded(mentorship):
        _tend_rhythm(mentorship, agreed)
    return False


def _tend_length(mentorship: Mentorship, walk: ProgrammeWalk) -> bool:
    over = queries.walk_over_at(mentorship, walk)
    if over is None:
        return False
    if mentorship.state == ACTIVE and is_over(over):
        walk.ended_at = now()
        db.session.flush()
        close(mentorship, SYSTEM, LENGTH)
        return True
    if walk.prompted_at is None and is_near(over, walk.weeks, now()):
        walk.prompted_at = now()
        db.session.flush()
        for member_id in sorted(mentorship.people):
            tell(member_id, "walk_ending", subject_of(mentorship))
    return False


def _tend_rhythm(mentorship: Mentorship, agreed: CheckinRhythm) -> None:
    """Once for a day that passed without a line; and not again before they have written one."""
    zone, rhythm, moment = mentorship.mentee.member.zone, rhythm_in(agreed.rhythm), now()
    assert agreed.since is not None
    assert agreed.agreed_at is not None
    day = rhythm.newest_over(moment, agreed.since, zone)
    if day is None or day == agreed.nudged_for:
        return
    over = rhythm.over_at(day, zone)
    if over < agreed.agreed_at or moment - over > STILL_TIMELY:
        return
    last = queries.last_written(mentorship)
    came = last is not None and last >= day_begins(day, zone)
    silent_since = agreed.nudged_at is not None and (last is None or last <= agreed.nudged_at)
    if came or silent_since:
        return
    agreed.nudged_for, agreed.nudged_at = day, moment
    db.session.flush()
    tell(mentorship.mentee.member_id, "walk_reminder", subject_of(mentorship))
