"""The floor: one speaks at a time, called from the queue; who does not answer goes to its end, not out (L5.5, L5.6)."""

from datetime import datetime

from flask_babel import gettext as _

from community.clock import now
from community.errors import Conflict, Forbidden
from community.extensions import db
from community.groups.models import Membership
from community.jobs import schedule
from community.meetings import policies, queries
from community.meetings.models import Share, Sitting
from community.meetings.models.sittings import DONE, ENDED, PASS, UNANSWERED
from community.meetings.operations.chairing import as_chair, note_act
from community.meetings.operations.queue import put_last, take_hand
from community.meetings.operations.telling import (
    held,
    hold,
    tell_floor,
    tell_queue,
    tell_reading,
    tell_thanks,
)
from community.meetings.queries import Scene
from community.operations import operation
from community.realtime.streams import position_of

MINUTE = 60


@operation
def call_next(member_id: int, room_id: int) -> int:
    """The chair calls whoever is first in the queue, ending a share under way; the seq.

    Raises NotFound, Conflict (nobody waits, no queue in this part), Forbidden.
    """
    hold(room_id)
    scene = as_chair(member_id, room_id)
    _require_queue(scene)
    hands = queries.hands_of(scene.sitting.id)
    if not hands:
        raise Conflict(_("Nobody is waiting. Whoever raises a hand can be called."))
    return _call(scene, hands[0].membership_id)


@operation
def call_person(member_id: int, room_id: int, membership_id: int) -> int:
    """The chair calls somebody who waits, out of turn; the seq. Raises NotFound, Conflict, Forbidden."""
    hold(room_id)
    scene = as_chair(member_id, room_id)
    _require_queue(scene)
    waiting = {hand.membership_id for hand in queries.hands_of(scene.sitting.id)}
    if membership_id not in waiting:
        raise Conflict(_("They are not in the queue any more."))
    return _call(scene, membership_id)


@operation
def answer_call(member_id: int, room_id: int) -> int:
    """Begin to speak after being called; the seq. Doing it again changes nothing. Raises NotFound, Conflict."""
    hold(room_id)
    scene = queries.scene_for(member_id, room_id)
    if not policies.has_floor(scene.sitting, scene.who):
        raise Conflict(_("You have not been called, or it is too long ago."))
    if scene.sitting.speaking_since is not None:
        return position_of(room_id)[0]
    return begin_share(scene.sitting)


@operation
def end_share(member_id: int, room_id: int, how: str) -> int:
    """ "Done", or "pass"; the seq. Raises NotFound, Conflict where one does not have the floor."""
    hold(room_id)
    scene = queries.scene_for(member_id, room_id)
    if not policies.has_floor(scene.sitting, scene.who):
        raise Conflict(_("You do not have the floor."))
    close_share(scene.sitting, PASS if how == PASS else DONE)
    return tell_floor(scene.sitting)


@operation
def skip_person(member_id: int, room_id: int, membership_id: int) -> int:
    """The chair sends somebody who waits, or was called and does not answer, to the end of the queue; the seq."""
    hold(room_id)
    scene = as_chair(member_id, room_id)
    sitting = scene.sitting
    if sitting.holder_id == membership_id and sitting.speaking_since is None:
        close_share(sitting, UNANSWERED)
        tell_floor(sitting)
    elif membership_id not in {hand.membership_id for hand in queries.hands_of(sitting.id)}:
        raise Conflict(_("They are not in the queue any more."))
    put_last(sitting, membership_id)
    return tell_queue(sitting)


@operation
def extend_share(member_id: int, room_id: int, seconds: int = MINUTE) -> int:
    """The chair gives the share under way more time; the seq. The limit is soft, and is told to all (L5.6)."""
    hold(room_id)
    scene = as_chair(member_id, room_id)
    if scene.sitting.holder_id is None:
        raise Conflict(_("Nobody has the floor now."))
    if scene.sitting.limit_seconds == 0:
        raise Conflict(_("Shares have no time limit in this part of the meeting."))
    scene.sitting.limit_seconds += seconds
    return tell_floor(scene.sitting)


@operation
def thank_person(member_id: int, room_id: int) -> int:
    """The chair thanks whoever speaks, which ends the share, or whoever spoke last; the seq."""
    hold(room_id)
    scene = as_chair(member_id, room_id)
    sitting = scene.sitting
    speaking = sitting.holder_id if sitting.speaking_since is not None else None
    thanked = speaking or queries.last_speaker_of(sitting.id)
    if thanked is None:
        raise Conflict(_("Nobody has spoken yet."))
    if speaking is not None:
        close_share(sitting, ENDED)
        tell_floor(sitting)
    return tell_thanks(sitting, thanked)


@operation
def paste_reading(member_id: int, room_id: int, reading: int) -> int:
    """Put a reading of this part into the room as it stands, from 0; the seq. Raises NotFound, Conflict, Forbidden."""
    hold(room_id)
    scene = queries.scene_for(member_id, room_id)
    if not policies.can_paste_reading(scene.sitting, scene.who):
        raise Forbidden(_("Whoever is in the chair does that, or one of tonight's readers."))
    if scene.part is None or not 0 <= reading < len(scene.part.readings):
        raise Conflict(_("There is no such reading in this part of the meeting."))
    note_act(scene)
    return tell_reading(scene.sitting, scene.sitting.phase, reading)


@operation
def expire_call(sitting_id: int, turn: int) -> None:
    """Whoever was called that turn and has not answered goes to the end of the queue. A job's work."""
    sitting = held(sitting_id)
    holder = sitting.holder_id if sitting is not None else None
    if sitting is None or holder is None:
        return
    if sitting.floor_turn != turn or sitting.speaking_since is not None:
        return
    close_share(sitting, UNANSWERED)
    tell_floor(sitting)
    if db.session.get_one(Membership, holder).is_current:
        put_last(sitting, holder)
        tell_queue(sitting)


def begin_share(sitting: Sitting) -> int:
    """Whoever was called speaks from now on; the seq."""
    sitting.speaking_since = now()
    return tell_floor(sitting)


def free_floor(sitting: Sitting) -> None:
    """Whoever has the floor loses it, and it is told: the part is over, or they are gone or muted."""
    if sitting.holder_id is not None:
        close_share(sitting, UNANSWERED if sitting.speaking_since is None else ENDED)
        tell_floor(sitting)


def close_share(sitting: Sitting, how: str) -> None:
    """The turn at the floor is over, and kept; the caller tells the floor."""
    assert sitting.holder_id is not None
    share = Share(
        sitting_id=sitting.id, membership_id=sitting.holder_id, called_at=sitting.called_at or now(),
        began_at=sitting.speaking_since, ended_at=now(), how=how,
    )  # fmt: skip
    db.session.add(share)
    sitting.free_floor()
    db.session.flush()


def _call(scene: Scene, membership_id: int) -> int:
    sitting, moment = scene.sitting, now()
    if sitting.holder_id is not None:
        called = sitting.holder_id
        unanswered = sitting.speaking_since is None
        close_share(sitting, UNANSWERED if unanswered else ENDED)
        if unanswered:
            put_last(sitting, called)
    take_hand(sitting, membership_id)
    tell_queue(sitting)
    limit = scene.part.share_seconds if scene.part is not None else 0
    sitting.give_floor(membership_id, moment, limit)
    _schedule_end_of_call(sitting, moment)
    return tell_floor(sitting)


def _schedule_end_of_call(sitting: Sitting, moment: datetime) -> None:
    key = f"meetings:call:{sitting.id}:{sitting.floor_turn}"
    payload = {"sitting": sitting.id, "turn": sitting.floor_turn}
    schedule("meetings:expire_call", key, payload, moment + policies.ANSWER_WITHIN)


def _require_queue(scene: Scene) -> None:
    if not policies.has_queue(scene.part):
        raise Conflict(_("There is no queue in this part of the meeting."))
