"""What is only for tonight, and only for oneself: reading along, and being celebrated (L5.8, L5.9).

None of it stands in an entry, in the journal or in a log.
"""

from flask_babel import gettext as _

from community.errors import Conflict
from community.extensions import db
from community.meetings import policies, queries
from community.meetings.models import Celebration, ReadingAlong
from community.meetings.operations.queue import take_hand
from community.meetings.operations.telling import held, tell_queue
from community.operations import operation


@operation
def read_along(member_id: int, sitting_id: int, on: bool) -> None:
    """ "Not sober tonight: welcome to read." It keeps the hand down, and nothing else; a raised one goes down.

    Lowering it so looks like any lowering. Whoever has the floor keeps it. Raises NotFound, Conflict.
    """
    held(sitting_id)
    sitting, mine = queries.sitting_of(member_id, sitting_id)
    if not policies.can_read_along(sitting):
        raise Conflict(_("The meeting is not on now."))
    known = db.session.get(ReadingAlong, (sitting.id, mine.id))
    if on and known is None:
        db.session.add(ReadingAlong(sitting_id=sitting.id, membership_id=mine.id))
    elif not on and known is not None:
        db.session.delete(known)
    db.session.flush()
    if on and take_hand(sitting, mine.id) is not None:
        tell_queue(sitting)


@operation
def celebrate(member_id: int, sitting_id: int, words: str | None) -> None:
    """Choose to be celebrated at a date, in one's own words; again changes them, None takes it back.

    Nobody looks anything up. Raises NotFound, Conflict where it is over.
    """
    sitting, mine = queries.sitting_of(member_id, sitting_id)
    if not policies.can_celebrate(sitting):
        raise Conflict(_("That meeting is over, or is not held."))
    known = db.session.get(Celebration, (sitting.id, mine.id))
    if words is None:
        if known is not None:
            db.session.delete(known)
    elif known is not None:
        known.words = words
    else:
        db.session.add(Celebration(sitting_id=sitting.id, membership_id=mine.id, words=words))
    db.session.flush()
