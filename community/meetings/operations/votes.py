"""Business: a motion is put, voted on and closed; the result is an entry (L5.10)."""

import sqlalchemy as sa
from flask_babel import gettext as _

from community.clock import now
from community.errors import Conflict, Forbidden, NotFound
from community.extensions import db
from community.journal import record
from community.meetings import policies, queries
from community.meetings.models import Ballot, Motion, Sitting
from community.meetings.operations.chairing import as_chair
from community.meetings.operations.telling import hold, tell_motion
from community.operations import operation
from community.realtime.streams import position_of

BUSINESS = "business"


@operation
def open_motion(member_id: int, room_id: int, words: str, secret: bool) -> int:
    """The chair puts a question; the seq. One at a time, in the business part. Raises Conflict, Forbidden."""
    hold(room_id)
    scene = as_chair(member_id, room_id)
    if scene.part is None or scene.part.kind != BUSINESS:
        raise Conflict(_("Votes belong into the business part of the meeting."))
    if any(motion.closed_at is None for motion in queries.motions_of(scene.sitting.id)):
        raise Conflict(_("A vote is open. Close it first."))
    motion = Motion(
        sitting_id=scene.sitting.id, words=words, secret=secret, opened_at=now(), yes=0, no=0, abstain=0
    )  # fmt: skip
    db.session.add(motion)
    db.session.flush()
    record(member_id, "meetings:motion:opened", f"motion:{motion.id}", {"secret": secret})
    return tell_motion(scene.sitting, motion)


@operation
def close_motion(member_id: int, room_id: int, motion_id: int) -> int:
    """The chair closes a vote; the entry tells the result. Closing it again changes nothing."""
    hold(room_id)
    scene = as_chair(member_id, room_id)
    motion = _motion_in(scene.sitting, motion_id)
    if motion.closed_at is not None:
        return position_of(room_id)[0]
    return close(scene.sitting, motion, member_id)


@operation
def vote(member_id: int, room_id: int, motion_id: int, choice: str) -> int:
    """Vote yes, no or abstain; the seq. An open vote can be changed until it closes, a secret one cannot.

    Raises NotFound, Conflict, Forbidden.
    """
    hold(room_id)
    scene = queries.scene_for(member_id, room_id)
    motion = _motion_in(scene.sitting, motion_id)
    if not policies.can_vote(scene.who):
        raise Forbidden(_("Members of the group vote, unless they are muted here."))
    if motion.closed_at is not None:
        raise Conflict(_("This vote is closed."))
    ballot = db.session.get(Ballot, (motion.id, scene.who.id))
    if ballot is not None and not _change(motion, ballot, choice):
        return position_of(room_id)[0]
    if ballot is None:
        kept = None if motion.secret else choice
        db.session.add(Ballot(motion_id=motion.id, membership_id=scene.who.id, choice=kept))
    setattr(motion, choice, getattr(motion, choice) + 1)
    db.session.flush()
    return tell_motion(scene.sitting, motion)


def close(sitting: Sitting, motion: Motion, actor: int) -> int:
    """End a vote; the seq of its result."""
    motion.closed_at = now()
    db.session.flush()
    counts = {"yes": motion.yes, "no": motion.no, "abstain": motion.abstain}
    record(actor, "meetings:motion:closed", f"motion:{motion.id}", counts)
    return tell_motion(sitting, motion)


def close_open_motions(sitting: Sitting, actor: int) -> None:
    """The part is over: what was voted so far is the result."""
    open_ones = sa.select(Motion).where(Motion.sitting_id == sitting.id, Motion.closed_at.is_(None))
    for motion in db.session.scalars(open_ones):
        close(sitting, motion, actor)


def _change(motion: Motion, ballot: Ballot, choice: str) -> bool:
    """Take an open vote back to cast it anew; False where it says so already."""
    if motion.secret or ballot.choice is None:
        raise Conflict(
            _("You have voted. A secret vote cannot be changed, since nobody knows which it was.")
        )
    if ballot.choice == choice:
        return False
    setattr(motion, ballot.choice, getattr(motion, ballot.choice) - 1)
    ballot.choice = choice
    return True


def _motion_in(sitting: Sitting, motion_id: int) -> Motion:
    motion = db.session.get(Motion, motion_id)
    if motion is None or motion.sitting_id != sitting.id:
        raise NotFound
    return motion
