"""Two take up a programme of their group by agreement, keep its version, and can take more time (L7.9)."""

from flask_babel import gettext as _

from community.clock import now
from community.columns import new_id
from community.errors import Conflict
from community.extensions import db
from community.journal import record
from community.mentoring.models import Mentorship
from community.mentoring.programmes.content import content_in
from community.mentoring.walking import policies, queries
from community.mentoring.walking.forms import VersionForm
from community.mentoring.walking.length import is_near
from community.mentoring.walking.models import LONGER, STEP, TASK, ProgrammeWalk
from community.mentoring.walking.operations.holding import held, refuse_unless, tell_other
from community.mentoring.walking.operations.items import add_items
from community.mentoring.walking.operations.rhythms import hold_rhythm
from community.operations import operation


@operation
def propose_programme(member_id: int, mentorship_id: int, form: VersionForm) -> int:
    """Propose a version that the group offers; the proposal. It takes the place of one that waits.

    The same again, by the same, answers the same. Raises NotFound, Conflict.
    """
    mentorship, can_speak = held(member_id, mentorship_id)
    version = queries.offered_version(mentorship, form.version)
    refuse_unless(policies.can_propose(mentorship, can_speak))
    holds, waits = queries.standing(ProgrammeWalk, mentorship.id)
    mine = mentorship.people[member_id].id
    if holds is not None and holds.version_id == version.id:
        raise Conflict(_("You walk by this one already."))
    if waits is not None:
        if (waits.proposer_id, waits.version_id) == (mine, version.id):
            return waits.id
        waits.ended_at = now()
        db.session.flush()
    made = ProgrammeWalk(
        id=new_id(), mentorship_id=mentorship.id, proposer_id=mine, proposed_at=now(), version_id=version.id
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    facts = {"mentorship": mentorship.id, "version": version.id}
    record(member_id, "mentoring:walk:proposed", f"walk:{made.id}", facts)
    tell_other(mentorship, member_id, "walk_proposed", "programme")
    return made.id


@operation
def accept_programme(member_id: int, mentorship_id: int, walk_id: int) -> None:
    """Agree to it: its steps, tasks, rhythm and length hold from now on. Again changes nothing.

    A newer version of their own programme goes on from where it began. Raises NotFound, Conflict.
    """
    mentorship, can_speak = held(member_id, mentorship_id)
    found = queries.agreed_in(ProgrammeWalk, mentorship.id, walk_id)
    if found.holds:
        return
    refuse_unless(can_speak and policies.can_accept(mentorship, found, member_id))
    if found.version.programme.retired_at is not None:
        raise Conflict(_("The group offers this programme no longer. Choose another together."))
    before, _waits = queries.standing(ProgrammeWalk, mentorship.id)
    found.began_at = now()
    if before is not None:
        if before.version.programme_id == found.version.programme_id:
            found.began_at, found.added = before.began_at, before.added
        before.ended_at = now()
        db.session.flush()
    found.agreed_at = now()
    db.session.flush()
    _bring(mentorship, member_id, found)
    record(member_id, "mentoring:walk:agreed", f"walk:{found.id}")
    tell_other(mentorship, member_id, "walk_agreed", "programme")


@operation
def withdraw_programme(member_id: int, mentorship_id: int, walk_id: int) -> None:
    """Take it back, put it aside, or walk on without it: at once. What was written stays. Again changes nothing.

    Raises NotFound.
    """
    mentorship, _can_speak = held(member_id, mentorship_id)
    found = queries.agreed_in(ProgrammeWalk, mentorship.id, walk_id)
    if not policies.can_withdraw(found):
        return
    held_before, found.ended_at = found.holds, now()
    db.session.flush()
    record(member_id, "mentoring:walk:ended", f"walk:{found.id}")
    if held_before and mentorship.ended_at is None:
        tell_other(mentorship, member_id, "walk_stopped", "programme")


@operation
def lengthen_programme(member_id: int, mentorship_id: int, walk_id: int) -> None:
    """Say that one would like more time; once both have, four weeks more. Again changes nothing.

    Raises NotFound, Conflict.
    """
    mentorship, _can_speak = held(member_id, mentorship_id)
    found = queries.agreed_in(ProgrammeWalk, mentorship.id, walk_id)
    over = queries.walk_over_at(mentorship, found)
    near = over is not None and is_near(over, found.weeks, now())
    refuse_unless(policies.can_lengthen(mentorship, found, near))
    side = "mentee_longer_at" if policies.is_mentee(mentorship, member_id) else "mentor_longer_at"
    if getattr(found, side) is not None:
        return
    setattr(found, side, now())
    record(member_id, "mentoring:walk:longer", f"walk:{found.id}")
    both = found.mentee_longer_at is not None and found.mentor_longer_at is not None
    if both:
        found.added += LONGER
        found.mentee_longer_at = found.mentor_longer_at = found.prompted_at = None
    db.session.flush()
    kind, what = ("walk_agreed", "longer") if both else ("walk_wish", "")
    tell_other(mentorship, member_id, kind, what)


def _bring(mentorship: Mentorship, member_id: int, walk: ProgrammeWalk) -> None:
    """What the programme says becomes the mentee's own, but for what stands there already."""
    content = content_in(walk.version.content)
    there = {(one.kind, one.words) for one in queries.items_of(mentorship.id)}
    for kind, lines in ((STEP, content.steps), (TASK, content.tasks)):
        new = tuple(line for line in lines if (kind, line) not in there)
        add_items(mentorship, mentorship.mentee.member_id, kind, new)
    if content.rhythm:
        hold_rhythm(mentorship, member_id, content.rhythm)
