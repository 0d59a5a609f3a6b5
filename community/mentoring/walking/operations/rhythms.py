"""A rhythm of check-ins: either proposes, the other accepts; either ends it at once (L7.8)."""

from community.clock import now
from community.columns import new_id
from community.extensions import db
from community.journal import record
from community.mentoring.models import Mentorship
from community.mentoring.rhythms import Rhythm, rhythm_in, written
from community.mentoring.walking import policies, queries
from community.mentoring.walking.forms import RhythmForm
from community.mentoring.walking.models import CheckinRhythm
from community.mentoring.walking.operations.holding import held, refuse_unless, tell_other
from community.operations import operation
from community.wellbeing.days import day_in


@operation
def propose_rhythm(member_id: int, mentorship_id: int, form: RhythmForm) -> int:
    """Propose when the mentee checks in; the proposal. It takes the place of one that waits.

    The same again, by the same, answers the same. Raises NotFound, Conflict.
    """
    mentorship, can_speak = held(member_id, mentorship_id)
    refuse_unless(policies.can_propose(mentorship, can_speak))
    _holds, waits = queries.standing(CheckinRhythm, mentorship.id)
    mine = mentorship.people[member_id].id
    if waits is not None:
        if waits.proposer_id == mine and rhythm_in(waits.rhythm) == form.rhythm:
            return waits.id
        waits.ended_at = now()
        db.session.flush()
    made = CheckinRhythm(
        id=new_id(), mentorship_id=mentorship.id, proposer_id=mine, proposed_at=now(), rhythm=written(form.rhythm)
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    record(
        member_id, "mentoring:rhythm:proposed", f"rhythm:{made.id}", {"mentorship": mentorship.id}
    )
    tell_other(mentorship, member_id, "walk_proposed", "rhythm")
    return made.id


@operation
def accept_rhythm(member_id: int, mentorship_id: int, rhythm_id: int) -> None:
    """Agree to it: it holds from today on, in place of the one before. Again changes nothing.

    Raises NotFound, Conflict.
    """
    mentorship, can_speak = held(member_id, mentorship_id)
    found = queries.agreed_in(CheckinRhythm, mentorship.id, rhythm_id)
    if found.holds:
        return
    refuse_unless(can_speak and policies.can_accept(mentorship, found, member_id))
    _end_present(mentorship)
    _hold(mentorship, found)
    record(member_id, "mentoring:rhythm:agreed", f"rhythm:{found.id}")
    tell_other(mentorship, member_id, "walk_agreed", "rhythm")


@operation
def withdraw_rhythm(member_id: int, mentorship_id: int, rhythm_id: int) -> None:
    """Take it back, put it aside, or end it: at once, without a reason. Again changes nothing. Raises NotFound."""
    mentorship, _can_speak = held(member_id, mentorship_id)
    found = queries.agreed_in(CheckinRhythm, mentorship.id, rhythm_id)
    if not policies.can_withdraw(found):
        return
    held_before, found.ended_at = found.holds, now()
    db.session.flush()
    record(member_id, "mentoring:rhythm:ended", f"rhythm:{found.id}")
    if held_before and mentorship.ended_at is None:
        tell_other(mentorship, member_id, "walk_stopped", "rhythm")


def hold_rhythm(mentorship: Mentorship, member_id: int, rhythm: Rhythm) -> None:
    """Inside a unit: both agreed to this one, with the programme of which it is a part."""
    _end_present(mentorship)
    made = CheckinRhythm(
        id=new_id(), mentorship_id=mentorship.id, proposer_id=mentorship.other(member_id).id, proposed_at=now(),
        rhythm=written(rhythm),
    )  # fmt: skip
    db.session.add(made)
    _hold(mentorship, made)
    record(member_id, "mentoring:rhythm:agreed", f"rhythm:{made.id}", {"mentorship": mentorship.id})


def _end_present(mentorship: Mentorship) -> None:
    holds, _waits = queries.standing(CheckinRhythm, mentorship.id)
    if holds is not None:
        holds.ended_at = now()
        db.session.flush()


def _hold(mentorship: Mentorship, found: CheckinRhythm) -> None:
    found.agreed_at, found.since = now(), day_in(mentorship.mentee.member.zone, now())
    db.session.flush()
